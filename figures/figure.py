"""One definition of a figure: browser chart, printed figure, table and file are made from it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from figures import swedish
from figures.csv_file import csv_text

Kind = Literal["dumbbell", "bars", "stacked", "grouped", "line"]
Role = Literal["then", "now", "value", "done", "ongoing", "planned", "round1", "round2", "round3", "round4"]
ROUNDS: Final[tuple[Role, ...]] = ("round1", "round2", "round3", "round4")
"""From the lightest to the darkest; the latest round of a figure, or the highest step of a scale, has the last."""
SHADES: Final[Mapping[int, tuple[Role, ...]]] = {
    1: ROUNDS[3:],
    2: (ROUNDS[0], ROUNDS[3]),
    3: (ROUNDS[0], ROUNDS[1], ROUNDS[3]),
    4: ROUNDS,
}
"""From light to dark, for so many that they can be told apart."""

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "sv": {
        "change": "Förändring",
        "hidden": "visas inte",
        "same_on_screen": "Prick i cirkeln: samma nivå då och nu.",
        "same_in_print": "Ring runt punkten: samma nivå då och nu.",
        "fallen": "Fyrkant: har backat.",
        "total": "Summa",
        "order": "Talen efter stapeln står i samma ordning: {names}.",
        "constructed": "Konstruerade exempelvärden",
        "base": "Underlag",
        "source": "Källa",
    },
    "en": {
        "change": "Change",
        "hidden": "not shown",
        "same_on_screen": "A dot in the disc: the same level then and now.",
        "same_in_print": "A ring round the dot: the same level then and now.",
        "fallen": "Square: has moved back.",
        "total": "Total",
        "order": "The numbers after each bar stand in the same order: {names}.",
        "constructed": "Constructed example values",
        "base": "Base",
        "source": "Source",
    },
}


@dataclass(frozen=True)
class Series:
    """One value, or none, for each category. The role decides how it is drawn."""

    role: Role
    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class Scale:
    """The axis: whole numbers from minimum to maximum; a label for each step, or no labels."""

    minimum: int
    maximum: int
    labels: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[int, ...]:
        """Every whole step of a labelled scale; otherwise only the ends."""
        if self.labels:
            return tuple(range(self.minimum, self.maximum + 1))
        return (self.minimum, self.maximum)


@dataclass(frozen=True)
class Row:
    """A table row as text; hidden rows hold the words that say so."""

    header: str
    cells: tuple[str, ...]
    hidden: bool = False


@dataclass(frozen=True)
class Table:
    """The figure's numbers as text in the figure's language."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None


@dataclass(frozen=True)
class Figure:
    """What a figure says and on what ground.

    The title states the finding, the question stands beneath it, and base says how many and who stand behind
    the values. A hidden category has its values left out already; hidden_reason says why. Asides are a text
    beside each category, such as "19 av 30" beside 63 %. With running_change each bar tells its step from the
    one before it. Emphasis names the categories that the title speaks of, and apart those that are no step of the
    scale: they stand last, below a gap and hollow. category_language is set where the categories are in another
    language than the figure. A grouped figure has a bar a series, a line has the categories from left to right and a
    line a series, and both are for the screen only. Short names stand in the
    printed drawing and in the alternative where the categories are whole sentences, as they are in the table.
    """

    id: str
    kind: Kind
    title: str
    question: str
    category_name: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    scale: Scale
    language: swedish.Language = "sv"
    n: int | None = None
    base: str = ""
    notes: tuple[str, ...] = ()
    hidden: tuple[int, ...] = ()
    hidden_reason: str = ""
    source: str = ""
    unit: Literal["", "%"] = ""
    has_total: bool = False
    running_change: bool = False
    aside_name: str = ""
    asides: tuple[str, ...] = ()
    emphasis: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()
    category_language: str = ""
    short_names: tuple[str, ...] = ()
    constructed: bool = False

    def __post_init__(self) -> None:
        """Refuse a figure whose parts don't fit together: it would show a value beside the wrong name."""
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError(f"Figure {self.id}: every series needs one value for each category.")
        if self.asides and len(self.asides) != len(self.categories):
            raise ValueError(f"Figure {self.id}: an aside is needed for each category, or none at all.")
        if self.short_names and len(self.short_names) != len(self.categories):
            raise ValueError(f"Figure {self.id}: a short name is needed for each category, or none at all.")
        if self.apart and self.apart != tuple(range(len(self.categories)))[-len(self.apart) :]:
            raise ValueError(f"Figure {self.id}: what stands apart stands last.")
        if self.scale.minimum >= self.scale.maximum:
            raise ValueError(f"Figure {self.id}: the scale is empty.")
        if self.scale.labels and len(self.scale.labels) != len(self.scale.steps):
            raise ValueError(f"Figure {self.id}: a labelled scale needs a label for each step.")
        if self.kind == "stacked" and any(
            sum(value or 0 for value in values) > self.scale.maximum for values in self.by_category()
        ):
            raise ValueError(f"Figure {self.id}: a stack is higher than the scale.")
        if self.hidden and not self.hidden_reason:
            raise ValueError(f"Figure {self.id}: what is hidden must say why.")
        if any(series.values[index] is not None for series in self.series for index in self.hidden):
            raise ValueError(f"Figure {self.id}: a hidden category may not carry its value.")

    @property
    def words(self) -> Mapping[str, str]:
        """The few words that a figure needs around its own text, in its language."""
        return _WORDS[self.language]

    @property
    def series_language(self) -> str:
        """The language of the names of series where they are occasions or steps of a scale; "" where they are ours."""
        is_named = self.kind == "dumbbell" or any(series.role in ROUNDS for series in self.series)
        return self.category_language if is_named else ""

    @property
    def gap(self) -> int | None:
        """Return the category that stands below a gap; None when all are steps of the scale."""
        return self.apart[0] if self.apart else None

    @property
    def drawn_names(self) -> tuple[str, ...]:
        """Return what the categories are called where there is little room."""
        return self.short_names or self.categories

    def by_category(self) -> tuple[tuple[int | None, ...], ...]:
        """Return for each category its value in every series."""
        return tuple(
            tuple(series.values[index] for series in self.series) for index in range(len(self.categories))
        )

    @property
    def order(self) -> str:
        """Return how the numbers after a stack are to be read; empty for other kinds."""
        if self.kind != "stacked":
            return ""
        names = ", ".join(series.name[:1].lower() + series.name[1:] for series in self.series)
        return self.words["order"].format(names=names)

    def sum_text(self, index: int) -> str:
        """Write the parts of a stack as a sum: 5 + 2 + 0."""
        return " + ".join(self.text(series.values[index]) for series in self.series)

    @property
    def longest_sum(self) -> int:
        """Return how many letters the longest sum after a stack has; 0 for other kinds."""
        if self.kind != "stacked":
            return 0
        return max((len(self.sum_text(index)) for index in range(len(self.categories))), default=0)

    def by_role(self, role: Role) -> Series | None:
        """Return the series with this role, if there is one."""
        return next((series for series in self.series if series.role == role), None)

    @property
    def shows_change(self) -> bool:
        """Say whether the table has a column for the change."""
        return self.running_change or (self.by_role("then") is not None and self.by_role("now") is not None)

    def change(self, index: int) -> int | None:
        """Return now minus then, or the step from the bar before it; nothing where one is missing."""
        if self.running_change:
            values = self.series[0].values
            before, after = (values[index - 1] if index else None), values[index]
        else:
            then, now = self.by_role("then"), self.by_role("now")
            before, after = (series.values[index] if series else None for series in (then, now))
        return None if before is None or after is None else after - before

    def total(self, series: Series) -> int:
        """Return the sum of the values that exist."""
        return sum(value for value in series.values if value is not None)

    def table(self) -> Table:
        """Return header and rows as text, with the change where values follow each other."""
        header = [self.category_name, *(series.name for series in self.series)]
        if self.shows_change:
            header.append(self.words["change"])
        if self.asides:
            header.append(self.aside_name)
        rows = tuple(self._row(index) for index in range(len(self.categories)))
        return Table(tuple(header), rows, self._total_row() if self.has_total else None)

    def text(self, value: int | None) -> str:
        """Write one value with the figure's unit, or the dash for no value."""
        if value is None or self.unit != "%":
            return swedish.whole_number(value, self.language)
        return swedish.percent(value, 100, 0, self.language)

    def _row(self, index: int) -> Row:
        name = self.categories[index]
        hidden = index in self.hidden
        if hidden:
            cells = [self.words["hidden"]] * (len(self.series) + (1 if self.shows_change else 0))
        else:
            cells = [self.text(series.values[index]) for series in self.series]
            if self.shows_change:
                cells.append(self._signed(self.change(index)))
        return Row(name, (*cells, *self.asides[index : index + 1]), hidden)

    def _total_row(self) -> Row:
        cells = [self.text(self.total(series)) for series in self.series]
        then, now = self.by_role("then"), self.by_role("now")
        if self.shows_change:
            cells.append(self._signed(self.total(now) - self.total(then) if then and now else None))
        return Row(self.words["total"], (*cells, *("",) * bool(self.asides)))

    def _signed(self, change: int | None) -> str:
        return swedish.NOTHING if change is None else swedish.signed(change, 0, self.language)

    def alternative(self) -> str:
        """Return the finding and every number in words, for a reader who does not see the chart."""
        table = self.table()
        names = table.header[1:]
        rows = list(zip(self.drawn_names, table.rows, strict=True))
        if table.total:
            rows.append((table.total.header, table.total))
        lines = [
            f"{header}: "
            + ", ".join(f"{name} {cell}" for name, cell in zip(names, row.cells, strict=True) if cell)
            for header, row in rows
        ]
        parts = [
            self.title,
            *lines,
            self.hidden_reason,
            self.words["constructed"] if self.constructed else "",
        ]
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)

    def csv(self) -> str:
        """Return the numbers as a file for a spreadsheet: semicolons in Swedish, commas in English.

        Cells are plain numbers, empty where there is none. What the figure says about itself stands below.
        """
        table = self.table()
        rows = [[row.header, *self._plain_cells(index, row)] for index, row in enumerate(table.rows)]
        below = [[line] for line in self.remarks()]
        return csv_text([table.header, *rows, [], *below], self.language)

    def _plain_cells(self, index: int, row: Row) -> list[str | int]:
        if row.hidden:
            return list(row.cells)
        values: list[int | None] = [series.values[index] for series in self.series]
        if self.shows_change:
            values.append(self.change(index))
        asides = self.asides[index : index + 1]
        return ["" if value is None else value for value in values] + [*asides]

    def remarks(self) -> tuple[str, ...]:
        """Return what a copy of the numbers must carry with it: finding, base, notes, reasons and source."""
        source = f"{self.words['source']}: {self.source}" if self.source else ""
        mark = self.words["constructed"] if self.constructed else ""
        lines = (self.title, self.question, self.base, *self.notes, self.hidden_reason, source, mark)
        return tuple(line for line in lines if line)

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as JSON-safe data; from_dict gives back an equal figure."""
        data = asdict(self)
        data["series"] = [{**asdict(series), "values": list(series.values)} for series in self.series]
        data["scale"] = {**asdict(self.scale), "labels": list(self.scale.labels)}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Figure":
        """Make the figure that to_dict described."""
        plain: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
        }
        plain["series"] = tuple(
            Series(item["role"], item["name"], tuple(item["values"])) for item in data["series"]
        )
        scale = data["scale"]
        plain["scale"] = Scale(scale["minimum"], scale["maximum"], tuple(scale["labels"]))
        return cls(**plain)
