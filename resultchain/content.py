"""An entry's content as plain values, for comparing two versions of it, and back again."""

import datetime
from collections.abc import Mapping
from typing import Any, Final

from figures.swedish import sort_key
from resultchain.edits import Content
from resultchain.models import ChainEntry, ParticipantNumber

KEYS: Final = ("organisation", "area", "course", "goal")
DAYS: Final = ("first_day", "last_day")
EMPTY: Final[Mapping[str, Any]] = {
    "state": "done",
    "state_note": "",
    "first_day": None,
    "last_day": None,
    "area": None,
    "direction": "",
    "global_goals": [],
    "national_goals": [],
    "course": None,
    "participants": None,
    "precision": "",
    "women": None,
    "men": None,
    "method": "",
    "evidence": "",
    "strength": "",
    "quote": "",
    "quote_source": "",
    "lesson": "",
    "goal": None,
    "ordinary_reference": "",
    "perspectives": [],
    "items": [],
    "functions": {},
}
"""What an entry holds when nothing but what, level and organisation is told."""


def content_of(entry: ChainEntry) -> Content:
    """Return what an entry holds of what people write. Up to three queries."""
    content: Content = {name: getattr(entry, name) for name in ChainEntry.CONTENT if name not in KEYS}
    content |= {name: getattr(entry, f"{name}_id") for name in KEYS}
    content |= {name: content[name].isoformat() if content[name] else None for name in DAYS}
    content["level"], content["state"] = int(entry.level), str(entry.state)
    content["perspectives"] = sorted(line.pk for line in entry.perspectives.all())
    content["items"] = sorted(item.pk for item in entry.items.all())
    content["functions"] = {str(row.function_id): row.number for row in entry.participant_counts.all()}
    return content


def write(entry: ChainEntry, content: Content) -> None:
    """Store the content in the entry's own row and in the rows beside it."""
    for name in ChainEntry.CONTENT:
        value = content[name]
        if name in DAYS and isinstance(value, str):
            value = datetime.date.fromisoformat(value)
        setattr(entry, f"{name}_id" if name in KEYS else name, value)
    entry.sort_key = sort_key(entry.what)
    entry.save()
    entry.perspectives.set(content["perspectives"])
    entry.items.set(content["items"])
    entry.participant_counts.all().delete()
    ParticipantNumber.objects.bulk_create(
        ParticipantNumber(entry=entry, function_id=int(function), number=number)
        for function, number in content["functions"].items()
    )
