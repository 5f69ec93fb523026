"""The result page: what holds, what it replaced and why, what was decided, and the units beside the whole."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from checklists.decided import owner_titles
from checklists.models import Assessment, StepReview
from organisations.models import Kind, Membership, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def coordinator(place):
    return factories.member(place, name="Alva Ansvarig")


@pytest.fixture
def reader(client, place):
    person = factories.member(place, Role.READER)
    client.force_login(person)
    return person


def day(number):
    return factories.DAY + datetime.timedelta(days=number)


def url(place, assessment):
    return reverse("assessment_result", args=[place.slug, assessment.pk])


def corrected(old, reason="Siffran var fel", digit=3):
    new = Assessment.objects.create(
        organisation=old.organisation,
        occasion=old.occasion,
        version=old.version + 1,
        corrects=old,
        correction_reason=reason,
    )
    for rating in old.ratings.all():
        rating.pk, rating.assessment, rating.value = None, new, digit
        rating.save()
    new.submitted_at = timezone.now()
    new.save()
    return new


def test_a_replaced_version_says_so_and_leads_to_the_one_that_holds(client, place, coordinator, reader):
    at = factories.occasion(factories.skr(), place)
    old = factories.assessment(place, at, "1111111111", by=coordinator)
    assert "som ersattes" not in client.get(url(place, old)).text
    new = corrected(old)
    page = client.get(url(place, old)).text
    assert "Det här är version 1, som ersattes" in page
    assert f'href="{url(place, new)}">Läs version 2, som gäller' in page
    page = client.get(url(place, new)).text
    assert "som ersattes" not in page
    assert "version 2.</b> Varför:" in page
    assert "<p>Siffran var fel</p>" in page
    assert f'href="{url(place, old)}">Läs versionen före' in page


def test_a_report_is_ordered_only_from_what_holds(client, place, coordinator):
    client.force_login(coordinator)
    old = factories.assessment(
        place, factories.occasion(factories.skr(), place), "1111111111", by=coordinator
    )
    new = corrected(old)
    assert "Skapa lägesrapport" not in client.get(url(place, old)).text
    assert "Skapa lägesrapport" in client.get(url(place, new)).text


def test_an_imported_one_says_so(client, place, coordinator, reader):
    at = factories.occasion(factories.skr(), place)
    made = factories.assessment(place, at, "1111111111", by=coordinator, submit=False)
    made.imported, made.submitted_at = True, timezone.now()
    made.save()
    assert "Inläst från fil" in client.get(url(place, made)).text


def test_what_was_decided_and_what_became_of_it_before(client, place, coordinator, reader):
    instrument = factories.skr()
    first = factories.occasion(instrument, place, name="Första")
    second = factories.occasion(instrument, place, name="Andra", date=day(9))
    factories.assessment(place, first, "1111111111", by=coordinator)
    done = factories.next_step(place, first, owner=coordinator, number=2, text="Ta fram mallen")
    new = factories.assessment(place, second, "1111111111", by=coordinator, submit=False)
    StepReview.objects.create(assessment=new, step=done, state="done", note="Mallen antogs i maj")
    planned = factories.next_step(place, second, owner=coordinator, number=5, text="Ändra budgetanvisningen")
    page = client.get(url(place, Assessment.objects.get(occasion=first))).text.replace("\u00ad", "")
    assert "Ta fram mallen" in page
    assert "Mallen antogs i maj" not in page
    assert "Ändra budgetanvisningen" not in page
    new.submitted_at = timezone.now()
    new.save()
    page = client.get(url(place, new)).text.replace("\u00ad", "")
    steps, reviews = page.index('id="nasta-steg"'), page.index('id="tidigare-steg"')
    assert steps < page.index(planned.text) < reviews < page.index("Ta fram mallen")
    assert "Moment 5. Alva Ansvarig, senast" in page
    assert "Moment 2, beslutat vid Första. <b>Klart.</b>" in page
    assert "Mallen antogs i maj" in page


def test_units_stand_beside_the_whole(client, place, coordinator, reader):
    whole = factories.occasion(factories.skr(), place)
    board = factories.occasion(factories.invented(), place)
    unit = factories.organisation("Byggnadsnämnden", kind=Kind.BOARD, parent=place)
    made = factories.assessment(place, whole, "1111111111", by=coordinator)
    assert "Enheterna bredvid helheten" not in client.get(url(place, made)).text
    factories.assessment(unit, board, "2222nnnn2222")
    page = client.get(url(place, made)).text
    assert "Enheterna bredvid helheten" in page
    assert "Byggnadsnämnden" in page


def test_the_page_leads_to_all_occasions(client, place, coordinator, reader):
    made = factories.assessment(
        place, factories.occasion(factories.skr(), place), "1111111111", by=coordinator
    )
    address = f"{reverse('movement', args=[place.slug])}?checklista=skr-jamstalldhetsintegrering"
    assert address in client.get(url(place, made)).text


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_with_one_and_three_of_everything(
    client, place, coordinator, reader, rows, django_assert_num_queries
):
    instrument, board = factories.skr(), factories.invented()
    for number in range(rows):
        at = factories.occasion(instrument, place, name=f"Träff {number}", date=day(number))
        factories.assessment(place, at, "1111111111", by=coordinator)
    last = factories.occasion(instrument, place, name="Sist", date=day(90))
    twin = factories.occasion(board, place, name="Sist", date=day(90))
    made = factories.assessment(place, last, "1111111111", by=coordinator, submit=False)
    for number in range(rows):
        unit = factories.organisation(f"Nämnd {number}", kind=Kind.BOARD, parent=place)
        factories.assessment(unit, twin, "2222nnnn2222")
        factories.next_step(place, last, owner=coordinator)
        step = factories.next_step(place, at, owner=coordinator)
        StepReview.objects.create(assessment=made, step=step, state="done")
    made.submitted_at = timezone.now()
    made.save()
    with django_assert_num_queries(22):
        client.get(url(place, made))


def test_owners_are_told_by_function_or_role(place, coordinator):
    politician = factories.member(place, Role.PARTICIPANT, name="Pia")
    Membership.objects.filter(user=politician).update(function=factories.functions()[0])
    gone = factories.user("Gun Borta")
    at = factories.occasion(factories.skr(), place)
    steps = [factories.next_step(place, at, owner=owner) for owner in (coordinator, politician, gone)]
    assert owner_titles(place, steps) == {
        coordinator.pk: "samordnare",
        politician.pk: "politiker",
        gone.pk: "utan roll här i dag",
    }


def test_a_changed_circle_is_told_against_the_occasion_before(client, place, coordinator, reader):
    for number, people in enumerate((3, 9, 5)):
        at = factories.occasion(factories.skr(), place, name=f"Träff {number}", date=day(number))
        made = factories.assessment(place, at, "1111111111", by=coordinator, people=people)
    assert "Färre deltog i skattningen än förra gången" in client.get(url(place, made)).text
