"""Writing to the event log: one function, ids and codes only."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from organisations.models import Event, Organisation, User

MAX_TEXT = 60


def record(
    *, actor: User | None, organisation: Organisation | None, verb: str, obj: Model | None = None, **data: Any
) -> Event:
    """Append one event.

    `verb` is "<app>.<what happened>". `data` holds numbers, booleans, short codes, or lists of them: never names or
    free text. Raises ValueError when a value looks like prose, so that a mistake is seen in the first test.
    """
    event = _event(actor, organisation.pk if organisation else None, verb, obj, data)
    event.save(force_insert=True)
    return event


def record_many(
    *, actor: User | None, verb: str, happened: Iterable[tuple[int | None, Model]]
) -> list[Event]:
    """Append one event for each pair of an organisation's id and a thing, in one statement, checked as in record."""
    return Event.objects.bulk_create(
        [_event(actor, organisation_id, verb, obj, {}) for organisation_id, obj in happened], batch_size=5_000
    )


def _event(
    actor: User | None, organisation_id: int | None, verb: str, obj: Model | None, data: Mapping[str, Any]
) -> Event:
    for key, value in data.items():
        for part in value if isinstance(value, (list, tuple)) else [value]:
            if not _is_code(part):
                raise ValueError(f"The event log keeps codes, not text: {key}")
    return Event(
        actor=actor,
        organisation_id=organisation_id,
        verb=verb,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        data=dict(data),
    )


def _is_code(value: object) -> bool:
    if value is None or isinstance(value, (bool, int)):
        return True
    return (
        isinstance(value, str) and len(value) <= MAX_TEXT and not any(c.isspace() or c == "@" for c in value)
    )
