"""Files of answers: written and read they are the same; what is wrong is told with its place, and nothing is quoted."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.text import clean_text
from organisations.files import reading, writing
from organisations.files.columns import FileRefusedError, Row
from surveys.actions.writing import from_file
from surveys.files import template
from surveys.files.answers import MOST_FAULTS, make_plan
from surveys.files.columns import columns, columns_to_write, numbers, places, placing
from surveys.files.persons import is_heading_of_person, tells_person
from surveys.models.question import Kind
from surveys.questionnaire import Ask, Option, Part, Questionnaire, Said
from surveys.questionnaire import Row as Line
from surveys.questionnaires import templates
from surveys.sealed import Content, divided
from tests.organisations.sheets import csv, xlsx
from tests.surveys.answer_sheets import sheet

GROUPS = {"norr": "Norra förvaltningen", "soder": "Södra"}


def options(*labels, outside=None):
    found = [Option(f"x{number}", Said(label)) for number, label in enumerate(labels)]
    return (*found, *([Option("dk", Said(outside), outside=True)] if outside else []))


SCALE = tuple(
    Option(str(5 - n), Said(label)) for n, label in enumerate(["Bra", "Ganska bra", "Mitt", "Låg", "Dålig"])
)
YES = (
    Option("yes", Said("Ja", "Yes")),
    Option("no", Said("Nej", "No")),
    Option("dk", Said("Vet inte"), outside=True),
)
ASKED = Questionnaire(
    (
        Part(
            Said("Ett"),
            Said(""),
            (
                Ask("q1", Kind.CHOICE, Said("Hur är det?"), options=(*SCALE, YES[2])),
                Ask("q2", Kind.YES_NO, Said("Vill du?"), required=True, options=YES),
                Ask(
                    "flera-val",
                    Kind.SEVERAL,
                    Said("Vilka?"),
                    options=options("Mejl", "Möte", outside="Inget"),
                ),
            ),
        ),
        Part(
            Said("Två"),
            Said(""),
            (
                Ask(
                    "m1",
                    Kind.MATRIX,
                    Said("Hur är stödet?"),
                    options=SCALE,
                    rows=(Line("chef", Said("Från chefen")), Line("hr", Said("Från HR"))),
                ),
                Ask("o1", Kind.TEXT, Said("Berätta"), only_key="q2", only_codes=frozenset({"yes"})),
                Ask("o2", Kind.TEXT, Said("Något annat?")),
            ),
        ),
    )
)


def plan(content, groups=None, questionnaire=ASKED):
    groups = groups or {}
    rows = reading.read(content, columns(questionnaire, groups), place=placing(groups))
    return make_plan(rows, questionnaire, groups)


def told(content, groups=None):
    return [(fault.row, fault.column, fault.text) for fault in plan(content, groups).faults]


def one(**cells):
    """What one row says."""
    made = plan(csv([list(cells), list(cells.values())]))
    assert not made.faults
    return made.contents[0]


@st.composite
def contents(draw, questionnaire, groups):
    texts = (
        st.text(string.ascii_letters + "åäö =+-'|;,#1\n\"", min_size=1, max_size=40)
        .map(str.strip)
        .filter(bool)
    )
    found: dict[str, Any] = {}
    for ask in questionnaire:
        choice = st.sampled_from(ask.codes) if ask.codes else texts
        if draw(st.booleans()):
            continue
        if ask.kind == Kind.SEVERAL:
            chosen = draw(st.sets(choice, min_size=1))
            found[ask.key] = [code for code in ask.codes if code in chosen]
        elif ask.kind == Kind.MATRIX:
            rows = draw(st.lists(st.sampled_from([row.key for row in ask.rows]), min_size=1, unique=True))
            found[ask.key] = {row.key: draw(choice) for row in ask.rows if row.key in rows}
        elif ask.kind == Kind.TEXT:
            found[ask.key] = clean_text(draw(texts))
        else:
            found[ask.key] = draw(choice)
    kept = questionnaire.kept({key: value for key, value in found.items() if value})
    return divided(questionnaire, kept, draw(st.sampled_from(["", *groups])))


@pytest.mark.parametrize(
    "questionnaire", [ASKED, from_file(templates()["vgr-samordnare"])], ids=["all", "vgr"]
)
@given(st.data())
def test_written_and_read_they_are_the_same(questionnaire, data):
    people = data.draw(st.lists(contents(questionnaire, GROUPS), min_size=1, max_size=5))
    people = [one for one in people if one.choices or one.texts]
    rows = sheet(questionnaire, people, groups=GROUPS, by_number=data.draw(st.booleans()))
    if not people:
        return
    wanted = columns_to_write(questionnaire, GROUPS)
    assert list(rows[0]) == [column.name for column in wanted]
    for content in (writing.as_csv(map(tuple, rows[1:]), wanted), xlsx(rows)):
        read = plan(content, GROUPS, questionnaire)
        assert read.faults == ()
        assert list(read.contents) == people
        assert (read.dropped, read.empty, read.columns) == (0, 0, len(places(questionnaire)))


def test_words_are_read_in_both_languages_however_they_are_typed():
    assert one(q1="  ganska   BRA").choices == {"q1": "4"}
    assert one(q2="yes").choices == one(q2="JA").choices == {"q2": "yes"}
    assert one(**{"Flera-val": "möte |mejl"}).choices == {"flera-val": ["x0", "x1"]}
    assert one(**{"m1.chef": "Mitt", "M1.HR": "Bra"}).choices == {"m1": {"chef": "3", "hr": "5"}}
    assert plan(xlsx([["q2", "q1"], [True, 4.0]])).contents[0].choices == {"q1": "4", "q2": "yes"}


def test_numbers_are_the_scales_values_or_the_order():
    assert numbers(ASKED.parts[0].asks[0]) == {"5": "5", "4": "4", "3": "3", "2": "2", "1": "1"}
    assert numbers(ASKED.parts[0].asks[1]) == {"1": "yes", "2": "no", "3": "dk"}
    satisfied = next(ask for ask in from_file(templates()["vgr-samordnare"]) if ask.key == "f3")
    assert numbers(satisfied) == {str(n): str(n) for n in range(7, 0, -1)}
    ten = Ask("nps", Kind.CHOICE, Said("0–10?"), options=options(*map(str, range(11))))
    assert numbers(ten) == {}
    assert plan(
        csv([["nps"], ["10"]]), questionnaire=Questionnaire((Part(Said("x"), Said(""), (ten,)),))
    ).contents[0].choices == {"nps": "x10"}
    often = Ask("often", Kind.CHOICE, Said("Hur ofta?"), options=options("Aldrig", "1 gång", "2–3 gånger"))
    assert numbers(often) == {}
    counted = Ask("counted", Kind.CHOICE, Said("Hur ofta?"), options=options("1 gång", "2 gånger", "Oftare"))
    assert numbers(counted) == {"1": "x0", "2": "x1", "3": "x2"}
    mixed = Ask("m", Kind.CHOICE, Said("?"), options=(*SCALE, Option("xabc", Said("Ny"))))
    assert numbers(mixed) == {}


def test_numbers_that_were_used_are_named_and_words_not():
    found = plan(csv([["q1", "q2", "m1.hr"], ["5", "Ja", "2"]]))
    assert [place.header for place in found.numbered] == ["q1", "m1.hr"]
    assert {place.header for place in found.silent} == {"flera-val", "m1.chef", "o1", "o2"}


SECRET = "hemligheten"


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("q1", SECRET, "Skriv något av: Bra (5)"),
        ("q1", "6", "finns inte"),
        ("q1", "Bra|Mitt", "bara ett svar"),
        ("q2", "0", "finns inte"),
        ("flera-val", f"Mejl|{SECRET}", "Skriv något av: Mejl (1)"),
        ("m1.hr", SECRET, "Skriv något av"),
        ("o2", "x" * 2001, "Korta den till högst 2\xa0000"),
        ("o2", f"{SECRET} kim@prov.example", "e-postadress eller ett personnummer"),
        ("o2", f"{SECRET} 19800101-1234", "e-postadress eller ett personnummer"),
        ("q1", "8001011234", "e-postadress eller ett personnummer"),
        ("grupp", SECRET, "Gruppen finns inte"),
        ("grupp", "kim@prov.example", "e-postadress eller ett personnummer"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_never_quoted(column, cell, words):
    headers = list(dict.fromkeys(["q2", column]))
    rows = [headers, ["Ja"] * len(headers), ["Nej"] * (len(headers) - 1) + [cell]]
    rows[1][-1] = "" if column != "q2" else "Ja"
    [(row, where, text)] = told(csv(rows), GROUPS)
    assert (row, where) == (3, column)
    assert words in text
    assert SECRET not in text
    assert "prov.example" not in text


def test_two_choices_of_one_name_are_told_apart_by_their_number_only():
    twins = Ask("t", Kind.CHOICE, Said("?"), options=(Option("xa", Said("Ja")), Option("xb", Said("ja "))))
    asked = Questionnaire((Part(Said("x"), Said(""), (twins,)),))
    assert "Skriv svarets siffra" in plan(csv([["t"], ["Ja"]]), questionnaire=asked).faults[0].text
    assert plan(csv([["t"], ["2"]]), questionnaire=asked).contents[0].choices == {"t": "xb"}


def test_texts_that_are_too_long_together_are_refused_at_the_longest():
    many = tuple(Ask(f"t{n}", Kind.TEXT, Said("Vad?")) for n in range(20))
    asked = Questionnaire((Part(Said("x"), Said(""), many),))
    rows = [[ask.key for ask in many], ["å" * 1000] * 19 + ["å" * 1001]]
    [fault] = plan(csv(rows), questionnaire=asked).faults
    assert (fault.row, fault.column) == (2, "t19")


def test_with_a_fault_there_are_no_answers_and_there_is_an_end_to_them():
    found = plan(csv([["q1", "q2"], ["Bra", "Ja"], *[["x", "Ja"]] * (MOST_FAULTS + 10)]))
    assert found.contents == ()
    assert len(found.faults) == MOST_FAULTS


def test_what_was_not_asked_is_left_out_and_rows_without_answers_are_nobodys():
    found = plan(
        csv([["grupp", "q2", "o1"], ["norr", "Nej", "Text"], ["norr", "", ""], ["", "Ja", "Ord"]]), GROUPS
    )
    assert found.contents == (Content("norr", {"q2": "no"}, {}), Content("", {"q2": "yes"}, {"o1": "Ord"}))
    assert (found.dropped, found.empty) == (1, 1)


def test_groups_are_found_by_name_and_code_and_two_of_one_name_by_code_only():
    rows = [["q2", "grupp"], ["Ja", "NORR"], ["Ja", "norra  förvaltningen"], ["Ja", ""]]
    assert [one.group for one in plan(csv(rows), GROUPS).contents] == ["norr", "norr", ""]
    twice = {"a": "Skolan", "b": "Skolan"}
    assert "Skriv gruppens kod" in plan(csv([["q2", "grupp"], ["Ja", "Skolan"]]), twice).faults[0].text


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (["q1", "E-post"], "vem som har svarat, eller när: E-post"),
        (["q1", "Namn", "Starttid"], "Namn och Starttid"),
        (["q1", "Personnr"], "Personnr"),
        (["q1", "Favoritfärg"], "inte känns igen: Favoritfärg"),
        (["q1", "grupp"], "delas inte upp i grupper"),
        (["q1", "q1"], "två gånger"),
        (["Fråga 1"], "Första raden ska ha kolumnernas rubriker"),
    ],
)
def test_other_columns_are_refused_by_name_with_the_reason(header, words):
    for content in (csv([header, ["1"] * len(header)]), xlsx([header, ["1"] * len(header)])):
        with pytest.raises(FileRefusedError) as refused:
            plan(content)
        assert words in str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "e_post",
            "epostadress",
            "mejl",
            "email_address",
            "namn",
            "fornamn",
            "last_name",
            "personnummer",
            "pnr",
        ),
        *(
            "ip",
            "ip_address",
            "ipaddr",
            "respondent_id",
            "id",
            "svars_id",
            "response_id",
            "tid",
            "datum",
            "start_date",
        ),
        *(
            "slutforandetid",
            "tidsstampel",
            "telefon",
            "mobilnummer",
            "submitdate",
            "token",
            "anvandarnamn",
            "adress",
        ),
    ],
)
def test_headings_that_survey_tools_add_are_known(name):
    assert is_heading_of_person(name)


@pytest.mark.parametrize("name", ["f1", "favoritfarg", "m1.chef", "identitet", "tidigare", "vip", "hotell"])
def test_other_headings_are_not(name):
    assert not is_heading_of_person(name)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a@b.se",
            "skriv till kim @ kommunen",
            "kim＠prov.example",
            "800101-1234",
            "19800101-1234",
            "198001011234",
        ),
        *(
            "8001011234",
            "jag är 800161-1234",
            "800101+1234",
            "800101 1234",
            "８００１０１-１２３４",
            "1980-01-01-1234",
        ),
    ],
)
def test_texts_that_tell_a_person_are_known(text):
    assert tells_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bra",
        "2020-01-01",
        "år 2019–2021",
        "1234567",
        "99999999999999",
        "800101",
        "SFS 2008:567, 3 kap. 1 §",
        "12 345 678",
    ],
)
def test_other_texts_are_not(text):
    assert not tells_person(text)


def test_a_file_to_fill_in_has_every_column_and_is_read_with_its_explanations_left_in():
    for content in (
        template.as_csv(ASKED, GROUPS),
        template.as_xlsx(ASKED, GROUPS, title="x", created=writing.BEGINNING),
    ):
        rows = reading.read(content, columns(ASKED, GROUPS), place=placing(GROUPS))
        assert make_plan(rows, ASKED, GROUPS).contents == ()
        assert make_plan(rows, ASKED, GROUPS).faults == ()
        assert len(rows[0].cells) == len(places(ASKED)) + 1
        assert "Bra (5); Ganska bra (4)" in rows[0]["q1"]
        assert "Vet inte." in rows[0]["q1"]
        assert "skriv | emellan" in rows[0]["flera_val"]
        answered = Row(3, dict.fromkeys(rows[0].cells, "") | {"q2": "Ja", "o2": "#metoo"})
        assert make_plan([rows[0], answered], ASKED, GROUPS).contents == (
            Content("", {"q2": "yes"}, {"o2": "#metoo"}),
        )
        assert len(make_plan([answered], ASKED, GROUPS).contents) == 1
