"""The tables of a programme's follow-up as rows for a spreadsheet: one line a step, and what the page says below."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comparison.apart import FunctionsApart
from comparison.findings import language
from comparison.follow_up import Movement, finding, unmoved_finding
from comparison.mentors import MentorLine
from comparison.table_answer import Cell, Rows, with_remarks
from figures import swedish

OF_MOVEMENTS: Final = frozenset({"moment", "grupper"})


def movement_rows(found: Sequence[Movement], table: str, *, constructed: bool) -> list[list[Cell]]:
    """Return how items or groups moved, the table `table` of OF_MOVEMENTS."""
    rows = _items(found) if table == "moment" else _groups(found)
    return with_remarks(rows, _remarks(found, table, constructed=constructed))


def mentor_rows(lines: Sequence[MentorLine], *, constructed: bool) -> list[list[Cell]]:
    """Return what each mentor did."""
    remarks = [mentor_remark(), *([_("Konstruerade exempelvärden.")] if constructed else [])]
    return with_remarks(_mentors(lines), iter(remarks))


def apart_rows(found: FunctionsApart, *, constructed: bool) -> list[list[Cell]]:
    """Return where politicians and key persons differ, as exactly as the page tells it and no more."""
    said = (
        [f"{found.finding}.", sharing_remark(found), apart_remark()] if found.is_told else [untold_remark()]
    )
    remarks = [*said, *([_("Konstruerade exempelvärden.")] if constructed else [])]
    return with_remarks(_apart(found), iter(remarks))


def sharing_remark(found: FunctionsApart) -> str:
    """Say how many share how functions differ, and for which occasion; empty where nothing is told."""
    if found.time is None:
        return ""
    word = swedish.sentence(swedish.number_word(found.sharing, language()))
    return ngettext(
        "%(word)s organisation delar det för ”%(time)s”.",
        "%(word)s organisationer delar det för ”%(time)s”.",
        found.sharing,
    ) % {"word": word, "time": found.time.name}


def apart_remark() -> str:
    """Say what is counted where functions differ."""
    return _(
        "Varje organisation eller enhet som har skattat räknas en gång, med medelvärdet av vad minst sex politiker och"
        " vad minst sex nyckelpersoner har skattat var för sig. Bara det som organisationer har valt att dela är med,"
        " ingen organisation har en egen rad, och ett moment som färre än tre delar visas inte. En skillnad under 0,05"
        " räknas som lika."
    )


def untold_remark() -> str:
    """Say when it is told how functions differ."""
    return _(
        "Hur politiker och nyckelpersoner skiljer sig visas när minst tre organisationer har valt att dela det för"
        " samma tillfälle."
    )


def compared_remark() -> str:
    """Say who is counted where items move."""
    return _(
        "Bara de som har ett värde vid båda tillfällena räknas, och de som bara räknas i spridningen är inte med."
    )


def still_remark() -> str:
    """Say when a group stands still."""
    return _(
        "En grupp står still i ett moment när minst två går att jämföra, ingen av dem har rört sig uppåt och"
        " någon har steg kvar."
    )


def mentor_remark() -> str:
    """Say what is counted of mentors."""
    return _(
        "Träffar som har varit. En träff utan antecknad närvaro räknas inte i ”Var med”. En kommentar är besvarad"
        " när någon annan har svarat."
    )


def _items(found: Sequence[Movement]) -> Rows:
    """Return each step, and the whole way where there are several."""
    yield [_("Checklista"), _("Moment"), _("Från"), _("Till"), _("Upp"), _("Still"), _("Ned")]
    for movement in found:
        whole = [(movement.first, movement.last)] if len(movement.steps) > 1 else []
        for item in movement.items:
            ways = zip((*movement.steps, *whole), (*item.steps, item.whole), strict=False)
            for (since, time), moved in ways:
                counts = (moved.up, moved.still, moved.down) if moved.compared else (None, None, None)
                name = f"{item.number} {item.short}"
                yield [movement.ruler.title, name, since.name, time.name, *counts]


def _groups(found: Sequence[Movement]) -> Rows:
    yield [
        _("Checklista"),
        _("Från"),
        _("Till"),
        _("Grupp"),
        _("Går att jämföra"),
        _("Moment där någon har rört sig uppåt"),
        _("Står still i"),
    ]
    for movement in found:
        where = [movement.ruler.title, movement.first.name, movement.last.name]
        for group in movement.groups:
            moving = group.moving if group.compared else None
            still = ", ".join(group.still) or _("Inget moment")
            said = still if group.is_told else _("För få att jämföra")
            yield [*where, group.name, group.compared, moving, said]


def _apart(found: FunctionsApart) -> Rows:
    """Return an item a line, empty where it is told of nobody; the mean is rounded as it is printed."""
    yield [
        _("Moment"),
        _("Politiker lägre"),
        _("Lika"),
        _("Politiker högre"),
        _("Antal"),
        _("Skillnad i medeltal"),
    ]
    for item in found.items if found.is_told else ():
        name = f"{item.number} {item.short}"
        if item.mean is None:
            yield [name, None, None, None, None, None]
        else:
            mean = swedish.round_half_up(item.mean, 1)
            yield [name, item.lower, item.alike, item.higher, item.n, mean]


def _mentors(lines: Sequence[MentorLine]) -> Rows:
    yield [
        _("Mentor"),
        _("Roll"),
        _("Grupp"),
        _("Träffar"),
        _("Antecknad närvaro"),
        _("Var med"),
        _("Kommentarer"),
        _("Besvarade"),
    ]
    for line in lines:
        came = line.came if line.noted else None
        groups = ", ".join(line.groups)
        yield [line.name, line.part, groups, line.asked, line.noted, came, line.comments, line.answered]


def _remarks(found: Sequence[Movement], table: str, *, constructed: bool) -> Iterator[str]:
    if found and table == "moment":
        yield finding(found[0])
        if unmoved := unmoved_finding(found[0]):
            yield unmoved
    yield compared_remark() if table == "moment" else still_remark()
    if constructed:
        yield _("Konstruerade exempelvärden.")
