"""An organisation lets who leads count how its functions differ: chosen, of enough people, and taken back later."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from checklists.actions.assessments import submit_assessment
from checklists.actions.corrections import start_correction
from checklists.models import FunctionsApart, ItemApart, OwnRating
from organisations.audiences import Choice, Depth, room
from organisations.models import Event, Share
from tests.checklists.own_people import rated_alone, six_and_six
from tests.programmes.pages import plain, verbs
from tests.programmes.sharing_world import joint

pytestmark = pytest.mark.django_db

TICK = "Låt den som leder satsningen räkna med hur politiker och nyckelpersoner skiljer sig"


@pytest.fixture
def world():
    return joint()


def address(assessment, name="assessment_submit"):
    return reverse(name, args=[assessment.organisation.slug, assessment.pk])


def told(world):
    return {
        place.name
        for place in (world.partner, world.mentor, world.lead, world.node, world.evaluator, world.other)
        if FunctionsApart.objects.visible_to(place).exists()
    }


def handed_in(world, *audiences, depth=Depth.VALUES, apart=True):
    draft = world.draft()
    choice = Choice(frozenset(place.pk for place in audiences), depth, apart=apart)
    return submit_assessment(by=draft.created_by, assessment=draft, shared=choice)


def test_it_is_offered_unticked_where_enough_rated_and_says_what_is_told(client, world):
    six_and_six(world.owner, world.occasion)
    draft = world.draft(comment="Därför")
    client.force_login(draft.created_by)
    page = plain(client.get(address(draft)))
    assert TICK in page
    assert "när minst sex av vardera har skattat momentet" in page
    assert page.count(" checked") == 6, "five readers and how much: this one is not chosen from the start"
    sent = {"audiences": [world.lead.pk, world.mentor.pk], "depth": "values"}
    assert client.post(address(draft), sent | {"apart": "on"}).status_code == 302
    assert told(world) == {world.lead.name}, "not the mentor, who reads the values"
    assert verbs() == ["shared", "functions_told"]
    result = plain(client.get(address(draft, "assessment_result")))
    assert "Räknar med hur politiker och nyckelpersoner skiljer sig" in result


@pytest.mark.parametrize(
    "people",
    [
        {},
        {"politiker": ["1" * 10] * 5, "nyckelperson": ["2" * 10] * 12},
        {"politiker": ["1" * 10] * 6, "chef": ["2" * 10] * 6},
        {"politiker": ["1" * 10] * 7, "nyckelperson": ["-" * 10] * 7},
        {"politiker": ["1" * 10] * 6, "nyckelperson": ["2" * 10] * 6, "chef": ["3" * 10]},
    ],
)
def test_too_few_people_are_not_offered_and_a_tick_all_the_same_tells_nothing(client, world, people):
    rated_alone(world.owner, world.occasion, **people)
    draft = world.draft()
    client.force_login(draft.created_by)
    assert TICK not in plain(client.get(address(draft)))
    sent = {"audiences": [world.lead.pk], "depth": "values", "apart": "on"}
    assert client.post(address(draft), sent).status_code == 302
    assert not FunctionsApart.objects.exists()


def test_only_items_with_enough_of_both_are_released(world):
    six_and_six(world.owner, world.occasion, politicians="1-" + "1" * 8, key_persons="22" + "2" * 8)
    rated_alone(world.owner, world.occasion, politiker=["33" + "3" * 8])
    handed_in(world, world.lead)
    rows = ItemApart.objects.order_by("item__number").values_list(
        "item__number", "politicians_points", "politicians_people", "key_persons_points", "key_persons_people"
    )
    assert rows[0] == (1, 9, 7, 12, 6)
    assert [row[0] for row in rows] == [1, *range(3, 11)]


@pytest.mark.parametrize(
    ("audiences", "depth"), [(["mentor"], "values"), (["lead"], "spread"), ([], "values")]
)
def test_it_needs_that_who_leads_reads_the_values(client, world, audiences, depth):
    six_and_six(world.owner, world.occasion)
    draft = world.draft()
    client.force_login(draft.created_by)
    chosen = [getattr(world, name).pk for name in audiences]
    answer = client.post(address(draft), {"audiences": chosen, "depth": depth, "apart": "on"})
    assert answer.status_code == 422
    assert "behöver få läsa siffrorna" in answer.text
    assert not Share.objects.exists()


def test_it_is_taken_back_by_its_tick_and_with_the_readers(client, world):
    six_and_six(world.owner, world.occasion)
    made = handed_in(world, world.lead, world.mentor)
    client.force_login(made.created_by)
    page = address(made, "assessment_sharing")
    sent = {"audiences": [world.lead.pk, world.mentor.pk], "depth": "values"}
    seen = room().offers(made).state
    assert plain(client.get(page)).count(" checked") == 4
    assert client.post(page, sent | {"seen": seen}).status_code == 302
    assert told(world) == set()
    again = client.post(page, sent | {"seen": seen, "apart": "on"})
    assert again.status_code == 422, "somebody else has taken it back meanwhile"
    sent["seen"] = room().offers(made).state
    assert client.post(page, sent | {"apart": "on"}).status_code == 302
    assert told(world) == {world.lead.name}
    assert FunctionsApart.objects.count() == 1, "what is released is worked out once"
    world.choose(made, world.mentor, with_words=False)
    assert told(world) == set(), "who no longer reads the values is not told either"
    assert verbs()[-2:] == ["narrowed", "functions_untold"]


def test_a_correction_leaves_it_as_it_is(world):
    six_and_six(world.owner, world.occasion)
    made = handed_in(world, world.lead)
    copy, _new = start_correction(by=made.created_by, assessment=made, reason="Fel siffra")
    copy.ratings.filter(item__number=1).update(value=3)
    offered = room().offers(copy)
    assert offered.apart
    assert offered.apart.ticked
    submit_assessment(by=made.created_by, assessment=copy)
    assert told(world) == {world.lead.name}


def test_the_log_holds_ids_and_codes_and_nothing_that_was_rated(world):
    six_and_six(world.owner, world.occasion)
    handed_in(world, world.lead)
    (event,) = Event.objects.filter(verb="programmes.functions_told")
    assert event.object_type == "checklists.functionsapart"
    assert "points" not in str(event.data)


def test_the_database_refuses_few_people_and_changes(world):
    six_and_six(world.owner, world.occasion)
    handed_in(world, world.lead)
    row = ItemApart.objects.all()[0]
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        ItemApart.objects.filter(pk=row.pk).update(politicians_points=0)
    item = row.item
    row.delete()
    few = {"politicians_points": 5, "politicians_people": 4, "key_persons_points": 9, "key_persons_people": 9}
    with pytest.raises(IntegrityError, match="enough_people"), transaction.atomic():
        ItemApart.objects.create(apart=FunctionsApart.objects.get(), item=item, **few)


def test_what_is_released_stays_when_a_person_goes(world):
    six_and_six(world.owner, world.occasion)
    made = handed_in(world, world.lead)
    before = list(ItemApart.objects.order_by("pk").values())
    OwnRating.objects.filter(own__organisation=world.owner, item__number=1)[0].delete()
    world.choose(made, world.lead, with_words=False)
    choice = Choice(frozenset({world.lead.pk}), Depth.VALUES, apart=True)
    room().choose(by=made.created_by, shared=made, choice=choice)
    assert list(ItemApart.objects.order_by("pk").values()) == before
