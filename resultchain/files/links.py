"""What the rows of a file led to: each link is new, exists already, or is a fault with its row and column."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from organisations.files.cells import quoted
from organisations.files.places import KnownOrganisation
from resultchain.actions.links import MOST_LINKS
from resultchain.chain import Edge
from resultchain.files.cells import several
from resultchain.files.circles import circles
from resultchain.files.columns import GAVE_RISE_TO, LED_TO
from resultchain.files.known import KnownEntry
from resultchain.files.lines import Line, Lines
from resultchain.models import LinkKind

KINDS = {LED_TO: LinkKind.LED_TO.value, GAVE_RISE_TO: LinkKind.GAVE_RISE_TO.value}
COLUMN_OF = {kind: column for column, kind in KINDS.items()}
MOST_CIRCLES = 50
MOST_STEPS = 8


@dataclass(frozen=True)
class NewLink:
    """A link that the file holds and the service does not. Ends are numbered as Line.node does."""

    source: int
    target: int
    kind: str
    organisation: int


@dataclass(frozen=True)
class _End:
    """Where a link points."""

    node: int
    what: str
    level: int


class FileLinks:
    """Reads the two columns of every row."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.existing = lines.world.links
        self.made: dict[tuple[int, int], tuple[NewLink, Line]] = {}
        self.seen: set[tuple[int, int]] = set()
        self.unchanged = 0
        self.out = Counter(source for source, _target in self.existing)
        self.into = Counter(target for _source, target in self.existing)
        for line in lines.lines:
            if line.place is not None:
                for column in KINDS:
                    self._read(line, line.place, column)
        self._refuse_circles()

    @property
    def new(self) -> tuple[NewLink, ...]:
        """The links to make, in the order of the file."""
        return tuple(link for link, _line in self.made.values())

    def _read(self, line: Line, place: KnownOrganisation, column: str) -> None:
        for text in several(line.row[column]):
            end = self._end(line, place, column, text)
            if end is not None:
                self._link(line, place, column, end)

    def _end(self, line: Line, place: KnownOrganisation, column: str, text: str) -> _End | None:
        other = self.lines.by_mark.get((place.line[-1], text.casefold()))
        if other is not None:
            return _End(other.node, other.given.what, other.given.level)
        found = self.lines.known.found(text, place)
        if len(found) == 1:
            return _of_known(found[0])
        if found:
            told = _(
                "Flera poster har id:t %(id)s. Skriv tjänstens eget id, som står i en fil som du hämtar."
            )
            self.lines.say(line, column, told % {"id": quoted(text)})
        elif text.casefold() not in self.lines.loose:
            told = _(
                "Det finns ingen post med id:t %(id)s, varken i filen eller i tjänsten. "
                "Rätta id:t, eller lägg till raden."
            )
            self.lines.say(line, column, told % {"id": quoted(text)})
        return None

    def _link(self, line: Line, place: KnownOrganisation, column: str, end: _End) -> None:
        ends, kind = (line.node, end.node), KINDS[column]
        if ends[0] == ends[1]:
            self.lines.say(line, column, _("Raden pekar på sig själv. Ta bort id:t."))
        elif ends in self.existing:
            self._against(line, column, end, self.existing[ends])
        elif ends in self.seen:
            # Said twice in one cell, by two ids of one entry, is said once.
            if ends in self.made and self.made[ends][0].kind != kind:
                text = _("%(what)s står i både ledde_till och gav_upphov_till. Ta bort det ur en av dem.")
                self.lines.say(line, column, text % {"what": quoted(end.what)})
        else:
            self.seen.add(ends)
            if not self._refused(line, column, end):
                self.made[ends] = NewLink(*ends, kind, place.id), line

    def _against(self, line: Line, column: str, end: _End, kind: str) -> None:
        if kind == KINDS[column]:
            self.unchanged += (line.node, end.node) not in self.seen
            self.seen.add((line.node, end.node))
            return
        text = _(
            "Kopplingen till %(what)s finns redan, som %(column)s. Flytta id:t dit, eller ändra på postens sida."
        )
        words = {"what": self._name(end.node, end.what), "column": COLUMN_OF[kind]}
        self.lines.say(line, column, text % words)

    def _refused(self, line: Line, column: str, end: _End) -> bool:
        if column == LED_TO and 0 < end.level < line.given.level:
            text = _(
                "%(what)s är på en lägre nivå än raden. Något leder inte bakåt i kedjan: "
                "rätta nivån, eller skriv id:t i gav_upphov_till."
            )
            words = {"what": self._name(end.node, end.what)}
            self.lines.say(line, column, text % words)
            return True
        self.out[line.node] += 1
        self.into[end.node] += 1
        if max(self.out[line.node], self.into[end.node]) <= MOST_LINKS:
            return False
        text = _("En post kan ha högst %(most)s kopplingar åt varje håll. Ta bort några.")
        self.lines.say(line, column, text % {"most": MOST_LINKS})
        return True

    def _refuse_circles(self) -> None:
        led = LinkKind.LED_TO.value
        edges = [Edge(*ends) for ends, kind in self.existing.items() if kind == led]
        edges += [Edge(*ends) for ends, (link, _line) in self.made.items() if link.kind == led]
        told: set[tuple[int, int]] = set()
        for circle in circles(edges, MOST_CIRCLES):
            ends = zip(circle, [*circle[1:], circle[0]], strict=True)
            # What is in the database has no circles, so one of the links is the file's.
            last = max((pair for pair in ends if pair in self.made), key=self._row, default=None)
            if last is not None and last not in told:
                told.add(last)
                place = circle.index(last[1])
                self._say_circle(self.made[last][1], [*circle[place:], *circle[:place], last[1]])

    def _row(self, ends: tuple[int, int]) -> int:
        return self.made[ends][1].row.number

    def _say_circle(self, line: Line, steps: list[int]) -> None:
        rows = {each.node: each for each in self.lines.lines}
        names = [
            _("rad %(row)s (%(what)s)")
            % {"row": rows[step].row.number, "what": quoted(rows[step].given.what)}
            if step in rows
            else self._name_of_known(step)
            for step in steps
        ]
        if len(names) > MOST_STEPS:
            names = [*names[: MOST_STEPS - 1], "…", names[-1]]
        text = _(
            "Kopplingen går i en ring: %(way)s. Det som något har lett till kan inte ha lett till det. "
            "Ta bort en av kopplingarna."
        )
        self.lines.say(line, LED_TO, text % {"way": " → ".join(names)})

    def _name_of_known(self, node: int) -> str:
        entry = self.lines.known.by_id.get(node)
        return self._name(node, entry.given.what) if entry else self._name(node, "")

    def _name(self, node: int, what: str) -> str:
        """Whoever may not read an entry, or does not have it in the file, is not told what it says."""
        if node < 0 or (what and not self.lines.world.discreet):
            return quoted(what)
        return _("en post som redan finns")


def _of_known(entry: KnownEntry) -> _End:
    return _End(entry.id, entry.given.what, entry.given.level)
