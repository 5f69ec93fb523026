"""An import of entries does all of a file or nothing, says every fault with its place, and never does it twice."""

import datetime

import pytest

from organisations.files import reading
from organisations.files.columns import FileRefusedError
from organisations.models import Event
from resultchain.actions import imports
from resultchain.files.columns import COLUMNS
from resultchain.models import Area, ChainEntry, Goal, Perspective
from tests import factories as make
from tests.organisations.sheets import csv, xlsx
from tests.resultchain import factories as chain
from tests.resultchain.sheets import done, faults, import_rows, table, the_fault

pytestmark = pytest.mark.django_db

FULL = {
    "id": "A1",
    "vad": "Utbildning för chefer",
    "niva": 1,
    "status": "Klar",
    "fran": datetime.date(2020, 3, 1),
    "till": datetime.date(2020, 3, 2),
    "process": "ärendehantering",
    "perspektiv": "Jämställdhet | egen fråga",
    "globala_mal": "5 | Minskad ojämlikhet",
    "deltagare": 58,
    "chefer": 5,
    "kvinnor": 30,
    "man": 28,
    "citat": "Nu frågar vi\nalltid",
    "kalla": "enhetschef",
    "lardom": "Börja med chefsgruppen",
    "anteckning": "Flyttad en gång",
    "riktning": "Som arbetsgivare",
    "nationella_mal": "1 | jämställd hälsa",
    "kurs": "Grundkurs",
    "metod": "Snäckan",
    "underlag": "Utvärderingen",
    "styrka": "dokumenterat",
    "funktioner": "politiker 4",
    "mal": "Fler sökande",
    "ordinarie_id": "STR-1",
    "moment": "skr-jamstalldhetsintegrering/2018/3",
}


@pytest.fixture
def place():
    make.functions()
    return make.organisation("Ale", code="1440")


@pytest.mark.parametrize("kind", [csv, xlsx])
def test_a_file_becomes_entries(place, kind):
    item = make.skr().items.get(number=3)
    person = make.member(place)
    found = imports.import_file(by=person, content=kind(table(place, FULL)), reach=place)
    assert found.written, found.plan.faults
    made = ChainEntry.objects.with_content().get()
    assert (made.organisation, made.reference, made.created_by, made.saved_by) == (
        place,
        "A1",
        person,
        person,
    )
    assert (made.what, made.level, made.state, made.state_note) == (
        "Utbildning för chefer", 1, "done", "Flyttad en gång",
    )  # fmt: skip
    assert (made.first_day, made.last_day) == (datetime.date(2020, 3, 1), datetime.date(2020, 3, 2))
    assert made.area is not None
    assert (made.area.name, made.area.key) == ("Ärendehantering", "arendehantering")
    assert [(each.name, each.key) for each in made.perspectives.all()] == [
        ("egen fråga", ""),
        ("Jämställdhet", "jamstalldhet"),
    ]
    assert (made.global_goals, made.national_goals) == ([5, 10], [1, 5])
    assert (made.participants, made.precision, made.women, made.men) == (58, "exact", 30, 28)
    assert {count.function.key: count.number for count in made.participant_counts.all()} == {
        "chef": 5,
        "politiker": 4,
    }
    assert (made.quote, made.quote_source, made.lesson) == (
        "Nu frågar vi\nalltid", "enhetschef", "Börja med chefsgruppen",
    )  # fmt: skip
    assert made.course is not None
    assert (made.direction, made.course.name, made.method, made.evidence, made.strength) == (
        "internal", "Grundkurs", "Snäckan", "Utvärderingen", "documented",
    )  # fmt: skip
    assert made.goal is not None
    assert (made.goal.title, made.goal.organisation, made.ordinary_reference) == (
        "Fler sökande",
        place,
        "STR-1",
    )
    assert list(made.items.all()) == [item]
    event = Event.objects.get(verb="resultchain.entry_imported")
    assert (event.organisation, event.actor, event.object_id) == (place, person, str(made.pk))


def test_only_three_columns_are_required_and_nothing_means_done(place):
    assert done([["Organisationskod", "Vad", "Nivå"], ["1440", "Ny mall", "arbetssätt"]]) == (1, 0, 0, 0)
    made = ChainEntry.objects.get()
    assert (made.what, made.level, made.state, made.participants, made.precision) == (
        "Ny mall",
        3,
        "done",
        None,
        "",
    )


@pytest.mark.parametrize("rows", [[FULL], [FULL | {"id": ""}], [{"vad": "Mall"}, {"vad": "Mall"}]])
def test_the_same_file_twice_changes_nothing(place, rows):
    make.skr()
    content = table(place, *rows)
    assert done(content) == (len(rows), 0, 0, 0)
    before = list(ChainEntry.objects.order_by("pk").values())
    events = Event.objects.count()
    assert done(content) == (0, len(rows), 0, 0)
    assert list(ChainEntry.objects.order_by("pk").values()) == before
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("niva", "Aktivitet", ("level", 1)),
        ("niva", "2. Produkt", ("level", 2)),
        ("niva", "nytt eller ändrat ARBETSSÄTT", ("level", 3)),
        ("niva", "Nivå 4", ("level", 4)),
        ("status", "pågår", ("state", "ongoing")),
        ("status", "Påbörjad", ("state", "ongoing")),
        ("status", "pågående", ("state", "ongoing")),
        ("status", "planerad", ("state", "planned")),
        ("status", "Genomförd", ("state", "done")),
        ("status", "blev inte av", ("state", "dropped")),
        ("status", "Ongoing", ("state", "ongoing")),
        ("deltagare", "ca 50", ("participants", 50)),
        ("deltagare", "ungefär 1 200", ("participants", 1200)),
        ("deltagare", "?", ("precision", "unknown")),
        ("deltagare", "okänt", ("precision", "unknown")),
        ("deltagare", "c:a 50", ("precision", "about")),
        ("globala_mal", "Mål 5|13. Bekämpa klimatförändringarna", ("global_goals", [5, 13])),
        ("riktning", "externt", ("direction", "external")),
        ("styrka", "Uppföljt med siffror", ("strength", "measured")),
        ("man", 0, ("men", 0)),
    ],
)
def test_what_people_write_is_understood(place, column, value, expected):
    import_rows(table(place, {column: value}))
    assert getattr(ChainEntry.objects.get(), expected[0]) == expected[1]


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"organisationskod": "9999"}, "organisationskod", "Det finns ingen organisation med koden ”9999”."),
        ({"enhet": "Okända"}, "enhet", "Ale har ingen enhet som heter ”Okända”."),
        ({"vad": ""}, "vad", "Skriv vad som gjordes"),
        ({"vad": "x" * 301}, "vad", "Texten har 301 tecken. Korta den till högst 300."),
        ({"niva": ""}, "niva", "Nivån saknas. Skriv 1 (aktivitet), 2 (ny eller ändrad produkt)"),
        ({"niva": "6"}, "niva", "Nivån ”6” finns inte."),
        ({"niva": "2.5"}, "niva", "Nivån ”2.5” finns inte."),
        ({"status": "kanske"}, "status", "”kanske” går inte att läsa. De ord som finns är: ”planerad”"),
        ({"fran": "1/3 2020"}, "fran", "Skriv år-månad-dag"),
        ({"fran": "2020-03-02", "till": "2020-03-01"}, "fran", "Första dagen ligger efter den sista."),
        ({"till": "2999-01-01"}, "till", "Dagen har inte varit än"),
        ({"process": "A | B"}, "process", "En post hör till en process."),
        ({"perspektiv": "x" * 121}, "perspektiv", "Texten har 121 tecken."),
        ({"globala_mal": "18"}, "globala_mal", "Målet ”18” finns inte. Skriv ett nummer från 1 till 17"),
        ({"globala_mal": "5. Klimat"}, "globala_mal", "Målet ”5. Klimat” finns inte."),
        ({"nationella_mal": "7"}, "nationella_mal", "Skriv ett nummer från 1 till 6"),
        ({"deltagare": "många"}, "deltagare", "”många” går inte att läsa som ett antal."),
        ({"deltagare": "1000001"}, "deltagare", "går inte att läsa som ett antal"),
        ({"deltagare": 10, "kvinnor": 6, "man": 5}, "kvinnor", "Tillsammans blir det 11, men antalet"),
        ({"deltagare": 10, "chefer": 11}, "chefer", "Tillsammans blir det 11, men antalet"),
        ({"chefer": "-1"}, "chefer", "går inte att läsa som ett antal"),
        ({"funktioner": "påve 3"}, "funktioner", "De som finns är: nyckelperson och politiker."),
        ({"citat": "Bra"}, "kalla", "Skriv vem som säger det"),
        ({"riktning": "uppåt"}, "riktning", "”uppåt” går inte att läsa"),
        ({"styrka": "svag"}, "styrka", "”svag” går inte att läsa"),
        ({"moment": "nej/1/2"}, "moment", "Momentet ”nej/1/2” finns inte."),
        ({"id": "x" * 41}, "id", "högst 40 tecken"),
        ({"id": "A|B"}, "id", "inget |"),
        ({"id": "1", "ledde_till": "2"}, "ledde_till", "Det finns ingen post med id:t ”2”"),
        ({"id": "1", "ledde_till": "1"}, "ledde_till", "Raden pekar på sig själv."),
    ],
)
def test_every_fault_names_row_column_and_what_to_do(place, cells, column, sentence):
    row, where, text = the_fault(table(place, cells))
    assert (row, where) == (2, column)
    assert sentence in text
    assert not ChainEntry.objects.exists()
    assert not Event.objects.filter(verb__startswith="resultchain").exists()


def test_a_half_broken_file_is_told_completely(place):
    rows = table(
        place,
        {"id": "1", "niva": 9, "status": "?", "ledde_till": "2 | 9"},
        {"id": "2", "vad": "", "fran": "i våras", "kvinnor": "x"},
        {"id": "3"},
        {"id": "1"},
    )
    assert [(row, column) for row, column, _text in faults(rows)] == [
        (2, "niva"),
        (2, "status"),
        (2, "ledde_till"),
        (3, "vad"),
        (3, "fran"),
        (3, "kvinnor"),
        (5, "id"),
    ]
    assert not ChainEntry.objects.exists()


def test_a_row_that_could_not_be_placed_is_not_also_said_to_be_missing(place):
    rows = table(place, {"id": "1", "ledde_till": "2"}, {"id": "2", "organisationskod": "144O"})
    assert the_fault(rows)[:2] == (3, "organisationskod")


def test_a_changed_row_with_a_known_id_is_a_fault(place):
    import_rows(table(place, {"id": "1", "lardom": "Det gick bra"}))
    found = faults(table(place, {"id": "1", "lardom": "Det gick sådär", "niva": 2, "status": "pågår"}))
    assert [(row, column) for row, column, _text in found] == [(2, "niva"), (2, "status"), (2, "lardom")]
    assert "Posten med id:t ”1” finns redan, med något annat här. Ändra den på dess sida" in found[0][2]
    # A column that the file lacks says nothing.
    assert done(table(place, {"id": "1"})) == (0, 1, 0, 0)


def test_a_known_id_at_another_unit_is_a_fault(place):
    make.organisation("Skolnämnden", parent=place, kind="board")
    import_rows(table(place, {"id": "a1"}))
    assert the_fault(table(place, {"id": "A1"}, unit="Skolnämnden"))[:2] == (2, "enhet")


def test_an_administrator_learns_nothing_of_what_entries_say(place):
    import_rows(table(place, {"id": "1", "lardom": "Det gick bra"}))
    told = {
        the_fault(table(place, {"id": "1"} | cells), discreet=True)
        for cells in ({"niva": 2}, {"lardom": "x"})
    }
    assert len(told) == 1
    assert told.pop()[1] == "id"


def test_units_have_ids_in_one_series_and_each_its_own_entries(place):
    unit = make.organisation("Skolnämnden", parent=place, kind="board")
    rows = table(place, {"id": "1", "enhet": "skolnämnden", "ledde_till": "2"}, {"id": "2", "niva": 2})
    assert done(rows, reach=place) == (2, 0, 1, 0)
    assert ChainEntry.objects.get(reference="1").organisation == unit
    other = make.organisation("Borås", code="1490")
    assert done([*rows, *table(other, {"id": "1", "ledde_till": ""})[1:]]) == (1, 2, 0, 1)


def test_history_may_be_older_than_the_units_own_dates(place):
    new = make.organisation("Nyby", code="9001", valid_from=datetime.date(2021, 1, 1))
    assert done(table(new, {"till": "2015-05-01"}))[0] == 1
    old = make.organisation("Skolan", parent=place, kind="board", valid_to=make.DAY)
    make.organisation("Skolan", parent=place, kind="board", valid_from=make.DAY + datetime.timedelta(days=1))
    assert done(table(place, {"till": make.DAY}, unit="Skolan"))[0] == 1
    assert ChainEntry.objects.filter(organisation=old).exists()
    assert "flera enheter som heter ”Skolan”" in the_fault(table(place, {"vad": "B"}, unit="Skolan"))[2]


def test_on_an_organisations_page_others_rows_are_refused(place):
    other = make.organisation("Borås", code="1490")
    mine = make.organisation("Min nämnd", parent=place, kind="board")
    assert "Raden gäller en annan organisation" in the_fault(table(other, {}), reach=place)[2]
    assert done(table(place, {}, unit="Min nämnd"), reach=mine)[0] == 1
    assert "Raden gäller en annan organisation" in the_fault(table(place, {}), reach=mine)[2]


def test_names_are_found_whatever_their_case_and_new_ones_are_told(place):
    unit = make.organisation("Skolnämnden", parent=place, kind="board")
    area = chain.area(place, "Budget", retired_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    perspective = chain.perspective(place, "Barn|unga")
    goal = chain.goal(place, "Målet")
    cells = {"process": "BUDGET", "perspektiv": "barn/unga | HBTQI | Eget | eget", "mal": "målet"}
    plan = import_rows(table(place, cells, cells | {"mal": "Nytt mål"}, unit="Skolnämnden"), reach=unit).plan
    assert [(line.at.kind, line.name, line.key) for line in plan.lines] == [
        ("perspektiv", "Hbtqi", "hbtqi"),
        ("perspektiv", "Eget", ""),
    ]
    # A goal above the unit is not the unit's page's to find.
    assert [new.title for new in plan.new_goals] == ["målet", "Nytt mål"]
    entry = ChainEntry.objects.earliest("pk")
    assert entry.goal is not None
    assert (entry.area, entry.goal.organisation) == (area, unit)
    assert set(entry.perspectives.all()) == {
        perspective,
        *Perspective.objects.filter(name__in=["Hbtqi", "Eget"]),
    }
    assert (Area.objects.count(), goal.measures.count(), Goal.objects.count()) == (1, 0, 3)
    assert set(Perspective.objects.values_list("organisation", flat=True)) == {place.pk}
    assert Event.objects.filter(verb="resultchain.list_line_added").count() == 2
    assert Event.objects.filter(verb="resultchain.goal_added").count() == 2


def test_a_row_without_id_means_an_entry_that_says_the_same(place):
    entry = chain.entry(place, "Utbildning", quote="Bra", quote_source="chef", reference="X")
    day = {"till": make.DAY}
    assert done(table(place, day)) == (0, 1, 0, 0)
    # What has the same name and no day is something else, also when the file has no column for days.
    assert done(table(place, {})) == (1, 0, 0, 0)
    assert done(table(place, {})) == (0, 1, 0, 0)
    assert done(table(place, day, day)) == (1, 1, 0, 0)
    assert done(table(place, day | {"citat": "Bra", "kalla": "chef", "id": "X"}, {})) == (0, 2, 0, 0)
    assert ChainEntry.objects.exclude(pk=entry.pk).count() == 2


def test_two_rows_of_one_entry_are_told(place):
    entry = chain.entry(place, "Utbildning", reference="A")
    rows = table(place, {"id": "A"}, {"id": f"mr-{entry.pk}"})
    assert the_fault(rows) == (3, "id", "Raden är samma post som rad 2. Ta bort en av dem.")


def test_an_id_that_several_have_is_asked_for(place):
    units = [make.organisation(name, parent=place, kind="board") for name in ("A", "B")]
    pks = [chain.entry(unit, "Utbildning", reference="7").pk for unit in units]
    assert (
        f"Skriv tjänstens eget id i stället: mr-{pks[0]} och mr-{pks[1]}."
        in the_fault(table(place, {"id": "7"}))[2]
    )
    assert done(table(place, {"id": "7"}, unit="B")) == (0, 1, 0, 0)
    rows = table(place, {"id": "1", "ledde_till": "7"})
    assert "Flera poster har id:t ”7”." in the_fault(rows)[2]


def test_rows_that_say_only_whose_they_are_are_passed_over(place):
    assert done(table(place, {"vad": "", "niva": ""}, {})) == (1, 0, 0, 0)


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_csv_as_spreadsheets_write_it(place, delimiter, encoding):
    content = csv(table(place, {"vad": 'Åtgärd; "ä", ö'}), delimiter=delimiter, encoding=encoding)
    assert imports.import_file(by=None, content=content).written
    assert ChainEntry.objects.get().what == 'Åtgärd; "ä", ö'


HOSTILE = [
    "=HYPERLINK(1)",
    "'=1+1",
    "<script>alert(1)</script>",
    "{{ x }}{% y %}",
    "%s %(n)s",
    "'; DROP TABLE x;--",
]


@pytest.mark.parametrize("kind", [csv, xlsx])
def test_hostile_texts_are_only_texts(place, kind):
    rows = table(place, *({"vad": text, "lardom": text, "process": text} for text in HOSTILE))
    assert imports.import_file(by=None, content=kind(rows)).written
    # In csv the apostrophe before a formula is one that a program has put there.
    expected = {text.removeprefix("'") if kind is csv and text == "'=1+1" else text for text in HOSTILE}
    assert set(ChainEntry.objects.values_list("what", flat=True)) == expected
    assert imports.import_file(by=None, content=kind(rows)).plan.unchanged == len(HOSTILE)


def test_a_formula_in_xlsx_is_read_as_its_value(place):
    content = xlsx(table(place, {"deltagare": 1}), formula=(1, 4, "=1+1", None, 2))
    assert imports.import_file(by=None, content=content).written
    assert ChainEntry.objects.get().participants == 2


def test_more_rows_than_a_file_may_have_are_refused(place):
    content = csv([["organisationskod", "vad", "niva"], *[["1440", "x", 1]] * 100_001])
    with pytest.raises(FileRefusedError, match="högst 100\xa0000"):
        imports.plan_file(content)


def test_a_file_with_every_column_may_be_read_from_excel():
    assert len(COLUMNS) == 31
    names = [column.name for column in COLUMNS]
    assert len(reading.read(xlsx([names, ["1"] * 31]), COLUMNS)) == 1
