"""Every state of sharing × every reader gives what the table in decision record 15 says is seen.

A cell: `words` (values and what was written), `values`, or `–` (not found); `+` when the reader may comment, `f` when
the reader counts how functions differ.
"""

import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from checklists.actions.assessments import submit_assessment
from checklists.actions.corrections import start_correction
from organisations.audiences import Choice, Depth, room
from organisations.models import Role
from programmes.models import Stage
from tests import factories
from tests.checklists.own_people import six_and_six
from tests.programmes.sharing_world import COMMENT, ends_yesterday, joint

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]

RECORD = Path(__file__).parents[2] / "docs/adr/0015-handing-in-is-sharing.md"
OWN, DRAFT = "Eget ord som aldrig delas", "Utkastets ord som aldrig delas"
READERS = {
    "owner": ("owner", Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER),
    "partner": ("partner", Role.COORDINATOR),
    "mentor": ("mentor", Role.MENTOR),
    "mentor's reader": ("mentor", Role.READER),
    "lead": ("lead", Role.PROGRAMME_LEAD),
    "node": ("node", Role.PROGRAMME_LEAD),
    "evaluator": ("evaluator", Role.EVALUATOR),
    "other group": ("other", Role.COORDINATOR),
    "stranger": ("stranger", Role.COORDINATOR),
}


COUNTED = "Nu gör en det."


def draft(world):
    return world.draft()


def not_shared(world):
    return world.handed_in()


def with_group(world):
    return world.handed_in(world.partner, world.mentor)


def with_lead(world):
    return world.handed_in(world.lead)


def functions_told(world):
    made = with_lead(world)
    _tell_functions(world, made, world.lead)
    return made


def functions_untold(world):
    made = functions_told(world)
    world.choose(made, world.lead)
    return made


def lead_unticked(world):
    made = functions_told(world)
    _tell_functions(world, made, world.mentor)
    return made


def _tell_functions(world, made, *readers):
    if not made.organisation.own_assessments.filter(function__key="nyckelperson").exists():
        six_and_six(world.owner, world.occasion)
    choice = Choice(frozenset(place.pk for place in readers), Depth.WORDS, apart=True)
    room().choose(by=made.created_by, shared=made, choice=choice)


def with_all(world):
    return world.handed_in(*world.offered())


def values_only(world):
    return world.handed_in(*world.offered(), with_words=False)


def only_spread(world):
    return world.handed_in(*world.offered(), depth=Depth.SPREAD)


def narrowed_to_spread(world):
    made = with_all(world)
    world.choose(made, *world.offered(), depth=Depth.SPREAD)
    return made


def corrected_in_spread(world):
    made = only_spread(world)
    copy, _new = start_correction(by=made.created_by, assessment=made, reason="Fel")
    copy.ratings.filter(item__number=1).update(value=3)
    return submit_assessment(by=made.created_by, assessment=copy)


def narrowed(world):
    made = with_all(world)
    world.choose(made, world.mentor)
    return made


def correction_begun(world):
    made = with_group(world)
    copy, _new = start_correction(by=made.created_by, assessment=made, reason="Fel")
    copy.ratings.filter(item__number=1).update(value=3, comment=DRAFT)
    return made


def correction_itself(world):
    made = correction_begun(world)
    return made.corrections.get()


def corrected(world):
    made = with_group(world)
    copy, _new = start_correction(by=made.created_by, assessment=made, reason="Fel")
    copy.ratings.filter(item__number=1).update(value=3)
    return submit_assessment(by=made.created_by, assessment=copy)


def mentor_left_group(world):
    made = with_all(world)
    ends_yesterday(world.group.members.get(participation=world.parts["mentor"]))
    return made


def owner_left(world):
    made = with_all(world)
    one = world.parts["owner"]
    one.stage = Stage.LEFT
    one.save()
    ends_yesterday(world.group.members.get(participation=one))
    return made


def evaluation_over(world):
    made = with_all(world)
    world.programme.ends_on = factories.today() - datetime.timedelta(days=1)
    world.programme.save()
    return made


def off_the_meeting(world):
    made = with_all(world)
    world.programme.meetings.update(occasion=None)
    return made


STATES = {
    state.__name__.replace("_", " "): state
    for state in (
        draft,
        not_shared,
        with_group,
        with_lead,
        functions_told,
        functions_untold,
        lead_unticked,
        with_all,
        values_only,
        only_spread,
        narrowed_to_spread,
        corrected_in_spread,
        narrowed,
        correction_begun,
        correction_itself,
        corrected,
        mentor_left_group,
        owner_left,
        evaluation_over,
        off_the_meeting,
    )
}


def cell(world, where, role, person, assessment):
    """What one reader sees on the list, the page and the page for a comment; they must agree."""
    client = Client()
    client.force_login(person)
    args = [getattr(world, where).slug, world.programme.pk]
    listing = client.get(reverse("shared", args=args)).text
    page = client.get(reverse("shared_assessment", args=[*args, assessment.pk]))
    say = client.get(reverse("programme_remark_new", args=[*args, assessment.pk, 1]))
    counts = "f" if COUNTED in client.get(reverse("programme_follow_up", args=args)).text else ""
    for words in (OWN, DRAFT):
        assert words not in listing + page.text + say.text, (where, role)
    listed = f"/delat/{assessment.pk}/" in listing
    if page.status_code == 404:
        # Who only reads is turned away before anything is looked for, so it tells nothing.
        assert say.status_code == (403 if role == Role.READER else 404), (where, role)
        assert not listed, (where, role)
        assert COMMENT not in page.text, (where, role)
        return "–" + counts
    assert (page.status_code, listed) == (200, True), (where, role)
    return ("words" if COMMENT in page.text else "values") + ("+" if say.status_code == 200 else "") + counts


@pytest.mark.parametrize("state", STATES)
def test_what_is_seen_is_as_the_record_says(state):
    world = joint()
    people = {
        (name, role): factories.member(getattr(world, where), role)
        for name, (where, *roles) in READERS.items()
        for role in roles
    }
    by = people["owner", Role.CONTRIBUTOR]
    factories.own_assessment(world.owner, world.occasion, "2211221123", by=by, comment=OWN)
    assessment = STATES[state](world)
    row: dict[str, set[str]] = {name: set() for name in READERS}
    for (name, role), person in people.items():
        row[name].add(cell(world, READERS[name][0], role, person, assessment))
    assert row == {name: {seen} for name, seen in _recorded()[state].items()}


def test_the_record_has_every_state():
    assert list(_recorded()) == list(STATES)


def _recorded():
    lines = [line for line in RECORD.read_text().splitlines() if line.startswith("|")]
    head, _rule, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert head == ["state", *READERS]
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
