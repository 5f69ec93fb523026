"""The demo's programme report: what source 004 tells of a round, in words of our own, and beside it what is made up."""

from collections.abc import Mapping
from typing import Final

from organisations.models import Membership, Organisation, Role, User
from reports.actions.drafts import create_draft
from reports.actions.parts import save_part
from reports.actions.publishing import Ruling, publish
from reports.demo_results import MADE_UP, OF_ALL, RETOLD
from reports.kinds.programrapport.taking import reportable
from reports.models import Decision, Draft

TEXTS: Final[Mapping[str, str]] = {
    "foreword": (
        f"{RETOLD} Sedan 2015 driver SKR Modellkommuner, och 2019 prövades Modellregioner för första gången. Tanken är "
        "att ett jämställt Sverige blir till lokalt, när kommuner och regioner lär av varandra och ändrar "
        "hur de styr.\n\n"
        f"{MADE_UP} Rapporten finns i exemplet för att visa hur en programrapport ser ut. Den ersätter inte "
        "SKR:s rapport "
        "från januari 2020, som den bygger på."
    ),
    "summary": (
        f"{RETOLD}\n\n"
        "- Alla har höjt kunskapen, främst hos chefer och politiker, och gått igenom sina styrdokument.\n"
        "- De flesta har ändrat mål, policyer eller anvisningar.\n"
        "- Ungefär hälften av kommunerna och något färre av regionerna har ändrat ett arbetssätt.\n"
        "- Förändringar för invånarna syns mest hos mentorer, som har hållit på längre.\n\n"
        "Målet att stärka arbetet bedöms som nått. Målet att deltagarna ska bli mentorer för andra bedöms "
        "som inte nått: "
        "för få vill ta rollen.\n\n"
        "::: ruta Det som avgör\nArbetet håller om de som leder fortsätter att fråga efter resultat.\n:::"
    ),
    "concept": (
        f"{RETOLD} Två eller tre organisationer arbetar tillsammans i drygt ett år. Från var och en kommer en ansvarig "
        "politiker, en hög chef och en nyckelperson. De jämför hur de gör, tar hem det som går att använda och prövar "
        "det i den egna verksamheten.\n\n"
        "### Så går det till\n\n"
        "1. Förberedelser: arbetet förankras, och nyckelpersoner och mentorer träffas.\n"
        "2. Träff 1: styrning och ledning.\n"
        "3. Arbete hemma, med PDSA eller den modell som redan används.\n"
        "4. Träff 2: systematiskt förbättringsarbete.\n"
        "5. Träff 3: resultat följs upp och analyseras.\n"
        "6. Resultatkonferens, och därefter gärna mentor för nya deltagare.\n\n"
        "Inför varje träff och efter den sista bedömer deltagarna sig själva med checklistans tio moment."
    ),
    "told-1": (
        f"{RETOLD}\n\n"
        "### Aktiviteter\n\n"
        "- Södertälje ordnade föreläsningar om könsuppdelad statistik tillsammans med RKA.\n"
        "- Östra Göinge utbildade sina chefer, för att alla skulle ha samma grund och samma förväntan.\n"
        "- Västerås gick igenom både läget och hur arbetet är organiserat, och visade det för kommunstyrelsen.\n\n"
        "### Nya eller ändrade produkter\n\n"
        "- Nordmaling skrev om reglementet för föreningsbidrag så att fördelningen på flickor och pojkar kan följas.\n"
        "- Olofström antog en strategi för social hållbarhet och ändrade mallen för tjänsteskrivelser.\n"
        "- Kalix och Övertorneå beslutade att all statistik om individer ska delas upp på kön.\n\n"
        "### Nya arbetssätt\n\n"
        "- Södertälje samlade controllers i en analysgrupp.\n"
        "- Örnsköldsvik införde en checklista för nämndernas beslut, med mentorn Vännäs som förebild.\n"
        "- I Olofström såg en konsulent att äldre män var ensammare än kvinnor. Det gav nya aktiviteter.\n\n"
        "### Ändrade utfall\n\n"
        "- Örnsköldsvik beviljade medel till projekt som bryter normer.\n"
        "- Hedemora, som är mentor, ser mindre löneskillnader och fler flickor på fritidsgårdarna.\n\n"
        "> Jag har förstått att det är jag som måste fråga efter resultaten.\n> – Politiker, konstruerat citat"
    ),
    "background-1": (
        f"{RETOLD} Kommunerna var med för att arbetet var politiskt prioriterat. De ville bygga in "
        "jämställdhet i beslut "
        "och ledning, veta hur läget var och få veta mer. För några var det en start, för andra en nystart. Arbetet "
        "gjordes inom de ramar som fanns.\n\n"
        "Texten i SKR:s rapport säger att 13 nya kommuner var med från början; dess tabell namnger 14. Här "
        "trycks namnen "
        "i tabellen. Räknas Kalix och Övertorneå, som deltog genom ett förbund, som en deltagare blir det 13."
    ),
    "reflections-1": (
        f"{RETOLD} Alla utom en skriver att de har flyttat sig på skalan, och den kommunen såg ändå att arbetet gav "
        "något. Det som finns på plats är beslut och vilja. Analyser och ändringar i verksamheten är det längre kvar "
        "till. De flesta säger att de står långt till vänster i resultatkedjan."
    ),
    "told-2": (
        f"{RETOLD}\n\n"
        "### Aktiviteter\n\n"
        "- Region Gävleborg erbjuder chefer och medarbetare en personlig tränare, nu för fler chefer och fler män.\n"
        "- I Region Halland valde politiker, chefer och nyckelpersoner tillsammans vilka processer som skulle "
        "kvalitetssäkras.\n\n"
        "### Nya eller ändrade produkter\n\n"
        "- Region Norrbotten fick in jämställdhet i sin strategiska plan.\n"
        "- Region Värmland ska skriva om riktlinjerna för projekt- och företagsstöd.\n"
        "- Region Gävleborg bytte till en metod som delar upp analysen på kön.\n\n"
        "### Nya arbetssätt\n\n"
        "- Region Gotland redovisar fler analyser än tidigare, och vill ha fler ändå.\n"
        "- Region Värmland skriver remissvar där följderna för kvinnor och män står med.\n\n"
        "Ändrade utfall för invånarna syns inte i någon regions rapport än.\n\n"
        "> Vi trodde att vi var klara när policyn var antagen.\n> – Chef, konstruerat citat"
    ),
    "background-2": (
        f"{RETOLD} Regionerna ville utveckla ett arbete som redan pågick, tillsammans med andra. De deltog med utvalda "
        "förvaltningar och utan mentorer, eftersom det var första gången."
    ),
    "reflections-2": (
        f"{RETOLD} I en region sjönk summan när fler var med och skattade, och steg igen när samma personer "
        "skattade en "
        "gång till. Några säger att skalan är för grov för att visa vägen dit.\n\n"
        f"{MADE_UP} En av sex regioner har i exemplet inget inlämnat värde vid sista tillfället: källans "
        "medelvärden går "
        "bara att få av fem hela skattningar. Vilken region det är, är också konstruerat."
    ),
    "success": (
        f"{OF_ALL}\n\n"
        "- Politiker, höga chefer och nyckelpersoner är med samtidigt.\n"
        "- Samtalen förs både gemensamt och var för sig, funktion för funktion.\n"
        "- Arbetet börjar i den egna verksamheten och det som redan är prioriterat.\n"
        "- Checklistan gör det konkret, och att veta att man ska redovisa ger fart.\n"
        "- Någon som har kommit längre svarar på frågor."
    ),
    "challenges": (
        f"{OF_ALL} Tiden räckte inte: för kort hela vägen, för kort mellan träffarna. Det är sårbart när den högsta "
        "ledningen väntas vara med varje gång. Olikheter berikar, men gör det svårt att jämföra. I regionerna tog det "
        "dessutom tid att mena samma sak med orden."
    ),
    "advice_others": (
        f"{OF_ALL}\n\n"
        "1. Förankra uppdraget innan ni ansöker.\n"
        "2. Räkna med att det tar tid, mest hemma mellan träffarna.\n"
        "3. Var två från varje befattning, så blir ni mindre sårbara.\n"
        "4. Ta med en kommunikatör och någon som kan analysera.\n"
        "5. Välj bort. Ett område som ni följer noga ger mer än fem."
    ),
    "advice_lead": (
        f"{OF_ALL}\n\n"
        "- Förläng omgången till minst ett och ett halvt år.\n"
        "- Säg tydligare vad som väntas av deltagare och mentorer.\n"
        "- Gör skalan finare, så att små steg syns.\n"
        "- Låt grupperna vara desamma hela vägen, och bestäm dagarna tidigt.\n"
        "- Samla exempel från regioner, och starta inte direkt efter ett val."
    ),
    "goals": (
        f"{RETOLD} Målet om starkare arbete bedöms som nått, målet om spridning genom mentorer som inte nått. SKR "
        "samverkar också löpande med länsstyrelserna och Jämställdhetsmyndigheten, och vägledning, mallar och filmer "
        "ligger öppet."
    ),
    "closing": (
        f"{RETOLD} Få vill ta över stafettpinnen. Kanske behöver mentorns roll bli tydligare, eller så kan "
        "utbytet ske på "
        "lika villkor utan mentor. Tre frågor behöver talas igenom före nästa omgång:\n\n"
        "1. Vad ska en mentor göra, och vad inte?\n"
        "2. Hur fast ska konceptet vara, och vad krävs för att kalla sig modell?\n"
        "3. Ska SKR stödja den enskilda medlemmen, eller hålla ihop lärandet mellan medlemmarna?"
    ),
    "interviews": (
        f"{RETOLD}\n\n"
        "- Modellkommuner, 12 personer: strateger 7, kommunstyrelsens ordförande 2, kommunchefer 2, hr-direktör 1.\n"
        "- Modellregioner, 13 personer: strateger 7, chefer 4, regionråd 1, regionstyrelsens ordförande 1."
    ),
}
"""By the key of the part. Every part begins with where its words come from."""


def load_programme_report() -> None:
    """Publish the report of the round's programmes; does nothing where there is one already."""
    lead = Organisation.objects.get(code="SKR")
    if Draft.objects.filter(organisation=lead, kind="programrapport").exists():
        return
    by = _lead_of(lead)
    draft = create_draft(
        by=by,
        organisation=lead,
        kind="programrapport",
        options={"programmes": sorted(reportable(lead).values_list("pk", flat=True))},
        language="sv",
    )
    for key, body in TEXTS.items():
        save_part(by=by, part=draft.parts.get(key=key), heading="", body=body)
    draft.refresh_from_db()
    ruling = Ruling("Exempelstyrelsen", Decision.NOTED, draft.data_read_at.date(), "EX 5")
    publish(by=by, draft=draft, ruling=ruling)


def _lead_of(lead: Organisation) -> User:
    held = Membership.objects.active().filter(organisation=lead, role=Role.PROGRAMME_LEAD)
    user: User = held.select_related("user").earliest("pk").user
    return user
