"""The list: what is searched and filtered for is found, in Swedish order, at a constant number of queries."""

import datetime

import pytest
from django.urls import reverse

from organisations.models import Role
from resultchain.models import ChainEntry
from resultchain.templatetags.chain_nav import PARTS
from tests import factories
from tests.resultchain import factories as chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation("Trelleborg")


@pytest.fixture
def unit(place):
    return factories.organisation("Kulturnämnden", kind="board", parent=place)


@pytest.fixture
def look(client, place):
    """Return the names that the list finds for an address's query."""
    client.force_login(factories.member(place, Role.READER))

    def found(**query):
        page = client.get(reverse("entries", args=[place.slug]), query)
        assert page.status_code == 200
        return [entry.what for entry in page.context["rows"]]

    return found


def test_the_latest_stand_first_and_those_without_a_day_last(place, unit, look):
    chain.entry(place, "Utan dag", last_day=None)
    chain.entry(place, "Äldst", last_day=datetime.date(2019, 1, 1))
    chain.entry(unit, "Senast", last_day=datetime.date(2020, 5, 1))
    chain.entry(factories.organisation("Annan"), "Främmande")
    assert look() == ["Senast", "Äldst", "Utan dag"]


def test_the_alphabet_is_swedish(place, look):
    for what in ("Öppet hus", "Åtgärd", "Zebra", "ärende", "arbete", "Ängel"):
        chain.entry(place, what)
    assert look(sortera="namn") == ["arbete", "Zebra", "Åtgärd", "Ängel", "ärende", "Öppet hus"]


@pytest.mark.parametrize("words", ["ÅTGÄRD", "åtgärd", "Åtgärd mot", "mot åtgärd", "  åtgärd  "])
def test_a_search_takes_no_notice_of_case_also_of_swedish_letters(place, look, words):
    chain.entry(place, "Åtgärd mot våld")
    chain.entry(place, "Utbildning")
    assert look(q=words) == ["Åtgärd mot våld"]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("what", "Nålen"),
        ("lesson", "Nålen"),
        ("evidence", "i Nålen\ni stacken"),
        ("reference", "nålen-1"),
        ("ordinary_reference", "NÅLEN"),
    ],
)
def test_what_people_wrote_is_searched(place, look, field, text):
    chain.entry(place, "Höstack")
    wanted = chain.entry(place, **{"what": "Fynd", field: text})
    assert look(q="nålen") == [wanted.what]


def test_quotes_are_searched_and_signs_mean_themselves(place, look):
    chain.entry(place, "Med citat", quote="Helt rätt, 100 % säkert", quote_source="Chef")
    chain.entry(place, "Utan")
    assert look(q="100 %") == ["Med citat"]
    assert look(q="%") == ["Med citat"]
    assert look(q="_") == []


def test_every_filter_keeps_what_it_says(place, unit, look):
    area, perspective, course = chain.area(place), chain.perspective(place), chain.course(place)
    goal = chain.goal(place)
    chain.entry(place, "Annat", 2, state="planned", direction="external", last_day=datetime.date(2021, 1, 1))
    chain.entry(
        unit,
        "Rätt",
        1,
        area=area,
        perspectives=[perspective],
        course=course,
        goal=goal,
        direction="internal",
        global_goals=[5],
    )
    for query in (
        {"niva": "1"},
        {"lage": "done"},
        {"omrade": area.pk},
        {"perspektiv": perspective.pk},
        {"enhet": unit.pk},
        {"till": "2020-12-31"},
        {"fran": "2020-12-31", "till": "2000-01-01"},
        {"riktning": "internal"},
        {"globalt": "5"},
        {"mal": goal.pk},
        {"kurs": course.pk},
        {"niva": "1", "q": "rätt", "globalt": "5"},
    ):
        assert look(**query) == ["Rätt"], query
    for query in ({"mal": "inget"}, {"fran": "2021-01-01"}, {"lage": "planned"}):
        assert look(**query) == ["Annat"], query
    assert look(niva="2", globalt="5") == []


@pytest.mark.parametrize(
    "query",
    [
        {"niva": "9"},
        {"omrade": "x"},
        {"enhet": "999999"},
        {"fran": "i går"},
        {"sida": "x"},
        {"sida": "99"},
        {"globalt": "0"},
        {"q": "\x00"},
        {"sortera": "baklänges"},
    ],
)
def test_an_odd_address_gives_the_whole_list(place, look, query):
    chain.entry(place, "Post")
    assert look(**query) == ["Post"]


def test_a_unit_of_another_organisation_is_no_filter(place, look):
    chain.entry(place, "Post")
    other = factories.organisation("Annan")
    chain.entry(other, "Främmande")
    assert look(enhet=other.pk) == ["Post"]


def test_the_count_is_told_in_words_and_pages_keep_the_filter(client, place, look):
    for number in range(52):
        chain.entry(place, f"Post {number:02}", 1)
    chain.entry(place, "Ensam", 5)
    address = reverse("entries", args=[place.slug])
    page = client.get(address, {"niva": "1"})
    assert "52 poster i urvalet" in page.text
    assert "?niva=1&amp;sida=2" in page.text
    assert len(client.get(address, {"niva": "1", "sida": "2"}).context["rows"]) == 2
    assert "En post i urvalet" in client.get(address, {"niva": "5"}).text
    assert "Ingen post i urvalet" in client.get(address, {"niva": "4"}).text


def test_a_reader_is_not_offered_to_log(client, place, look):
    page = client.get(reverse("entries", args=[place.slug]))
    assert "Inget är loggat än" in page.text
    assert reverse("entry_new", args=[place.slug]) not in page.text
    client.force_login(factories.member(place, Role.CONTRIBUTOR))
    assert reverse("entry_new", args=[place.slug]) in client.get(reverse("entries", args=[place.slug])).text


def full_entry(place, number):
    """An entry with everything that a row shows, of its own unit, area and perspectives."""
    unit = factories.organisation(f"Nämnd {number}", kind="board", parent=place)
    return chain.entry(
        unit,
        f"Post {number}",
        area=chain.area(place, f"Område {number}"),
        course=chain.course(place, f"Kurs {number}"),
        goal=chain.goal(place, f"Mål {number}"),
        perspectives=[chain.perspective(place, f"Perspektiv {number}")],
        by=factories.member(place),
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_three_rows(
    client, place, look, rows, django_assert_num_queries
):
    for number in range(rows):
        full_entry(place, number)
    with django_assert_num_queries(17):
        client.get(reverse("entries", args=[place.slug]), {"q": "post", "sortera": "namn"})
    assert ChainEntry.objects.count() == rows


def test_the_row_leads_to_every_part_and_tells_which_one_this_is(client, place, look):
    page = client.get(reverse("entries", args=[place.slug]))
    for name, _title in PARTS:
        assert f'href="{reverse(name, args=[place.slug])}"' in page.text
        answer = client.get(reverse(name, args=[place.slug]))
        assert answer.text.count('class="nav-link active" aria-current="page"') == 1, name
