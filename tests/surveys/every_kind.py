"""A questionnaire with every kind of question, with long words and a page that is only for some."""

from surveys.models import Kind
from surveys.questionnaire import Ask, Option, Part, Questionnaire, Row, Said

UNKNOWN = "Vet ej/ingen åsikt"


def ask(key, kind, wording, labels=(), **more):
    options = [Option(f"v{number}", Said(label)) for number, label in enumerate(labels, start=1)]
    if labels:
        options.append(Option("vet_ej", Said(UNKNOWN), outside=True))
    return Ask(key, kind, Said(wording), options=tuple(options), **more)


FIRST = Part(
    Said("Ditt uppdrag"),
    Said("Svara utifrån det senaste året. Det finns inga rätta eller felaktiga svar."),
    (
        ask(
            "skala",
            Kind.CHOICE,
            "I vilken utsträckning har ledningen efterfrågat ditt arbete med mänskliga rättigheter?",
            ["I mycket stor utsträckning", "I stor utsträckning", "I viss utsträckning", "Inte alls"],
            help=Said("Med ledningen menas förvaltningens ledningsgrupp."),
            required=True,
        ),
        ask(
            "nojd",
            Kind.SATISFACTION,
            "Hur nöjd är du med stödet från nätverket?",
            ["7 Mycket nöjd", "6", "5", "4", "3", "2", "1 Inte alls nöjd"],
        ),
        ask("tid", Kind.YES_NO, "Har du haft tid avsatt för uppdraget?", ["Ja", "Nej"], required=True),
    ),
)
SECOND = Part(
    Said("Stöd och samarbete"),
    Said(""),
    (
        ask(
            "stod",
            Kind.SEVERAL,
            "Vilket stöd har du haft?",
            ["Utbildning", "Handledning", "Samtal med andra samordnare", "Skriftligt underlag"],
            required=True,
        ),
        ask(
            "ofta",
            Kind.MATRIX,
            "Hur ofta samarbetar du med de här funktionerna?",
            ["Varje vecka", "Varje månad", "Mer sällan"],
            rows=(
                Row("chef", Said("Närmaste chef")),
                Row("utveckling", Said("Kvalitets- och verksamhetsutvecklingsavdelningen")),
                Row("namnd", Said("Nämndens presidium")),
            ),
            required=True,
        ),
        ask("lattare", Kind.TEXT, "Vad skulle göra arbetet lättare?", required=True),
    ),
)
THIRD = Part(
    Said("När tiden inte räckte"),
    Said(""),
    (ask("varfor", Kind.TEXT, "Vad fick stå tillbaka?", only_key="tid", only_codes=frozenset({"v2"})),),
)
EVERY_KIND = Questionnaire((FIRST, SECOND, THIRD))
