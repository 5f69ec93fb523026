"""Every state of sharing × every reader gives what the committed matrix says is seen.

After a change that is meant: WRITE_MATRIX=1 pytest tests/guards/test_sharing_matrix.py, then read the difference.
A cell: `words` (values and what was written), `values`, or `-` (not found); `+` when the reader may comment.
"""

import datetime
import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from checklists.actions.assessments import submit_assessment
from checklists.actions.corrections import start_correction
from organisations.models import Role
from programmes.models import Stage
from tests import factories
from tests.programmes.sharing_world import COMMENT, ends_yesterday, joint

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]

MATRIX = Path(__file__).with_name("sharing_matrix.tsv")
OWN, DRAFT = "Eget ord som aldrig delas", "Utkastets ord som aldrig delas"
READERS = {
    "owner_coordinator": ("owner", Role.COORDINATOR),
    "owner_contributor": ("owner", Role.CONTRIBUTOR),
    "owner_participant": ("owner", Role.PARTICIPANT),
    "owner_reader": ("owner", Role.READER),
    "partner": ("partner", Role.COORDINATOR),
    "mentor": ("mentor", Role.MENTOR),
    "mentors_reader": ("mentor", Role.READER),
    "lead": ("lead", Role.PROGRAMME_LEAD),
    "node": ("node", Role.PROGRAMME_LEAD),
    "evaluator": ("evaluator", Role.EVALUATOR),
    "other_group": ("other", Role.COORDINATOR),
    "stranger": ("stranger", Role.COORDINATOR),
}


def draft(world):
    return world.draft()


def not_shared(world):
    return world.handed_in()


def with_group(world):
    return world.handed_in(world.partner, world.mentor)


def with_lead(world):
    return world.handed_in(world.lead)


def with_all(world):
    return world.handed_in(*world.offered())


def values_only(world):
    return world.handed_in(*world.offered(), with_words=False)


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
    state.__name__: state
    for state in (
        draft,
        not_shared,
        with_group,
        with_lead,
        with_all,
        values_only,
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


def cell(world, name, person, assessment):
    """What one reader sees on the list, the page and the page for a comment; they must agree."""
    client = Client()
    client.force_login(person)
    place = getattr(world, READERS[name][0])
    args = [place.slug, world.programme.pk]
    listing = client.get(reverse("shared", args=args)).text
    page = client.get(reverse("shared_assessment", args=[*args, assessment.pk]))
    say = client.get(reverse("programme_remark_new", args=[*args, assessment.pk, 1]))
    for words in (OWN, DRAFT):
        assert words not in listing + page.text + say.text, name
    if page.status_code == 404:
        # Who only reads is turned away before anything is looked for, so it tells nothing.
        assert say.status_code == (403 if READERS[name][1] == Role.READER else 404), name
        assert f"/delat/{assessment.pk}/" not in listing, name
        assert COMMENT not in page.text, name
        return "-"
    assert page.status_code == 200, name
    assert f"/delat/{assessment.pk}/" in listing, name
    return ("words" if COMMENT in page.text else "values") + ("+" if say.status_code == 200 else "")


@pytest.mark.parametrize("state", STATES)
def test_what_is_seen_is_as_committed(state):
    world = joint()
    people = {name: factories.member(getattr(world, who), role) for name, (who, role) in READERS.items()}
    factories.own_assessment(
        world.owner, world.occasion, "2211221123", by=people["owner_contributor"], comment=OWN
    )
    assessment = STATES[state](world)
    row = {name: cell(world, name, person, assessment) for name, person in people.items()}
    if os.environ.get("WRITE_MATRIX"):
        _write(state, row)
    assert row == _committed()[state]


def test_every_state_stands_in_the_matrix():
    assert list(_committed()) == list(STATES)


def _committed():
    head, *lines = [line.split("\t") for line in MATRIX.read_text().splitlines()]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


def _write(state, row):
    rows = _committed() if MATRIX.exists() else {}
    rows[state] = row
    lines = [["state", *READERS], *([name, *rows[name].values()] for name in STATES if name in rows)]
    MATRIX.write_text("".join("\t".join(line) + "\n" for line in lines))
