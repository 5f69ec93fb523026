"""The demo's result reports: what source 004 tells of a municipality and a region, and beside it what is made up."""

from collections.abc import Mapping
from typing import Final

RETOLD: Final = "Återgivet ur SKR:s rapport:"
OF_ALL: Final = "Återgivet ur SKR:s rapport, som berättar om alla deltagare:"
MADE_UP: Final = "Konstruerat exempel:"

TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "1287": {
        "motive": (
            f"{OF_ALL} Jämställdhetsintegrering är en politiskt prioriterad fråga. Arbetet hör ihop med "
            "CEMR-deklarationen, Agenda 2030 och de egna styrdokumenten, och kommunstyrelsen beslutade om ansökan.\n\n"
            f"{MADE_UP} Vi hade utbildat i flera år utan att se vad det ledde till. Vi ville jämföra oss med andra och "
            "få frågor av någon som hade kommit längre."
        ),
        "aim": (
            f"{OF_ALL} Jämställdhet ska finnas med i beslut och ledning, och frågorna ska ha struktur och "
            "samordning.\n\n"
            f"{MADE_UP} Tre saker skulle vara på plats när omgången var slut:\n\n"
            "- en fråga om konsekvenser i varje beslutsunderlag\n"
            "- könsuppdelad statistik i delårsrapporten\n- en förvaltning som kan visa ett ändrat arbetssätt"
        ),
        "organisation": (
            f"{RETOLD} Arbetsmarknadsförvaltningen är pilot. Nyckelpersonerna har träffat nämndsekreterare, ekonomer "
            "och controllers, som ska föra arbetet vidare i sina förvaltningar. Allt har gjorts inom de ramar som "
            "redan fanns.\n\n"
            f"{MADE_UP} Ledningsgruppen följde upp hemarbetet en gång i kvartalet."
        ),
        "lessons_benchmarking": (
            f"{OF_ALL} Det stärkte att jämföra arbetssätt med andra. Både de gemensamma samtalen och de som politiker, "
            "chefer och nyckelpersoner hade var för sig behövdes. Tiden mellan träffarna var för kort.\n\n"
            "> Mentorns frågor var enkla, och just därför svåra.\n> – Politiker, konstruerat citat"
        ),
        "lessons_work": (
            f"{RETOLD} Kommunstyrelsen följer arbetet, men nämnderna gör det inte fullt ut, eftersom alla "
            "förvaltningar inte är med. Arbetet har inte gett bestående förbättringar i verksamheterna än. Det är "
            "påbörjat.\n\n"
            f"{MADE_UP} Börja i det som ändå ska göras. Mallen för beslutsunderlag användes redan; en fråga till i den "
            "nådde fler än alla våra utbildningar."
        ),
        "advice_others": (
            f"{OF_ALL}\n\n"
            "1. Ge arbetsgruppen ett uppdrag som är förankrat innan ni ansöker.\n"
            "2. Räkna med att det tar tid, och prioritera därefter.\n"
            "3. Var gärna två från varje befattning, så blir ni mindre sårbara."
        ),
        "advice_lead": (
            f"{OF_ALL}\n\n"
            "- Låt omgången vara längre, och ge mer tid mellan träffarna.\n"
            "- Säg tydligare vad som väntas av deltagare och mentorer.\n"
            "- Låt nyckelpersonerna träffas oftare.\n"
            "- Börja inte direkt efter ett val."
        ),
    },
    "0013": {
        "motive": (
            f"{OF_ALL} Jämställdhet är prioriterat av den högsta politiska ledningen. Regionerna ville utveckla ett "
            "arbete som redan pågick, tillsammans med andra.\n\n"
            f"{MADE_UP} Processerna för planering och ärenden skulle göras om. Då var det rätt tid att få med "
            "perspektivet från början."
        ),
        "aim": (
            f"{RETOLD} Vi ville finna de övergripande processer i styrkedjan som jämställdhetsintegrering kan gå "
            "genom, och former för hur jämlikhet kan komplettera jämställdhet. Arbetet skulle hänga ihop med jämlik "
            "vård, Agenda 2030 och barnkonventionen, som en helhet och utan att perspektiven tränger undan varandra."
        ),
        "organisation": (
            f"{RETOLD} Politiker, chefer och nyckelpersoner valde tillsammans ut de processer som skulle "
            "kvalitetssäkras. De ledningsforum som redan fanns blev navet i arbetet.\n\n"
            f"{MADE_UP} En strateg höll ihop arbetet, och chefsgruppen fick en lägesrapport två gånger om året."
        ),
        "lessons_benchmarking": (
            f"{OF_ALL} Att politiker, chefer och nyckelpersoner deltog tillsammans gav fart. Tiden för att förbereda "
            "sig och för arbetet mellan träffarna räckte inte, och det tog tid att mena samma sak med "
            "begreppen.\n\n"
            f"{MADE_UP} Vi var i en grupp utan mentor. Det gick, men någon måste ta på sig att ställa frågorna."
        ),
        "lessons_work": (
            f"{RETOLD} Alla övergripande styrdokument tar upp jämställdhet och jämlikhet. Att utveckla processerna "
            "blir aldrig färdigt.\n\n"
            f"{MADE_UP} När fler var med och skattade blev samtalet om varför viktigare än siffran.\n\n"
            "> Först då såg vi att vi menade olika saker.\n> – Chef, konstruerat citat"
        ),
        "advice_others": (
            f"{OF_ALL}\n\n"
            "1. Förankra beslutet i ledningen innan ni börjar.\n"
            "2. Våga välja bort. Ta ett tydligt område och följ det noga.\n"
            "3. Avsätt tid för arbetet hemma, mellan träffarna.\n"
            "4. Ta med strateger från flera avdelningar, och gärna en kommunikatör."
        ),
        "advice_lead": (
            f"{OF_ALL}\n\n"
            "- Gör checklistans skala finare, så att små steg syns.\n"
            "- Låt grupperna vara desamma vid alla träffar, och bestäm dagarna tidigt.\n"
            "- Samla fler exempel från regioner."
        ),
    },
}
"""By the organisation's code and the key of the part. Every part begins with where its words come from."""
