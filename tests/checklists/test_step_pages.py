"""Next steps on their pages: decided in a draft, seen by others when it is handed in, answered by whoever owns them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from checklists.actions.assessments import submit_assessment
from checklists.models import NextStep, StepReview
from organisations.models import Event, Membership, Role
from tests import factories

pytestmark = pytest.mark.django_db

SOON = factories.today() + datetime.timedelta(days=30)


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place, name="Kim Prov")
    client.force_login(person)
    return person


@pytest.fixture
def owner(place):
    return factories.member(place, Role.READER, name="Lo Ansvarig")


@pytest.fixture
def at(place):
    return factories.occasion(factories.skr(), place, name="Inför träff 1")


@pytest.fixture
def draft(place, at, coordinator):
    return factories.assessment(place, at, "2" * 10, by=coordinator, submit=False)


@pytest.fixture
def decided(place, at, coordinator, owner):
    factories.assessment(place, at, "2" * 10, by=coordinator)
    return factories.next_step(place, at, owner=owner, text="Ta fram en mall")


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def verbs():
    return list(
        Event.objects.filter(verb__startswith="checklists.step").order_by("pk").values_list("verb", flat=True)
    )


def as_sent(step, **changed):
    sent = {"text": step.text, "owner": step.owner_id, "due": step.due.isoformat()}
    return sent | {"seen": step.changed_at.isoformat()} | changed


def test_a_step_is_added_to_an_item_and_a_double_click_adds_one(client, place, draft, owner):
    address = url("step_new", place, draft.pk, 3)
    assert "Cheferna" in client.get(address).text or "cheferna" in client.get(address).text
    sent = {"text": "Ta fram\r\nen mall", "owner": owner.pk, "due": SOON.isoformat()}
    for _click in range(2):
        answer = client.post(address, sent)
        assert answer.url == url("assessment", place, draft.pk) + "#moment-3"
    step = NextStep.objects.get()
    assert (step.text, step.owner, step.due, step.item.number) == ("Ta fram en mall", owner, SOON, 3)
    assert (step.organisation, step.occasion, step.state) == (place, draft.occasion, "ongoing")
    assert verbs() == ["checklists.step_created"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": " "}, "fyllas i"),
        ({"text": "x" * 501}, "högst 500 tecken"),
        ({"owner": "999999"}, ""),
        ({"owner": ""}, "fyllas i"),
        ({"due": "i morgon"}, ""),
        ({"due": "2020-01-01"}, "Datumet har redan varit"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, place, draft, owner, wrong, told):
    sent = {"text": "Min <b>text</b>", "owner": owner.pk, "due": SOON.isoformat()} | wrong
    answer = client.post(url("step_new", place, draft.pk, 1), sent)
    assert answer.status_code == 422
    assert told in answer.text.replace("\xa0", " ")
    if "text" not in wrong:
        assert "Min &lt;b&gt;text&lt;/b&gt;" in answer.text
    assert not NextStep.objects.exists()


def test_an_owner_works_here_or_coordinates_from_above(client, place, coordinator):
    board = factories.organisation("Nämnden", kind="board", parent=place)
    at = factories.occasion(factories.invented(), place)
    made = factories.assessment(board, at, "2" * 12, by=coordinator, submit=False)
    here = factories.member(board, Role.PARTICIPANT, name="Bo Nämnd")
    factories.member(place, Role.READER, name="Lo Läsare")
    factories.member(factories.organisation("Annanstad"), name="Ute Främling")
    left = factories.member(board, name="Di Slutat")
    Membership.objects.filter(user=left).update(valid_to=factories.DAY)
    page = client.get(url("step_new", board, made.pk, 1)).text
    assert "Bo Nämnd" in page
    assert "Kim Prov (" in page
    for name in ("Lo Läsare", "Ute Främling", "Di Slutat"):
        assert name not in page
    stranger = {"text": "x", "owner": left.pk, "due": SOON.isoformat()}
    assert client.post(url("step_new", board, made.pk, 1), stranger).status_code == 422
    assert here.next_steps.count() == 0


def test_nothing_is_added_when_it_is_handed_in(client, place, draft, owner, coordinator):
    submit_assessment(by=coordinator, assessment=draft)
    answer = client.post(
        url("step_new", place, draft.pk, 1), {"text": "x", "owner": owner.pk, "due": SOON.isoformat()}
    )
    assert answer.url == url("assessment_result", place, draft.pk)
    assert not NextStep.objects.exists()
    assert client.get(url("step_new", place, draft.pk, 99)).status_code == 404


def test_a_step_of_a_draft_is_changed_or_taken_away(client, place, draft, owner):
    step = factories.next_step(place, draft.occasion, owner=owner)
    answer = client.post(url("step_edit", place, step.pk), as_sent(step, text="Något annat"))
    assert answer.url == url("assessment", place, draft.pk) + "#moment-1"
    step.refresh_from_db()
    assert step.text == "Något annat"
    assert client.post(url("step_remove", place, step.pk)).status_code == 302
    assert not NextStep.objects.exists()
    assert verbs() == ["checklists.step_changed", "checklists.step_removed"]
    assert Event.objects.get(verb="checklists.step_changed").data == {"fields": ["text"]}


def test_a_decided_step_is_not_taken_away_but_can_be_changed(client, place, decided, coordinator):
    NextStep.objects.update(due=datetime.date(2020, 5, 1))
    decided.refresh_from_db()
    client.post(url("step_remove", place, decided.pk))
    assert NextStep.objects.exists()
    answer = client.post(url("step_edit", place, decided.pk), as_sent(decided, owner=coordinator.pk))
    assert answer.url == url("steps", place)
    decided.refresh_from_db()
    assert decided.owner == coordinator


def test_the_owner_answers_and_a_dropped_step_needs_a_word(client, place, decided, owner):
    client.force_login(owner)
    address = url("step_answer", place, decided.pk)
    assert "Ta fram en mall" in client.get(address).text
    seen = {"seen": decided.changed_at.isoformat()}
    for wrong in ({"state": ""}, {"state": "vet ej"}, {"state": "dropped", "note": " "}):
        assert client.post(address, seen | wrong).status_code == 422
    assert client.post(address, seen | {"state": "done", "note": "x" * 501}).status_code == 422
    answer = client.post(address, seen | {"state": "dropped", "note": "Ingen tid i år"})
    assert answer.url == url("steps", place)
    client.post(address, seen | {"state": "dropped", "note": "Ingen tid i år"})  # a double click
    decided.refresh_from_db()
    assert (decided.state, decided.state_note, decided.changed_by) == ("dropped", "Ingen tid i år", owner)
    assert verbs() == ["checklists.step_answered"]
    assert Event.objects.get(verb="checklists.step_answered").data == {"state": "dropped"}


def test_of_two_answers_the_later_one_is_told_of_the_first(client, place, decided, owner, coordinator):
    address = url("step_answer", place, decided.pk)
    old = {"seen": decided.changed_at.isoformat()}
    client.post(address, old | {"state": "done", "note": "Beslutat i nämnden"})
    client.force_login(owner)
    answer = client.post(address, old | {"state": "ongoing", "note": "Min egen text"})
    assert answer.status_code == 422
    assert "Kim Prov har ändrat steget" in answer.text
    assert "Beslutat i nämnden" in answer.text
    assert "Min egen text" in answer.text
    decided.refresh_from_db()
    assert decided.state == "done"
    assert decided.changed_at.isoformat() in answer.text
    client.post(
        address, {"state": "ongoing", "note": "Min egen text", "seen": decided.changed_at.isoformat()}
    )
    decided.refresh_from_db()
    assert (decided.state, decided.state_note) == ("ongoing", "Min egen text")
    edit = client.force_login(coordinator) or client.post(
        url("step_edit", place, decided.pk), as_sent(decided, text="Ny text", seen="strunt")
    )
    assert edit.status_code == 422
    assert "Ny text" in edit.text


def test_what_was_written_last_stands_there_but_not_in_the_box(client, place, decided, owner):
    NextStep.objects.update(state_note="Väntar på nämnden")
    client.force_login(owner)
    text = client.get(url("step_answer", place, decided.pk)).text
    assert text.count("Väntar på nämnden") == 1
    assert " checked" not in text
    NextStep.objects.update(state="dropped")
    text = client.get(url("step_answer", place, decided.pk)).text
    assert text.count(" checked") == 1
    assert "Väntar på nämnden</textarea>" in text


def test_only_the_owner_and_coordinators_answer(client, place, decided):
    for role in Role:
        client.force_login(factories.member(place, role))
        expected = 200 if role == Role.COORDINATOR else 404
        assert client.get(url("step_answer", place, decided.pk)).status_code == expected
        assert client.get(url("steps", place)).status_code == 200
    client.force_login(factories.member(factories.organisation("Annanstad")))
    for name in ("step_answer", "step_edit", "step_remove"):
        assert client.post(url(name, place, decided.pk)).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_a_step_of_a_draft_is_the_coordinators(client, place, draft, role):
    person = factories.member(place, role)
    step = factories.next_step(place, draft.occasion, owner=person, text="HEMLIGT STEG")
    assert "HEMLIGT STEG" in client.get(url("steps", place)).text
    assert "Gäller när skattningen lämnas in." in client.get(url("steps", place)).text
    client.force_login(person)
    for address in (
        url("steps", place),
        url("steps", place) + "?mina=1",
        reverse("start"),
        url("checklists", place),
    ):
        assert "HEMLIGT STEG" not in client.get(address).text
    assert client.get(url("step_answer", place, step.pk)).status_code == 404
    assert client.get(url("step_edit", place, step.pk)).status_code == 403


def test_the_list_has_what_goes_on_first_and_says_what_is_late(
    client, place, at, coordinator, owner, decided
):
    late = factories.next_step(
        place, at, owner=owner, text="Sen", due=factories.today() - datetime.timedelta(days=3)
    )
    factories.next_step(place, at, owner=coordinator, text="Färdig", state="done", state_note="Gick bra")
    text = client.get(url("steps", place)).text
    assert "Två steg pågår" in text
    assert text.index(">Sen<") < text.index("Ta fram en mall") < text.index("Färdig")
    assert "Försenat, skulle vara klart" in text
    assert "Gick bra" in text
    mine = client.get(url("steps", place) + "?mina=1").text
    assert "Färdig" in mine
    assert ">Sen<" not in mine
    assert late.owner == owner


def test_an_owner_who_has_left_is_told_to_the_coordinator(client, place, decided, owner):
    assert "inte längre någon roll här" not in client.get(url("steps", place)).text
    Membership.objects.filter(user=owner).update(valid_to=factories.DAY)
    assert "Den ansvariga har inte längre någon roll här." in client.get(url("steps", place)).text
    client.force_login(factories.member(place, Role.READER))
    assert "inte längre någon roll här" not in client.get(url("steps", place)).text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_three_steps(
    client, place, at, coordinator, rows, django_assert_num_queries
):
    factories.assessment(place, at, "2" * 10, by=coordinator)
    for _row in range(rows):
        factories.next_step(place, at, owner=factories.member(place, Role.READER))
        factories.next_step(place, at, owner=coordinator, state="done")
    with django_assert_num_queries(9):
        client.get(url("steps", place))


@pytest.fixture
def later(place, at, coordinator, decided):
    """The draft of the next occasion."""
    second = factories.occasion(at.instrument, place, name="Inför träff 2", date=factories.today())
    return factories.assessment(place, second, "2" * 10, by=coordinator, submit=False)


def test_the_group_says_what_became_of_the_steps(client, place, decided, later, owner):
    address = url("steps_review", place, later.pk)
    page = client.get(address).text
    assert "Ta fram en mall" in page
    assert " checked" not in page
    assert client.post(address, {}).status_code == 302
    assert not StepReview.objects.exists()
    name = f"s{decided.pk}"
    for wrong in ({name: "dropped"}, {name: "x"}, {f"{name}-anteckning": "Utan svar"}):
        answer = client.post(address, wrong)
        assert answer.status_code == 422
        assert "Ta fram en mall" in answer.text
    answer = client.post(address, {name: "dropped", f"{name}-anteckning": "Ingen budget"})
    assert answer.url == url("assessment", place, later.pk)
    review = StepReview.objects.get()
    assert (review.assessment, review.state, review.note) == (later, "dropped", "Ingen budget")
    decided.refresh_from_db()
    assert decided.state == "ongoing"  # until the draft is handed in
    assert Event.objects.get(verb="checklists.steps_reviewed").data == {"steps": [decided.pk]}


def test_what_the_owner_answered_is_chosen_and_waits_for_a_yes(client, place, decided, later, owner):
    client.force_login(owner)
    seen = {"seen": decided.changed_at.isoformat()}
    client.post(url("step_answer", place, decided.pk), seen | {"state": "done", "note": "Mallen finns"})
    client.force_login(later.created_by)
    page = client.get(url("steps_review", place, later.pk)).text
    assert "Lo Ansvarig svarade" in page
    assert page.count(" checked") == 1
    name = f"s{decided.pk}"
    same = {name: "done", f"{name}-anteckning": "Mallen finns"}
    client.post(url("steps_review", place, later.pk), same | {f"initial-{key}": v for key, v in same.items()})
    assert StepReview.objects.get().note == "Mallen finns"


def test_an_answer_after_the_review_asks_the_group_again(client, place, decided, later, owner):
    StepReview.objects.create(assessment=later, step=decided, state="ongoing")
    client.force_login(owner)
    seen = {"seen": decided.changed_at.isoformat()}
    client.post(url("step_answer", place, decided.pk), seen | {"state": "done", "note": ""})
    assert not StepReview.objects.exists()


def test_an_old_review_page_changes_only_what_was_changed_there(client, place, at, decided, later, owner):
    other = factories.next_step(place, at, owner=owner, text="Ett till")
    StepReview.objects.create(assessment=later, step=decided, state="done", note="Nytt")
    a, b = f"s{decided.pk}", f"s{other.pk}"
    old = {a: "ongoing", f"initial-{a}": "ongoing", f"{a}-anteckning": "", f"initial-{a}-anteckning": ""}
    client.post(url("steps_review", place, later.pk), old | {b: "ongoing"})
    said = dict(StepReview.objects.values_list("step__text", "state"))
    assert said == {"Ta fram en mall": "done", "Ett till": "ongoing"}


def test_what_is_handed_in_is_not_reviewed_again(client, place, decided, later, coordinator):
    name = f"s{decided.pk}"
    client.post(url("steps_review", place, later.pk), {name: "done"})
    submit_assessment(by=coordinator, assessment=later)
    answer = client.post(url("steps_review", place, later.pk), {name: "ongoing"})
    assert answer.url == url("assessment_result", place, later.pk)
    assert StepReview.objects.get().state == "done"


def test_whose_role_has_ended_answers_no_more(client, place, decided, owner):
    Membership.objects.filter(user=owner).update(valid_to=timezone.localdate(), ended_at=timezone.now())
    client.force_login(owner)
    assert client.get(url("step_answer", place, decided.pk)).status_code == 404
