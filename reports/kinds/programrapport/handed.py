"""Reads the result reports that participants have handed in and that the lead may read now: from what was published.

What a participant left out of its report is not in it. Only a report that everybody may read is quoted with a name.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from figures.swedish import sort_key
from figures.text import clean_line, clean_text
from organisations.models import Organisation
from organisations.models.share import is_public
from programmes.models import COUNTING, Part, Programme
from reports.kinds.programrapport.material import Example, HandedIn, Stands
from reports.models import HandIn, Publication
from resultchain.models import Extent

LONGEST: Final = 300
LONGEST_QUOTE: Final = 500
LONGEST_TEXT: Final = 3_000
TEXTS: Final = (
    "motive",
    "aim",
    "organisation",
    "lessons_benchmarking",
    "lessons_work",
    "advice_others",
    "advice_lead",
)


def read_handed_in(
    lead: Organisation, programmes: Collection[Programme]
) -> tuple[dict[int, HandedIn], list[Any]]:
    """Return each participant's report by the participation's id, and when they came in. Two queries."""
    in_force = Publication.objects.in_force()
    rows = (
        HandIn.objects.newest()
        .visible_to(lead)
        .filter(
            participation__programme__in=programmes,
            participation__part=Part.PARTICIPANT,
            participation__stage__in=COUNTING,
            publication__in=in_force.order_by().values("pk"),
        )
    )
    public = set(
        Publication.objects.filter(is_public(Publication), hand_in__in=rows).values_list("pk", flat=True)
    )
    found: dict[int, HandedIn] = {}
    times = []
    fields = ("participation", "publication", "received_at", "publication__report__snapshot")
    for participation, publication, received_at, snapshot in rows.order_by("pk").values_list(*fields):
        found[participation] = _handed_in(snapshot, is_open=publication in public)
        times.append(received_at)
    return found, times


def _handed_in(snapshot: Mapping[str, Any], *, is_open: bool) -> HandedIn:
    parts = {part["key"]: part for part in snapshot["parts"]}
    return HandedIn(
        name=clean_line(snapshot["organisation"]["name"], LONGEST),
        is_open=is_open,
        examples=_examples(parts.get("examples")),
        stands=stands_of(parts.get("position"), snapshot["language"]),
        texts={key: clean_text(parts[key]["text"])[:LONGEST_TEXT] for key in TEXTS if key in parts},
    )


def _examples(part: Mapping[str, Any] | None) -> tuple[Example, ...]:
    return tuple(
        Example(
            level=level["level"],
            what=clean_line(row["what"], LONGEST),
            when=clean_line(row["when"], LONGEST),
            unit=clean_line(row["unit"], LONGEST),
            quote=clean_line(row["quote"], LONGEST_QUOTE),
            source=clean_line(row["source"], LONGEST),
        )
        for level in (part["data"]["levels"] if part else ())
        for row in level["rows"]
    )


def stands_of(part: Mapping[str, Any] | None, written_in: str) -> tuple[Stands, ...]:
    """Return the last statement, level by level; the words of the report's own language are read back."""
    if part is None or not part["data"]["columns"]:
        return ()
    with translation.override(written_in):
        codes = {str(extent.label): extent.value for extent in Extent}
    rows = ((row, row["cells"][-1]) for row in part["data"]["rows"])
    return tuple(
        # Older reports tell no more than what was logged by the day of the statement.
        Stands(row["level"], codes.get(last["extent"], ""), row.get("done", last["done"]))
        for row, last in rows
    )


def texts_of(reports: Collection[HandedIn], keys: Collection[str]) -> list[tuple[HandedIn, str, str]]:
    """Return what the reports say under some of their parts: whose, which part, what. By part, and then by name."""
    ordered = sorted(reports, key=lambda one: sort_key(one.name))
    return [(one, key, one.texts[key]) for key in keys for one in ordered if one.texts.get(key, "").strip()]


def by_level(reports: Collection[HandedIn]) -> dict[int, list[tuple[HandedIn, Example]]]:
    """Return the examples level by level: one of each organisation, those with a quote first, then the next of each."""
    found: dict[int, list[tuple[int, HandedIn, Example]]] = defaultdict(list)
    for one in sorted(reports, key=lambda report: sort_key(report.name)):
        seen: dict[int, int] = defaultdict(int)
        for example in one.examples:
            found[example.level].append((seen[example.level], one, example))
            seen[example.level] += 1
    return {
        level: [(one, example) for _turn, one, example in sorted(rows, key=lambda row: row[0])]
        for level, rows in found.items()
    }


def attribution(report: HandedIn, example: Example) -> str:
    """Write whose quote it is: the function or person that the report names, and the report."""
    words = {"name": report.name, "source": example.source}
    if example.source:
        return _("%(source)s (resultatrapport, %(name)s)") % words
    return _("resultatrapport, %(name)s") % words


__all__ = ["attribution", "by_level", "read_handed_in", "stands_of", "texts_of"]
