"""Constructed material for programme reports, without a database: what the report must be able to carry."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from checklists.spread import ItemSpread
from comparison.spread import spread
from comparison.values import ItemMoves
from organisations.models import Organisation
from reports.kinds import KINDS, Values
from reports.kinds.programrapport.collect import compose
from reports.kinds.programrapport.material import (
    Example,
    Goal,
    GoalsBeside,
    GroupLine,
    HandedIn,
    Material,
    Moved,
    PartOf,
    Rated,
    Stands,
    Taking,
    Underlay,
)
from reports.snapshots import Status, Writing, default_parts, snapshot
from resultchain.periods import Period
from tests.reports.samples import HOSTILE, LONG_WORD, SKR

DATA_TIME = datetime.datetime(2020, 2, 14, 9, 30, tzinfo=datetime.UTC)
WORDINGS = {item.number: item.wording for item in SKR.items}
SHORTS = {item.number: item.short for item in SKR.items}

BARE = PartOf(
    title="Satsningen",
    lead="Ledarna",
    purpose="",
    period=Period(datetime.date(2018, 9, 1), datetime.date(2020, 12, 31)),
    compiled_on=None,
    is_compiled=False,
    groups=(),
    underlay=Underlay(0, 0, 0),
)


def rated(totals=(27, 21, 18, 20, 20, 19, 17, 14, 14, 13), n=10, **fields) -> Rated:
    """Values that sum to the totals, item by item, as table 2 of source 004 has them."""
    items = []
    for number, total in enumerate(totals, start=1):
        low, more = divmod(total, n)
        items.append(ItemSpread(number, tuple(sorted([low] * (n - more) + [low + 1] * more))))
    still = tuple(ItemMoves(item.number, 1, 0, n - 1) for item in items)
    made = Rated(
        checklist="Checklistan",
        source="SKR, tabell 2",
        scale=SKR.scale,
        wordings=WORDINGS,
        shorts=SHORTS,
        occasion="Efter träff 3",
        day=datetime.date(2020, 2, 12),
        n=n,
        items=tuple(items),
        sums=spread([16, 17, 18, 23]),
        maximum=30,
        missing=("Kalmar", "Robertsfors"),
        moved=Moved("Inför träff 1", datetime.date(2018, 10, 3), n - 2, 1, 1, still),
    )
    return replace(made, **fields)


def handed_in(name="Provkommunen", *, is_open=True, text="Börja med cheferna.") -> HandedIn:
    """A report with an example on each level, and every written part."""
    return HandedIn(
        name=name,
        is_open=is_open,
        examples=tuple(
            Example(
                level, f"{name} gjorde {level}", "2019", "Nämnden", f"Citat {level} från {name}", "Politiker"
            )
            for level in range(1, 6)
        ),
        stands=tuple(Stands(level, "done" if level < 3 else "partly", 4 - level) for level in range(1, 6)),
        texts={"lessons_work": text, "advice_others": text, "advice_lead": text, "motive": text},
    )


def usual() -> Material:
    """Two parts with everything."""
    groups = (
        GroupLine(
            "Grupp 1",
            (Taking("Botkyrka", has_left=True), Taking("Västerås")),
            (Taking("Uppsala"),),
            (Taking("Umeå"), Taking("Malmö")),
        ),
        GroupLine("", (Taking("Kalmar"),)),
    )
    reports = tuple(
        handed_in(name, is_open=name != "Södertälje") for name in ("Kalix", "Södertälje", "Ängelholm")
    )
    goals = (
        Goal("Ett nytt arbetssätt", "Deltagare, kommun", "inte uppfyllt", "För få.", "Rapporter", "Utvärderarna",
             DATA_TIME),
        Goal("Indikatorer", "Deltagare"),
    )  # fmt: skip
    first = replace(
        BARE,
        title="Modellkommuner",
        purpose="Lära av varandra.",
        compiled_on=datetime.date(2020, 1, 27),
        is_compiled=True,
        groups=groups,
        underlay=Underlay(3, 2, 1, ("Kalmar",), ("Västerås",), (("benchmarkingträff", 3),)),
        rated=rated(),
        reports=reports,
        goals=goals,
        mentors={"yes": 1, "no": 2},
    )
    second = replace(
        first,
        title="Modellregioner",
        groups=(GroupLine("Folkhälsa", (Taking("Region Halland"),)),),
        rated=rated(
            (14, 11, 10, 12, 11, 10, 8, 7, 9, 10), n=5, sums=spread([15, 20, 25]), left_out=2, moved=None
        ),
        goals=(),
        mentors={},
        reports=(),
    )
    return Material(
        "Modellkommuner och Modellregioner 2018–2020", "Ledarna", (first, second), True, DATA_TIME
    )


def full() -> Material:
    """Four parts of sixty participants, each with a report, and as many parts that it has no room for."""
    names = [f"Kommunen i Storstadsregionen nummer {number}" for number in range(1, 61)]
    part = replace(
        usual().parts[0],
        groups=tuple(
            GroupLine(
                f"Grupp {number}",
                tuple(map(Taking, names[number * 3 - 3 : number * 3])),
                (Taking("Uppsala"),),
            )
            for number in range(1, 21)
        ),
        underlay=Underlay(60, 40, 3, tuple(names[:20]), tuple(names[20:25])),
        reports=tuple(handed_in(name, text="En lång lärdom. " * 100) for name in names),
        goals=tuple(Goal(f"Mål {number}", "Deltagare", "uppfyllt", "Skäl. " * 60) for number in range(1, 41)),
        rated=rated(n=60, totals=(170, 130, 120, 120, 110, 100, 90, 80, 70, 60), missing=tuple(names)),
    )
    parts = tuple(replace(part, title=f"Del {number}") for number in range(1, 5))
    return replace(
        usual(),
        parts=parts,
        left_out=tuple(f"Modellkommunerna, slag {number}" for number in range(1, 61)),
        beside=(GoalsBeside("Modellkommunerna, slag 1", part.goals[:3], took_part=True),),
    )


def hostile() -> Material:
    """Words that would break a page or run."""
    part = usual().parts[0]
    bad = replace(
        part,
        title=HOSTILE,
        groups=(GroupLine(LONG_WORD[:300], (Taking(HOSTILE), Taking(LONG_WORD[:300], has_left=True))),),
        rated=rated(wordings=dict.fromkeys(WORDINGS, HOSTILE), shorts=dict.fromkeys(SHORTS, LONG_WORD[:60])),
        reports=(handed_in(HOSTILE, text=HOSTILE),),
    )
    return replace(usual(), title=HOSTILE[:200], parts=(bad,))


def cases() -> Mapping[str, Material]:
    """Every case by its name."""
    bare = Material("Satsningen omgång 1", "Ledarna", (BARE,), False, DATA_TIME)
    alone = GroupLine(
        "",
        (Taking("Botkyrka", has_left=True), Taking("Kalix och Övertorneå", organisations=2)),
        (Taking("Uppsala"),),
        (Taking("Umeå"),),
    )
    few = replace(BARE, groups=(alone,), rated=rated(n=2, items=(), moved=None, sums=spread([16, 23])))
    return {
        "bare": bare,
        "usual": usual(),
        "few": replace(bare, parts=(few,)),
        "hostile": hostile(),
        "full": full(),
    }


WRITTEN = {
    "foreword": "Tack till **alla**.",
    "summary": "- Ett\n- Två",
    "concept": "Träffar och hemarbete.",
    "told-1": "> Vi vågade.\n> – Chef, konstruerat citat",
    "success": "Ägarskap.",
    "goals": "Målet om mentorer är inte uppfyllt.",
    "interviews": "12 personer: strateger 7, chefer 5.",
}


def data_of(of: Material, language: str = "sv") -> Values:
    """What a draft stores of the material."""
    kind = replace(KINDS["programrapport"], collect=lambda **_chosen: compose(of))
    return kind.read(organisation=Organisation(name="Ledarna"), options={}, language=language)


def document(of: Material, language: str = "sv", *, written: Mapping[str, str] | None = None) -> Values:
    """The snapshot of a programme report on the material, with what people have written by section."""
    kind, data = KINDS["programrapport"], data_of(of, language)
    keys = {section.key for section in kind.laid_out(data["titles"])}
    parts = [
        replace(part, body=(written or {}).get(part.key, ""))
        for part in default_parts(kind)
        if part.key in keys
    ]
    return snapshot(
        kind=kind,
        organisation=Organisation(name="Ledarna", kind="national", code="LED"),
        language=language,
        data=data,
        writing=Writing(data["title"], parts, cover=True),
        status=Status(),
    )
