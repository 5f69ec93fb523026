"""Handing in to a programme shares with those ticked; it is narrowed later, and a correction follows."""

import pytest
from django.urls import reverse

from checklists.actions.assessments import submit_assessment
from checklists.actions.corrections import start_correction
from checklists.models import Assessment
from organisations.audiences import ChangedAudiencesError, room
from organisations.models import Role, Share
from programmes.models import Part, Stage
from tests import factories
from tests.programmes.factories import group, meeting, participation, programme
from tests.programmes.pages import plain, verbs
from tests.programmes.sharing_world import ends_yesterday, joint
from tests.resultchain.at_once import at_once

pytestmark = pytest.mark.django_db

OFFERS = 17


@pytest.fixture
def world():
    return joint()


def audiences(assessment=None):
    rows = Share.objects.of(assessment or Assessment).open().order_by("audience__name")
    return list(rows.values_list("audience__name", "reason"))


def address(assessment, name="assessment_submit"):
    return reverse(name, args=[assessment.organisation.slug, assessment.pk])


def correct(assessment, digit="3"):
    copy, _new = start_correction(by=assessment.created_by, assessment=assessment, reason="Fel siffra")
    copy.ratings.filter(item__number=1).update(value=int(digit))
    return copy


def test_everybody_beside_stands_ticked_with_what_they_are(world):
    found = room().offers(world.draft())
    assert {offer.organisation: offer.role for offer in found.rows} == {
        world.partner: "partner i Grupp 1",
        world.mentor: "mentor i Grupp 1",
        world.node: "länsnod som leder Grupp 1",
        world.lead: "programledare",
        world.evaluator: "utvärderare",
    }
    assert all(offer.ticked for offer in found.rows)


def test_outside_a_programme_nothing_is_shared(world, client):
    place = factories.organisation("Ensam")
    at = factories.occasion(factories.skr(), place)
    draft = factories.assessment(place, at, "2211221123", submit=False)
    client.force_login(draft.created_by)
    assert "Det här delas" not in client.get(address(draft)).text
    assert client.post(address(draft), {"audiences": [world.mentor.pk]}).status_code == 302
    assert not Share.objects.exists()
    assert "delas inte" in client.get(address(draft, "assessment_sharing")).text
    assert client.post(address(draft, "assessment_sharing")).status_code == 302


@pytest.mark.parametrize("how", ["closed", "left", "invited", "evaluates"])
def test_who_does_not_take_part_shares_nothing(world, how):
    one = world.parts["owner"]
    if how == "closed":
        world.programme.is_open = False
        world.programme.save()
    elif how == "evaluates":
        one.part = Part.EVALUATOR
    else:
        one.stage = {"left": Stage.LEFT, "invited": Stage.INVITED}[how]
    one.save()
    assert not room().offers(world.draft())


def test_a_unit_shares_as_the_organisation_that_takes_part(world):
    unit = factories.organisation("Nämnden", parent=world.owner)
    world.occasion.invitees.add(unit)
    draft = factories.assessment(unit, world.occasion, "2211221123", submit=False)
    assert {offer.organisation for offer in room().offers(draft).rows} == set(world.offered())
    world.parts["owner"].units.add(factories.organisation("En annan", parent=world.owner))
    assert not room().offers(draft), "only the chosen unit takes part"
    world.parts["owner"].units.add(unit)
    assert room().offers(draft)


def test_those_who_take_part_together_share_with_each_other():
    one, two, body = (factories.organisation(name) for name in ("Kalix", "Övertorneå", "Förbundet"))
    found = programme()
    participation(found, one, two, through=body)
    at = factories.occasion(factories.skr(), one)
    meeting(found, occasion=at)
    meeting(found, occasion=at, name="Samma tillfälle")
    rows = room().offers(factories.assessment(one, at, "2211221123", submit=False)).rows
    assert [(offer.organisation, offer.role) for offer in rows] == [
        (two, "deltar tillsammans med er"),
        (body, "deltar tillsammans med er"),
        (found.owner, "programledare"),
    ]


def test_the_submit_page_shares_with_those_ticked_once(client, world):
    draft = world.draft()
    client.force_login(draft.created_by)
    page = plain(client.get(address(draft)))
    assert "Mentorn – mentor i Grupp 1" in page
    assert "allmän handling" in page
    assert page.count(" checked") == 6
    sent = {"audiences": [world.mentor.pk, world.lead.pk], "depth": "words", "seen": "x"}
    for _click in range(2):
        assert client.post(address(draft), sent).status_code == 302
    assert audiences(draft) == [(world.lead.name, "programme"), ("Mentorn", "programme")]
    assert verbs() == ["shared"]
    result = client.get(address(draft, "assessment_result")).text
    assert "Mentorn" in result
    assert "Partnern" not in result


def test_nothing_ticked_shares_nothing(client, world):
    draft = world.draft()
    client.force_login(draft.created_by)
    assert client.post(address(draft)).status_code == 302
    assert not audiences()
    assert "Ingen utanför organisationen" in client.get(address(draft, "assessment_result")).text


@pytest.mark.parametrize("nonsense", ["", "x", "0", "\x00", "9" * 40])
def test_who_is_not_offered_is_not_shared_with(client, world, nonsense):
    draft = world.draft()
    client.force_login(draft.created_by)
    for chosen in (nonsense, world.stranger.pk, world.other.pk):
        answer = client.post(address(draft), {"audiences": [world.mentor.pk, chosen]})
        assert answer.status_code == 422
        assert "går inte längre att dela med" in answer.text
    draft.refresh_from_db()
    assert not draft.is_submitted
    assert not audiences()


def test_the_ticks_stay_where_something_is_left_to_do(client, world):
    draft = world.draft("221122112-")
    client.force_login(draft.created_by)
    answer = client.post(address(draft), {"audiences": [world.mentor.pk]})
    assert answer.status_code == 422
    assert not audiences()


def test_a_correction_is_shared_as_what_it_corrects(client, world):
    first = world.handed_in(world.mentor, world.lead, with_words=False)
    copy = correct(first)
    assert audiences(copy) == [], "a draft is never shared"
    submit_assessment(by=first.created_by, assessment=copy)
    rows = [(world.lead.name, "programme_values"), ("Mentorn", "programme_values")]
    assert audiences(first) == audiences(copy) == rows
    again = correct(copy, "1")
    client.force_login(first.created_by)
    assert plain(client.get(address(again))).count(" checked") == 3
    seen = room().offers(again).state
    assert client.post(address(again), {"audiences": [world.lead.pk], "seen": seen}).status_code == 302
    assert audiences() == [(world.lead.name, "programme_values")] * 3


def test_narrowing_ends_the_rows_of_all_versions_from_now_on(client, world):
    first = world.handed_in(world.mentor, world.lead)
    copy = correct(first)
    submit_assessment(by=first.created_by, assessment=copy)
    client.force_login(first.created_by)
    page = address(first, "assessment_sharing")
    seen = room().offers(copy).state
    sent = {"audiences": [world.lead.pk], "depth": "words", "seen": seen}
    assert client.post(page, sent).status_code == 302
    assert audiences(first) == audiences(copy) == [(world.lead.name, "programme")]
    assert Share.objects.exclude(ends_at=None).count() == 2, "what was shared earlier stays written"
    assert verbs() == ["shared", "narrowed"]
    assert client.post(page, sent).status_code == 302, "a second click changes nothing and is no fault"
    assert verbs() == ["shared", "narrowed"]
    again = client.post(page, sent | {"audiences": [world.mentor.pk]})
    assert again.status_code == 422
    assert "Någon annan har ändrat" in again.text
    assert audiences(first) == [(world.lead.name, "programme")]


def test_words_can_be_taken_back_and_given_again(world):
    first = world.handed_in(world.mentor)
    world.choose(first, world.mentor, with_words=False)
    assert audiences() == [("Mentorn", "programme_values")]
    world.choose(first, world.mentor, world.partner)
    assert audiences() == [("Mentorn", "programme"), ("Partnern", "programme")]


def test_who_has_left_the_group_can_still_be_unticked(world):
    first = world.handed_in(world.mentor)
    ends_yesterday(world.group.members.get(participation=world.parts["mentor"]))
    rows = {offer.organisation: offer for offer in room().offers(first).rows}
    assert rows[world.mentor].ticked
    assert rows[world.mentor].role == "delas sedan tidigare"
    world.choose(first)
    assert not audiences()
    assert world.mentor not in {offer.organisation for offer in room().offers(first).rows}


def test_only_the_coordinator_changes_who_reads(client, world):
    first = world.handed_in(world.mentor)
    page = address(first, "assessment_sharing")
    for role in set(Role) - {Role.COORDINATOR}:
        client.force_login(factories.member(world.owner, role))
        assert client.get(page).status_code == 403
        assert client.post(page).status_code == 403
    client.force_login(factories.member(world.mentor))
    assert client.get(page).status_code == 404
    draft = factories.assessment(world.partner, world.occasion, "22", submit=False)
    client.force_login(draft.created_by)
    assert client.get(address(draft, "assessment_sharing")).status_code == 302


def test_what_sharing_means_is_told(client, world):
    client.force_login(factories.member(world.mentor, Role.READER))
    page = client.get(reverse("sharing_meaning", args=[world.mentor.slug]))
    assert "tryckfrihetsförordningen" in page.text


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_it_at_once_one_is_told():
    world = joint()
    first = world.handed_in(world.mentor, world.lead)
    seen = room().offers(first).state
    errors = at_once(
        lambda: world.choose(first, world.mentor, seen=seen),
        lambda: world.choose(first, world.lead, seen=seen),
    )
    assert [type(error) for error in errors] == [ChangedAudiencesError]
    assert len(audiences()) == 1


def test_the_offers_cost_the_same_with_one_and_three_beside(world, django_assert_num_queries):
    draft = world.draft()
    with django_assert_num_queries(OFFERS):
        room().offers(draft)
    more = [participation(world.programme, factories.organisation(f"Fler {n}")) for n in range(3)]
    group(world.programme, world.parts["owner"], *more, name="Grupp 3")
    with django_assert_num_queries(OFFERS):
        assert len(room().offers(draft).rows) == 8


def test_who_is_only_in_the_spread_is_read_by_nobody(client, world):
    draft = world.draft()
    client.force_login(draft.created_by)
    sent = {"audiences": [world.lead.pk, world.mentor.pk], "depth": "spread"}
    assert client.post(address(draft), sent).status_code == 302
    assert {row.reason for row in Share.objects.of(Assessment).open()} == {"counted_only"}
    for reader in (world.lead, world.mentor):
        assert not Assessment.objects.visible_to(reader).exists()
        assert Assessment.objects.counted_for(reader).count() == 1
    assert "Räknas bara i spridningen hos" in plain(
        client.get(reverse("assessment_result", args=[world.owner.slug, draft.pk]))
    )
    wrong = client.post(
        reverse("assessment_sharing", args=[world.owner.slug, draft.pk]), sent | {"depth": "x"}
    )
    assert wrong.status_code == 422
    assert "Välj ett av alternativen." in wrong.text
