"""The units' roll-up stands beside the whole, shows its spread, and holds nothing but what is handed in."""

import datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from checklists.calculations import Answer
from checklists.models import Occasion
from checklists.rollup import rollups
from checklists.spread import spreads, widest
from figures.strip import LARGEST, strip
from organisations.models import Kind, Role
from tests import factories

VALUES = st.one_of(st.none(), st.integers(1, 4))


@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), max_size=8))
def test_spread_counts_every_value_once(table):
    items = spreads([[Answer(n, value) for n, value in enumerate(row, start=1)] for row in table])
    for item in items:
        given_values = [row[item.number - 1] for row in table if row[item.number - 1] is not None]
        assert sorted(given_values) == list(item.values)
        assert sum(item.counts.values()) == len(given_values)
        if given_values:
            assert item.lowest is not None
            assert item.highest is not None
            assert item.mean is not None
            assert item.lowest <= item.mean <= item.highest
            assert item.width == max(given_values) - min(given_values)
    assert all(item.width == max(i.width for i in items) for item in widest(items))


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_a_circles_area_is_its_count(counts):
    drawn = strip(counts, base=60)
    if not any(counts):
        assert drawn is None
        return
    assert drawn is not None
    assert [circle.count for circle in drawn.circles] == [count for count in counts if count]
    assert all(circle.r <= LARGEST for circle in drawn.circles)
    assert drawn.first <= drawn.last < drawn.width


@pytest.fixture
def place():
    return factories.organisation()


def unit(place, name, digits="", *, at, submit=True, kind=Kind.BOARD):
    made = factories.organisation(name, kind=kind, parent=place)
    if digits:
        factories.assessment(made, at, digits, submit=submit)
    return made


@pytest.fixture
def units_occasion(place):
    return factories.occasion(factories.invented(), place, name="Våren")


@pytest.mark.django_db
def test_only_what_is_handed_in_counts_and_the_whole_is_beside(place, units_occasion):
    whole_occasion = factories.occasion(factories.skr(), place, name="Våren")
    whole = factories.assessment(place, whole_occasion, "3" * 10)
    unit(place, "Bygg", "1" * 12, at=units_occasion)
    unit(place, "Asfalt", "4" * 11 + "n", at=units_occasion)
    unit(place, "Utkastet", "2" * 12, at=units_occasion, submit=False)
    (found,) = rollups(place, whole_occasion)
    assert [row.organisation.name for row in found.units] == ["Asfalt", "Bygg"]
    assert found.items[0].counts == (1, 0, 0, 1)
    assert found.items[11].spread.not_applicable == 1
    assert found.whole == whole
    assert not found.same_checklist
    assert found.items[0].whole is None
    assert found.finding == (
        "Enheterna når mellan 25\u00a0% och 100\u00a0% av det möjliga, hela organisationen 100\u00a0%"
    )


@pytest.mark.django_db
def test_the_same_checklist_stands_side_by_side_but_is_not_counted_in(place):
    at = factories.occasion(factories.skr(), place)
    mine = factories.organisation("Enheten", kind=Kind.BOARD, parent=place)
    at.invitees.add(mine)
    factories.assessment(place, at, "3" * 10)
    factories.assessment(mine, at, "1" * 10)
    (found,) = rollups(place, at)
    assert found.same_checklist
    assert found.items[0].whole is not None
    assert found.items[0].whole.value == 3
    assert found.items[0].spread.values == (1,)


@pytest.mark.django_db
def test_units_of_units_count_once_and_other_organisations_never(place, units_occasion):
    administration = unit(place, "Förvaltningen", "2" * 12, at=units_occasion, kind=Kind.ADMINISTRATION)
    unit(administration, "Enheten under", "3" * 12, at=units_occasion)
    other = factories.organisation("Annan")
    units_occasion.invitees.add(other)
    unit(other, "Främmande", "1" * 12, at=units_occasion)
    (found,) = rollups(place, units_occasion)
    assert [row.organisation.name for row in found.units] == ["Enheten under", "Förvaltningen"]


@pytest.mark.django_db
def test_who_rates_follows_the_level(place, units_occasion):
    whole_occasion = factories.occasion(factories.skr(), place, name="Våren")
    board = unit(place, "Nämnden", at=units_occasion)
    assert list(Occasion.objects.open_to(place)) == [whole_occasion]
    assert list(Occasion.objects.open_to(board)) == [units_occasion]
    assert set(Occasion.objects.seen_by(place)) == {whole_occasion, units_occasion}


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 60])
def test_the_page_costs_the_same_whatever_the_number_of_units(
    client, place, units_occasion, number, django_assert_num_queries
):
    for index in range(number):
        unit(place, f"Enhet {index}", "123412341234", at=units_occasion)
        unit(place, f"Utan {index}", at=units_occasion)
    client.force_login(factories.member(place))
    address = reverse("occasion_units", args=[place.slug, units_occasion.pk])
    client.get(address)
    with django_assert_num_queries(13):
        page = client.get(address)
    assert page.text.count(">Enhet ") == number


@pytest.mark.django_db
def test_who_has_not_handed_in_is_for_the_coordinator(client, place, units_occasion):
    unit(place, "Dröjande nämnden", at=units_occasion)
    address = reverse("occasion_units", args=[place.slug, units_occasion.pk])
    client.force_login(factories.member(place, Role.READER))
    assert "Dröjande" not in client.get(address).text
    client.force_login(factories.member(place))
    assert "Dröjande nämnden" in client.get(address).text


@pytest.mark.django_db
def test_another_organisations_occasion_is_not_found(client, place):
    theirs = factories.occasion(
        factories.skr(), factories.organisation("Annan"), date=datetime.date(2020, 1, 1)
    )
    client.force_login(factories.member(place))
    assert client.get(reverse("occasion_units", args=[place.slug, theirs.pk])).status_code == 404


@pytest.mark.django_db
def test_a_coordinator_makes_twins_and_at_least_one_of_them(client, place):
    whole, units = factories.skr(), factories.invented()
    client.force_login(factories.member(place))
    address = reverse("occasion_new", args=[place.slug])
    data = {"name": "Våren", "date": "2027-04-01", "instrument": "", "units_instrument": ""}
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert "Välj minst en checklista." in answer.text
    client.post(address, data | {"instrument": whole.pk, "units_instrument": units.pk})
    assert Occasion.objects.filter(owner=place, name="Våren").count() == 2
    listing = client.get(reverse("checklists", args=[place.slug])).text
    assert listing.count("Börja skatta") == 1


@pytest.mark.django_db
def test_an_occasion_for_units_alone_is_listed_without_a_button(client, place, units_occasion):
    client.force_login(factories.member(place))
    listing = client.get(reverse("checklists", args=[place.slug])).text
    assert "Enheterna skattar var för sig." in listing
    assert "Börja skatta" not in listing
