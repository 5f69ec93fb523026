"""The one door: who comes in where, from what day, and what strangers see."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisations.access import membership_at
from organisations.models import Membership, Organisation, Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """A municipality with a unit that has a unit, and a neighbour."""
    top = make.organisation("Exempelstad")
    unit = make.organisation("Skolförvaltningen", parent=top)
    below = make.organisation("Förskolan", parent=unit)
    beside = make.organisation("Socialförvaltningen", parent=top)
    other = make.organisation("Grannstad")
    return top, unit, below, beside, other


def test_a_role_holds_here_and_below_never_above_or_beside(tree):
    top, unit, below, beside, other = tree
    somebody = make.member(unit)
    assert [
        membership_at(somebody, place.slug) is not None for place in (top, unit, below, beside, other)
    ] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_roles_from_above_and_here_add_up(tree):
    top, unit, *_ = tree
    somebody = make.member(top, Role.READER)
    Membership.objects.create(user=somebody, organisation=unit, role=Role.COORDINATOR)
    here, above = membership_at(somebody, unit.slug), membership_at(somebody, top.slug)
    assert here
    assert above
    assert here.roles == {Role.READER, Role.COORDINATOR}
    assert here.role == Role.COORDINATOR
    assert above.roles == {Role.READER}


def test_the_door_costs_the_same_at_every_depth(tree, django_assert_num_queries):
    top, _, below, *_ = tree
    somebody = make.member(top)
    for place in (top, below):
        with django_assert_num_queries(2):
            membership_at(somebody, place.slug)


@pytest.mark.parametrize(
    ("days_from", "days_to", "inside"),
    [(0, None, True), (1, None, False), (-5, -1, False), (-5, 0, True), (-5, 5, True)],
)
def test_from_date_to_date(days_from, days_to, inside):
    place = make.organisation()
    today = timezone.localdate()
    somebody = make.member(
        place,
        valid_from=today + datetime.timedelta(days=days_from),
        valid_to=None if days_to is None else today + datetime.timedelta(days=days_to),
    )
    assert (membership_at(somebody, place.slug) is not None) is inside


def test_a_stranger_cannot_tell_whether_an_organisation_exists(client, tree):
    _, unit, *_, other = tree
    client.force_login(make.member(other))
    real, made_up = client.get(f"/o/{unit.slug}/"), client.get("/o/finns-inte-alls/")
    assert real.status_code == made_up.status_code == 404
    # The forms' tokens are new each time, and the language form carries the page's own address.
    bodies = {
        re.sub(rf'value="\w{{64}}"|{unit.slug}|finns-inte-alls', "", a.content.decode())
        for a in (real, made_up)
    }
    assert len(bodies) == 1
    assert "Exempelstad" not in bodies.pop()


def test_a_wrong_role_is_told_so(client):
    place = make.organisation()
    client.force_login(make.member(place, Role.READER))
    assert client.get(f"/o/{place.slug}/personer/").status_code == 403


def test_nobody_comes_in_without_signing_in(client):
    place = make.organisation()
    answer = client.get(f"/o/{place.slug}/")
    assert answer.status_code == 302
    assert answer.url == f"/logga-in/?next=/o/{place.slug}/"


def test_the_administration_does_not_exist_for_others_and_an_administrator_is_no_member(client):
    place = make.organisation()
    client.force_login(make.member(place))
    assert client.get("/administration/").status_code == 404
    client.force_login(make.user(is_administrator=True))
    assert client.get("/administration/").status_code == 200
    for page in ("", "personer/", "checklistor/", "rapporter/"):
        assert client.get(f"/o/{place.slug}/{page}").status_code == 404


def test_an_account_that_is_closed_is_signed_out_at_the_next_request(client):
    place = make.organisation()
    somebody = make.member(place)
    client.force_login(somebody)
    assert client.get(f"/o/{place.slug}/").status_code == 200
    administrator = make.user(is_administrator=True)
    other = type(client)()
    other.force_login(administrator)
    other.post(f"/administration/konton/{somebody.pk}/", {"active": "0"})
    assert client.get(f"/o/{place.slug}/").status_code == 302
    assert "_auth_user_id" not in client.session
    # Opening the account again does not bring the old session back.
    other.post(f"/administration/konton/{somebody.pk}/", {"active": "1"})
    assert client.get(f"/o/{place.slug}/").status_code == 302


def test_of_all_trees_only_the_one_asked_about_is_walked(tree):
    top, unit, below, beside, _other = tree
    for number in range(30):
        make.organisation(f"Skola {number}", parent=make.organisation(f"Grannstad {number}"))
    with CaptureQueriesContext(connection) as captured:
        assert set(Organisation.objects.descendants(unit, include_self=True)) == {unit, below}
    assert set(Organisation.objects.descendants(top)) == {unit, below, beside}
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + captured[0]["sql"])
        plan = cursor.fetchone()[0][0]["Plan"]
    # The walk that gives the depths meets this organisation, what it hangs below and what hangs below it.
    assert rows_of(plan, "CTE __tree") == [3]


def rows_of(node, name):
    """Return how many rows each step of a query's plan made that has the name."""
    found = [round(node["Actual Rows"])] if node.get("Subplan Name") == name else []
    return sum((rows_of(child, name) for child in node.get("Plans", [])), found)
