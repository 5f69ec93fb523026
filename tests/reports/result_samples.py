"""Constructed material for result reports, without a database: usual, little, hostile, and as much as can be."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from organisations.models import Organisation
from reports.kinds import KINDS, Values
from reports.kinds.resultatrapport.collect import compose
from reports.kinds.resultatrapport.material import (
    Companion,
    Example,
    InGroup,
    Material,
    MeetingLine,
    MentorSays,
    Rated,
    Round,
    Statement,
    Taking,
)
from reports.kinds.statusrapport.material import PositionOnLevel
from reports.snapshots import Status, Writing, default_parts, snapshot
from resultchain.periods import Period
from resultchain.reach import LEVELS, LevelCount, Overview
from tests.reports import samples as ratings
from tests.reports.samples import DATA_TIME, HOSTILE, LONG_WORD

PERIOD = Period(datetime.date(2018, 5, 1), datetime.date(2020, 3, 31))
OCTOBER, APRIL, MAY = datetime.date(2018, 10, 3), datetime.date(2019, 4, 9), datetime.date(2019, 5, 20)
ROUND = Round(
    "Modellkommuner 2018–2020",
    "Ledarna",
    "Jämställdhet ska märkas i det som kommunen gör.",
    PERIOD,
    datetime.date(2020, 3, 1),
)
TAKING = Taking(
    "Exempelkommunen",
    "deltagare",
    "deltar",
    decided_on=datetime.date(2018, 3, 5),
    reference="KS 2018/12",
    functions=(("politiker", 2), ("chef", 1), ("nyckelperson", 3)),
)
GROUP = InGroup(
    "Grupp 2",
    "benchmarkinggrupp",
    OCTOBER,
    None,
    (
        Companion("Mentorkommunen", "", OCTOBER, APRIL),
        Companion("Nästa mentor", "stödjande mentor", APRIL),
    ),
    (Companion("Grannkommunen"),),
)
MEETINGS = (
    MeetingLine("BM 1", "benchmarkingträff", OCTOBER, (("politiker", 2), ("chef", 0), ("nyckelperson", 3))),
    MeetingLine("BM 2", "benchmarkingträff", APRIL),
    MeetingLine("Strategträff 3", "strategträff", MAY, (("nyckelperson", 0),)),
)
SEEN = Overview(
    tuple(LevelCount(level, max(0, 4 - level), 1, 0) for level in LEVELS),
    3,
    {2: 2, 3: 1},
    {1: 1, 2: 1, 3: 1},
    1,
)
STATEMENTS = (
    Statement("Inför BM 1", OCTOBER, "", (PositionOnLevel(1, "partly", ""),), SEEN.levels),
    Statement(
        "Efter BM 3",
        MAY,
        "Vi är på väg från aktiviteter till arbetssätt.",
        (PositionOnLevel(1, "done", ""), PositionOnLevel(2, "partly", "Mallarna finns i två förvaltningar.")),
        SEEN.levels,
    ),
)
EXAMPLES = {
    1: (Example(1, "Utbildning för chefer", 1, False, OCTOBER, OCTOBER, lesson="Börja med cheferna."),),
    2: (
        Example(
            2, "Budgetens anvisningar frågar efter konsekvenser", 2, False, None, MAY, "Kulturförvaltningen"
        ),
        Example(4, "Rutin för remisser", 2, False, None, None),
        Example(3, "Mall för utredningar", 2, True, MAY, None, quote="Nu frågar vi.", quote_source="Chef"),
    ),
}


def usual() -> Material:
    """What a participant usually has."""
    return Material(
        round=ROUND,
        taking=TAKING,
        constructed=True,
        data_time=DATA_TIME,
        groups=(GROUP,),
        meetings=MEETINGS,
        rated=(Rated("", ratings.beside()),),
        statements=STATEMENTS,
        examples=EXAMPLES,
        undated=1,
        so_far=SEEN,
        mentor=MentorSays("yes", 2027, "Vi har lärt oss mycket."),
    )


def hostile() -> Material:
    """What somebody may type to do harm or to break the page."""
    bad, long = HOSTILE, LONG_WORD[:300]
    return replace(
        usual(),
        round=replace(ROUND, name=long, lead=bad, purpose=LONG_WORD, deadline=None),
        taking=replace(TAKING, name=bad, units=(long,) * 60, through=long, functions=((long, 3),)),
        groups=(replace(GROUP, name=long, mentors=(Companion(bad, "mentor", OCTOBER),) * 3),),
        meetings=(MeetingLine(bad, "annan träff", OCTOBER, ((long, 1),)),),
        statements=(replace(STATEMENTS[1], name=long[:80], words=bad),) * 3,
        examples={1: (replace(EXAMPLES[1][0], what=bad, quote=LONG_WORD[:500], quote_source=bad),)},
        mentor=MentorSays("no", None, bad),
        elsewhere=1,
    )


def full() -> Material:
    """As much as a report may have to carry."""
    many = tuple(
        Companion(f"Kommunen med det långa namnet nummer {n}", "deltagare", OCTOBER) for n in range(200)
    )
    long = "Ett arbetssätt som används i varje ärende om hemtjänst. " * 5
    example = Example(1, long, 1, False, OCTOBER, OCTOBER, "Förvaltningen för allt", long, "Chef", long)
    rated = tuple(Rated(f"Nämnden för område {n}", ratings.full()) for n in range(6))
    return replace(
        usual(),
        groups=(replace(GROUP, others=many, mentors=many),) * 40,
        meetings=tuple(replace(MEETINGS[0], name=f"Träff {n}") for n in range(300)),
        rated=rated,
        more_rated=40,
        statements=STATEMENTS * 4,
        examples={level: (replace(example, level=level),) * 500 for level in LEVELS},
        elsewhere=2,
    )


def cases() -> dict[str, Material]:
    """Every case that the report must carry, by a name for the test."""
    bare = Material(
        round=replace(ROUND, purpose="", deadline=None),
        taking=replace(TAKING, decided_on=None, reference="", functions=()),
        constructed=False,
        data_time=DATA_TIME,
    )
    return {
        "usual": usual(),
        "bare": bare,
        "units": replace(
            usual(),
            taking=replace(TAKING, units=("Kulturnämnden", "Tekniska nämnden"), part="mentor"),
            rated=tuple(Rated(name, ratings.beside()) for name in ("Kulturnämnden", "Tekniska nämnden")),
        ),
        "hostile": hostile(),
        "full": full(),
    }


WRITTEN = {
    "motive": "Vi ville **lära** av andra.",
    "aim": "- Ett beslut\n- En mall",
    "organisation": "Kommunchefen ledde arbetet.",
    "lessons_benchmarking": "> Mentorn ställde frågor.\n> – Politiker, konstruerat citat",
    "lessons_work": "Börja med cheferna.",
    "advice_others": "Ta tid till hemarbetet.",
    "advice_lead": "Behåll träffarna.",
}


def data_of(of: Material, language: str = "sv") -> Values:
    """What a draft stores of the material."""
    kind = replace(KINDS["resultatrapport"], collect=lambda **_chosen: compose(of))
    return kind.read(organisation=Organisation(name="Exempelkommunen"), options={}, language=language)


def document(
    of: Material, language: str = "sv", *, written: Mapping[str, str] | None = None, **fields: Any
) -> Values:
    """The snapshot of a result report on the material, with what people have written by section."""
    kind, data = KINDS["resultatrapport"], data_of(of, language)
    parts = [replace(part, body=(written or {}).get(part.key, "")) for part in default_parts(kind)]
    return snapshot(
        kind=kind,
        organisation=Organisation(name="Exempelkommunen", kind="municipality", code="9999"),
        language=language,
        data=data,
        writing=Writing(data["title"], parts, **fields),
        status=Status(),
    )
