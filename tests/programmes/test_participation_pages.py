"""Pages of participation: who is asked, who answers, who takes part, who has left, and who sees which of it."""

import datetime

import pytest
from django.urls import reverse

from organisations.models import Event, Role
from programmes.models import GroupMember, Part, Participation, Stage
from tests import factories
from tests.programmes import factories as made

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 3, 4)


@pytest.fixture
def programme():
    return made.programme()


@pytest.fixture
def lead(client, programme):
    person = factories.member(programme.owner, name="Lena Ledare")
    client.force_login(person)
    return person


def address(name, place, programme, *ids):
    return reverse(name, args=[place.slug, programme.pk, *ids])


def named(name, **fields):
    return factories.organisation(name, **fields)


def sent(**fields):
    return {"part": "participant", "who": "", "through": "", "contact_name": "", "contact_email": ""} | fields


def test_the_list_shows_each_part_with_leavers_marked_and_what_nobody_knows(client, lead, programme):
    made.participation(programme, named("Trelleborg"))
    made.participation(programme, named("Botkyrka"), stage=Stage.LEFT)
    made.participation(programme, named("Kristianstad"), part=Part.MENTOR)
    page = client.get(address("participations", programme.owner, programme)).text
    assert "En deltagare är med" in page
    assert "datum: uppgift saknas" in page
    assert "orsak: uppgift saknas" in page
    assert page.index("Botkyrka") < page.index("Trelleborg") < page.index("Kristianstad")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_three_rows(
    client, lead, programme, rows, django_assert_num_queries
):
    for number in range(rows):
        made.participation(programme, named(f"Ort {number}"), named(f"By {number}"))
    with django_assert_num_queries(18):
        page = client.get(address("participations", programme.owner, programme))
    assert page.text.count("things things-tight") == 1


def test_others_see_who_takes_part_and_not_who_was_asked_or_why_somebody_left(client, programme):
    mine, left = named("Kalmar"), named("Askersund")
    made.participation(programme, mine)
    asked = made.participation(programme, named("Tillfrågad"), stage=Stage.INVITED)
    gone = made.participation(
        programme,
        left,
        stage=Stage.LEFT,
        left_reason="Hemlig orsak",
        contact_name="Kontakten",
        reference="KS 1",
    )
    client.force_login(factories.member(mine, Role.READER))
    pages = client.get(address("participations", mine, programme)).text
    pages += client.get(address("participation", mine, programme, gone.pk)).text
    assert "Askersund" in pages
    for secret in ("Tillfrågad", "Hemlig orsak", "Kontakten", "KS 1"):
        assert secret not in pages
    assert client.get(address("participation", mine, programme, asked.pk)).status_code == 404


def test_the_lead_invites_several_organisations_as_one_through_a_body(client, lead, programme):
    first, second = named("Kalix", code="2514"), named("Övertorneå")
    body = named("Förbundet Norrbottens Kommuner", kind="federation")
    data = sent(who="2514\r\növertorneå\r\n", through=body.name)
    for _click in range(2):
        answer = client.post(address("participation_new", programme.owner, programme), data)
        assert answer.status_code == 302
    invited = Participation.objects.get()
    assert set(invited.organisations.all()) == {first, second}
    assert (invited.through, invited.stage, invited.created_by) == (body, Stage.INVITED, lead)
    page = client.get(answer.url).text
    assert "Kalix och Övertorneå" in page
    assert "Inbjudan fanns redan." in page
    assert Event.objects.filter(verb="programmes.invited").count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"who": "Kalik"}, "finns inte bland organisationerna"),
        ({"who": "Kalix kommun"}, "Menar du Kalix (2514)?"),
        ({"who": "Gotland"}, "Flera organisationer heter Gotland"),
        ({"who": "Kalix: Finns inte"}, "Kalix har ingen enhet som heter Finns inte"),
        ({"who": "\n".join(["Kalix"] * 31)}, "högst 30 rader"),
        ({"who": "Kalix", "through": "Kalix"}, "Organet kan inte också vara en av dem"),
        ({"who": "Kalix", "contact_email": "a@b.example"}, "Skriv också vad kontaktpersonen heter"),
        ({"who": "Kalix", "part": "lead"}, "Välj ett giltigt alternativ"),
    ],
)
def test_what_cannot_be_read_is_told_and_kept(client, lead, programme, fields, words):
    named("Kalix", code="2514")
    named("Gotland", code="0980")
    named("Gotland", code="0009", kind="region")
    page = client.post(address("participation_new", programme.owner, programme), sent(**fields))
    assert page.status_code == 422
    assert words in page.text
    assert fields["who"].splitlines()[0] in page.text
    assert not Participation.objects.exists()


def test_an_organisation_may_take_part_twice_through_units_and_once_as_a_whole(client, lead, programme):
    agency = named("Verket", kind="agency")
    for name in ("Nord", "Syd"):
        factories.organisation(name, kind="administration", parent=agency)
    new = address("participation_new", programme.owner, programme)
    for who in ("Verket: Nord", "Verket: Syd", "Verket"):
        assert client.post(new, sent(who=who)).status_code == 302, who
    assert Participation.objects.count() == 3
    other = named("Annat verk", kind="agency")
    page = client.post(new, sent(who=f"Verket\n{other.name}"))
    assert page.status_code == 422
    assert "Redan med i samma roll: Verket" in page.text
    assert client.post(new, sent(who="Verket", part="mentor")).status_code == 302


def test_a_node_invites_to_its_own_group_and_leads_only_that(client, programme):
    node, other = named("Länsstyrelsen", kind="county_board"), named("Annat län", kind="county_board")
    group = made.group(programme, name="Länet", kind="node", leader=node)
    theirs = made.group(
        programme, made.participation(programme, named("Fjärran")), name="Annat", kind="node", leader=other
    )
    named("Nära")
    client.force_login(factories.member(node))
    new = address("participation_new", node, programme)
    assert client.post(new, sent(who="Nära", group=theirs.pk)).status_code == 422
    assert client.post(new, sent(who="Nära", group=group.pk)).status_code == 302
    mine = group.members.get().participation
    assert client.get(address("participation_edit", node, programme, mine.pk)).status_code == 200
    foreign = theirs.members.get().participation
    assert client.get(address("participation_edit", node, programme, foreign.pk)).status_code == 403
    assert client.post(address("participation_admit", node, programme, foreign.pk)).status_code == 403


@pytest.fixture
def invited(client, programme):
    place = named("Olofström")
    client.force_login(factories.member(place, name="Olga"))
    return place, made.participation(programme, place, stage=Stage.INVITED)


def applied_with(**fields):
    empty = {
        "version": 1,
        "contact": "",
        "contact_name": "",
        "contact_email": "",
        "decided_on": "",
        "reference": "",
    }
    return empty | fields


def test_the_invited_applies_with_one_contact_a_decision_functions_and_units(client, invited, programme):
    place, asked = invited
    unit = factories.organisation("Nämnden", kind="board", parent=place)
    function = factories.functions()[0]
    contact = factories.member(place, Role.CONTRIBUTOR, name="Karin Kontakt")
    apply = address("participation_apply", place, programme, asked.pk)
    data = applied_with(
        contact=contact.pk,
        decided_on="2019-03-04",
        reference="KS 7",
        units=[unit.pk],
        **{f"f{function.pk}": 3},
    )
    for _click in range(2):
        assert client.post(apply, data).status_code == 302
    asked.refresh_from_db()
    assert (asked.stage, asked.contact, asked.decided_on, asked.reference) == (
        Stage.APPLIED, contact, DAY, "KS 7",
    )  # fmt: skip
    assert list(asked.units.all()) == [unit]
    assert list(asked.function_numbers.values_list("function", "number")) == [(function.pk, 3)]
    assert Event.objects.filter(verb="programmes.applied").count() == 1
    page = client.get(address("participation", place, programme, asked.pk)).text
    for words in ("Karin Kontakt", "4\xa0mars\xa02019", "KS 7", "Nämnden"):
        assert words in page


def test_without_decision_the_application_says_that_it_is_unknown(client, invited, programme):
    place, asked = invited
    data = applied_with(contact_name="Kim", contact_email="kim@prov.example")
    page = client.post(address("participation_apply", place, programme, asked.pk), data, follow=True)
    assert page.text.count("uppgift saknas") >= 3
    assert "kim@prov.example" in page.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"contact_name": "Kim"},
        {"contact_email": "kim@prov.example"},
        {"contact": "mine", "contact_name": "Kim", "contact_email": "kim@prov.example"},
        {"contact": "foreign"},
        {"contact": "mine", "decided_on": "2999-01-01"},
    ],
)
def test_exactly_one_contact_and_a_decision_that_was_made(client, invited, programme, fields):
    place, asked = invited
    people = {"mine": factories.member(place).pk, "foreign": factories.member(named("Annat")).pk}
    data = applied_with(**{name: people.get(value, value) for name, value in fields.items()})
    assert client.post(address("participation_apply", place, programme, asked.pk), data).status_code == 422
    asked.refresh_from_db()
    assert asked.stage == Stage.INVITED


def test_the_invited_declines_and_may_change_its_mind(client, invited, programme):
    place, asked = invited
    client.post(address("participation_decline", place, programme, asked.pk), {"version": 1})
    asked.refresh_from_db()
    assert asked.stage == Stage.DECLINED
    data = applied_with(version=2, contact_name="Kim", contact_email="kim@prov.example")
    client.post(address("participation_apply", place, programme, asked.pk), data)
    asked.refresh_from_db()
    assert asked.stage == Stage.APPLIED


def test_only_the_invited_coordinator_answers(client, invited, programme, lead):
    _place, asked = invited
    for name in ("participation_apply", "participation_decline"):
        assert client.post(address(name, programme.owner, programme, asked.pk)).status_code == 403
    reader = factories.member(invited[0], Role.CONTRIBUTOR)
    client.force_login(reader)
    assert client.post(address("participation_apply", invited[0], programme, asked.pk)).status_code == 403


def test_who_takes_part_no_longer_answers_but_may_change_the_contact(client, invited, programme):
    place, asked = invited
    Participation.objects.update(stage=Stage.TAKES_PART)
    data = applied_with(contact_name="Kim", contact_email="kim@prov.example")
    page = client.post(address("participation_apply", place, programme, asked.pk), data, follow=True)
    assert "Det går inte längre: deltagaren deltar." in page.text
    assert client.post(address("participation_edit", place, programme, asked.pk), data).status_code == 302
    asked.refresh_from_db()
    assert (asked.stage, asked.contact_name) == (Stage.TAKES_PART, "Kim")


def test_the_lead_admits_completes_and_notes_who_left(client, lead, programme):
    one = made.participation(programme, named("Västerås"), stage=Stage.APPLIED)
    group = made.group(programme, one)

    def go(name, **fields):
        one.refresh_from_db()
        data = {"version": one.version, **fields}
        answer = client.post(address(name, programme.owner, programme, one.pk), data)
        one.refresh_from_db()
        return answer.status_code

    assert (go("participation_admit"), one.stage) == (302, Stage.TAKES_PART)
    assert (go("participation_complete"), one.stage) == (302, Stage.COMPLETED)
    assert (go("participation_leave", left_on="2999-01-01"), one.stage) == (422, Stage.COMPLETED)
    assert (go("participation_leave", left_on="", left_reason=""), one.stage) == (302, Stage.LEFT)
    assert not GroupMember.objects.filter(group=group, valid_to=None).exists()
    assert go("participation_leave", left_on="2019-03-04", left_reason="Ont om tid") == 302
    assert (one.left_on, one.left_reason) == (DAY, "Ont om tid")
    assert (go("participation_admit"), one.left_on, one.left_reason) == (302, None, "")
    assert set(Event.objects.values_list("verb", flat=True)) == {
        "programmes.admitted", "programmes.completed", "programmes.left",
    }  # fmt: skip


def test_an_older_page_changes_nothing_and_tells_what_stands_there(client, lead, programme):
    one = made.participation(programme, named("Norrtälje", code="0188"))
    edit = address("participation_edit", programme.owner, programme, one.pk)
    data = sent(
        who="0188",
        version=1,
        decided_on="",
        reference="KS 1",
        has_not_handed_in="on",
        handed_in_elsewhere="on",
    )
    assert client.post(edit, data).status_code == 302
    page = client.post(edit, data | {"reference": "KS 2"})
    assert page.status_code == 422
    assert "efter att du öppnade sidan" in page.text
    assert 'value="KS 2"' in page.text
    one.refresh_from_db()
    assert (one.reference, one.has_not_handed_in, one.handed_in_elsewhere, one.version) == (
        "KS 1",
        True,
        True,
        2,
    )
    assert client.post(edit, data | {"reference": "KS 2", "version": 2}).status_code == 302


def test_the_lead_edits_and_an_account_stays_the_contact(client, lead, programme):
    place = named("Hedemora")
    unit = factories.organisation("Nämnden", kind="board", parent=place)
    contact = factories.member(place, name="Karin Kontakt")
    one = made.participation(programme, place, units=[unit], contact=contact)
    edit = address("participation_edit", programme.owner, programme, one.pk)
    page = client.get(edit).text
    assert "Hedemora: Nämnden" in page
    assert "Karin Kontakt är kontaktperson" in page
    data = sent(who="Hedemora: Nämnden", version=1, decided_on="", reference="")
    assert client.post(edit, data).status_code == 302
    one.refresh_from_db()
    assert (one.contact, one.version) == (contact, 1)
    client.post(edit, data | {"contact_name": "Någon Ny"})
    one.refresh_from_db()
    assert (one.contact, one.contact_name) == (None, "Någon Ny")


@pytest.mark.parametrize(
    "name",
    ["participation", "participation_edit", "participation_apply", "participation_decline",
     "participation_admit", "participation_leave", "participation_complete"],
)  # fmt: skip
def test_a_participant_of_another_programme_is_not_found(client, lead, programme, name):
    foreign = made.participation(made.programme(named("Andra ledare")), named("Fjärran"))
    assert client.get(address(name, programme.owner, programme, foreign.pk)).status_code == 404
    assert client.get(address(name, programme.owner, foreign.programme, foreign.pk)).status_code == 404


def test_only_leads_invite_admit_and_mark(client, programme):
    mine = named("Kalmar")
    one = made.participation(programme, mine)
    client.force_login(factories.member(mine))
    assert client.get(address("participation_new", mine, programme)).status_code == 403
    for name in ("participation_admit", "participation_leave", "participation_complete"):
        assert client.post(address(name, mine, programme, one.pk)).status_code == 403
