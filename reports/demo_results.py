"""The demo's result reports: made-up words for a municipality and a region that took part in 2018–2020."""

from collections.abc import Mapping
from typing import Final

MADE_UP: Final = "Konstruerad text."

TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "1287": {
        "motive": (
            f"{MADE_UP} Vi hade länge utbildat i jämställdhet utan att se vad det ledde till. Vi ville jämföra oss med "
            "andra, och få frågor av någon som hade kommit längre."
        ),
        "aim": (
            f"{MADE_UP} Tre saker skulle vara på plats när omgången var slut:\n\n"
            "- en fråga om konsekvenser i varje beslutsunderlag\n"
            "- könsuppdelad statistik i delårsrapporten\n- en förvaltning som kunde visa ett ändrat arbetssätt"
        ),
        "organisation": (
            f"{MADE_UP} En politiker, en chef och en nyckelperson var med på träffarna. Hemma följde ledningsgruppen "
            "upp hemuppgifterna en gång i kvartalet."
        ),
        "lessons_benchmarking": (
            f"{MADE_UP} Det var lättare att vara ärlig om en etta i checklistan när grannen också hade en.\n\n"
            "> Mentorns frågor var enkla, och just därför svåra.\n> – Politiker, konstruerat citat"
        ),
        "lessons_work": (
            f"{MADE_UP} Börja i det som ändå ska göras. Mallen för beslutsunderlag användes redan; en fråga till i den "
            "nådde fler än alla våra utbildningar."
        ),
        "advice_others": f"{MADE_UP} Sätt av tid för hemarbetet innan ni tackar ja. Välj få saker och gör klart dem.",
        "advice_lead": f"{MADE_UP} Behåll hemuppgifterna. Låt nyckelpersonerna träffas oftare.",
    },
    "0013": {
        "motive": (
            f"{MADE_UP} Regionens processer för planering och ärenden var under omarbetning. Då var det rätt tid att "
            "få med perspektivet från början."
        ),
        "aim": f"{MADE_UP} Jämställdhet skulle synas i processerna, inte i en plan vid sidan av.",
        "organisation": (
            f"{MADE_UP} En strateg höll ihop arbetet. Varje process hade en ansvarig, och chefsgruppen fick en "
            "lägesrapport två gånger om året."
        ),
        "lessons_benchmarking": (
            f"{MADE_UP} Vi var i en grupp utan mentor. Det gick, men någon måste ta på sig att ställa frågorna."
        ),
        "lessons_work": (
            f"{MADE_UP} När fler var med och skattade sjönk summan. Samtalet om varför gav mer än siffran.\n\n"
            "> Först då såg vi att vi menade olika saker.\n> – Chef, konstruerat citat"
        ),
        "advice_others": f"{MADE_UP} Skriv ned varför ni väljer en nivå. Annars minns ingen det nästa gång.",
        "advice_lead": f"{MADE_UP} Ge också regionerna mentorer. Visa små steg, skalan är grov.",
    },
}
"""By the organisation's code and the key of the part."""
