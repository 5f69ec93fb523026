"""The cells of one row that say what was done: read into what the row says, with everything that is wrong."""

import datetime
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from organisations.files.cells import day, quoted, refuse_longer
from organisations.files.columns import Row
from organisations.files.faults import RowFault
from organisations.files.words import in_quotes, listing
from resultchain.files import words
from resultchain.files.columns import BETWEEN
from resultchain.files.known import MANAGER, Given, World
from resultchain.levels import ChainLevel, GlobalGoal, NationalGoal
from resultchain.models import (
    MAX_LIST_NAME,
    MAX_PEOPLE,
    MAX_REFERENCE,
    MAX_SOURCE,
    MAX_WHAT,
    MAX_WORDS,
    EntryState,
    Precision,
)

MAX_NOTE = 500
MAX_GOAL = 300
# How many letters there is room for.
ROOM = {
    "vad": MAX_WHAT,
    "process": MAX_LIST_NAME,
    "kurs": MAX_LIST_NAME,
    "citat": MAX_WORDS,
    "kalla": MAX_SOURCE,
    "lardom": MAX_WORDS,
    "anteckning": MAX_NOTE,
    "metod": MAX_SOURCE,
    "underlag": MAX_WORDS,
    "mal": MAX_GOAL,
    "ordinarie_id": MAX_REFERENCE,
}


def several(text: str) -> list[str]:
    """Return what stands between the lines of a cell, each once."""
    return list(dict.fromkeys(part.strip() for part in text.split(BETWEEN) if part.strip()))


def given_of(row: Row, world: World, faults: list[RowFault]) -> Given:
    """Return what a row says of its entry. Whatever is wrong is added to the faults."""
    return _Cells(row, world, faults).given()


def counted_out(
    participants: int | None, precision: str, by_sex: int, by_function: int
) -> tuple[int | None, str]:
    """Fill in the number of participants when women and men are all that is told, and as many as the functions."""
    if participants is None and not precision and by_sex and by_sex >= by_function:
        return by_sex, Precision.EXACT.value
    return participants, precision


class _Cells:
    """Reads the cells of one row."""

    def __init__(self, row: Row, world: World, faults: list[RowFault]) -> None:
        self.row, self.world, self.faults = row, world, faults

    def given(self) -> Given:
        """Return what the row says."""
        for column, most in ROOM.items():
            refuse_longer(self.row, column, self.row[column], most, self.faults)
        if not self.row["vad"]:
            self._say("vad", _("Skriv vad som gjordes eller har ändrats."))
        state = self._choice("status", words.states(), words.STATES.values())
        first, last = self._days(state)
        women, men = self._people("kvinnor"), self._people("man")
        functions = self._functions()
        participants, precision = self._participants(women, men, sum(functions.values()))
        return Given(
            what=self.row["vad"],
            level=self._level(),
            state=state or EntryState.DONE.value,
            note=self.row["anteckning"],
            first=first,
            last=last,
            area=self._area(),
            perspectives=self._perspectives(),
            global_goals=self._goals("globala_mal", GlobalGoal),
            national_goals=self._goals("nationella_mal", NationalGoal),
            direction=self._choice("riktning", words.directions(), words.DIRECTIONS.values()) or "",
            course=self.row["kurs"],
            participants=participants,
            precision=precision,
            women=women,
            men=men,
            functions=functions,
            quote=self.row["citat"],
            quote_source=self._source(),
            lesson=self.row["lardom"],
            method=self.row["metod"],
            evidence=self.row["underlag"],
            strength=self._choice("styrka", words.strengths(), words.STRENGTHS.values()) or "",
            goal=self.row["mal"],
            ordinary_reference=self.row["ordinarie_id"],
            items=self._items(),
        )

    def _say(self, column: str, text: str) -> None:
        self.faults.append(RowFault(self.row.number, column, text))

    def _level(self) -> int:
        text = self.row["niva"]
        level = words.numbered(text, ChainLevel)
        if level is None:
            said = (
                _("Nivån saknas.") if not text else _("Nivån %(text)s finns inte.") % {"text": quoted(text)}
            )
            names = ", ".join(f"{level.value} ({str(level.label).lower()})" for level in ChainLevel)
            self._say("niva", " ".join([said, _("Skriv %(names)s.") % {"names": names}]))
        return level or 0

    def _choice(self, column: str, known: Mapping[str, str], told: Iterable[str]) -> str | None:
        text = self.row[column]
        found = known.get(text.casefold())
        if found is None:
            choices = listing([in_quotes(word) for word in told])
            said = _("%(text)s går inte att läsa. De ord som finns är: %(choices)s.")
            self._say(column, said % {"text": quoted(text), "choices": choices})
        return found

    def _days(self, state: str | None) -> tuple[datetime.date | None, datetime.date | None]:
        first = day(self.row, "fran", self.faults) if self.row["fran"] else None
        last = day(self.row, "till", self.faults) if self.row["till"] else None
        if first and last and first > last:
            self._say("fran", _("Första dagen ligger efter den sista. Rätta en av dem."))
        elif state == EntryState.DONE and (begun := last or first) and begun > self.world.today:
            text = _(
                "Dagen har inte varit än, men raden säger att det är klart. Rätta dagen, eller skriv planerad."
            )
            self._say("till" if last else "fran", text)
        return first, last

    def _people(self, column: str) -> int | None:
        text = self.row[column]
        return self._number(column, text) if text else None

    def _number(self, column: str, text: str) -> int | None:
        number = words.whole(text)
        if number is None or number > MAX_PEOPLE:
            told = _("%(text)s går inte att läsa som ett antal. Skriv bara siffror, till exempel 58.")
            self._say(column, told % {"text": quoted(text)})
            return None
        return number

    def _participants(self, women: int | None, men: int | None, others: int) -> tuple[int | None, str]:
        text = self.row["deltagare"]
        if words.is_unknown(text):
            return None, Precision.UNKNOWN.value
        if not text:
            return counted_out(None, "", (women or 0) + (men or 0), others)
        rest = words.about(text)
        number = self._number("deltagare", text if rest is None else rest)
        if number is None:
            return None, ""
        if rest is not None:
            return number, Precision.ABOUT.value
        told = _("Tillsammans blir det %(part)s, men antalet deltagare är %(total)s. Rätta ett av dem.")
        for column, part in (("kvinnor", (women or 0) + (men or 0)), ("chefer", others)):
            if part > number:
                self._say(column, told % {"part": part, "total": number})
        return number, Precision.EXACT.value

    def _functions(self) -> dict[str, int]:
        found: dict[str, int] = {}
        managers = self._people("chefer")
        if managers and MANAGER not in self.world.functions:
            self._say("chefer", _("Funktionen chef finns inte längre. Töm cellen."))
        elif managers:
            found[MANAGER] = managers
        for part in several(self.row["funktioner"]):
            name, _space, number = part.rpartition(" ")
            key = self.world.function_words.get(name.strip(" :").casefold())
            if key is None or key == MANAGER or key in found:
                self._say("funktioner", self._no_function(part))
            elif (people := self._number("funktioner", number)) and people:
                found[key] = people
        return found

    def _no_function(self, part: str) -> str:
        keys = listing(sorted(set(self.world.functions) - {MANAGER}))
        text = _(
            "%(text)s går inte att läsa. Skriv funktionen och antalet, varje funktion en gång, "
            "till exempel ”politiker 4”. De som finns är: %(choices)s."
        )
        return text % {"text": quoted(part), "choices": keys or "–"}

    def _area(self) -> str:
        if BETWEEN in self.row["process"]:
            self._say("process", _("En post hör till en process. Behåll en, eller dela raden i flera."))
        return self.row["process"]

    def _perspectives(self) -> tuple[str, ...]:
        found = several(self.row["perspektiv"])
        for name in found:
            refuse_longer(self.row, "perspektiv", name, MAX_LIST_NAME, self.faults)
        return tuple(found)

    def _goals(self, column: str, goals: type[GlobalGoal] | type[NationalGoal]) -> frozenset[int]:
        found = set()
        for part in several(self.row[column]):
            number = words.numbered(part, goals)
            if number is None:
                text = _(
                    "Målet %(text)s finns inte. Skriv ett nummer från 1 till %(last)s, med | mellan flera."
                )
                self._say(column, text % {"text": quoted(part), "last": max(goals.values)})
            else:
                found.add(number)
        return frozenset(found)

    def _source(self) -> str:
        if self.row["citat"] and not self.row["kalla"]:
            self._say("kalla", _("Skriv vem som säger det i citatet, till exempel ”enhetschef”."))
        return self.row["kalla"]

    def _items(self) -> frozenset[str]:
        found = set()
        for part in several(self.row["moment"]):
            key = "/".join(piece.strip() for piece in part.casefold().split("/"))
            if key in self.world.items:
                found.add(key)
            else:
                text = _(
                    "Momentet %(text)s finns inte. Skriv checklistans nyckel, version och momentets nummer: "
                    "skr-jamstalldhetsintegrering/2018/3."
                )
                self._say("moment", text % {"text": quoted(part)})
        return frozenset(found)
