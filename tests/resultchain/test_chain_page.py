"""The page of the chain: a picture, figures and lists of the same entries, narrowed by what the address says."""

import datetime
import re
import time

import pytest
from django.db import connection
from django.urls import reverse

from figures.swedish import sort_key
from organisations.models import Role
from resultchain.chain import Edge
from resultchain.chain_page import MOST_DRAWN, pick
from resultchain.models import ChainEntry, EntryState, Link, LinkKind, Position
from tests import factories as people
from tests.factories import DAY
from tests.resultchain import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return people.organisation("Region Exempel")


@pytest.fixture
def reader(client, place):
    person = people.member(place, Role.READER)
    client.force_login(person)
    return person


def url(place, **query):
    return reverse("chain", args=[place.slug], query=query)


def opened(client, place, **query):
    answer = client.get(url(place, **query))
    assert answer.status_code == 200
    return answer.text


def picture(page):
    return page[page.index('class="chain-picture"') : page.index('id="langt"')]


def lists(page):
    return page[page.index('class="chain-list"') :]


def later(days):
    return DAY + datetime.timedelta(days=days)


def small_chain(place):
    """An activity that led to a product and a method, which gave rise to a new activity that is planned."""
    activity = factories.entry(place, "Utbildning för chefer")
    product = factories.entry(place, "Mall för beslut", 2)
    method = factories.entry(
        place, "Rutinen används", 3, state=EntryState.ONGOING, first_day=DAY, last_day=None
    )
    again = factories.entry(place, "Träffpunkt för äldre män", 1, state=EntryState.PLANNED, last_day=None)
    factories.link(activity, product)
    factories.link(product, method)
    factories.link(activity, method)
    factories.link(method, again, LinkKind.GAVE_RISE_TO)
    return activity, product, method, again


def test_the_heading_states_the_finding_and_the_picture_holds_every_entry(client, place, reader):
    made = small_chain(place)
    page = opened(client, place)
    assert "<h1>Den enda aktivitet som är klar har lett vidare</h1>" in page
    assert "En aktivitet når längre om det som pågår blir klart." in page
    drawn = picture(page)
    for entry in made:
        assert f'href="{reverse("entry", args=[place.slug, entry.pk])}" tabindex="-1"' in drawn
    assert drawn.count('class="chain-led"') == 3
    assert drawn.count('class="chain-rise"') == 1
    for state, words in (
        ("done", "Klar 2020-03-01"),
        ("ongoing", "Pågår från 2020-03-01"),
        ("planned", "Planerad"),
    ):
        assert f'<rect class="chain-{state}"' in drawn
        assert f">{words}<" in drawn
    assert "style=" not in page


def test_the_lists_hold_each_entry_once_and_refer_to_it_after_that(client, place, reader):
    made = small_chain(place)
    found = lists(opened(client, place))
    for entry in made:
        assert found.count(f'id="post-{entry.pk}"') == 1
    assert found.count(f'href="#post-{made[2].pk}"') == 1
    assert (
        found.index("Utbildning för chefer") < found.index("Mall för beslut") < found.index("gav upphov till")
    )
    assert "Når till nivå 2: Ny eller ändrad produkt." in found
    assert "Når till nivå 3, Nytt eller ändrat arbetssätt, om det som pågår blir klart." in found


def test_a_line_to_the_left_is_drawn_from_right_to_left(client, place, reader):
    method, activity = factories.entry(place, "Metoden", 3), factories.entry(place, "Aktiviteten", 1)
    factories.link(method, activity, LinkKind.GAVE_RISE_TO)
    (path,) = re.findall(r'<path class="chain-rise" d="(M[^"]+)" marker', picture(opened(client, place)))
    numbers = [float(number) for number in re.findall(r"[\d.]+", path)]
    assert numbers[0] > numbers[-2]


def test_the_figures_hold_the_same_counts(client, place, reader):
    small_chain(place)
    page = opened(client, place)
    assert 'id="rackvidd-data"' in page
    table = page[page.index('id="nivaer-data"') :]
    rows = re.findall(r'<th scope="row">([^<]+)</th>((?:<td class="r">[^<]*</td>)+)', table)
    assert [re.findall(r">(\d+)<", cells) for _name, cells in rows] == [
        ["1", "0", "1"],
        ["1", "0", "0"],
        ["0", "1", "0"],
        ["0", "0", "0"],
        ["0", "0", "0"],
    ]


def test_filters_narrow_what_is_drawn_and_not_how_far_it_reaches(client, place, reader):
    area, view = factories.area(place, "Ärendehantering"), factories.perspective(place, "Hbtqi")
    unit = people.organisation("Kultur", parent=place)
    first = factories.entry(unit, "I Kultur", area=area, perspectives=[view])
    second = factories.entry(place, "Hos alla", 2, last_day=later(90))
    factories.link(first, second)
    for query in ({"omrade": area.pk}, {"perspektiv": view.pk}, {"enhet": unit.pk}, {"till": later(30)}):
        page = opened(client, place, **query)
        assert "I Kultur" in lists(page), query
        assert "Hos alla" not in page
        assert "Visa hela kedjan" in page
        assert ("har lett vidare</h1>" in page) == ("till" not in query)
    assert f'value="{area.pk}" selected' in opened(client, place, omrade=area.pk)


def test_odd_filters_give_the_whole_chain_and_say_what_is_wrong_with_a_date(client, place, reader):
    factories.entry(place, "Finns kvar")
    page = opened(client, place, omrade="x", perspektiv="999999999", enhet="0", fran="2020-13-41", till="")
    assert "Finns kvar" in page
    assert "Skriv datumet som år-månad-dag" in page


def test_nothing_found_and_nothing_logged_are_told_apart(client, place, reader):
    assert "När samordnaren har loggat" in opened(client, place)
    factories.entry(place)
    assert "Inget stämmer med filtren" in opened(client, place, till="1999-01-01")
    client.force_login(people.member(place))
    ChainEntry.objects.all().delete()
    assert reverse("entry_new", args=[place.slug]) in opened(client, place)


def test_what_did_not_happen_and_what_others_do_is_not_there(client, place, reader):
    other = people.organisation("Annan region")
    factories.entry(place, "Blev aldrig av", state=EntryState.DROPPED)
    factories.entry(other, "Hos andra")
    factories.entry(place, "Finns")
    page = opened(client, place)
    assert "Blev aldrig av" not in page
    assert "Hos andra" not in page
    assert '<h2 id="bild">1 post</h2>' in page


def test_a_unit_sees_its_own_and_not_what_stands_above_it(client, place):
    unit = people.organisation("Kultur", parent=place)
    mine, above = factories.entry(unit, "Vår egen"), factories.entry(place, "Ovanför", 2)
    factories.link(mine, above)
    client.force_login(people.member(unit, Role.READER))
    page = opened(client, unit)
    assert "Vår egen" in page
    assert "Ovanför" not in page
    assert "har inte lett vidare än" in page


def test_words_of_people_are_escaped_in_the_drawing(client, place, reader):
    factories.entry(place, 'Mall <script>"x"</script> & mer')
    page = opened(client, place)
    assert '<script>"x"' not in page
    assert "Mall &lt;script&gt;" in picture(page)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER])
def test_those_who_work_in_the_organisation_may_read(client, place, role):
    client.force_login(people.member(place, role))
    assert client.get(url(place)).status_code == 200


def test_others_may_not(client, place):
    client.force_login(people.member(people.organisation("Annan"), Role.COORDINATOR))
    assert client.get(url(place)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_number_of_queries(client, place, reader, rows, django_assert_num_queries):
    for n in range(rows):
        unit = people.organisation(f"Enhet {n}", parent=place)
        factories.link(factories.entry(unit, f"Aktivitet {n}"), factories.entry(place, f"Mall {n}", 2))
    with django_assert_num_queries(15):
        client.get(url(place))


def test_the_newest_that_hang_together_are_drawn_when_there_are_too_many():
    ids = list(range(10, 0, -1))
    edges = [Edge(1, 9), Edge(9, 2), Edge(3, 4), Edge(5, 6)]
    assert pick(ids, edges, 10) == frozenset(ids)
    assert pick(ids, edges, 5) == {9, 1, 2, 6, 5}
    assert pick(ids, [], 5) == frozenset()


def many(place, count):
    """Entries of every level and state in lines of five, and some across."""
    states = ("done", "done", "ongoing", "planned")
    made = ChainEntry.objects.bulk_create(
        ChainEntry(
            organisation=place,
            what=f"Post {n}",
            sort_key=sort_key(f"Post {n}"),
            level=1 + n % 5,
            state=states[n % 4] if n % 5 else "done",
            last_day=DAY + datetime.timedelta(days=n % 900),
        )
        for n in range(count)
    )
    # The trigger asks about every link by itself; these can be seen to close no circle.
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE resultchain_link DISABLE TRIGGER resultchain_link_no_circle")
    Link.objects.bulk_create(
        Link(source=made[n], target=made[n + 1])
        for n in range(count - 1)
        if made[n].level < made[n + 1].level
    )


@pytest.mark.chaos
def test_ten_thousand_entries_are_told_in_as_many_queries_and_a_bounded_picture(
    client, place, reader, django_assert_num_queries
):
    many(place, 10_000)
    client.get(url(place))
    start = time.process_time()
    with django_assert_num_queries(15):
        page = opened(client, place)
    assert picture(page).count('class="chain-box"') == MOST_DRAWN
    assert "9\u00a0920 poster är inte med i bilden" in page
    assert len(page) < 400_000
    for n in range(3):
        Position.objects.create(organisation=place, name=f"Tillfälle {n}", date=later(300 * n))
    with django_assert_num_queries(13):
        page = client.get(reverse("positions", args=[place.slug])).text
    assert page.count("aktiviteter har lett hit") > 3
    assert time.process_time() - start < 8
