"""What a unit answers to the plan above it: by its own people or from above, seen by nobody beside it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import Event, Role
from resultchain.actions.plan_lines import line_ids
from resultchain.models import MandatoryPart, PlanArea, UnitAnswer
from tests import factories
from tests.resultchain import goal_factories as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation("Regionen")


@pytest.fixture
def unit(place):
    return factories.organisation("Vården", kind="administration", parent=place)


@pytest.fixture
def beside(place):
    return factories.organisation("Kulturen", kind="administration", parent=place)


@pytest.fixture
def plan(place):
    return made.plan(place)


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def plain(answer):
    return answer.text.replace("\xa0", " ").replace("\xad", "")


def sent(plan, *, version="", focus=None, done=(), **more):
    """What the form sends: every area, and the parts that are done with their days."""
    data = {"version": version, "note": "", "asked": line_ids(plan.areas.all(), plan.mandatory_parts.all())}
    data |= {f"area_{area.pk}": (focus or {}).get(area.name, "none") for area in plan.areas.all()}
    data |= {f"part_{part.pk}": "on" for part in plan.mandatory_parts.all() if part.name in done}
    return data | more


def said(answer):
    return dict(answer.focuses.values_list("area__name", "in_budget")), list(
        answer.parts_done.values_list("part__name", "done_on")
    )


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CONTRIBUTOR])
def test_the_units_own_people_answer_from_their_own_pages(client, place, unit, plan, role):
    client.force_login(factories.member(unit, role))
    assert plan.title in client.get(url("plans", unit)).text
    address = url("plan_answer", unit, plan.pk, unit.slug)
    assert address in client.get(url("plan", unit, plan.pk)).text
    part = plan.mandatory_parts.get()
    data = sent(
        plan,
        focus={"Rekrytering": "unknown"},
        done=[part.name],
        note="Klart",
        **{f"day_{part.pk}": "2026-02-01"},
    )
    for _click in range(2):
        assert client.post(address, data).url == url("plan", unit, plan.pk)
    answer = UnitAnswer.objects.get()
    assert said(answer) == ({"Rekrytering": "unknown"}, [(part.name, datetime.date(2026, 2, 1))])
    assert (answer.organisation, answer.note, answer.version) == (unit, "Klart", 1)
    assert Event.objects.filter(verb="resultchain.answer_saved", organisation=unit).count() == 1
    page = plain(client.get(url("plan", unit, plan.pk)))
    assert "<b>1 av 1</b> enhet har svarat." in page


def test_the_coordinator_above_answers_for_a_unit(client, place, unit, plan):
    client.force_login(factories.member(place))
    address = url("plan_answer", place, plan.pk, unit.slug)
    assert client.post(address, sent(plan, focus={"Bemötande": "yes"})).status_code == 302
    answer = UnitAnswer.objects.get()
    changed = sent(plan, version=answer.version, focus={"Rekrytering": "no"})
    assert client.post(address, changed).status_code == 302
    answer.refresh_from_db()
    assert (said(answer), answer.version) == (({"Rekrytering": "no"}, []), 2)


def test_a_unit_sees_neither_the_answer_beside_it_nor_its_name(client, place, unit, beside, plan):
    made.answer(plan, beside, focus={"Rekrytering": "yes"}, note="Bara för oss")
    client.force_login(factories.member(unit))
    page = plain(client.get(url("plan", unit, plan.pk)))
    assert "Kulturen" not in page
    assert "Bara för oss" not in page
    assert "<b>0 av 1</b> enhet har svarat." in page
    assert "Ingen enhet har svarat än." in client.get(url("plans", unit)).text
    assert client.get(url("plan_answer", unit, plan.pk, beside.slug)).status_code == 404
    assert client.get(url("plan_answer", unit, plan.pk, place.slug)).status_code == 404
    for name in ("plan_edit", "plan_remove"):
        assert client.get(url(name, unit, plan.pk)).status_code == 404
    assert "Ändra planen" not in page


def test_a_plan_of_another_organisation_is_a_missing_plan(client, unit):
    other = made.plan(factories.organisation("Annanstad"), "Hemlig")
    client.force_login(factories.member(unit))
    assert "Hemlig" not in client.get(url("plans", unit)).text
    assert client.get(url("plan", unit, other.pk)).status_code == 404
    assert client.get(url("plan_answer", unit, other.pk, unit.slug)).status_code == 404


def test_readers_read(client, unit, plan):
    client.force_login(factories.member(unit, Role.READER))
    page = client.get(url("plan", unit, plan.pk)).text
    assert "Vården" in page
    address = url("plan_answer", unit, plan.pk, unit.slug)
    assert address not in page
    assert client.get(address).status_code == 403


def test_what_is_wrong_is_said_and_nothing_is_lost(client, place, unit, plan):
    client.force_login(factories.member(unit))
    address = url("plan_answer", unit, plan.pk, unit.slug)
    part = plan.mandatory_parts.get()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    for wrong, told in (
        ({f"day_{part.pk}": "2026-01-01"}, "Kryssa i att delen är klar, eller ta bort datumet"),
        ({f"part_{part.pk}": "on", f"day_{part.pk}": tomorrow.isoformat()}, "Datumet har inte varit än"),
        ({f"part_{part.pk}": "on", f"day_{part.pk}": "i går"}, "år-månad-dag"),
        ({f"area_{plan.areas.get(number=1).pk}": "kanske"}, ""),
        ({"note": "x" * 2001}, "högst 2000 tecken"),
    ):
        answer = client.post(address, sent(plan, focus={"Bemötande": "no"}, **{"note": "Våra ord", **wrong}))
        assert answer.status_code == 422
        assert told in plain(answer)
        assert '<option value="no" selected>' in answer.text
    assert not UnitAnswer.objects.exists()


def test_two_people_at_once_both_learn_of_it(client, place, unit, plan):
    client.force_login(factories.member(unit, name="Kim Prov"))
    address = url("plan_answer", unit, plan.pk, unit.slug)
    assert client.post(address, sent(plan, focus={"Rekrytering": "yes"})).status_code == 302
    late = client.post(address, sent(plan, focus={"Rekrytering": "no"}))
    assert late.status_code == 422
    assert "Kim Prov sparade" in plain(late)
    assert "Fokuserar på: Rekrytering (i detaljbudgeten: ja). Ingen obligatorisk del klar." in plain(late)
    assert said(UnitAnswer.objects.get()) == ({"Rekrytering": "yes"}, [])
    assert client.post(address, sent(plan, version=1, focus={"Rekrytering": "no"})).status_code == 302


def test_an_answer_to_a_plan_that_has_changed_meanwhile_is_kept_and_asked_again(client, unit, plan):
    client.force_login(factories.member(unit))
    address = url("plan_answer", unit, plan.pk, unit.slug)
    old = sent(plan, focus={"Rekrytering": "yes"}, note="Våra ord")
    PlanArea.objects.create(plan=plan, number=3, name="Nytt område")
    MandatoryPart.objects.create(plan=plan, number=2, name="Ny del")
    again = client.post(address, old)
    assert again.status_code == 422
    for words in ("Planen har ändrats sedan du öppnade sidan", "Nytt område", "Ny del", "Våra ord"):
        assert words in plain(again)
    assert '<option value="yes" selected>' in again.text
    assert not UnitAnswer.objects.exists()
    new = sent(plan, focus={"Rekrytering": "yes"}, asked=again.context["form"].data["asked"])
    assert client.post(address, new).status_code == 302
