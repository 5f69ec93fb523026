"""Entries of the database as a file would say them: written out and read again. Four queries for any number."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from figures.text import clean_line, clean_text
from resultchain.files.cells import counted_out
from resultchain.files.known import Given, KnownEntry, listed
from resultchain.models import ChainEntry, ChainEntryQuerySet, ParticipantNumber

_FIELDS = (
    "pk", "organisation_id", "reference", "what", "level", "state", "state_note", "first_day", "last_day",
    "area__name", "direction", "global_goals", "national_goals", "course__name", "participants", "precision",
    "women", "men", "method", "evidence", "strength", "quote", "quote_source", "lesson", "goal__title",
    "ordinary_reference",
)  # fmt: skip


def stored(entries: ChainEntryQuerySet) -> list[KnownEntry]:
    """Return entries in the order of their ids.

    What hangs on them is asked for by a list of ids, not by the same question again: right after a large import the
    database does not know how many rows it has, and would walk through one table for each row of the other.
    """
    rows = list(entries.order_by("pk").values(*_FIELDS))
    ids = [row["pk"] for row in rows]
    perspectives = _perspectives(ids)
    functions = _functions(ids)
    items = _items(ids)
    return [
        KnownEntry(
            row["pk"],
            row["organisation_id"],
            _line(row["reference"]),
            _given(row, perspectives[row["pk"]], functions[row["pk"]], items[row["pk"]]),
        )
        for row in rows
    ]


def item_key(key: str, version: str, number: int) -> str:
    """Return what a file calls an item of a checklist."""
    return f"{key}/{version}/{number}".casefold()


def _perspectives(ids: list[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    links = ChainEntry.perspectives.through._default_manager.filter(chainentry__in=ids)
    ordered = links.order_by("perspective__sort_key", "perspective_id")
    for pk, name in ordered.values_list("chainentry_id", "perspective__name"):
        found[pk].append(_name(name))
    return found


def _functions(ids: list[int]) -> defaultdict[int, dict[str, int]]:
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    counts = ParticipantNumber.objects.filter(entry__in=ids, number__gt=0).order_by(
        "function__position", "pk"
    )
    for pk, key, number in counts.values_list("entry_id", "function__key", "number"):
        found[pk][key] = number
    return found


def _items(ids: list[int]) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    links = ChainEntry.items.through._default_manager.filter(chainentry__in=ids)
    names = ("chainentry_id", "item__instrument__key", "item__instrument__version", "item__number")
    for pk, key, version, number in links.values_list(*names):
        found[pk].add(item_key(key, version, number))
    return found


def _given(row: dict[str, Any], names: Iterable[str], functions: dict[str, int], items: set[str]) -> Given:
    values: dict[str, Any] = {name: row[field] for name, field in _AS_THEY_ARE.items()}
    values |= {name: _line(row[field]) for name, field in _LINES.items()}
    values |= {name: _text(row[field]) for name, field in _TEXTS.items()}
    values |= {name: _name(row[field]) for name, field in _NAMES.items()}
    by_sex = (row["women"] or 0) + (row["men"] or 0)
    total = counted_out(row["participants"], row["precision"], by_sex, sum(functions.values()))
    values["participants"], values["precision"] = total
    values |= {name: frozenset(row[name]) for name in ("global_goals", "national_goals")}
    return Given(
        **values,
        perspectives=tuple(names),
        functions=functions,
        items=frozenset(items),
    )


_AS_THEY_ARE = {
    "level": "level", "state": "state", "first": "first_day", "last": "last_day", "direction": "direction",
    "women": "women", "men": "men", "strength": "strength",
}  # fmt: skip
_LINES = {
    "what": "what", "note": "state_note", "quote_source": "quote_source", "method": "method",
    "ordinary_reference": "ordinary_reference", "goal": "goal__title",
}  # fmt: skip
_TEXTS = {"quote": "quote", "lesson": "lesson", "evidence": "evidence"}
_NAMES = {"area": "area__name", "course": "course__name"}


def _line(text: object) -> str:
    return clean_line(text) if isinstance(text, str) and text else ""


def _text(text: object) -> str:
    return clean_text(text) if isinstance(text, str) and text else ""


def _name(text: object) -> str:
    return listed(_line(text))
