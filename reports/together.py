"""Two people in the same thing at once: what only one of them changed is kept, what both changed is asked about."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

LENGTH: Final = 16


@dataclass(frozen=True)
class Meeting:
    """`values` is what stands when the others' words stand; `asked` are the fields that both have changed."""

    values: dict[str, Any]
    asked: tuple[str, ...]


def trace(value: object) -> str:
    """Return a short mark of a value: a page remembers by it what it was made from, however long that is."""
    return hashlib.sha256(str(value).encode()).hexdigest()[:LENGTH]


def traces(values: Mapping[str, Any]) -> str:
    """Return the marks of several values, each after its name."""
    return " ".join(f"{name}={trace(value)}" for name, value in values.items())


def meet(typed: Mapping[str, Any], opened: str, stored: Mapping[str, Any]) -> Meeting:
    """Bring together what was typed on a page and what is stored now.

    `opened` is what the page was made from, as traces() gave it; a page that doesn't say has changed everything.
    """
    marks = {name: mark for name, _sign, mark in (one.partition("=") for one in opened.split())}
    values, asked = dict(stored), []
    for name, value in typed.items():
        if value == stored[name] or trace(value) == marks.get(name):
            continue
        if trace(stored[name]) == marks.get(name):
            values[name] = value
        else:
            asked.append(name)
    return Meeting(values, tuple(asked))
