"""Constructed material for reports, without a database: what the report must be able to carry."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from checklists.by_function import OwnAnswers
from checklists.calculations import Answer, Scale
from checklists.rounds import Round, Words
from organisations.models import Organisation
from reports.kinds import KINDS, Values
from reports.kinds.lagesrapport.collect import compose
from reports.kinds.lagesrapport.distances import distances
from reports.kinds.lagesrapport.material import Material, OtherInstrument, ReportInstrument, ReportItem
from reports.kinds.lagesrapport.parts import ReportReview, ReportStep, UnitItem, UnitsBeside, UnitSum
from reports.snapshots import Status, Writing, default_parts, snapshot

NAMES = ("Inför träff 1", "Inför träff 2", "Inför träff 3", "Efter träff 3")
DATES = tuple(datetime.date(*day) for day in ((2018, 10, 3), (2019, 4, 9), (2019, 10, 15), (2020, 2, 12)))
DATA_TIME = datetime.datetime(2020, 2, 14, 9, 30, tzinfo=datetime.UTC)
LONG_WORD = "människorättsintegreringsarbetsgruppsmedlem" * 230
HOSTILE = "<script>alert(1)</script> {{ settings }} <img src=x> <link rel=attachment href=file:///etc/passwd>"

SKR = ReportInstrument(
    key="skr-jamstalldhetsintegrering",
    version="2018",
    title="SKR:s checklista för jämställdhetsintegrering",
    level="overall",
    source="SKR, Modellkommuner och Modellregioner 2018–2020, tabell 2 och 4",
    scale=Scale(1, 3, ("inte påbörjat, finns inte", "finns men behöver utvecklas", "det finns, det gör vi")),
    items=tuple(
        ReportItem(number, wording, short)
        for number, (short, wording) in enumerate(
            (
                (
                    "Politiskt beslut",
                    "Den politiska församlingen har tagit beslut om jämställdhetsintegrering",
                ),
                (
                    "Politiken efterfrågar resultat",
                    "Den politiska ledningen efterfrågar resultat av arbetet med jämställdhetsintegrering",
                ),
                (
                    "Cheferna säkerställer",
                    (
                        "De högsta cheferna säkerställer att politikernas beslut om jämställdhetsintegrering "
                        "genomförs i organisationen"
                    ),
                ),
                (
                    "Kompetens",
                    "Ledningen säkerställer organisationens kompetens för att arbeta med jämställdhetsintegrering",
                ),
                (
                    "Mål, budget, styrdokument",
                    "Jämställdhetsperspektivet är synligt i mål, budget och andra styrdokument",
                ),
                (
                    "Könsuppdelad statistik",
                    "All individbaserad statistik redovisas och analyseras med kön som indelningsgrund",
                ),
                (
                    "Konsekvenser i beslutsunderlag",
                    "I beslutsunderlag finns en beskrivning av konsekvenser för kvinnor och män, flickor och pojkar",
                ),
                (
                    "Resultat per kön i uppföljning",
                    (
                        "Verksamheternas resultat för kvinnor och män, flickor och pojkar kan utläsas ur ordinarie "
                        "verksamhets- och budgetuppföljning"
                    ),
                ),
                (
                    "Konkreta, hållbara förbättringar",
                    "Jämställdhetsintegreringen har lett till konkreta och hållbara förbättringar i verksamheterna",
                ),
                (
                    "Kan systematiseras och överföras",
                    (
                        "Tillvägagångssättet för jämställdhetsintegrering kan systematiseras och överföras till andra "
                        "verksamheter"
                    ),
                ),
            ),
            start=1,
        )
    ),
)

INVENTED = ReportInstrument(
    key="paahittad",
    version="1",
    title="Påhittad checklista för nämnder",
    level="board",
    source="Påhittad för prov",
    scale=Scale(1, 4, ("inget", "planerat", "påbörjat", "i drift"), not_applicable=True),
    items=tuple(
        ReportItem(
            number, f"Nämndens arbete inom område {number} är beskrivet och följs upp", f"Område {number}"
        )
        for number in range(1, 13)
    ),
)


def answers(values: Sequence[int | None]) -> tuple[Answer, ...]:
    """Ratings in item order; None is "ej tillämpligt"."""
    return tuple(
        Answer(number, value, not_applicable=value is None) for number, value in enumerate(values, start=1)
    )


def material(
    *values: Sequence[int | None],
    instrument: ReportInstrument = SKR,
    people: Sequence[Mapping[str, int]] = (),
    comments: Mapping[int, str] | None = None,
    kind: str = "municipality",
) -> Material:
    """Put together material with a round for each list of values; comments belong to the last one."""
    counts = people or [{"Förtroendevald": 2, "Chef": 3, "Nyckelperson": 4}] * len(values)
    names = [*NAMES, *(f"Uppföljning {number}" for number in range(1, 40))]
    days = [*DATES, *(DATES[-1] + datetime.timedelta(days=90 * number) for number in range(1, 40))]
    words = {number: Words(comment=text) for number, text in (comments or {}).items()}
    last = len(values) - 1
    rounds = tuple(
        Round(names[index], days[index], answers(row), counts[index], words if index == last else {})
        for index, row in enumerate(values)
    )
    return Material(
        kind=kind,
        constructed=True,
        instrument=instrument,
        rounds=rounds,
        data_time=DATA_TIME,
    )


FOUR = (
    (2, 1, 1, 2, 1, 2, 1, 1, 1, 1),
    (3, 2, 1, 2, 1, 2, 1, 1, 1, 1),
    (2, 1, 1, 1, 2, 2, 1, 1, 1, 1),
    (3, 2, 2, 2, 3, 2, 2, 1, 1, 1),
)
COMMENTS = {
    1: "Fullmäktige antog planen i april.\nDen gäller till och med 2022.",
    5: "Budgetanvisningen frågar efter konsekvenser för kvinnor och män, flickor och pojkar i alla nämnder.",
    9: "Socialförvaltningen har ändrat sin rutin, men ingen uppföljning är gjord.",
}
OLDER = OtherInstrument("Tidigare checklista, version 2015", 2, "Start 2015", 21, 40)


def cases() -> dict[str, Material]:
    """Return every case that the report must carry, by a name for the test."""
    people = (
        {"Chef": 2, "Nyckelperson": 3},
        {"Chef": 2, "Nyckelperson": 3},
        {"Chef": 5, "Nyckelperson": 7},
        {"Chef": 5, "Nyckelperson": 7},
    )
    four = material(*FOUR, people=people, comments=COMMENTS)
    invented = (
        (1, 2, None, 1, 1, 2, 3, 1, 1, None, 2, 1),
        (2, 2, 1, 1, 3, 2, 3, 4, 1, None, 2, None),
        (4, 2, 2, 1, 3, 2, 4, 4, 1, None, 2, None),
    )
    return {
        "four": replace(four, other_instruments=(OLDER,)),
        "single": material(FOUR[-1], comments={1: "Bra."}),
        "still": material(FOUR[0], FOUR[0]),
        "fallen": material(FOUR[3], FOUR[0]),
        "top": material((3,) * 10, (3,) * 10),
        "invented": material(*invented, instrument=INVENTED, kind="board"),
        "not_applicable": material((None,) * 12, instrument=INVENTED),
        "many": material(*(FOUR * 3), people=[{"Chef": 1}] * 12),
        "beside": beside(),
        "full": full(),
        "hidden": replace(material(*FOUR), distances=distances([], SKR.names)),
        "long": material(
            *FOUR,
            comments={1: LONG_WORD, 2: "ord " * 490, 3: HOSTILE, 10: "a\n" * 200},
        ),
    }


STEPS = (
    ReportStep(
        3,
        "Förvaltningscheferna redovisar arbetet i mars och i september",
        "samordnare",
        "2020-09-30",
        "ongoing",
    ),
    ReportStep(8, "Könsuppdelade resultat i delårsrapporten", "ekonom", "2020-10-15", "done"),
)
REVIEWS = (
    ReportReview(
        7, "Konsekvenser i beslutsunderlag", "Mall för beslutsunderlag", NAMES[0], "done", "Antogs i maj."
    ),
    ReportReview(4, "Kompetens", "Utbilda alla nya chefer", NAMES[1], "dropped", ""),
)


def own(**functions: Sequence[int]) -> list[OwnAnswers]:
    """One person for each value, who gave it to every item."""
    return [
        OwnAnswers(function, tuple(Answer(number, value) for number in SKR.names))
        for function, values in functions.items()
        for value in values
    ]


def units(count: int, *, whole: bool, name: str = "Nämnden för område") -> UnitsBeside:
    """As many units as told, on a scale with four steps."""
    return UnitsBeside(
        checklist="Påhittad checklista för nämnder, version 1",
        finding="Enheterna når mellan 33\u00a0% och 75\u00a0% av det möjliga",
        steps=(1, 2, 3, 4),
        not_applicable=True,
        same_checklist=not whole,
        items=tuple(
            UnitItem(number, f"Område {number}", (count, 0, 0, 0), 0, "1,0", 1, 1, None if whole else 2)
            for number in range(1, 13)
        ),
        units=tuple(UnitSum(f"{name} {number}", 16 + number % 20, 48) for number in range(count)),
        whole=UnitSum("Exempelkommunen", 19, 30) if whole else None,
    )


def beside() -> Material:
    """Everything that can stand beside the ratings, in usual amounts."""
    made = material(*FOUR, comments=COMMENTS)
    last = made.rounds[-1]
    answers_ = tuple(replace(answer, toward=answer.number in {3, 9}) for answer in last.answers)
    words = {
        **last.words,
        3: Words("Chefsgruppen har det på dagordningen.", "Två förvaltningar prövar en mall.", ""),
        9: Words(COMMENTS[9], "", "Rutin för utredningar, dnr SN 2019/44\nhttps://exempel.example/rutin"),
    }
    rounds = (
        replace(made.rounds[0], imported=True, handed_in=DATES[1]),
        replace(
            made.rounds[1], version=2, handed_in=DATES[2], reason="Moment 2 hade fel siffra i protokollet."
        ),
        made.rounds[2],
        replace(last, answers=answers_, words=words),
    )
    chosen = own(chef=[2] * 7, politiker=[1, 1, 2, 2, 3, 3, 3], nyckelperson=[3] * 6 + [2])
    return replace(
        made,
        rounds=rounds,
        steps=STEPS,
        reviews=REVIEWS,
        units=(units(4, whole=True),),
        distances=distances(chosen, SKR.names),
    )


def full() -> Material:
    """As much as a report may have to carry: twelve occasions, sixty units with long names, the longest texts."""
    made = material(*(FOUR * 3), comments=COMMENTS)
    text = ("Fullmäktige antog planen i april, och den gäller till och med 2022. " * 40)[:2000]
    rounds = tuple(
        replace(
            round_,
            answers=tuple(replace(answer, toward=(answer.value or 3) < 3) for answer in round_.answers),
            words={n: Words(text if n % 3 == 0 else "", text[:500], text) for n in SKR.names},
            version=2,
            handed_in=round_.date,
            reason=text[:1000],
        )
        for round_ in made.rounds
    )
    step = replace(STEPS[0], text=text[:500])
    review = replace(REVIEWS[0], text=text[:500], note=text[:500])
    people = {f"funktion nummer {n}": [1, 2, 3] * n for n in range(1, 8)}
    return replace(
        made,
        rounds=rounds,
        steps=(step,) * 20,
        reviews=(review,) * 20,
        units=(units(60, whole=True, name="Förvaltningen för samhällsbyggnad och medborgarnas delaktighet"),)
        * 2,
        distances=distances(own(**people), SKR.names),
    )


LONG_NAME = "Förbundet för människorättsfrågor, jämställdhet och hållbar utveckling i " * 2
ORGANISATIONS = {"invented": "Byggnadsnämnden", "long": LONG_NAME}
WRITTEN = {
    "conditions": "Budgeten för 2020 är beslutad. ^[Kommunfullmäktige, november 2019.]\n\n- Ny nämnd\n- Ny chef",
    "work": "### Planering\n\nAlla nämnder har fått **samma mall**.\n\n> Vi ser det.\n> – Chef, socialtjänsten",
    "lessons": "::: ruta Det som hjälpte\nEn tydlig beställning.\n:::\n\nLäs mer hos [SKR](https://exempel.example/skr).",
    "ahead": "1. Utbilda nya chefer\n2. Följa upp mallen",
}


def data_of(material: Material, language: str = "sv") -> Values:
    """What a draft stores of the material."""
    kind = replace(KINDS["lagesrapport"], collect=lambda **_chosen: compose(material))
    return kind.read(organisation=Organisation(name="Exempelkommunen"), options={}, language=language)


def as_document(data: Values) -> Values:
    """The snapshot of a status report on what was read, with nothing that people write."""
    kind = KINDS["lagesrapport"]
    return snapshot(
        kind=kind,
        organisation=Organisation(name="Exempelkommunen", kind="municipality", code="9999"),
        language="sv",
        data=data,
        writing=Writing(data["title"], default_parts(kind)),
        status=Status(),
    )


def document(
    material: Material,
    language: str = "sv",
    *,
    name: str = "",
    written: Mapping[str, str] | None = None,
    **fields: Any,
) -> Values:
    """The snapshot of a status report on the material, with what people have written by section."""
    kind, data = KINDS["lagesrapport"], data_of(material, language)
    texts = written or {}
    parts = [replace(part, body=texts.get(part.key, "")) for part in default_parts(kind)]
    return snapshot(
        kind=kind,
        organisation=Organisation(name=name or "Exempelkommunen", kind=material.kind, code="9999"),
        language=language,
        data=data,
        writing=Writing(
            data["title"],
            fields.pop("parts", parts),
            fields.pop("summary", ""),
            cover=fields.pop("cover", False),
        ),
        status=fields.pop("status", Status()),
        **fields,
    )
