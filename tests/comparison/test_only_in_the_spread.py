"""Who chose to be only in the spread counts in n, range and median when three did, and never shows as itself."""

import pytest

from organisations.models import Kind, Role
from programmes.sharing_rows import SPREAD
from tests import factories
from tests.comparison.factories import joined
from tests.comparison.test_page import show
from tests.programmes.factories import group, meeting, participation, programme
from tests.programmes.pages import plain

pytestmark = pytest.mark.django_db

TOP, LOW = "3333333333", "1111111111"


def hidden(count, **fields):
    """Two who show their values, 20 and 21 points, and some who chose only the spread, the last one with 30 points."""
    names = [f"Hemliga {number}" for number in range(count)]
    found = joined("Ale", "Borås", *names, **fields)
    found.rate(found.places[0], "2222222222")
    found.rate(found.places[1], "3222222222")
    for place in found.places[2:-1]:
        found.rate(place, "2222222222", reason=SPREAD)
    found.rate(found.places[-1], TOP, reason=SPREAD)
    return found


def test_three_count_in_n_range_and_median_and_nowhere_else(client):
    page = plain(show(client, hidden(3).lead))
    assert "5 av 5 organisationer ingår" in page
    assert "Summorna går från 20 till 30 av 30, med medianen 20." in page
    assert "3 organisationer räknas bara i spridningen" in page
    assert "Medelvärden av 2 organisationer" in page
    assert "Hemliga" not in page
    assert "”Politiskt beslut” ligger högst (2,5)" in page, "the mean of those who show themselves"


def test_two_do_not_count(client):
    page = plain(show(client, hidden(2).lead))
    assert "2 av 4 organisationer ingår" in page
    assert "Summorna går från 20 till 21 av 30" in page
    assert "Hemliga" not in page
    assert "2 organisationer har valt att bara räknas i spridningen" in page


def test_a_narrower_selection_counts_none(client):
    found = hidden(4)
    made = group(found.programme, *(one.participations.get() for one in found.places[:5]))
    page = plain(show(client, found.lead, grupp=made.pk))
    assert "Summorna går från 20 till 21 av 30" in page
    assert "Hemliga" not in page


def test_each_kind_counts_by_itself_so_that_no_two_selections_differ_by_one(client):
    found = hidden(3)
    region = factories.organisation("Hemliga regionen", kind=Kind.REGION)
    participation(found.programme, region)
    found.occasions[-1].invitees.add(region)
    found.rate(region, LOW, reason=SPREAD)
    for query in ({}, {"slag": "municipality"}):
        page = plain(show(client, found.lead, **query))
        assert "Summorna går från 20 till 30 av 30" in page, query
        assert "Hemliga" not in page


def test_a_reader_that_is_one_of_three_knows_too_much_about_the_others(client):
    found = hidden(3)
    one = found.places[-1]
    for place in found.places[2:-1]:
        found.rate(place, TOP, at=0, reason=SPREAD, audience=one)
    page = plain(show(client, one, Role.COORDINATOR))
    assert "Summan är 30 av 30." in page
    assert "(ni)" in page


def test_the_list_and_the_page_of_what_is_shared_do_not_hold_it(client):
    found = hidden(3)
    client.force_login(factories.member(found.lead, Role.PROGRAMME_LEAD))
    start = f"/o/{found.lead.slug}/satsningar/{found.programme.pk}/delat/"
    secret = found.places[-1].assessments.get()
    assert "Hemliga" not in client.get(start).text
    assert client.get(f"{start}{secret.pk}/").status_code == 404
    client.force_login(factories.member(secret.organisation))
    mine = plain(client.get(f"/o/{secret.organisation.slug}/satsningar/{found.programme.pk}/delat/"))
    assert "Räknas bara i spridningen hos: <span>Ledarna</span>" in mine


def test_an_occasion_on_meetings_of_two_programmes_counts_none(client):
    found = hidden(3)
    other = programme(found.lead, name="Två")
    meeting(other, occasion=found.occasions[-1])
    page = plain(show(client, found.lead, satsning=found.programme.pk))
    assert "Summorna går från 20 till 21 av 30" in page
    assert "3 organisationer har valt att bara räknas i spridningen" in page
