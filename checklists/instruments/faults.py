"""What is wrong with an instrument file, in plain sentences that name the place: one for each fault."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from checklists.instruments import LABELS_FAULT, NUMBERS_FAULT, STEPS_FAULT, InstrumentFile
from figures.swedish import sentence

MOST_BYTES: Final = 1024 * 1024
MOST_FAULTS: Final = 30


class InstrumentRefusedError(Exception):
    """The file is no instrument; `faults` say why, one sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(faults[0])
        self.faults = list(faults)


FIELDS: Final[Mapping[str, Promise]] = {
    "key": gettext_lazy("nyckeln (key)"),
    "version": gettext_lazy("versionen (version)"),
    "title": gettext_lazy("titeln (title)"),
    "level": gettext_lazy("nivån (level)"),
    "scale": gettext_lazy("skalan (scale)"),
    "source": gettext_lazy("källan (source)"),
    "items": gettext_lazy("momenten (items)"),
    "minimum": gettext_lazy("det lägsta värdet (minimum)"),
    "maximum": gettext_lazy("det högsta värdet (maximum)"),
    "labels": gettext_lazy("stegens namn (labels)"),
    "not_applicable": gettext_lazy("ej tillämpligt (not_applicable)"),
    "number": gettext_lazy("numret (number)"),
    "short": gettext_lazy("den korta texten (short)"),
    "wording": gettext_lazy("texten (wording)"),
}


def read_upload(content: bytes) -> InstrumentFile:
    """Read and check an uploaded file. Raises InstrumentRefusedError with every fault."""
    if len(content) > MOST_BYTES:
        raise InstrumentRefusedError([_("Filen är för stor: högst 1 MB.")])
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InstrumentRefusedError([_("Filen är inte sparad som UTF-8. Spara om den.")]) from error
    except json.JSONDecodeError as error:
        text = _(
            "Rad %(row)s, tecken %(column)s: filen är inte giltig JSON. Se efter kommatecken, citattecken och klamrar."
        )
        raise InstrumentRefusedError([text % {"row": error.lineno, "column": error.colno}]) from error
    except (RecursionError, ValueError) as error:
        raise InstrumentRefusedError([_("Filen går inte att läsa som JSON.")]) from error
    if not isinstance(data, dict):
        raise InstrumentRefusedError(
            [_("Filen ska innehålla ett objekt: den börjar med { och slutar med }.")]
        )
    try:
        return InstrumentFile.model_validate(data)
    except ValidationError as error:
        found = list(dict.fromkeys(told(fault) for fault in error.errors()))
        raise InstrumentRefusedError(found[:MOST_FAULTS]) from error


def told(fault: Mapping[str, Any]) -> str:
    """Write one of pydantic's faults as a sentence: "Moment 3: texten (wording) saknas."."""
    place, field = _place(fault["loc"], rule=fault["type"] == "value_error")
    words = {
        "field": field,
        **{name: value for name, value in fault.get("ctx", {}).items() if name != "error"},
    }
    sentence_of = SENTENCES.get(fault["type"], _of_the_whole)
    text = sentence_of(fault) % words
    return f"{place}: {text}" if place else sentence(text)


def _field(name: str) -> str:
    return str(FIELDS[name]) if name in FIELDS else _("”%(label)s”") % {"label": name[:60]}


def _place(path: Sequence[str | int], *, rule: bool) -> tuple[str, str]:
    """Where the fault is, in words: the item or the step, and the field."""
    names = [part for part in path if isinstance(part, str)]
    field = _field(names[-1]) if names else ""
    if len(path) > 1 and path[0] == "items" and isinstance(path[1], int):
        return _("Moment %(number)s") % {"number": path[1] + 1}, field if len(path) > 2 else _("momentet")
    if len(path) > 2 and path[1] == "labels":
        return _("Steg %(number)s i skalan") % {"number": int(path[2]) + 1}, _("namnet")
    if path[0:1] == ("scale",) and (len(path) > 1 or rule):
        return _("Skalan"), field
    return "", field


def _of_the_whole(fault: Mapping[str, Any]) -> str:
    """The rules about several fields at once, and whatever has no sentence of its own."""
    reason = str(fault.get("ctx", {}).get("error", ""))
    if reason == LABELS_FAULT:
        return _(
            "varje steg i skalan ska ha ett namn, lika många som stegen från det lägsta till det högsta värdet."
        )
    if reason == STEPS_FAULT:
        return _("det högsta värdet ska vara större än det lägsta.")
    if reason == NUMBERS_FAULT:
        return _("momenten ska vara numrerade 1, 2, 3 … i ordning och utan luckor.")
    return _("%(field)s går inte att använda som det står. Jämför med en fil som fungerar.")


Wording = Callable[[Mapping[str, Any]], str]
SENTENCES: Final[Mapping[str, Wording]] = {
    "missing": lambda _fault: _("%(field)s saknas."),
    "extra_forbidden": lambda _fault: _("%(field)s känns inte igen. Ta bort fältet eller rätta namnet."),
    "string_type": lambda _fault: _("%(field)s ska vara text inom citattecken."),
    "string_pattern_mismatch": lambda _fault: _(
        "%(field)s får bara ha små bokstäver a–z, siffror och bindestreck, högst 60 tecken."
    ),
    "int_type": lambda _fault: _("%(field)s ska vara ett heltal."),
    "int_parsing": lambda _fault: _("%(field)s ska vara ett heltal."),
    "int_from_float": lambda _fault: _("%(field)s ska vara ett heltal."),
    "bool_type": lambda _fault: _("%(field)s ska vara true eller false."),
    "bool_parsing": lambda _fault: _("%(field)s ska vara true eller false."),
    "literal_error": lambda _fault: _(
        "%(field)s ska vara overall (hela organisationen) eller board (nämnd eller förvaltning)."
    ),
    "list_type": lambda _fault: _("%(field)s ska vara en lista inom [ och ]."),
    "model_type": lambda _fault: _("%(field)s ska vara ett objekt inom { och }."),
    "model_attributes_type": lambda _fault: _("%(field)s ska vara ett objekt inom { och }."),
    "too_short": lambda fault: (
        _("skriv %(field)s, nu står det inget.")
        if isinstance(fault["input"], str)
        else _("%(field)s ska vara minst %(min_length)s.")
    ),
    "too_long": lambda fault: (
        _("%(field)s är för lång: högst %(max_length)s tecken.")
        if isinstance(fault["input"], str)
        else _("%(field)s ska vara högst %(max_length)s.")
    ),
    "greater_than_equal": lambda _fault: _("%(field)s ska vara %(ge)s eller mer."),
    "less_than_equal": lambda _fault: _("%(field)s ska vara högst %(le)s."),
}
