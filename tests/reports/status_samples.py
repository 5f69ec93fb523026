"""Constructed material for half-year status reports, without a database: usual, little, and as much as can be."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from organisations.models import Organisation
from reports.kinds import KINDS, Values
from reports.kinds.statusrapport.collect import compose
from reports.kinds.statusrapport.material import (
    Earlier,
    FollowedUp,
    IndicatorLine,
    Logged,
    Material,
    OwnPosition,
    People,
    PlanCount,
    PositionOnLevel,
    ReportDiploma,
    ReportGoal,
    ReportIndicator,
    ReportPlan,
    Target,
    UnitMap,
    YearDate,
)
from reports.snapshots import Status, Writing, default_parts, snapshot
from resultchain.chain import Edge, Node
from resultchain.periods import Period
from resultchain.reach import Overview, overview, reach
from tests.reports.samples import DATA_TIME, HOSTILE, LONG_WORD

SPRING = Period(datetime.date(2020, 1, 1), datetime.date(2020, 6, 30))
APRIL, MAY, AUTUMN = (datetime.date(2020, *day) for day in ((4, 15), (5, 20), (10, 21)))
UNIT = "Regional utveckling"

ENTRIES = (
    Logged(1, "Utbildning för chefer", 1, "done", APRIL, APRIL, "Planering och uppföljning", UNIT,
           "Kortaste utbildningen", People(58, "exact", 40, 18, (("chef", 5),))),
    Logged(2, "Budgetens anvisningar frågar efter konsekvenser", 2, "done", MAY, MAY, "Planering och uppföljning"),
    Logged(3, "Handläggarna använder rutinen", 3, "ongoing", MAY, None, "Ärendehantering", UNIT),
    Logged(4, "Genomgång av statistiken", 1, "done", None, MAY, "", "", "", People(None, "unknown")),
    Logged(5, "Möte med civilsamhället", 1, "ongoing", APRIL, None, "Kulturstrategi", "", "", People(40, "about")),
    Logged(6, "Checklistor för det dagliga arbetet", 2, "planned", AUTUMN, AUTUMN, "Ärendehantering", UNIT),
    Logged(7, "Utbildning för ledningsgrupper", 1, "planned", None, None, ""),
)  # fmt: skip
EARLIER = Earlier(
    "Statusrapport hösten 2019",
    datetime.date(2020, 2, 3),
    (
        FollowedUp(1, "Utbildning för chefer", "från 1 mars 2020", "15 april 2020", "done"),
        FollowedUp(3, "Handläggarna använder rutinen", "utan datum", "sedan 20 maj 2020", "ongoing"),
        FollowedUp(6, "Checklistor för det dagliga arbetet", "1 maj 2020", "21 oktober 2020", "moved"),
        FollowedUp(90, "Konferens", "4 maj 2020", "", "dropped", "Pandemin kom emellan."),
    ),
)
POSITION = OwnPosition(
    "Halvårsrapporten",
    datetime.date(2020, 6, 15),
    "Vi är på väg från aktiviteter till arbetssätt.",
    (PositionOnLevel(1, "done", ""), PositionOnLevel(2, "partly", "Mallarna finns i två processer.")),
)
INDICATOR = ReportIndicator(
    "Andel som vet vilket stöd som finns",
    "procent",
    True,
    "",
    (
        IndicatorLine("baseline", datetime.date(2019, 12, 1), "42", "38", ""),
        IndicatorLine("outcome", datetime.date(2020, 6, 1), "61", "", ""),
        IndicatorLine("target", datetime.date(2021, 12, 31), "80", "80", ""),
    ),
)
GOALS = (
    ReportGoal(
        1, "Alla chefer har gått utbildningen", "Kunskapen behöver öka.", UNIT, {"done": 1}, (INDICATOR,)
    ),
    ReportGoal(2, "Fler remissvar tar upp konsekvenser", "", "", {}, ()),
    ReportGoal(
        3,
        "Avdelningarna har kartlagt de globala målen",
        "Två uppdrag ska hjälpa varandra.",
        "",
        {"ongoing": 1, "planned": 2},
        (
            ReportIndicator(
                "Avdelningar som har kartlagt",
                "antal av fem",
                False,
                "Det räknar avdelningar, inte människor.",
                (IndicatorLine("outcome", MAY, "", "", "3"),),
            ),
        ),
    ),
)
PLANS = (
    ReportPlan(
        "Handlingsplan för mänskliga rättigheter",
        5,
        3,
        (PlanCount("Barnets rättigheter", 2, 1), PlanCount("Våld i nära relationer", 1, 0)),
        (
            PlanCount("En samordnare är utsedd", 3),
            PlanCount("Ett ombud för barnets rättigheter är utsett", 1),
        ),
    ),
    ReportPlan("Plan som ingen har svarat på", 5, 0, (PlanCount("Rekrytering", 0, 0),), ()),
)


def counted(
    entries: tuple[Logged, ...], targets: Mapping[int, tuple[Target, ...]], period: Period
) -> Overview:
    """Count entries as the collector does."""
    nodes = [
        Node(
            entry.id,
            entry.level,
            has_happened=entry.standing == "done",
            has_begun=entry.standing != "planned",
            day=entry.day,
            begins=entry.first_day or entry.last_day,
            is_planned=entry.standing == "planned",
        )
        for entry in entries
    ]
    edges = [Edge(source, one.id, one.counts) for source, found in targets.items() for one in found]
    return overview(nodes, reach(nodes, edges), period.last)


def material(*entries: Logged, period: Period = SPRING, **fields: Any) -> Material:
    """Put together material of these entries."""
    targets = fields.pop("targets", {})
    seen = counted(entries, targets, period)
    return Material(
        kind="region",
        constructed=fields.pop("constructed", True),
        period=period,
        data_time=DATA_TIME,
        units=fields.pop("units", True),
        entries=entries,
        of_period=seen,
        so_far=seen,
        targets=targets,
        **fields,
    )


def usual() -> Material:
    """As much as a region usually has."""
    return material(
        *ENTRIES,
        targets={
            1: (Target(2, ENTRIES[1].what, 2), Target(3, ENTRIES[2].what, 3)),
            5: (Target(4, ENTRIES[3].what, 1, counts=False),),
        },
        earlier=EARLIER,
        position=POSITION,
        goals=GOALS,
        diplomas=(
            ReportDiploma("Exempelkliniken", "Hbtq-diplom", "Regionen", APRIL, datetime.date(2023, 4, 14)),
            ReportDiploma("Exempelmottagningen", "Hbtq-diplom", "", APRIL, None),
        ),
        plans=PLANS,
        maps=(
            UnitMap("Avdelning 1", (4, 5, 8), (5, 10, 11), "2020–2028"),
            UnitMap("Avdelning 2", (5,), ()),
            UnitMap("Avdelning 3"),
        ),
        meetings=(
            YearDate("meeting", "BM 4", MAY, None, "Kommunikation", "En politiker, två strateger"),
            YearDate("meeting", "Strategträff 7", AUTUMN, None),
        ),
        dates=(
            YearDate(
                "half_year", "Delårsrapport", datetime.date(2020, 8, 31), None, "Till nämnden", "", UNIT
            ),
        ),
        quotes=(("Nu vet jag vem jag kan fråga.", "Medarbetare"),),
        lessons=("Med de globala målen får perspektiven plats bredvid varandra.",),
        undated=2,
        dropped=1,
    )


def full() -> Material:
    """As much as a report may have to carry: 10 000 entries with the longest texts, in sixty processes."""
    what = ("Metodstöd och coachning i uppföljningen, så att perspektiven prövas i varje nämnd. " * 4)[:300]
    note = ("Fullmäktige antog planen i april, och den gäller till och med 2022. " * 40)[:2000]
    people = People(1234, "about", 700, 500, (("chef", 12), ("politiker", 3)))
    states = ("done", "done", "ongoing", "planned")
    entries = tuple(
        Logged(
            number,
            what,
            1 + number % 5,
            states[number % 4],  # type: ignore[arg-type]
            APRIL,
            MAY,
            f"Process {number % 60} för samhällsbyggnad och medborgarnas delaktighet"[:120],
            f"Förvaltningen för samhällsbyggnad och medborgarnas delaktighet {number % 70}",
            f"Utbildning {number % 90} i mänskliga rättigheter och jämställdhetsintegrering"
            if number % 3
            else "",
            people,
        )
        for number in range(1, 10_001)
    )
    targets = {
        entry.id: tuple(Target(entry.id + step, what, min(5, entry.level + 1)) for step in range(1, 8))
        for entry in entries[:9000]
    }
    usually = usual()
    return replace(
        material(*entries, targets=targets),
        earlier=replace(
            EARLIER,
            planned=tuple(replace(EARLIER.planned[3], id=n, what=what, note=note[:300]) for n in range(500)),
        ),
        position=replace(
            POSITION,
            words=note,
            levels=tuple(PositionOnLevel(level, "partly", note) for level in range(1, 6)),
        ),
        goals=tuple(replace(GOALS[0], id=n, need=note, indicators=(INDICATOR,) * 8) for n in range(100)),
        diplomas=usually.diplomas * 200,
        plans=tuple(
            ReportPlan(what, 311, 200, (PlanCount(what, 200, 99),) * 40, (PlanCount(what, 12),) * 40)
            for _number in range(3)
        ),
        maps=tuple(
            UnitMap(f"{UNIT} {n}", tuple(range(1, 18)), tuple(range(1, 18)), "2020–2028") for n in range(150)
        )
        + (UnitMap(f"{UNIT} som inte är klar"),) * 150,
        meetings=tuple(replace(one, words=note[:1000], took_part=what) for one in usually.meetings * 120),
        dates=tuple(replace(usually.dates[0], words=note[:1000]) for _number in range(300)),
        quotes=((note, what[:160]),) * 10,
        lessons=(note,) * 10,
        undated=1234,
        dropped=432,
    )


def cases() -> dict[str, Material]:
    """Return every case that the report must carry, by a name for the test."""
    hostile = replace(ENTRIES[0], what=HOSTILE, area=HOSTILE[:120], unit=LONG_WORD[:300])
    return {
        "usual": usual(),
        "one": material(ENTRIES[3]),
        "planned": material(ENTRIES[6]),
        "months": material(*ENTRIES, period=Period(APRIL, MAY), units=False, constructed=False),
        "hostile": replace(material(hostile, replace(ENTRIES[1], what=LONG_WORD[:300])), lessons=(HOSTILE,)),
        "full": full(),
    }


WRITTEN = {
    "now": "Arbetet är i den fas då **metoder** utvecklas.",
    "conditions": "Två saker har ändrat våren.\n\n- Pandemin\n- Ett nytt uppdrag",
    "successes": "> Nu vet jag vem jag kan fråga.\n> – Medarbetare, konstruerat citat",
    "challenges": "Kunskapen behöver öka.",
    "next": "1. Utbilda ledningsgrupper\n2. Följa upp mallen",
}


def data_of(of: Material, language: str = "sv") -> Values:
    """What a draft stores of the material."""
    kind = replace(KINDS["statusrapport"], collect=lambda **_chosen: compose(of))
    return kind.read(organisation=Organisation(name="Region Exempel"), options={}, language=language)


def document(
    of: Material, language: str = "sv", *, written: Mapping[str, str] | None = None, cover: bool = False
) -> Values:
    """The snapshot of a status report on the material, with what people have written by section."""
    kind, data = KINDS["statusrapport"], data_of(of, language)
    texts = written or {}
    parts = [replace(part, body=texts.get(part.key, "")) for part in default_parts(kind)]
    return snapshot(
        kind=kind,
        organisation=Organisation(name="Region Exempel", kind="region", code="0099"),
        language=language,
        data=data,
        writing=Writing(data["title"], parts, cover=cover),
        status=Status(),
    )
