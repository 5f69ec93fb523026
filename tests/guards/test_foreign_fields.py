"""An id of another organisation in a field of the chain, a report or a programme is no choice, and shows nothing."""

import pytest
from django.urls import reverse

from organisations.models import Role
from resultchain.models import ChainEntry, Diploma, Goal, Link, Perspective, PlanArea, Position
from tests.guards.test_marker import MARKER

pytestmark = pytest.mark.django_db

DAY = "2026-01-15"
ENTRY = {"what": "Utbildning", "level": "1", "state": "done"}
GOAL = {"title": "Fler söker stödet", "valid_from": DAY}
DIPLOMA = {"name": "Hbtqi-diplom", "issued_on": DAY}
POSITION = {"name": "Våren", "date": DAY, "n1": "done"}
DOCUMENT = {"title": "Metodstöd", "day": DAY, "link": "https://exempel.example/"}
LETTER = {"subject": "Nästa träff", "body": "Hej!"}
MEETING = {"kind": "start", "name": "Uppstart", "day": DAY, "starts": "09:00", "ends": "12:00"}
GROUP = {"name": "Ny grupp", "kind": "benchmarking", "day": DAY}

OF = {
    "entry_edit": lambda ids: (ids["entry_id"],),
    "chain_link_new": lambda ids: (ids["entry_id"],),
    "goal_edit": lambda ids: (ids["goal_id"],),
    "goal_measures": lambda ids: (ids["goal_id"],),
    "diploma_edit": lambda ids: (ids["diploma_id"],),
    "position_edit": lambda ids: (ids["position_id"],),
    "draft_new": lambda _ids: ("utvardering",),
    "document_new": lambda ids: (ids["programme_id"],),
    "letter_new": lambda ids: (ids["programme_id"],),
    "meeting_new": lambda ids: (ids["programme_id"],),
    "group_new": lambda ids: (ids["programme_id"],),
}


@pytest.fixture
def worlds(client, mine, other):
    client.force_login(mine.people[Role.COORDINATOR])
    return mine, other


def foreign(other, name):
    """The id that somebody from outside would put into a field."""
    return {
        "goal": other.ids["goal_id"],
        "organisation": other.organisation.pk,
        "area": other.ids["area_id"],
        "perspectives": Perspective.objects.get(organisation=other.organisation).pk,
        "plan_area": PlanArea.objects.get(plan=other.ids["plan_id"]).pk,
        "occasion": other.ids["occasion_id"],
        "entries": other.ids["entry_id"],
        "other": other.ids["entry_id"],
        "survey": other.ids["survey_id"],
        "group": other.ids["group_id"],
        "groups": other.ids["group_id"],
        "members": other.ids["participation_id"],
    }[name]


FIELDS = [
    *(("entry_new", name, ENTRY) for name in ("goal", "organisation", "area", "perspectives")),
    *(("entry_edit", name, ENTRY) for name in ("goal", "organisation", "area", "perspectives")),
    ("chain_link_new", "other", {"hur": "led_to_out"}),
    ("goal_new", "plan_area", GOAL),
    ("goal_edit", "plan_area", GOAL),
    ("goal_measures", "entries", {}),
    ("diploma_new", "organisation", DIPLOMA),
    ("diploma_edit", "organisation", DIPLOMA),
    ("position_new", "occasion", POSITION),
    ("position_edit", "occasion", POSITION),
    ("draft_new", "survey", {}),
    ("document_new", "group", DOCUMENT),
    ("letter_new", "groups", LETTER),
    ("meeting_new", "groups", MEETING),
    ("meeting_new", "occasion", MEETING),
    ("group_new", "members", GROUP),
]


def test_a_foreign_id_is_no_choice(client, worlds):
    mine, other = worlds
    for route, field, sent in FIELDS:
        address = reverse(route, args=[mine.organisation.slug, *OF.get(route, lambda _ids: ())(mine.ids)])
        answer = client.post(address, {**sent, field: foreign(other, field)})
        assert answer.status_code == 422, (route, field)
        assert MARKER not in answer.text, (route, field)
    unmixed(mine, other)
    for route in ("meeting_attendance", "meeting_needs", "home_work"):
        address = reverse(
            route, args=[mine.organisation.slug, mine.ids["programme_id"], mine.ids["meeting_id"]]
        )
        assert client.get(f"{address}?deltagare={other.ids['participation_id']}").status_code == 404, route


def test_a_follow_up_of_a_foreign_entry_changes_nothing(client, worlds):
    mine, other = worlds
    theirs = ChainEntry.objects.get(organisation=other.unit, state="planned")
    sent = {f"e{theirs.pk}": "done", f"e{theirs.pk}-version": theirs.version, f"e{theirs.pk}-dag": DAY}
    answer = client.post(reverse("follow_up", args=[mine.organisation.slug]), sent)
    assert MARKER not in answer.text
    theirs.refresh_from_db()
    assert theirs.state == "planned"


def test_nothing_comes_from_a_foreign_entry(client, worlds):
    mine, other = worlds
    for name in ("ledde_fran", "gav_upphov_fran"):
        address = reverse("entry_new", args=[mine.organisation.slug]) + f"?{name}={other.ids['entry_id']}"
        assert client.get(address).status_code == 404
        assert MARKER not in client.post(address, ENTRY).text
    unmixed(mine, other)


def test_filters_and_choices_of_others_show_nothing(client, worlds):
    mine, other = worlds
    chosen = {
        "enhet": other.organisation.pk,
        "omrade": other.ids["area_id"],
        "perspektiv": foreign(other, "perspectives"),
        "mal": other.ids["goal_id"],
        "kurs": other.ids["course_id"],
    }
    for route in ("entries", "chain", "training", "training_file", "entry_new"):
        answer = client.get(reverse(route, args=[mine.organisation.slug]), chosen)
        assert answer.status_code == 200
        assert MARKER not in answer.content.decode()


def unmixed(mine, other):
    """Nothing of mine hangs on anything of theirs."""
    for one, two in ((mine, other), (other, mine)):
        places, theirs = [one.organisation, one.unit], [two.organisation, two.unit]
        entries = ChainEntry.objects.filter(organisation__in=places)
        assert not entries.filter(goal__organisation__in=theirs).exists()
        assert not entries.filter(area__organisation__in=theirs).exists()
        assert not entries.filter(perspectives__organisation__in=theirs).exists()
        assert not Link.objects.filter(source__in=entries, target__organisation__in=theirs).exists()
        assert not Goal.objects.filter(organisation__in=places, plan_area__plan__organisation__in=theirs)
        assert not Position.objects.filter(organisation__in=places, occasion=two.ids["occasion_id"]).exists()
    assert Diploma.objects.filter(organisation__in=[other.organisation, other.unit]).count() == 1
    assert ChainEntry.objects.filter(organisation__in=[other.organisation, other.unit]).count() == 4
