"""Constructed material for evaluations, without a database: a region's survey, little, and as much as can be."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from figures import swedish
from organisations.models import Organisation
from reports.kinds import KINDS, Values
from reports.kinds.utvardering.collect import compose
from reports.kinds.utvardering.material import (
    Asked,
    Before,
    Earlier,
    GroupAnswers,
    GroupTurnout,
    Material,
    Page,
    Printed,
    PrintedPage,
    Settings,
    Step,
    Themes,
)
from reports.snapshots import Status, Writing, default_parts, snapshot
from surveys.models import Kind, Way
from surveys.questionnaires import ScaleFile, scales, templates
from tests.reports.samples import HOSTILE, LONG_WORD

CLOSED = datetime.date(2020, 12, 9)
HIDDEN = "Visas inte: färre än 6 har svarat."
COUNTS: dict[str, tuple[int, ...]] = {
    "f1": (3, 6, 2, 1, 2, 0),
    "f2": (2, 4, 3, 4, 1),
    "f3": (1, 2, 4, 4, 1, 1, 1, 0),
    "f4": (8, 3, 2),
    "f5": (2, 3, 3, 2, 4),
    "f6": (8, 5, 1),
    "f7": (4, 6, 1, 0, 0, 3),
    "f8": (5, 5, 2, 0, 0, 2),
    "f9": (7, 4, 1, 0, 0, 2),
    "f10": (6, 4, 1, 0, 0, 1, 0, 2),
}
SETTINGS = Settings(Way.INVITED, is_anonymous=True, limit_whole=6, limit_group=10, limit_text=10, reminders=2)
COMMENTS = (
    (
        "Implementeringen har ofta skett genom att förvaltningen har gjort en egen strategi. Att berätta vad planen "
        "innehåller har varit viktigt, och i början svårt. Någon saknar ett samlat ansvar, och några saknar samtal "
        "mellan funktionerna."
    ),
    (
        "Besluten varierar. Någon menar att bara det som är obligatoriskt har beslutats. Andra har svårt att avgöra "
        "det, eftersom insatserna har gällt vissa delar av planen."
    ),
)
WORKSHOP = (
    (
        "Fråga: Hur har det gått?\nGrupp 1: "
        "Två av fyra grupper säger att planen blir ett sidospår när den följs upp för sig. De vill redovisa i samma "
        "mall och vid samma tid som verksamhetsplanen.\n\nEn grupp vänder på det: det är den egna uppföljningen som "
        "gör att frågan kommer upp."
    ),
)
QUOTES = ("Planen gav mig ett språk som ledningen kände igen. Det var först då vi kunde börja.",)


def steps(scale: ScaleFile) -> tuple[Step, ...]:
    """The steps of a scale as the report has them."""
    return tuple(Step(one.code, one.label.sv, one.outside) for one in scale.choices)


def asked(key: str, counts: tuple[int, ...], *, kind: Kind = Kind.CHOICE, **fields: Any) -> Asked:
    """A question that is shown; its scale has as many steps as there are counts."""
    wording = fields.pop("wording", f"Hur har det gått med {key}?")
    its = fields.pop("steps", None) or tuple(Step(str(n), f"Svar {n}") for n in range(len(counts), 0, -1))
    return Asked(key, kind, wording, its, counts=counts, n=fields.pop("n", sum(counts)), **fields)


def _template() -> tuple[tuple[Page, ...], tuple[PrintedPage, ...]]:
    """The pages of the region's survey with constructed counts, and its questions."""
    pages, printed, number = [], [], 0
    for place, section in enumerate(templates()["vgr-samordnare"].sections, start=1):
        found, questions = [], []
        for question in section.questions:
            number += 1
            choices = tuple(Step(one.code, one.label.sv, one.outside) for one in question.offered)
            if question.key in COUNTS:
                missing = 14 - sum(COUNTS[question.key])
                found.append(
                    asked(
                        question.key,
                        COUNTS[question.key],
                        kind=Kind(question.kind),
                        wording=question.wording.sv,
                        steps=choices,
                        missing=missing,
                    )
                )
            questions.append(
                Printed(
                    number,
                    Kind(question.kind),
                    question.wording.sv,
                    question.help.sv if question.help else "",
                    question.required,
                    tuple(one.label for one in choices),
                    (),
                    "",
                )
            )
        pages.append(Page(place, section.title.sv, tuple(found)))
        printed.append(PrintedPage(section.title.sv, "", tuple(questions)))
    return tuple(pages), tuple(printed)


def material(*pages: Page, **fields: Any) -> Material:
    """Put together material of these pages."""
    usually: dict[str, Any] = {
        "constructed": True,
        "title": "Rollen som MR-samordnare",
        "closes_on": CLOSED,
        "data_time": swedish.only_the_day(CLOSED),
        "invited": 39,
        "answered": 14,
        "settings": SETTINGS,
        "questionnaire": (),
    }
    return Material(pages=pages, **{**usually, **fields})


def usual() -> Material:
    """The region's survey: 39 invited, 14 answered, a workshop beside it."""
    pages, printed = _template()
    first, second, third, last = pages
    return material(
        replace(first, comments=COMMENTS, workshop=WORKSHOP, quotes=(*QUOTES, QUOTES[0])),
        replace(
            second,
            comments=COMMENTS[1:],
            quotes=QUOTES,
            themes=(
                Themes(
                    "o11",
                    "Inom vilka områden har det skett ett framgångsrikt arbete?",
                    (("Barnets rättigheter", 9), ("Våld i nära relationer", 6), ("Tillgänglighet", 5)),
                    12,
                ),
            ),
        ),
        replace(third, comments=COMMENTS, workshop=WORKSHOP),
        replace(last, comments=COMMENTS[:1], workshop=WORKSHOP),
        questionnaire=printed,
        intro="Enkäten handlar om hur arbetet har organiserats.",
    )


def _matrix(hidden: bool) -> tuple[Asked, ...]:
    scale = steps(scales()["agreement"])
    rows = (
        "Jag har den tid som uppdraget kräver",
        "Jag har det mandat jag behöver",
        "Jag vet vad som förväntas av mig",
    )
    counts = ((1, 3, 2, 5, 3, 0), (1, 3, 1, 4, 4, 1), (2, 4, 4, 3, 1, 0))
    found = [
        asked(
            "m1",
            count,
            kind=Kind.MATRIX,
            wording="I vilken grad stämmer det här?",
            steps=scale,
            row=row,
            row_key=str(place),
        )
        for place, (row, count) in enumerate(zip(rows, counts, strict=True))
    ]
    if hidden:
        found[1] = replace(found[1], counts=(), n=0, instead=HIDDEN)
    return tuple(found)


def mixed() -> Material:
    """A matrix with a hidden row, several choices, a condition, groups, and an earlier round; no remarks at all."""
    several = asked(
        "s1",
        (9, 5, 9, 1),
        kind=Kind.SEVERAL,
        n=14,
        wording="Vad behöver du?",
        steps=tuple(Step(str(n), name) for n, name in enumerate(("Tid", "Mandat", "Kunskap", "Annat"))),
        is_for_some=True,
        missing=1,
    )
    groups = (
        GroupAnswers("Hälso- och sjukvård", 12, (3, 6, 1, 1, 1, 0)),
        GroupAnswers("Kultur", 11, (), "Alla eller nästan alla svarade ”Ganska bra”."),
        GroupAnswers("Trafik", 0, (), "Visas inte: färre än 10 har svarat."),
    )
    first = asked("f1", (9, 15, 4, 3, 2, 1), steps=steps(scales()["quality"]), groups=groups)
    return material(
        Page(1, "Uppdraget", (first, *_matrix(hidden=True))),
        Page(
            2, "Stödet", (several, asked("y1", (8, 5, 1), kind=Kind.YES_NO, steps=steps(scales()["yes-no"])))
        ),
        Page(3, "Det som inte har fått svar", (Asked("h1", Kind.CHOICE, "Hur är det?", (), instead=HIDDEN),)),
        answered=34,
        settings=replace(SETTINGS, breakdown="enhet", groups=3),
        turnout=(
            GroupTurnout("Hälso- och sjukvård", 16, 12),
            GroupTurnout("Kultur", 13, 11),
            GroupTurnout("Trafik", 10, None),
        ),
        unseen=("Färre än tio har svarat från ”Trafik”. Om det är några eller ingen visas inte.",),
        earlier=Earlier(
            datetime.date(2018, 12, 1),
            40,
            20,
            (Before(asked("f1", (5, 6, 4, 3, 2, 0), steps=first.steps), first),),
            2,
        ),
        constructed=False,
    )


def nothing_shown() -> Material:
    """Fewer than the limit have answered: all is hidden, and not even how many is told."""
    pages, printed = _template()
    return material(
        *(
            replace(page, asked=tuple(replace(one, counts=(), n=0, instead=HIDDEN) for one in page.asked))
            for page in pages
        ),
        answered=None,
        questionnaire=printed,
    )


def full() -> Material:
    """As much as there can be: 40 questions with the longest texts, 311 groups, 200 remarks of 4 000 letters."""
    words = ("Metodstöd och coachning i uppföljningen, så att perspektiven prövas i varje nämnd. " * 60)[
        :4000
    ]
    labels = tuple(Step(str(n), words[n : n + 120]) for n in range(20))
    groups = tuple(
        GroupAnswers(f"{words[:140]} {n}", 10 + n % 7, tuple((n + step) % 5 for step in range(20)))
        if n % 2
        else GroupAnswers(f"Liten {n}", 0, (), "Visas inte: färre än 10 har svarat.")
        for n in range(311)
    )
    pages = tuple(
        Page(
            number,
            words[:160],
            tuple(
                asked(
                    f"q{number}-{n}",
                    tuple(range(1, 21)),
                    wording=words[:400],
                    steps=labels,
                    groups=groups,
                    missing=1234,
                )
                for n in range(2)
            ),
            comments=(words,) * 4,
            workshop=(words,) * 3,
            quotes=(words,) * 3,
            themes=(Themes(f"o{number}", words[:600], ((words[:120], 1200),) * 30, 1300),),
        )
        for number in range(1, 21)
    )
    printed = tuple(
        PrintedPage(
            words[:160],
            words[:3000],
            tuple(
                Printed(
                    6 * place + n,
                    Kind.CHOICE if n else Kind.MATRIX,
                    words[:400],
                    words[:600],
                    True,
                    tuple(one.label for one in labels),
                    () if n else (words[:400],) * 20,
                    words[:600],
                )
                for n in range(6)
            ),
        )
        for place in range(20)
    )
    return material(
        *pages,
        title=words[:160],
        intro=words[:3000],
        invited=50_000,
        answered=31_234,
        questionnaire=printed,
        settings=replace(SETTINGS, breakdown="enhet", groups=311, reminders=5),
        turnout=tuple(GroupTurnout(group.name, 30, group.n or None, group.instead) for group in groups),
    )


def cases() -> dict[str, Material]:
    """Return every case that the report must carry, by a name for the test."""
    hostile = asked(
        "f1",
        (3, 6, 5, 0),
        wording=HOSTILE,
        steps=tuple(Step(str(n), f"{HOSTILE} {n}"[:120]) for n in range(4)),
    )
    long = asked(
        "f2", (14, 0), wording=LONG_WORD[:400], steps=(Step("a", LONG_WORD[:120]), Step("b", "kort"))
    )
    return {
        "usual": usual(),
        "mixed": mixed(),
        "hidden": nothing_shown(),
        "hostile": material(
            Page(
                1,
                HOSTILE,
                (hostile, long),
                (),
                (HOSTILE, LONG_WORD[:4000]),
                (LONG_WORD[:4000],),
                (HOSTILE, LONG_WORD[:900]),
            ),
            title=LONG_WORD[:160],
        ),
        "collected": replace(
            usual(),
            settings=replace(SETTINGS, way=Way.COLLECTED, reminders=0),
            invited=None,
            constructed=False,
        ),
        "shared": replace(usual(), settings=replace(SETTINGS, way=Way.SHARED, reminders=0), invited=None),
        "named": replace(usual(), settings=replace(SETTINGS, is_anonymous=False)),
        "full": full(),
    }


WRITTEN = {
    "summary": "### Arbetssätt och resurser\n\nDe flesta menar att arbetet har fungerat **bra**.",
    "conclusions": "1. Ge samordnarna mandat\n2. Följ upp om ett år",
}


def data_of(of: Material, language: str = "sv") -> Values:
    """What a draft stores of the material."""
    kind = replace(KINDS["utvardering"], collect=lambda **_chosen: compose(of))
    return kind.read(organisation=Organisation(name="Region Exempel"), options={}, language=language)


def document(
    of: Material, language: str = "sv", *, written: Mapping[str, str] | None = None, cover: bool = True
) -> Values:
    """The snapshot of an evaluation of the material, with what people have written by section."""
    kind, data = KINDS["utvardering"], data_of(of, language)
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
