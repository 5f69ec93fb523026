"""What the overview of a draft shows: where it stands, its parts in the order of the document, what was made of it."""

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils import translation
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from figures import swedish
from reports.actions.drafts import is_outdated
from reports.kinds import KINDS
from reports.models import Draft, Part, Publication, Report
from reports.snapshots import PartText, heading_of, is_shown

Standing = Literal["open", "waiting", "published", "aside"]


@dataclass(frozen=True)
class Row:
    """One part in the list. `number` is the document's own; empty for what stands first or isn't shown.

    `minutes` is about how long the part takes to write; nothing for one that is generated.
    """

    part: Part
    heading: str
    hint: str
    number: str
    is_shown: bool
    is_front: bool
    can_rise: bool
    can_sink: bool
    minutes: int = 0

    @property
    def ring(self) -> str:
        """How far it has come: nothing written, questions left to answer, done, not part of the document."""
        if not self.is_shown:
            return "none" if self.part.written and not self.part.left_out else "dash"
        return "half" if self.open_comments else "full"

    @property
    def open_comments(self) -> int:
        """How many threads nobody has closed; counted by the query."""
        return int(getattr(self.part, "open_comments", 0))

    @property
    def can_be_removed(self) -> bool:
        """Whether it is the organisation's own and holds nothing; comments are asked about when it is removed."""
        return not self.part.key and not self.part.body


@dataclass(frozen=True)
class Progress:
    """How much of a draft is done; `minutes` is about how long it takes to write what is empty."""

    texts: int
    written: int
    open_comments: int
    minutes: int = 0

    @property
    def left(self) -> str:
        """Say in words how much writing is left."""
        empty, language = self.texts - self.written, swedish.chosen(get_language())
        if not empty:
            return _("Allt är skrivet.")
        minutes = ngettext("%(n)s minut", "%(n)s minuter", self.minutes) % {"n": self.minutes}
        return ngettext(
            "Ungefär %(minutes)s kvar: %(n)s del att skriva.",
            "Ungefär %(minutes)s kvar: %(n)s delar att skriva.",
            empty,
        ) % {"minutes": minutes, "n": swedish.number_word(empty, language)}


def rows(draft: Draft) -> list[Row]:
    """Return the parts as they are printed: what stands on the first page before the rest. One query."""
    parts = list(draft.parts.in_order().with_open_comments().select_related("saved_by"))
    return rows_of(draft, parts)


def rows_of(draft: Draft, parts: Sequence[Part]) -> list[Row]:
    """Return the rows of parts that are fetched already; all of the draft's, in order."""
    kind = KINDS[draft.kind]
    layouts = {section.key: section.layout for section in kind.sections}
    front = [part for part in parts if layouts.get(part.key) == "front"]
    rest = [part for part in parts if layouts.get(part.key) != "front"]
    numbers, letters = iter(range(1, len(parts) + 1)), iter(string.ascii_uppercase)
    found = []
    with translation.override(draft.language):
        for part in [*front, *rest]:
            text = part_text(part)
            shown = is_shown(text, draft.data)
            counted = shown and part not in front
            letter = layouts.get(part.key) == "appendix"
            section = kind.by_key.get(part.key)
            found.append(
                Row(
                    part=part,
                    heading=heading_of(kind, draft.data, text),
                    hint=str(section.hint) if section else "",
                    number=str(next(letters, "Z") if letter else next(numbers)) if counted else "",
                    is_shown=shown,
                    is_front=part in front,
                    can_rise=part in rest[1:],
                    can_sink=part in rest[:-1],
                    minutes=kind.minutes_for(part.key) if part.written else 0,
                )
            )
    return found


def part_text(part: Part) -> PartText:
    """Return what people have decided about a part."""
    return PartText(part.key, part.written, part.heading, part.caption, part.body, part.left_out)


def progress(found: Sequence[Row]) -> Progress:
    """Count what is done; a text that is left out needs no writing."""
    texts = [row for row in found if row.part.written and not row.part.left_out]
    empty = [row for row in texts if not row.is_shown]
    return Progress(
        texts=len(texts),
        written=len(texts) - len(empty),
        open_comments=sum(row.open_comments for row in found),
        minutes=sum(row.minutes for row in empty),
    )


def documents(draft: Draft) -> list[Report]:
    """Return what has been frozen of the draft, newest first. One query."""
    found = draft.documents.light().select_related(
        "job", "ordered_by", "proposal", "publication__declined_by"
    )
    return list(found.newest_first())


def another_like(draft: Draft) -> Draft | None:
    """Return another draft of the same thing, an open one if there is; None when this is the only one."""
    return Draft.objects.alike(draft).first()


def standing(draft: Draft, frozen: Sequence[Report]) -> tuple[Standing, Publication | None]:
    """Return where the draft stands, and the publication that says so; a refusal too when it is open again."""
    latest = next(_publications(frozen), None)
    if draft.is_open:
        return "open", latest if latest and latest.declined_at else None
    if latest is None or latest.declined_at:
        return "aside", None
    return ("published" if latest.is_published else "waiting"), latest


def _publications(frozen: Sequence[Report]) -> Iterator[Publication]:
    for report in frozen:
        publication = getattr(report, "publication", None)
        if publication is not None:
            yield publication


def overview(draft: Draft) -> dict[str, Any]:
    """Collect what the page shows. Three queries, whatever the number of parts and documents."""
    found, frozen = rows(draft), documents(draft)
    state, publication = standing(draft, frozen)
    return {
        "draft": draft,
        "kind": KINDS[draft.kind],
        "rows": found,
        "progress": progress(found),
        "documents": frozen,
        "standing": state,
        "publication": publication,
        "outdated": is_outdated(draft),
        "suggestion": draft.data["summary"],
    }


def headings(draft: Draft, keys: Sequence[str]) -> list[str]:
    """Return what the parts with these keys are called in the draft. One query."""
    named = {row.part.key: row.heading for row in rows(draft)}
    return [named[key] for key in keys if key in named]
