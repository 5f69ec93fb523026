"""Where politicians and key persons differ: over three organisations or more that share it, and no line of any."""

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from checklists.actions.apart import release_apart
from checklists.by_function import Taken
from comparison.apart import FunctionsApart, ItemDifference, ItemTold, functions_apart
from comparison.follow_up_files import apart_rows
from comparison.spread import FEWEST_COUNTED
from figures.swedish import number
from organisations.actions.sharing import share
from organisations.models import Role, Share
from programmes.models import Stage
from programmes.sharing_rows import APART, SPREAD
from tests import factories
from tests.checklists.own_people import six_and_six
from tests.comparison.factories import joined, shared
from tests.comparison.test_cohort import FIRST, LAST, RULER, body, material, participant
from tests.programmes.pages import plain

pytestmark = pytest.mark.timeout(120)
FILE_QUERIES = 20
ITEM = st.tuples(st.integers(6, 18), st.integers(6, 18))


def told(organisation, politicians, key_persons, *, occasion=12, people=6):
    return ItemTold(organisation, occasion, 1, Taken(politicians, people), Taken(key_persons, people))


def seen(count, *, occasions=(12,), **fields):
    places = range(1, count + 1)
    bodies, people = [body(pk) for pk in places], [participant(pk) for pk in places]
    return material(bodies, people, {(pk, at): 5 for pk in places for at in occasions}, **fields)


def test_an_item_counts_organisations_and_takes_the_exact_mean():
    rows = [told(1, 6, 12), told(2, 9, 9), told(3, 12, 9), told(4, 601, 600, people=600)]
    found = functions_apart(seen(4), 1, rows)
    (item,) = found.items
    assert (item.lower, item.alike, item.higher, item.n) == (1, 2, 1, 4)
    assert item.mean == (Fraction(-1) + 0 + Fraction(1, 2) + Fraction(1, 600)) / 4
    assert (found.sharing, found.time) == (4, LAST)
    assert found.finding == "Politiker skattar som mest 0,1 lägre än nyckelpersoner: i ”Sak”"


@given(st.lists(ITEM, max_size=6))
def test_of_fewer_than_three_nothing_is_told(given_):
    rows = [told(pk, *points) for pk, points in enumerate(given_, start=1)]
    found = functions_apart(seen(6), 1, rows)
    assert found.sharing == len(rows)
    assert found.is_told == (len(rows) >= FEWEST_COUNTED)
    for item in found.items:
        assert (item.mean is None) == (item.n == 0) == (len(rows) < FEWEST_COUNTED)


def test_three_units_of_one_organisation_are_one():
    bodies = [body(1), *(body(pk, kind="board", parent=1) for pk in (11, 12, 13))]
    there = material(bodies, [participant(1, units={11, 12, 13})], {(pk, 12): 5 for pk in (11, 12, 13)})
    found = functions_apart(there, 1, [told(pk, 6, 12) for pk in (11, 12, 13)])
    assert (found.sharing, found.is_told) == (1, False)


def test_only_who_takes_part_and_whose_assessment_is_seen_counts():
    rows = [told(pk, 6, 12) for pk in (1, 2, 3, 4, 5)]
    there = material(
        [body(pk) for pk in range(1, 6)],
        [participant(pk) for pk in (1, 2, 3)],
        {(1, 12): 5, (2, 12): 5, (4, 12): 5},
    )
    assert functions_apart(there, 1, rows).sharing == 2, (
        "one has left, one is no participant, one is not seen"
    )


def test_an_occasion_of_two_programmes_tells_nothing():
    there = replace(seen(4), times=(FIRST, replace(LAST, is_shared=True)))
    assert not functions_apart(there, 1, [told(pk, 6, 12) for pk in (1, 2, 3, 4)]).is_told


def test_the_latest_occasion_with_enough_is_told():
    rows = [told(pk, 6, 12, occasion=11) for pk in (1, 2, 3)] + [told(1, 12, 6)]
    found = functions_apart(seen(3, occasions=(11, 12)), 1, rows)
    assert (found.time, found.sharing) == (FIRST, 3)


@pytest.mark.parametrize(
    ("means", "sentence"),
    [
        ([Fraction(1, 100), None], "Politiker och nyckelpersoner skattar lika i medeltal"),
        ([Fraction(3, 5), Fraction(1, 2)], "Politiker skattar som mest 0,6 högre än nyckelpersoner: i ”A”"),
        (
            [Fraction(1, 2), Fraction(-1, 2)],
            "Politiker och nyckelpersoner skiljer sig mest i två moment, med 0,5 i medeltal",
        ),
        ([Fraction(-1, 2)] * 2, "Politiker skattar som mest 0,5 lägre än nyckelpersoner: i ”A” och ”B”"),
    ],
)
def test_the_finding_names_where_they_lie_farthest_apart(means, sentence):
    items = tuple(
        ItemDifference(number, name, mean=mean)
        for number, (name, mean) in enumerate(zip("AB", means, strict=True), start=1)
    )
    assert FunctionsApart(3, items=items).finding == sentence


@given(st.lists(st.tuples(ITEM, ITEM), max_size=5))
def test_the_file_says_what_is_printed_and_no_more(given_):
    numbers = replace(RULER, numbers=(1, 2), shorts=("Sak", "Annan"))
    rows = [
        replace(told(pk, *points), number=number)
        for pk, items in enumerate(given_, start=1)
        for number, points in enumerate(items[: 1 if pk == 3 else 2], start=1)
    ]
    found = functions_apart(replace(seen(5), rulers={1: numbers}), 1, rows)
    _header, *items = itertools.takewhile(bool, apart_rows(found, constructed=True))
    assert [row[0] for row in items] == (["1 Sak", "2 Annan"] if len(given_) >= FEWEST_COUNTED else [])
    for item, row in zip(found.items, items, strict=False):
        if item.mean is None:
            assert row[1:] == [None] * 5
        else:
            assert row[1:5] == [item.lower, item.alike, item.higher, item.n]
            assert str(row[5]) == number(item.mean, 1, "en").replace("\u2212", "-")
    assert apart_rows(found, constructed=True)[-1] == ["Konstruerade exempelvärden."]


def share_functions(round_, *places, **digits):
    made = []
    for place in places:
        six_and_six(place, round_.occasions[-1], **digits)
        assessment = round_.rate(place, "2222222222")
        apart = release_apart(assessment.organisation.assessments.get(pk=assessment.pk))
        assert apart is not None
        share(by=None, owner=place, obj=apart, audience=round_.lead, reason=APART)
        made.append((assessment, apart))
    return made


def show(client, round_):
    client.force_login(factories.member(round_.lead, Role.PROGRAMME_LEAD))
    address = reverse("programme_follow_up", args=[round_.lead.slug, round_.programme.pk])
    page = plain(client.get(address))
    return page[page.index('id="funktioner"') : page.index('id="mentorer"')]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_tells_of_three_and_not_of_one(client, rows):
    found = joined(*["Ale", "Borås", "Öckerö"][:rows])
    share_functions(found, *found.places, politicians="1" * 10, key_persons="2" * 9 + "1")
    page = show(client, found)
    if rows == 1:
        assert "när minst tre organisationer har valt att dela det" in page
        assert "Nu gör en det." in page
        assert "<table" not in page
        assert "tabell=funktioner" not in page
    else:
        assert "Tre organisationer delar det för ”Efter träff 2”." in page
        assert "csv?tabell=funktioner" in page
        assert page.count("−1,0") == 9
        assert "skiljer sig mest i nio moment, med 1,0 i medeltal" in page
    assert not any(place.name in page for place in found.places), "nobody has a line"


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [2, 3, 4])
def test_the_table_is_a_file_and_of_two_it_says_what_is_missing(client, rows, django_assert_num_queries):
    found = joined(*["Ale", "Borås", "Dals-Ed", "Öckerö"][:rows])
    share_functions(found, *found.places, politicians="1" * 10, key_persons="2" * 9 + "1")
    client.force_login(factories.member(found.lead, Role.PROGRAMME_LEAD))
    address = reverse("programme_follow_up_csv", args=[found.lead.slug, found.programme.pk])
    with django_assert_num_queries(FILE_QUERIES):
        file = client.get(address, {"tabell": "funktioner"}).content.decode("utf-8-sig")
    if rows < FEWEST_COUNTED:
        assert "visas när minst tre organisationer har valt att dela det" in file
        assert "Politiskt beslut" not in file
    else:
        assert f"1 Politiskt beslut;{rows};0;0;{rows};-1,0" in file.replace("\u2212", "-")
        assert "skiljer sig mest i nio moment" in file
    assert not any(place.name in file for place in found.places)
    book = client.get(address.replace("csv", "xlsx"), {"tabell": "funktioner"})
    assert book.content.startswith(b"PK")


@pytest.mark.django_db
def test_what_is_taken_back_or_left_is_gone(client):
    found = joined("Ale", "Borås", "Dals-Ed", "Eda", "Fagersta")
    made = share_functions(found, *found.places)
    assert "Fem organisationer delar det" in show(client, found)
    by_assessment, by_apart = made[0][0], made[1][1]
    Share.objects.of(by_assessment).update(ends_at=timezone.now())
    assert "Fyra organisationer delar det" in show(client, found), "it follows the assessment"
    Share.objects.of(by_apart).update(ends_at=timezone.now())
    assert "Tre organisationer delar det" in show(client, found)
    found.programme.participations.filter(organisations=found.places[2]).update(stage=Stage.LEFT)
    assert "Nu gör två det." in show(client, found)


@pytest.mark.django_db
def test_who_is_only_in_the_spread_is_not_counted(client):
    found = joined("Ale")
    ((assessment, _apart),) = share_functions(found, *found.places)
    Share.objects.of(assessment).update(ends_at=timezone.now())
    shared(assessment, found.lead, SPREAD)
    assert "Ingen gör det än." in show(client, found)


@pytest.mark.django_db
def test_the_page_says_it_in_english(client, settings):
    found = joined("Ale", "Borås", "Öckerö")
    share_functions(found, *found.places)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = show(client, found)
    assert "Politicians and key persons" in page
    assert "three organisations share it" in page.lower()
