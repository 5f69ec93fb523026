"""The columns of a file of entries: one row is one entry. What people have stands first, then the rest."""

from typing import Final

from django.utils.translation import gettext_lazy

from organisations.files.columns import Column
from organisations.files.placing import ORGANISATION, UNIT

ID: Final = "id"
LED_TO: Final = "ledde_till"
GAVE_RISE_TO: Final = "gav_upphov_till"
BETWEEN: Final = "|"
"""Stands between several in one cell."""

COLUMNS: Final = (
    Column(
        ORGANISATION,
        gettext_lazy(
            "Organisationens kod, till exempel kommunkoden. Saknas kod: sista delen av sidans adress."
        ),
        "0180",
        is_code=True,
    ),
    Column(
        UNIT,
        gettext_lazy("Nämnden eller förvaltningen, när det är den som har gjort det. Annars tomt."),
        "Skolnämnden",
        required=False,
        width=26,
    ),
    Column(
        ID,
        gettext_lazy(
            "Ett eget nummer eller ord för raden. Behövs för att koppla rader till varandra, "
            "och för att samma rad ska kännas igen nästa gång."
        ),
        "A12",
        required=False,
        width=10,
        is_code=True,
    ),
    Column("vad", gettext_lazy("Vad som gjordes eller har ändrats."), "Utbildning för chefer", width=50),
    Column(
        "niva",
        gettext_lazy(
            "Nivån i resultatkedjan, 1–5 eller dess namn: 1 aktivitet, 2 ny eller ändrad produkt, "
            "3 nytt eller ändrat arbetssätt, 4 nytt eller ändrat utfall, 5 samhällseffekt."
        ),
        "1",
        width=8,
    ),
    Column(
        "status",
        gettext_lazy("Planerad, pågående, klar eller blev inte av. Tomt betyder klar."),
        "klar",
        required=False,
        width=14,
    ),
    Column("fran", gettext_lazy("Första dagen: år-månad-dag."), "2027-03-15", required=False, width=12),
    Column("till", gettext_lazy("Sista dagen: år-månad-dag."), "2027-03-16", required=False, width=12),
    Column(
        "process",
        gettext_lazy("En process eller ett fokusområde. Ett namn som är nytt läggs till i er lista."),
        "Ärendehantering",
        required=False,
        width=26,
    ),
    Column(
        "perspektiv",
        gettext_lazy("Ett eller flera perspektiv, med | mellan. Nya namn läggs till i er lista."),
        "Jämställdhet | Hbtqi",
        required=False,
        width=26,
    ),
    Column(
        "globala_mal",
        gettext_lazy("Mål i Agenda 2030, med nummer eller namn och | mellan."),
        "5 | 10",
        required=False,
        is_code=True,
    ),
    Column(
        "deltagare",
        gettext_lazy("Hur många som deltog: 58, ”ca 50”, eller ”okänt”."),
        "58",
        required=False,
        width=12,
    ),
    Column("chefer", gettext_lazy("Hur många av dem som var chefer."), "5", required=False, width=10),
    Column("kvinnor", gettext_lazy("Hur många av dem som var kvinnor."), "30", required=False, width=10),
    Column("man", gettext_lazy("Hur många av dem som var män."), "28", required=False, width=10),
    Column(
        "citat",
        gettext_lazy("Något som någon har sagt om det."),
        "Nu frågar vi alltid",
        required=False,
        several_lines=True,
        width=40,
    ),
    Column(
        "kalla",
        gettext_lazy("Vem som säger det, med funktion och inte med namn. Behövs när det finns ett citat."),
        "enhetschef",
        required=False,
        width=20,
    ),
    Column(
        "lardom",
        gettext_lazy("Vad ni har lärt er."),
        "Börja med chefsgruppen",
        required=False,
        several_lines=True,
        width=40,
    ),
    Column(
        LED_TO,
        gettext_lazy("Id för de rader som det här ledde till, med | mellan. På samma nivå eller högre."),
        "A13 | A14",
        required=False,
        is_code=True,
    ),
    Column(
        GAVE_RISE_TO,
        gettext_lazy("Id för de rader som det här gav upphov till, med | mellan. Får vara på en lägre nivå."),
        "A15",
        required=False,
        is_code=True,
    ),
    Column(
        "anteckning",
        gettext_lazy("Något om läget, till exempel varför det flyttades eller inte blev av."),
        "Flyttad till hösten",
        required=False,
        width=30,
    ),
    Column(
        "riktning",
        gettext_lazy("Som arbetsgivare, eller för invånare och andra."),
        "som arbetsgivare",
        required=False,
        width=20,
    ),
    Column(
        "nationella_mal",
        gettext_lazy("De nationella jämställdhetspolitiska målen, med nummer 1–6 eller namn och | mellan."),
        "1 | 5",
        required=False,
        is_code=True,
    ),
    Column(
        "kurs",
        gettext_lazy("Utbildningens namn, det samma varje gång den hålls."),
        "Grundkurs i jämställdhet",
        required=False,
        width=26,
    ),
    Column("metod", gettext_lazy("Metoden som prövades."), "Snäckan", required=False, width=20),
    Column(
        "underlag",
        gettext_lazy("Vad som visar det."),
        "Uppföljning i tertialrapporten",
        required=False,
        several_lines=True,
        width=40,
    ),
    Column(
        "styrka",
        gettext_lazy("Hur starkt underlaget är: berättat, dokumenterat, uppföljt eller granskat."),
        "dokumenterat",
        required=False,
        width=14,
    ),
    Column(
        "funktioner",
        gettext_lazy("Hur många som deltog i andra funktioner än chef, med | mellan."),
        "politiker 4 | ekonom 2",
        required=False,
        width=26,
    ),
    Column(
        "mal",
        gettext_lazy("Målet som det är en åtgärd för. Ett mål som är nytt läggs till."),
        "Fler sökande av alla kön",
        required=False,
        width=30,
    ),
    Column(
        "ordinarie_id",
        gettext_lazy("Beteckningen i systemet där ni planerar i övrigt."),
        "STR-14",
        required=False,
        is_code=True,
    ),
    Column(
        "moment",
        gettext_lazy("Moment i checklistor som det visar på: nyckel/version/nummer, med | mellan."),
        "skr-jamstalldhetsintegrering/2018/3",
        required=False,
        width=30,
        is_code=True,
    ),
)
NAMES: Final = tuple(column.name for column in COLUMNS)
