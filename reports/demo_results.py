"""The demo's result reports: what source 004 tells of some who took part, and beside it what is made up."""

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
    "1980": {
        "organisation": (
            f"{RETOLD} Fritidsgård och fritidsklubb är den ena piloten, gata och trafik den andra. En första "
            "kartläggning av läget och av hur arbetet är organiserat gick till kommunstyrelsen."
        ),
        "lessons_benchmarking": (
            f"{RETOLD} Träffarna gav något att ta hem: mentorn Uppsalas matris, som visar vad ett ärende betyder för "
            "olika grupper, utvecklas vidare för egna tjänsteskrivelser."
        ),
        "lessons_work": (
            f"{RETOLD} I ett kärvare ekonomiskt läge är det lätt att göra som förut i stället för att utveckla. Mer "
            "ska göras för mindre, och då måste det synas vad politiska beslut leder till. Frågorna behöver också "
            "komma upp oftare när ledningen träffas.\n\n"
            f"{MADE_UP} Piloterna valdes där chefen redan ville."
        ),
        "advice_others": (
            f"{OF_ALL} Börja i förvaltningar där intresset redan finns, och ta de andra sedan. Knyt arbetet till ett "
            "mål som är prioriterat."
        ),
        "advice_lead": (
            f"{OF_ALL} Ge mer tid på träffarna för samtal mellan kommunerna. Ordna gärna studiebesök hos varandra."
        ),
    },
    "1982": {
        "aim": (
            f"{MADE_UP} Vi ville veta vad som saknas i styrningen innan vi valde arbetssätt, och ta fram stöd för "
            "handläggarna tillsammans med någon som hade gjort det förut."
        ),
        "lessons_benchmarking": (
            f"{RETOLD} Vi var två i gruppen, med Hedemora som mentor. Det gav gott om tid för samtal på djupet."
        ),
        "lessons_work": (
            f"{RETOLD} Arbetet har visat att vi behöver börja i varför frågan är viktig, och sedan i hur arbetet ska "
            "läggas upp hos oss. Nya arbetssätt prövas i liten skala innan de sprids.\n\n"
            "> Vi började med hur. Varför kom sedan.\n> – Nyckelperson, konstruerat citat"
        ),
        "advice_others": (
            f"{OF_ALL} Låt alla komma med innan ni tar nästa steg. Utbilda gärna dem som beslutar först."
        ),
        "advice_lead": (
            f"{OF_ALL} Säg vad en mentor ska göra, så att både mentorn och kommunerna vet vad de kan vänta sig."
        ),
    },
    "2401": {
        "motive": (
            f"{RETOLD} Frågan är politiskt prioriterad, och kommunen ville få hjälp att arbeta mer aktivt med den."
        ),
        "lessons_benchmarking": (
            f"{OF_ALL} Checklistan visade både vad som redan görs bra och vad som behöver utvecklas. Den som är "
            "nyckelperson är ofta ensam, och då är det värdefullt att möta andra i samma roll."
        ),
        "lessons_work": (
            f"{RETOLD} Det går framåt ett steg i taget. Än är förbättringarna i verksamheterna få, men några "
            "styrdokument är ändrade, och politiker och ledning kan mer. Agenda 2030 och barnkonventionen gör det "
            "lättare att ta in fler perspektiv; jämställdhet och barn kommer först."
        ),
        "advice_others": (
            f"{OF_ALL} Väck nyfikenhet med egen statistik, till exempel hos kommunstyrelsen. Ordna från början en "
            "gemensam plats på nätet där alla kan följa arbetet."
        ),
        "advice_lead": (
            f"{OF_ALL} Håll den första träffen innan arbetet börjar. Det är mycket att sätta sig in i."
        ),
    },
    "0017": {
        "aim": (
            f"{RETOLD} Ett digitalt verktyg för arbets- och beslutsprocesser fanns redan. Det skulle utvecklas "
            "vidare med stöd av de andra regionerna."
        ),
        "organisation": (
            f"{RETOLD} En analytiker var med på en träff och fick veta hur det gick däremellan, eftersom kvaliteten "
            "behöver kunna följas upp."
        ),
        "lessons_work": (
            f"{RETOLD} När arbetet började beskrev inga beslutsunderlag konsekvenser. Beslutet om "
            "jämställdhetsintegrering och arbetet med checklistor har satt i gång det, och vi lär oss fortfarande."
        ),
        "advice_others": (f"{OF_ALL} Ta med strateger från flera avdelningar, och någon som kan analysera."),
        "advice_lead": (f"{OF_ALL} Gör skalan finare, så att små steg syns."),
    },
    "0021": {
        "aim": (
            f"{RETOLD} Arbetet skulle ge bättre folkhälsa genom att några utvalda förbättringar av verksamheten "
            "jämställdhetsintegreras, och lärdomar av dem till styrning och ledning."
        ),
        "lessons_benchmarking": (
            f"{RETOLD} Jämförelsen hade fått gå djupare. När vi har berättat för varandra har det ofta stannat vid "
            "inspiration."
        ),
        "lessons_work": (
            f"{RETOLD} Den egna uppföljningen visar att personliga tränare fungerar: mer samverkan, mer kunskap hos "
            "enskilda och bättre analyser.\n\n"
            "> När kurvorna delades på kön bytte vi fråga.\n> – Nyckelperson, konstruerat citat"
        ),
        "advice_others": (f"{OF_ALL} Våga välja bort. Ta ett tydligt område och följ det noga."),
        "advice_lead": (f"{OF_ALL} Låt grupperna vara desamma vid alla träffar."),
    },
}
"""By the organisation's code and the key of the part. Every part begins with where its words come from."""

WRITERS: Final[Mapping[str, str]] = {
    "1980": "Vilma Exempel",
    "1982": "Freja Exempel",
    "2401": "Nina Exempel",
    "0017": "Vega Exempel",
    "0021": "Gry Exempel",
}
"""Who coordinates where none of the people who sign in does; invented names, as all of them."""

NOT_FOR_ALL: Final = frozenset({"0013"})
"""Whose report is handed in and not open for everybody. It also tells of a half-year after the source's own report."""
