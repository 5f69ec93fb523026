"""Writing to the event log: one function, ids and codes only."""

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
    for key, value in data.items():
        for part in value if isinstance(value, (list, tuple)) else [value]:
            if not _is_code(part):
                raise ValueError(f"The event log keeps codes, not text: {key}")
    return Event.objects.create(
        actor=actor,
        organisation=organisation,
        verb=verb,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        data=data,
    )


def _is_code(value: object) -> bool:
    if value is None or isinstance(value, (bool, int)):
        return True
    return (
        isinstance(value, str) and len(value) <= MAX_TEXT and not any(c.isspace() or c == "@" for c in value)
    )
