"""Which of a report's cases become files in `make test`; the rest of them do in `make audit`."""

import pytest


def files(names, ordinary, languages=("sv", "en")):
    """Every case in both languages as (name, language); `ordinary` holds those for `make test`."""
    return [
        pytest.param(name, language, marks=() if (name, language) in ordinary else pytest.mark.audit)
        for name in names
        for language in languages
    ]


def swedish(names, ordinary):
    """Every case as its name: those that `ordinary` has in Swedish are for `make test`."""
    return [pytest.param(name, marks=() if (name, "sv") in ordinary else pytest.mark.audit) for name in names]
