"""What a part means is written by the lead, read by those who have it, and read anew when it changes."""

import pytest

from organisations.models import Role
from programmes.models import Acknowledgement, Expectation, Part, Stage
from tests import factories
from tests.programmes.factories import expectation, participation, programme
from tests.programmes.pages import plain, url, verbs

pytestmark = pytest.mark.django_db

SENT = {
    "gives": "Två dagar i månaden.",
    "gets": "En mentor.",
    "decides": "Styrgruppen bestämmer.",
    "support": "Processtöd, ring oss.",
    "version": 0,
}
READERS_QUERIES = 17


@pytest.fixture
def found():
    return programme()


@pytest.fixture
def leader(client, found):
    person = factories.member(found.owner)
    client.force_login(person)
    return person


def role(name, place, found, part="participant"):
    return url(name, place, found.pk, part)


def test_the_lead_writes_it_and_others_read_it(client, found, leader):
    empty = plain(client.get(role("expectation", found.owner, found)))
    assert "Inget är skrivet än" in empty
    for _click in range(2):
        assert client.post(role("expectation_edit", found.owner, found), SENT).status_code == 302
    assert Expectation.objects.get().version == 1
    assert verbs() == ["expectation_changed"]
    mine = factories.organisation()
    participation(found, mine, part=Part.MENTOR)
    client.force_login(factories.member(mine, Role.READER))
    page = plain(client.get(role("expectation", mine, found)))
    for words in (
        "Två dagar",
        "En mentor.",
        "Styrgruppen",
        "Processtöd",
        'Mentor</a> <span class="muted">(er roll)',
    ):
        assert words in page
    # A mentor has nothing to say about the participants' part.
    assert "Jag har läst" not in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (dict.fromkeys(("gives", "gets", "decides", "support"), " "), "Skriv något i minst en av rutorna"),
        ({"gets": "x" * 3001}, "högst 3000 tecken"),
    ],
)
def test_what_is_wrong_is_said(client, found, leader, wrong, told):
    answer = client.post(role("expectation_edit", found.owner, found), SENT | wrong)
    assert answer.status_code == 422
    assert told in plain(answer)
    assert not Expectation.objects.exists()


def test_two_who_write_at_once_both_learn_of_it(client, found, leader):
    address = role("expectation_edit", found.owner, found)
    assert client.post(address, SENT).status_code == 302
    late = client.post(address, SENT | {"gives": "En dag."})
    assert late.status_code == 422
    page = plain(late)
    assert "Någon annan har ändrat texten" in page
    assert "Två dagar i månaden." in page
    assert "En dag." in page
    assert client.post(address, SENT | {"gives": "En dag.", "version": 1}).status_code == 302
    row = Expectation.objects.get()
    assert (row.gives, row.version) == ("En dag.", 2)
    assert client.post(address, SENT | {"version": "x" * 99, "gives": "y"}).status_code == 422


def test_reading_is_noted_once_and_anew_after_a_change(client, found):
    row, mine = expectation(found), factories.organisation()
    first, second = participation(found, mine), participation(found, mine, stage=Stage.APPLIED)
    client.force_login(factories.member(mine, Role.PARTICIPANT))
    page = role("expectation", mine, found)
    assert "Jag har läst" in plain(client.get(page))
    for _click in range(2):
        answer = client.post(role("expectation_acknowledge", mine, found), {"version": 1}, follow=True)
        assert "Tack. Nu ser programledaren" in plain(answer)
    assert set(Acknowledgement.objects.values_list("participation", "version")) == {
        (first.pk, 1),
        (second.pk, 1),
    }
    assert verbs() == ["acknowledged", "acknowledged"]
    assert "Du har läst det här" in plain(client.get(page))
    row.version = 2
    row.save()
    assert "Jag har läst" in plain(client.get(page))
    answer = client.post(role("expectation_acknowledge", mine, found), {"version": 1}, follow=True)
    assert "Texten har ändrats" in plain(answer)
    assert not Acknowledgement.objects.filter(version=2).exists()


@pytest.mark.parametrize("sent", [{}, {"version": "²"}, {"version": "9" * 400}])
def test_a_version_of_rubbish_is_an_older_text(client, found, sent):
    expectation(found)
    mine = factories.organisation()
    participation(found, mine)
    client.force_login(factories.member(mine))
    answer = client.post(role("expectation_acknowledge", mine, found), sent, follow=True)
    assert "Texten har ändrats" in plain(answer)


@pytest.mark.parametrize("stage", [Stage.INVITED, Stage.DECLINED, Stage.LEFT])
def test_who_has_not_joined_has_nothing_to_confirm(client, found, stage):
    expectation(found)
    mine = factories.organisation()
    participation(found, mine, stage=stage)
    client.force_login(factories.member(mine))
    assert "Jag har läst" not in plain(client.get(role("expectation", mine, found)))
    answer = client.post(role("expectation_acknowledge", mine, found), {"version": 1}, follow=True)
    assert "Ni har inte den rollen" in plain(answer)
    assert not Acknowledgement.objects.exists()


def test_only_the_lead_writes_and_foreign_parts_are_not_found(client, found):
    mine, stranger = factories.organisation(), factories.organisation()
    participation(found, mine)
    client.force_login(factories.member(mine))
    assert client.get(role("expectation_edit", mine, found)).status_code == 403
    assert client.get(role("expectation", mine, found, "kung")).status_code == 404
    assert client.post(role("expectation_acknowledge", mine, found)).status_code == 404
    client.force_login(factories.member(stranger))
    for name in ("expectation", "expectation_edit"):
        assert client.get(role(name, stranger, found)).status_code == 404
    assert client.post(role("expectation_acknowledge", stranger, found)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lead_sees_who_has_read(client, found, leader, rows, django_assert_num_queries):
    row = expectation(found)
    for number in range(rows):
        one = participation(found, factories.organisation(f"Läst {number}"))
        Acknowledgement.objects.create(participation=one, user=leader, version=row.version)
    older = participation(found, factories.organisation("Läste förra"))
    Acknowledgement.objects.create(participation=older, user=leader, version=row.version + 1)
    participation(found, factories.organisation("Borta"), stage=Stage.LEFT)
    with django_assert_num_queries(READERS_QUERIES):
        page = plain(client.get(role("expectation", found.owner, found)))
    assert ("En har läst texten" if rows == 1 else "Tre har läst texten") in page
    assert page.count("(1 person)") == rows
    assert page.index("Har inte läst") < page.index("Läste förra")
    assert "Borta" not in page
