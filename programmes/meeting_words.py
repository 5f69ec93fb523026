"""What stands there now, told to somebody whose page is older: of a meeting, its notes, a home work."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures.swedish import point_in_time
from programmes.models import HomeWork, Meeting


def meeting_text(meeting: Meeting) -> str:
    """The meeting with its time, place, groups, functions, occasion and agenda."""
    language = get_language() or "sv"
    groups = ", ".join(group.name for group in meeting.groups.all())
    parts = [
        meeting.name,
        str(meeting.get_kind_display()),
        point_in_time(timezone.localtime(meeting.starts_at), language),
        point_in_time(timezone.localtime(meeting.ends_at), language),
        meeting.place,
        groups or _("för alla"),
        ", ".join(str(function) for function in meeting.functions.all()),
        str(meeting.occasion or ""),
        meeting.agenda,
    ]
    return _joined(parts)


def notes_text(meeting: Meeting) -> str:
    """All that was written down, each with its word."""
    return _joined(
        [
            f"{word}: {text}" if text else ""
            for word, text in (
                (_("Anteckningar"), meeting.notes),
                (_("Plus"), meeting.plus),
                (_("Minus"), meeting.minus),
                (_("Intressant"), meeting.interesting),
                (_("Beslut"), meeting.decisions),
                (_("Hemuppgift"), meeting.home_work),
            )
        ]
    )


def home_work_text(work: HomeWork) -> str:
    """The whole answer, with whether it is handed in."""
    state = _("inlämnad") if work.finished_at else _("utkast")
    return _joined([work.plan, work.do, work.study, work.act, state])


def _joined(parts: list[str]) -> str:
    told = [" ".join(part.split()).rstrip(".") for part in parts if part]
    return (". ".join(_("”%(label)s”") % {"label": part} for part in told) or _("inget")) + "."
