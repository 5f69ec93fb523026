"""Finding the link in a mail."""

import re

from django.conf import settings


def path_in(text: str) -> str:
    """Return the path of the first of our links in a text."""
    found = re.search(rf"{re.escape(settings.PUBLIC_URL)}(\S+)", text)
    assert found, text
    return found[1]
