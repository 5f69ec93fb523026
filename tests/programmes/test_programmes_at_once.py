"""Rounds and roles when two people, or two clicks, come at the same moment: one thing is made, one of two is told."""

import datetime
from typing import Any

import pytest

from organisations.models import Event
from programmes.actions import expectations, programmes
from programmes.models import Acknowledgement, Expectation, Part, Programme
from resultchain.actions.saved import ChangedError
from tests import factories
from tests.programmes.factories import expectation, participation, programme
from tests.resultchain.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 4
CONTENT: dict[str, Any] = {
    "name": "Modellkommuner",
    "round": "1",
    "purpose": "",
    "starts_on": datetime.date(2028, 1, 1),
    "ends_on": datetime.date(2029, 1, 1),
    "compiled_on": None,
    "kinds": [],
    "instruments": [],
}
WORDS = {"gives": "Tid.", "gets": "", "decides": "", "support": ""}


def raised_by(*actions):
    """Run them at the same moment; return the kinds of what they raised."""
    return [type(error) for error in at_once(*actions)]


def test_many_clicks_make_one_of_each():
    lead, mine = factories.organisation(), factories.organisation()
    by = factories.member(lead)
    assert raised_by(*[lambda: programmes.add_programme(by=by, owner=lead, **CONTENT)] * CLICKS) == []
    made = Programme.objects.get()
    write = {"by": by, "programme": made, "part": Part.PARTICIPANT, "seen": 0, "words": WORDS}
    assert raised_by(*[lambda: expectations.write_expectation(**write)] * CLICKS) == []
    row, one = Expectation.objects.get(), participation(made, mine)
    assert row.version == 1
    read = {"by": by, "expectation": row, "participations": [one], "seen": 1}
    assert raised_by(*[lambda: expectations.acknowledge(**read)] * CLICKS) == []
    assert Acknowledgement.objects.count() == 1
    assert raised_by(*[lambda: programmes.open_programme(by=by, programme=made)] * CLICKS) == []
    happened = Event.objects.filter(verb__startswith="programmes.").order_by("pk")
    assert list(happened.values_list("verb", flat=True)) == [
        "programmes.made",
        "programmes.expectation_changed",
        "programmes.acknowledged",
        "programmes.opened",
    ]


def test_of_two_who_change_a_round_one_is_told():
    found = programme()
    by = factories.member(found.owner)
    change: dict[str, Any] = {"by": by, "programme": found, "seen": 1}
    assert raised_by(
        lambda: programmes.change_programme(**change, **CONTENT),
        lambda: programmes.change_programme(**change, **CONTENT | {"purpose": "Något annat."}),
    ) == [ChangedError]
    found.refresh_from_db()
    assert found.version == 2


def test_of_two_who_write_a_role_one_is_told():
    found = programme()
    by = factories.member(found.owner)
    row = expectation(found)
    write = {"by": by, "programme": found, "part": Part.PARTICIPANT, "seen": 1}
    raised = raised_by(
        lambda: expectations.write_expectation(**write, words=WORDS | {"gets": "Ett."}),
        lambda: expectations.write_expectation(**write, words=WORDS | {"gets": "Ett annat."}),
    )
    assert raised == [expectations.ExpectationChangedError]
    row.refresh_from_db()
    assert row.version == 2
