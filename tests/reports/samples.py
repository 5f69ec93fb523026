"""Constructed material for reports, without a database: what the report must be able to carry."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from checklists.calculations import Answer, Scale
from checklists.rounds import Round, Words
from reports.kinds.lagesrapport.material import Material, OtherInstrument, ReportInstrument, ReportItem

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
    organisation: str = "Exempelkommunen",
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
        organisation=organisation,
        kind=kind,
        code="9999",
        above="",
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
        "invented": material(*invented, instrument=INVENTED, kind="board", organisation="Byggnadsnämnden"),
        "not_applicable": material((None,) * 12, instrument=INVENTED),
        "many": material(*(FOUR * 3), people=[{"Chef": 1}] * 12),
        "long": material(
            *FOUR,
            organisation="Förbundet för människorättsfrågor, jämställdhet och hållbar utveckling i " * 2,
            comments={1: LONG_WORD, 2: "ord " * 490, 3: HOSTILE, 10: "a\n" * 200},
        ),
    }
