"""The cells of one row that say what was rated: the item, its value, the comment, and being on the way."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from checklists.calculations import Answer, Scale
from checklists.files.columns import NOT_APPLICABLE
from checklists.files.known import Given, KnownInstrument
from checklists.models import MAX_COMMENT, MAX_NOTE
from organisations.files.cells import is_no, is_yes, quoted, refuse_longer, whole
from organisations.files.columns import YES, Row
from organisations.files.faults import RowFault

# Who reads the pages in English may write so too; what we write ourselves is Swedish.
_NOT_APPLICABLE: Final = frozenset({NOT_APPLICABLE, "ej tillampligt", "not applicable"})


@dataclass(frozen=True)
class Item:
    """What a row says about one item. `tells_toward` is False when the file has no column for being on the way."""

    number: int
    given: Given
    tells_toward: bool


def item_of(row: Row, instrument: KnownInstrument, faults: list[RowFault]) -> Item | None:
    """Read the row's own item; None when its number can't be read. Whatever is wrong is added to the faults."""
    number = whole(row["moment"])
    if number is None or number not in instrument.items:
        text = _("Moment %(text)s finns inte i %(instrument)s. Den har moment 1–%(last)s.")
        words = {"text": quoted(row["moment"]), "instrument": instrument, "last": max(instrument.items)}
        faults.append(RowFault(row.number, "moment", text % words))
        return None
    answer = _answer(row, number, instrument.scale, faults)
    toward, note = toward_of(row["pa_vag"])
    if toward and (answer.value is None or answer.value >= instrument.scale.maximum):
        faults.append(RowFault(row.number, "pa_vag", _no_next_step(answer)))
    refuse_longer(row, "kommentar", row["kommentar"], MAX_COMMENT, faults)
    refuse_longer(row, "pa_vag", note, MAX_NOTE, faults)
    given = Given(Answer(number, answer.value, answer.not_applicable, toward), row["kommentar"], note)
    return Item(number, given, tells_toward="pa_vag" in row.cells)


def toward_of(text: str) -> tuple[bool, str]:
    """Read the cell about being on the way: whether, and the note."""
    if is_no(text):
        return False, ""
    return True, "" if is_yes(text) else text


def toward_text(*, toward: bool, note: str) -> str:
    """Write it so that toward_of reads the same; a note that is itself a yes or a no is only a yes."""
    if not toward:
        return ""
    return note if toward_of(note) == (True, note) else YES


def _answer(row: Row, number: int, scale: Scale, faults: list[RowFault]) -> Answer:
    text = row["varde"]
    if text.casefold() in _NOT_APPLICABLE:
        if not scale.not_applicable:
            faults.append(
                RowFault(
                    row.number,
                    "varde",
                    _("Checklistan har inte ”ej tillämpligt”. %(scale)s") % {"scale": _told(scale)},
                )
            )
        return Answer(number, not_applicable=True)
    value = whole(text)
    if value is None or not scale.allows(value):
        said = _("Värdet saknas.") if not text else _("Värdet %(text)s finns inte.") % {"text": quoted(text)}
        faults.append(RowFault(row.number, "varde", f"{said} {_told(scale)}"))
        return Answer(number)
    return Answer(number, value)


def _told(scale: Scale) -> str:
    """Name the scale: "Skriv 1 (inte påbörjat), 2 (…) eller 3 (…)."."""
    steps = [f"{value} ({label})" for value, label in scale.steps]
    if scale.not_applicable:
        steps.append("”{}”".format(_("ej tillämpligt")))
    return _("Skriv %(steps)s eller %(last)s.") % {"steps": ", ".join(steps[:-1]), "last": steps[-1]}


def _no_next_step(answer: Answer) -> str:
    if answer.value is None:
        return _("”På väg” kan bara stå vid ett värde. Töm cellen eller skriv ett värde.")
    return _("Värdet är redan skalans högsta, så det finns ingen nästa nivå att vara på väg mot. Töm cellen.")
