"""A correction begins with what was published, word for word, also where the draft had been written in since."""

from dataclasses import replace

import pytest

from reports.actions import drafts, freezing, parts, publishing
from reports.actions.errors import OutdatedDataError
from reports.kinds import KINDS
from reports.models import Draft, Proposal
from reports.snapshots import Status
from tests import factories
from tests.reports.editions import ruling

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation("Trelleborg", constructed=True)


@pytest.fixture
def kim(place):
    return factories.member(place, name="Kim Prov")


@pytest.fixture
def draft(place, kim):
    factories.assessment(
        place, factories.occasion(factories.skr(), place), "2211221123", by=kim, comment="Ordet"
    )
    made = drafts.create_draft(by=kim, organisation=place, kind="lagesrapport", options={}, language="sv")
    write(made, kim, "work", "Det nämnden såg")
    parts.leave_out(by=kim, part=made.parts.get(key="items"), left_out=True)
    return made


def write(draft, by, key, body):
    parts.save_part(by=by, part=draft.parts.get(key=key), heading="", body=body)


def proposed(draft, kim) -> Proposal:
    return publishing.make_proposal(
        by=kim, draft=draft, body="Nämnden", reference="KS 1", text="Att fastställa"
    )


def keys(draft):
    return [(part.key or part.heading, part.left_out) for part in draft.parts.in_order()]


def test_what_the_board_saw_is_what_the_correction_begins_with(draft, kim, place):
    proposal = proposed(draft, kim)
    write(draft, kim, "work", "Skrivet efter nämnden")
    write(draft, kim, "ahead", "Också skrivet efter")
    own = parts.add_part(by=kim, draft=draft, heading="Eget efteråt")
    parts.save_part(by=kim, part=own, heading="Eget efteråt", body="Mer")
    later = factories.occasion(factories.skr(), place, name="Sedan", date=factories.DAY.replace(year=2021))
    factories.assessment(place, later, "3333333333", by=kim)
    drafts.refresh(by=kim, draft=draft)
    draft.refresh_from_db()
    published = publishing.publish(by=kim, draft=draft, ruling=ruling(), proposal=proposal)
    correction = publishing.start_correction(by=kim, publication=published, reason="Fel siffra")
    assert correction.parts.get(key="work").body == "Det nämnden såg"
    assert [key for key, out in keys(correction) if out] == ["items", "ahead", "Eget efteråt"]
    assert [key for key, _out in keys(correction)] == [key for key, _out in keys(draft)]
    made, frozen = freezing.compose(correction, Status()), published.report.snapshot
    assert made["parts"] == frozen["parts"]
    assert (made["title"], made["data_time"]) == (frozen["title"], frozen["data_time"])


def test_an_order_that_was_changed_since_is_the_published_one(draft, kim):
    proposal = proposed(draft, kim)
    order = [key for key, _out in keys(draft)]
    parts.move(by=kim, part=draft.parts.get(key="work"), way="up")
    published = publishing.publish(by=kim, draft=draft, ruling=ruling(), proposal=proposal)
    correction = publishing.start_correction(by=kim, publication=published, reason="Fel siffra")
    shown = [part["key"] for part in published.report.snapshot["parts"]]
    assert [key for key, _out in keys(correction) if key in shown] == [key for key in order if key in shown]


def test_the_kinds_own_headings_stay_the_kinds_own(draft, kim):
    parts.save_part(by=kim, part=draft.parts.get(key="work"), heading="Vårt arbete", body="Text")
    published = publishing.publish(by=kim, draft=draft, ruling=ruling())
    correction = publishing.start_correction(by=kim, publication=published, reason="Fel siffra")
    assert correction.parts.get(key="work").heading == "Vårt arbete"
    assert correction.parts.get(key="ratings").heading == ""


def test_two_own_parts_may_be_called_the_same(draft, kim):
    for text in ("Det första", "", "Det andra"):
        own = parts.add_part(by=kim, draft=draft, heading="Exempel")
        parts.save_part(by=kim, part=own, heading="Exempel", body=text)
    published = publishing.publish(by=kim, draft=draft, ruling=ruling())
    correction = publishing.start_correction(by=kim, publication=published, reason="Fel siffra")
    told = [(part.body, part.left_out) for part in correction.parts.in_order() if not part.key]
    assert told == [("Det första", False), ("", True), ("Det andra", False)]


def test_what_was_put_to_the_board_can_be_published_after_an_upgrade(draft, kim):
    proposal = proposed(draft, kim)
    Draft.objects.update(data={**draft.data, "schema": 0})
    draft.refresh_from_db()
    published = publishing.publish(by=kim, draft=draft, ruling=ruling(), proposal=proposal)
    assert "Det nämnden såg" in published.report.html


def test_but_not_when_the_templates_know_another_form_of_its_data(draft, kim, monkeypatch):
    proposal = proposed(draft, kim)
    monkeypatch.setitem(KINDS, "lagesrapport", replace(KINDS["lagesrapport"], schema=2))
    with pytest.raises(OutdatedDataError):
        publishing.publish(by=kim, draft=draft, ruling=ruling(), proposal=proposal)
