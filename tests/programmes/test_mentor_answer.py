"""Being a mentor next time: a yes, a maybe or a no that can be counted, with year and reason."""

import pytest

from organisations.models import Event, Role
from programmes.models import MentorAnswer, Part, Stage
from tests import factories
from tests.programmes.factories import participation, programme
from tests.programmes.pages import plain, url, verbs

pytestmark = pytest.mark.django_db

SENT = {"answer": "yes", "year": "2028", "reason": "Vi har lärt oss mycket.", "version": ""}


@pytest.fixture
def found():
    return programme()


@pytest.fixture
def mine():
    return factories.organisation("Kalix")


@pytest.fixture
def taking(found, mine):
    return participation(found, mine)


@pytest.fixture
def page(client, found, mine, taking):
    client.force_login(factories.member(mine))
    return url("participation_mentor", mine, found.pk, taking.pk)


def test_the_answer_is_kept_as_data_and_twice_is_once(client, page, taking, mine, found):
    assert page in client.get(url("participation", mine, found.pk, taking.pk)).text
    assert "Mentor nästa gång?" in plain(client.get(page))
    for _click in range(2):
        assert client.post(page, SENT).status_code == 302
    said = MentorAnswer.objects.get()
    assert (said.participation, said.answer, said.year, said.reason, said.version) == (
        taking,
        "yes",
        2028,
        "Vi har lärt oss mycket.",
        1,
    )
    assert verbs() == ["participation_changed"]
    assert Event.objects.get(verb="programmes.participation_changed").data["fields"] == ["mentor_answer"]
    html = client.get(page).text
    assert 'value="2028"' in html
    assert client.post(page, {"answer": "no", "version": "1"}).status_code == 302
    said.refresh_from_db()
    assert (said.answer, said.year, said.reason, said.version) == ("no", None, "", 2)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"answer": ""}, "Välj ja, kanske eller nej."),
        ({"answer": "gärna"}, "Välj ja, kanske eller nej."),
        ({"year": "snart"}, "Skriv ett år med fyra siffror, till exempel 2028."),
        ({"year": "28"}, "Skriv ett år med fyra siffror, till exempel 2028."),
        ({"answer": "no"}, "Den som svarar nej anger inget år. Ta bort året, eller ändra svaret."),
        ({"reason": "x" * 501}, "Texten är för lång"),
    ],
)
def test_each_fault_is_told_and_nothing_typed_is_lost(client, page, sent, says):
    answer = client.post(page, SENT | {"reason": "Behåll mig."} | sent)
    assert answer.status_code == 422
    assert says in plain(answer)
    assert sent.get("reason", "Behåll mig.") in answer.text
    assert not MentorAnswer.objects.exists()


def test_of_two_at_once_the_second_one_sees_what_the_first_one_wrote(client, page, taking):
    MentorAnswer.objects.create(participation=taking, answer="maybe", reason="Kanske om det blir tid.")
    answer = client.post(page, SENT)
    assert answer.status_code == 422
    assert "Nu står det: kanske, Kanske om det blir tid." in plain(answer)
    assert "Vi har lärt oss mycket." in answer.text
    assert client.post(page, SENT | {"version": "1"}).status_code == 302
    assert MentorAnswer.objects.get().answer == "yes"


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.PARTICIPANT, Role.READER, Role.MENTOR])
def test_only_the_coordinator_answers(client, page, mine, role):
    client.force_login(factories.member(mine, role))
    assert client.get(page).status_code == 403


def test_the_lead_does_not_answer_for_a_participant(client, found, taking):
    client.force_login(factories.member(found.owner))
    address = url("participation_mentor", found.owner, found.pk, taking.pk)
    assert client.get(address).status_code == 403
    assert client.post(address, SENT).status_code == 403


def test_another_participants_answer_is_not_mine(client, page, found, mine):
    other = participation(found, factories.organisation("Boden"), part=Part.MENTOR)
    assert client.get(url("participation_mentor", mine, found.pk, other.pk)).status_code == 403
    assert client.get(url("participation_mentor", mine, found.pk, 999_999)).status_code == 404


@pytest.mark.parametrize("stage", [Stage.INVITED, Stage.APPLIED, Stage.DECLINED, Stage.LEFT])
def test_only_those_who_take_part_are_asked(client, page, taking, stage):
    taking.stage = stage
    taking.save()
    assert client.get(page).status_code == 403
