"""Where own ratings differ: only finished ones count, and nobody is asked about what nobody rated."""

import pytest

from checklists.differences import differing_items
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def at(place):
    return factories.occasion(factories.skr(), place)


def own(place, at, digits, **more):
    return factories.own_assessment(place, at, digits, by=factories.member(place, "participant"), **more)


def test_items_differ_when_two_answers_differ(place, at, django_assert_num_queries):
    own(place, at, "1223-")
    assert differing_items(place, at) == frozenset()
    own(place, at, "1322233333", finish=False)
    assert differing_items(place, at) == frozenset()
    own(place, at, "1232")
    with django_assert_num_queries(1):
        assert differing_items(place, at) == {3, 4}


def test_not_applicable_is_an_answer_and_unrated_is_none(place):
    at = factories.occasion(factories.invented(), place)
    own(place, at, "n1n-")
    own(place, at, "2-n1")
    assert differing_items(place, at) == {1}


def test_other_organisations_and_occasions_do_not_count(place, at):
    other = factories.organisation("Annanstad")
    at.invitees.add(other)
    own(place, at, "1")
    own(other, at, "2")
    own(place, factories.occasion(at.instrument, place, name="Träff 2"), "3")
    assert differing_items(place, at) == frozenset()
