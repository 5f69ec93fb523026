"""What participants answer about a meeting: each for itself, read by those it is for, and kept as long as promised."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from organisations.models import Role
from programmes import tasks
from programmes.models import AccessNeed, Attendance, HomeWork, Stage
from programmes.needs import told_by
from tests import factories
from tests.programmes.factories import group, meeting, participation, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    return programme()


@pytest.fixture
def mine():
    return factories.organisation("Mitt")


@pytest.fixture
def taking_part(found, mine):
    return participation(found, mine)


def url(name, place, held, participant=None):
    address = reverse(name, args=[place.slug, held.programme_id, held.pk])
    return f"{address}?deltagare={participant.pk}" if participant else address


def of(place, role=Role.COORDINATOR):
    return factories.member(place, role)


def test_a_participant_tells_who_came_zero_too(client, found, mine, taking_part):
    politician, manager, _key = factories.functions()
    held = meeting(found, days=-1)
    client.force_login(of(mine, Role.PARTICIPANT))
    typed = {f"f{politician.pk}": "2", f"f{manager.pk}": "0", "seen": ""}
    assert client.post(url("meeting_attendance", mine, held), typed).status_code == 302
    assert dict(Attendance.objects.values_list("function", "number")) == {politician.pk: 2, manager.pk: 0}
    page = client.get(url("meeting", mine, held)).text
    assert "2 personer" in page
    client.post(
        url("meeting_attendance", mine, held),
        {f"f{politician.pk}": "3", "seen": f"{politician.pk}:2,{manager.pk}:0"},
    )
    assert dict(Attendance.objects.values_list("function", "number")) == {politician.pk: 3}


def test_two_at_once_see_what_the_other_saved(client, found, mine, taking_part):
    politician = factories.functions()[0]
    held = meeting(found)
    Attendance.objects.create(meeting=held, participation=taking_part, function=politician, number=5)
    client.force_login(of(mine))
    answer = client.post(
        url("meeting_attendance", mine, held), {f"f{politician.pk}": "2", "seen": "nonsens,²:1"}
    )
    assert answer.status_code == 422
    assert "Nu står det: Politiker 5." in answer.text
    assert f'value="{politician.pk}:5"' in answer.text
    assert Attendance.objects.get().number == 5


@pytest.mark.parametrize("typed", ["-1", "1000", "två", "1,5"])
def test_numbers_that_cannot_be(client, found, mine, taking_part, typed):
    politician = factories.functions()[0]
    client.force_login(of(mine))
    answer = client.post(url("meeting_attendance", mine, meeting(found)), {f"f{politician.pk}": typed})
    assert answer.status_code == 422
    assert not Attendance.objects.exists()


def test_the_lead_tells_for_all_and_a_participant_for_none_but_itself(client, found, mine, taking_part):
    politician = factories.functions()[0]
    other = participation(found, factories.organisation("Andra"))
    held = meeting(found)
    client.force_login(of(found.owner, Role.PROGRAMME_LEAD))
    page = client.get(url("meeting_attendance", found.owner, held)).text
    assert "Mitt" in page
    assert "Andra" in page
    address = url("meeting_attendance", found.owner, held, other)
    assert client.post(address, {f"f{politician.pk}": "1"}).status_code == 302
    assert Attendance.objects.get().participation == other
    client.force_login(of(mine))
    assert client.get(url("meeting_attendance", mine, held, other)).status_code == 404
    assert client.get(f"{url('meeting_attendance', mine, held)}?deltagare=x").status_code == 404
    client.force_login(of(mine, Role.READER))
    assert client.get(url("meeting_attendance", mine, held)).status_code == 403


def test_who_is_invited_only_answers_nothing(client, found, mine):
    participation(found, mine, stage=Stage.INVITED)
    held = meeting(found, home_work="Uppgiften")
    client.force_login(of(mine))
    for name in ("meeting_attendance", "meeting_needs", "home_work"):
        assert client.get(url(name, mine, held)).status_code == 403, name
        assert client.post(url(name, mine, held), {"text": "x"}).status_code == 403, name


def test_only_the_lead_reads_a_need_and_it_names_nobody(client, found, mine, taking_part):
    held = meeting(found)
    asks = of(mine)
    client.force_login(asks)
    for _click in range(2):
        answer = client.post(url("meeting_needs", mine, held), {"text": "Hörslinga"})
        assert answer.status_code == 302
    assert AccessNeed.objects.count() == 1
    assert "Hörslinga" not in client.get(url("meeting", mine, held)).text
    client.force_login(of(mine))
    assert "Hörslinga" not in client.get(url("meeting_needs", mine, held)).text
    client.force_login(of(found.owner))
    page = client.get(url("meeting_needs", found.owner, held)).text
    assert "Hörslinga" in page
    assert "Mitt" not in page
    assert client.post(url("meeting_needs", found.owner, held), {"text": "Nej"}).status_code == 403


def test_whoever_told_a_need_takes_it_back_and_nobody_else_does(client, found, mine, taking_part):
    held = meeting(found)
    address = url("meeting_needs", mine, held)
    people = [of(mine), of(mine)]
    for person in people:
        client.force_login(person)
        client.post(address, {"text": "Tolk"})
    first, second = AccessNeed.objects.order_by("pk")
    assert [told_by(person, [first, second]) for person in people] == [[first], [second]]
    assert "Ta tillbaka" in client.get(address).text
    for chosen in (first.pk, 0, "x"):
        page = client.post(address, {"withdraw": chosen}, follow=True)
        assert "Behovet finns inte kvar." in page.text
    assert AccessNeed.objects.count() == 2
    for told in ("Behovet är borttaget", "Behovet finns inte kvar."):
        assert told in client.post(address, {"withdraw": second.pk}, follow=True).text
    assert AccessNeed.objects.get() == first
    client.force_login(of(found.owner))
    assert client.post(url("meeting_needs", found.owner, held), {"withdraw": first.pk}).status_code == 403


def test_needs_go_when_the_meeting_is_over(client, found, mine, taking_part):
    over, coming = meeting(found, days=-1), meeting(found, days=1)
    for held in (over, coming):
        AccessNeed.objects.create(meeting=held, participation=taking_part, text="Tolk")
    client.force_login(of(found.owner))
    assert "Tolk" not in client.get(url("meeting_needs", found.owner, over)).text
    tasks.forget_needs()
    assert AccessNeed.objects.get().meeting == coming
    assert tasks.forget_needs.name in {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    client.force_login(of(mine))
    answer = client.post(url("meeting_needs", mine, over), {"text": "Tolk"})
    assert answer.status_code == 422
    assert "Träffen är över" in answer.text


@pytest.mark.parametrize("text", ["", "a" * 501])
def test_a_need_that_says_nothing_or_too_much(client, found, mine, taking_part, text):
    client.force_login(of(mine))
    assert client.post(url("meeting_needs", mine, meeting(found)), {"text": text}).status_code == 422
    assert not AccessNeed.objects.exists()


def test_a_draft_is_ones_own_until_it_is_handed_in(client, found, mine, taking_part):
    other = factories.organisation("Andra")
    participation(found, other)
    held = meeting(found, home_work="Pröva något")
    typed = {"method": "pdsa", "plan": "Planen", "do": "Gjort", "study": "", "act": "", "version": ""}
    client.force_login(of(mine))
    assert client.post(url("home_work", mine, held), typed).status_code == 302
    assert "Planen" in client.get(url("meeting", mine, held)).text
    for place in (other, found.owner):
        client.force_login(of(place))
        assert "Planen" not in client.get(url("meeting", place, held)).text
    client.force_login(of(mine))
    done = typed | {"version": "1", "finish": "1"}
    assert client.post(url("home_work", mine, held), done).status_code == 302
    assert HomeWork.objects.get().finished_at is not None
    for place in (other, found.owner):
        client.force_login(of(place))
        assert "Planen" in client.get(url("meeting", place, held)).text


def test_two_who_write_one_answer_see_both_texts(client, found, mine, taking_part):
    held = meeting(found, home_work="Pröva något")
    HomeWork.objects.create(meeting=held, participation=taking_part, plan="Den andras plan", version=2)
    client.force_login(of(mine))
    for version in ("1", ""):
        typed = {"method": "pdsa", "plan": "Min plan", "version": version}
        answer = client.post(url("home_work", mine, held), typed)
        assert answer.status_code == 422
        assert "Den andras plan" in answer.text
        assert "Min plan" in answer.text
    assert HomeWork.objects.get().plan == "Den andras plan"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"method": "own", "plan": "Allt", "do": "Mer"}, "Med egen modell skrivs allt i rutan Planera"),
        ({"method": "pdsa", "finish": "1"}, "Skriv något innan ni lämnar in"),
        ({"method": "x", "plan": "Allt"}, "error-summary"),
        ({"method": "own", "plan": "a" * 3001}, "Texten är för lång"),
    ],
)
def test_home_work_that_cannot_be(client, found, mine, taking_part, typed, told):
    held = meeting(found, home_work="Pröva något")
    client.force_login(of(mine))
    answer = client.post(url("home_work", mine, held), typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert not HomeWork.objects.exists()


def test_no_home_work_no_page(client, found, mine, taking_part):
    client.force_login(of(mine))
    assert client.get(url("home_work", mine, meeting(found))).status_code == 404


def test_the_last_home_work_returns_at_the_next_meeting(client, found, mine, taking_part):
    ours = group(found, taking_part, name="Vår")
    theirs = group(found, participation(found, factories.organisation("Andra")), name="Deras")
    before = meeting(found, days=1, name="Träff 1", groups=[ours], home_work="Vår uppgift")
    meeting(found, days=2, groups=[theirs], home_work="Deras uppgift")
    meeting(found, days=3, name="Utan")
    HomeWork.objects.create(
        meeting=before, participation=taking_part, method="own", plan="Vårt svar", finished_at=timezone.now()
    )
    held = meeting(found, days=4, name="Träff 2", groups=[ours])
    client.force_login(of(mine))
    page = client.get(url("meeting", mine, held)).text
    assert "Förra gångens hemuppgift" in page
    assert "Vår uppgift" in page
    assert "Vårt svar" in page
    assert "Deras uppgift" not in page
    assert "Förra gångens" not in client.get(url("meeting", mine, before)).text


def test_one_organisation_with_two_participations_chooses(client, found, mine, taking_part):
    unit = factories.organisation("Nämnden", parent=mine, kind="board")
    second = participation(found, mine, units=[unit])
    held = meeting(found, home_work="Pröva")
    client.force_login(of(mine))
    for name in ("meeting_attendance", "meeting_needs", "home_work"):
        page = client.get(url(name, mine, held)).text
        assert "Mitt (Nämnden)" in page
        assert client.get(url(name, mine, held, second)).status_code == 200


def test_a_meeting_costs_the_same_with_one_and_three_participants(client, found, django_assert_num_queries):
    client.force_login(of(found.owner))
    politician = factories.functions()[0]
    before = meeting(found, days=-20, home_work="Pröva")
    held = meeting(found, home_work="Pröva igen")
    for rows in (1, 3):
        while found.participations.count() < rows:
            unit = factories.organisation(kind="board")
            one = participation(
                found, factories.organisation(), units=[unit], through=factories.organisation()
            )
            Attendance.objects.create(meeting=held, participation=one, function=politician, number=1)
            for which in (before, held):
                HomeWork.objects.create(
                    meeting=which, participation=one, plan="Plan", finished_at=timezone.now()
                )
        with django_assert_num_queries(29):
            client.get(url("meeting", found.owner, held))
