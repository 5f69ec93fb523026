"""Pages from a draft to what is published: what they tell beforehand, whom they let, and that nothing typed is lost."""

import datetime

import pytest
from django.urls import reverse

from organisations.models import Membership, Role
from reports.actions import comments, drafts, parts, publishing
from reports.actions.rules import set_two_pairs
from reports.models import MAX_PROPOSAL, Draft, Proposal, Publication
from tests import factories
from tests.reports.editions import at_once, edition, fresh, page, reader, waiting
from tests.reports.papers import address, part, started

pytestmark = pytest.mark.django_db

BOARD = {
    "body": "Kommunstyrelsen",
    "reference": "KS 2026/12",
    "text": "Att fastställa rapporten.",
    "opened": "0",
}
RULING = {
    "body": "Kommunfullmäktige",
    "decision": "established",
    "decided_on": "2026-03-03",
    "reference": "KF 2026/4",
}


@pytest.fixture
def place():
    return factories.organisation("Exempelstad")


@pytest.fixture
def kim(client, place):
    person = factories.member(place, name="Kim Prov")
    client.force_login(person)
    return person


@pytest.fixture
def other(place):
    return factories.member(place, name="Bo Alm")


@pytest.fixture
def draft(place, kim):
    return started(place=place, by=kim)


def without_right(place):
    return factories.member(place, name="Ola Utan", may_publish=False)


def refused(answer, *sentences):
    assert answer.status_code == 422
    for sentence in sentences:
        assert sentence in answer.text
    assert "Fel: " in answer.text


class TestProposal:
    def test_the_form_suggests_who_decides_and_what(self, client, draft):
        html = client.get(address("proposal_new", draft)).text
        assert 'value="Kommunstyrelsen"' in html
        assert "Kommunstyrelsen beslutar att fastställa rapporten ”Lägesrapport mars 2020”." in html
        assert "tjänsteskrivelsen" in html

    def test_it_is_frozen_and_leads_to_its_file(self, client, draft):
        answer = client.post(address("proposal_new", draft), BOARD, follow=True)
        made = Proposal.objects.get()
        assert answer.redirect_chain[-1][0] == reverse("report", args=[draft.organisation.slug, made.pk])
        assert "Version 1 till Kommunstyrelsen, diarienummer KS 2026/12" in answer.text
        assert Draft.objects.get(pk=draft.pk).is_open

    def test_the_next_one_begins_with_the_same_words(self, client, draft):
        client.post(address("proposal_new", draft), BOARD)
        html = client.get(address("proposal_new", draft)).text
        assert "Gör en ny version till nämnd" in html
        assert 'value="KS 2026/12"' in html
        client.post(address("proposal_new", draft), {**BOARD, "opened": "1"})
        assert Proposal.objects.count() == 2

    def test_nothing_typed_is_lost(self, client, draft):
        long = "å" * (MAX_PROPOSAL + 1)
        answer = client.post(address("proposal_new", draft), {"body": "Nämnden", "text": long})
        refused(answer, "Skriv ärendets diarienummer.", "Texten är för lång")
        assert long in answer.text
        assert 'value="Nämnden"' in answer.text
        assert not Proposal.objects.exists()

    def test_a_double_click_makes_one(self, client, draft):
        for _ in range(2):
            assert client.post(address("proposal_new", draft), BOARD).status_code == 302
        assert Proposal.objects.count() == 1

    def test_outdated_data_is_told_and_the_words_are_kept(self, client, draft):
        Draft.objects.filter(pk=draft.pk).update(data={**draft.data, "schema": 0})
        answer = client.post(address("proposal_new", draft), BOARD)
        refused(answer, "hämta uppgifterna på nytt")
        assert "KS 2026/12" in answer.text

    def test_what_is_set_aside_must_be_taken_up_first(self, client, draft, kim):
        drafts.set_aside(by=kim, draft=draft)
        answer = client.post(address("proposal_new", draft), BOARD, follow=True)
        assert "Utkastet är lagt åt sidan." in answer.text

    def test_only_coordinators(self, client, draft):
        client.force_login(factories.member(draft.organisation, Role.CONTRIBUTOR))
        assert client.post(address("proposal_new", draft), BOARD).status_code == 403
        client.force_login(factories.member(factories.organisation()))
        assert client.post(address("proposal_new", draft), BOARD).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_version(client, draft, kim):
    clients = [type(client)() for _ in range(3)]
    for one in clients:
        one.force_login(kim)
    assert (
        at_once(*[lambda one=one: one.post(address("proposal_new", draft), BOARD) for one in clients]) == []
    )
    assert Proposal.objects.count() == 1


class TestPublish:
    def test_it_is_published_and_shown(self, client, draft, kim):
        answer = client.post(address("publish", draft), {**RULING, "delegated": "on"}, follow=True)
        made = Publication.objects.get()
        assert answer.redirect_chain[-1][0] == page("publication", made)
        assert "Rapporten är publicerad." in answer.text
        assert "Kommunfullmäktige fastställde rapporten den 3\xa0mars\xa02026, på delegation." in answer.text
        assert (made.delegated, made.reference, made.approved_by) == (True, "KF 2026/4", kim)

    def test_what_the_board_saw_is_chosen_unless_told_otherwise(self, client, draft, kim):
        parts.save_part(by=kim, part=part(draft, "work"), heading="", body="Det nämnden såg")
        client.post(address("proposal_new", draft), BOARD)
        seen = Proposal.objects.get()
        html = client.get(address("publish", draft)).text
        assert "exakt det som lades fram (rekommenderas)" in html
        assert "Utkastet har ändrats" not in html
        assert 'value="KS 2026/12"' in html
        parts.save_part(by=kim, part=part(draft, "work"), heading="", body="Det som kom sedan")
        assert "Det säger något annat än version 1 till nämnd." in client.get(address("publish", draft)).text
        client.post(address("publish", draft), {**RULING, "source": str(seen.pk)})
        assert "Det nämnden såg" in Publication.objects.get().report.html

    def test_the_draft_as_it_is_can_be_chosen(self, client, draft, kim):
        client.post(address("proposal_new", draft), BOARD)
        parts.save_part(by=kim, part=part(draft, "work"), heading="", body="Det som kom sedan")
        client.post(address("publish", draft), {**RULING, "source": "utkast"})
        assert "Det som kom sedan" in Publication.objects.get().report.html

    def test_a_version_of_another_draft_is_no_choice(self, client, draft, kim, place):
        client.post(address("proposal_new", draft), BOARD)
        foreign = publishing.make_proposal(
            by=kim, draft=started(place=place, by=kim), body="X", reference="1", text="Y"
        )
        answer = client.post(address("publish", draft), {**RULING, "source": str(foreign.pk)})
        refused(answer, "Den versionen finns inte.")

    def test_what_is_worth_knowing_stands_beside(self, client, draft, kim, place):
        html = client.get(address("publish", draft)).text
        assert "Inga öppna kommentarer" in html
        assert "Fyra delar är tomma" in html
        assert "Det finns nyare uppgifter" not in html
        comments.add_comment(by=kim, part=part(draft, "work"), body="Ska detta med?")
        for key in ("conditions", "work", "lessons", "ahead"):
            parts.save_part(by=kim, part=part(draft, key), heading="", body="Ord")
        later = factories.occasion(
            factories.skr(), place, name="Andra", date=factories.DAY.replace(year=2021)
        )
        factories.assessment(place, later, "3333333333", by=kim)
        html = client.get(address("publish", draft)).text
        assert "En kommentar är öppen" in html
        assert "Alla texter är skrivna" in html
        assert "Det finns nyare uppgifter" in html

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"body": ""}, "Skriv vem som har beslutat."),
            ({"decision": ""}, "Välj vad som beslutades."),
            ({"decision": "burnt"}, "Välj ett av besluten i listan."),
            ({"decided_on": ""}, "Skriv vilken dag beslutet fattades."),
            ({"decided_on": "i går"}, "Skriv datumet som år-månad-dag"),
            ({"decided_on": "1999-12-31"}, "Året kan inte stämma."),
            (
                {"decided_on": (factories.today() + datetime.timedelta(days=1)).isoformat()},
                "Dagen har inte varit än.",
            ),
            ({"reference": "x" * 81}, "Texten är för lång: högst 80 tecken, nu är den 81."),
        ],
    )
    def test_errors_say_what_to_do_and_lose_nothing(self, client, draft, changed, sentence):
        answer = client.post(address("publish", draft), {**RULING, "body": "Nämnden för prov", **changed})
        refused(answer, sentence)
        assert "KF 2026/4" in answer.text or "reference" in changed
        assert "Nämnden för prov" in answer.text or "body" in changed
        assert not Publication.objects.exists()

    def test_a_decision_of_today_is_no_error(self, client, draft):
        client.post(address("publish", draft), {**RULING, "decided_on": factories.today().isoformat()})
        assert Publication.objects.exists()

    def test_a_double_click_publishes_once_and_leads_to_what_there_is(self, client, draft):
        client.post(address("publish", draft), RULING)
        made = Publication.objects.get()
        for answer in (
            client.post(address("publish", draft), RULING, follow=True),
            client.get(address("publish", draft), follow=True),
        ):
            assert answer.redirect_chain[-1][0] == page("publication", made)
            assert "Rapporten är redan publicerad." in answer.text
        assert Publication.objects.count() == 1

    def test_who_may_not_is_told_who_may(self, client, draft, place, kim):
        client.force_login(without_right(place))
        for answer in (client.get(address("publish", draft)), client.post(address("publish", draft), RULING)):
            assert answer.status_code == 403
            assert "Det får Kim Prov." in answer.text
            assert "Ola Utan" not in answer.text.split("<main")[1]
        assert not Publication.objects.exists()
        client.force_login(reader(edition(place=place, by=kim)))
        assert client.post(address("publish", draft), RULING).status_code == 403

    def test_the_correction_of_something_withdrawn_is_refused(self, client, draft, kim):
        old = edition(draft=draft, by=kim)
        correction = publishing.start_correction(by=kim, publication=old, reason="Fel")
        publishing.withdraw(by=kim, publication=old, reason="Fel")
        refused(
            client.post(address("publish", correction), RULING),
            "Den här rättelsen kan därför inte publiceras.",
        )

    def test_the_queries_do_not_grow(self, client, draft, kim, place, django_assert_num_queries):
        for number in range(3):
            client.post(address("proposal_new", draft), {**BOARD, "opened": str(number)})
            comments.add_comment(by=kim, part=part(draft, "work"), body="Ska detta med?")
            factories.member(place)
            with django_assert_num_queries(29):
                client.get(address("publish", draft))


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_the_same_moment_publish_once(client, draft, kim, other):
    clients = [type(client)() for _ in range(2)]
    for one, person in zip(clients, (kim, other), strict=True):
        one.force_login(person)
    assert at_once(*[lambda one=one: one.post(address("publish", draft), RULING) for one in clients]) == []
    assert Publication.objects.count() == 1


class TestTwoPairs:
    def test_it_is_sent_approved_by_another_and_then_read(self, client, draft, kim, other, place):
        set_two_pairs(by=kim, organisation=place, two_pairs=True)
        html = client.get(address("publish", draft)).text
        assert "Någon annan måste godkänna" in html
        assert "Det kan göras av Bo Alm." in html
        answer = client.post(address("publish", draft), RULING, follow=True)
        made = Publication.objects.get()
        assert "väntar på att någon annan godkänner den" in answer.text
        assert "Godkänn och publicera" not in answer.text
        reading = reader(made)
        client.force_login(reading)
        assert client.get(page("publication", made)).status_code == 404
        client.force_login(other)
        assert "Godkänn och publicera" in client.get(page("publication", made)).text
        answer = client.post(page("publication_approve", made), follow=True)
        assert "Rapporten är publicerad." in answer.text
        assert fresh(made).approved_by == other
        client.force_login(reading)
        assert client.get(page("publication", made)).status_code == 200

    def test_nobody_approves_their_own(self, client, place, kim, other):
        made = waiting(place=place, by=kim)
        answer = client.post(page("publication_approve", made), follow=True)
        assert "Du skickade rapporten själv." in answer.text
        assert fresh(made).is_waiting

    def test_with_nobody_else_nothing_is_sent(self, client, place, kim, draft):
        set_two_pairs(by=kim, organisation=place, two_pairs=True)
        Membership.objects.exclude(user=kim).delete()
        refused(client.post(address("publish", draft), RULING), "men ingen annan får publicera rapporter här")
        assert not Publication.objects.exists()

    def test_the_second_click_is_told_what_happened(self, client, place, kim, other):
        made = waiting(place=place, by=kim)
        client.force_login(other)
        client.post(page("publication_approve", made))
        for name, data in (("publication_approve", {}), ("publication_decline", {"reason": "Nej"})):
            answer = client.post(page(name, made), data, follow=True)
            assert "väntade inte längre på godkännande" in answer.text
        assert fresh(made).is_published

    def test_the_correction_of_something_withdrawn_is_not_approved(self, client, draft, kim, other, place):
        old = edition(draft=draft, by=kim)
        correction = publishing.start_correction(by=kim, publication=old, reason="Fel")
        set_two_pairs(by=kim, organisation=place, two_pairs=True)
        made = edition(draft=correction, by=kim)
        publishing.withdraw(by=kim, publication=old, reason="Fel")
        client.force_login(other)
        answer = client.post(page("publication_approve", made), follow=True)
        assert "Den här rättelsen kan därför inte publiceras." in answer.text
        assert fresh(made).is_waiting

    def test_sending_back_needs_a_reason_which_the_writer_reads(self, client, place, kim, other):
        made = waiting(place=place, by=kim)
        client.force_login(other)
        assert "Utkastet öppnas igen" in client.get(page("publication_decline", made)).text
        refused(client.post(page("publication_decline", made)), "Skriv varför rapporten skickas tillbaka.")
        client.post(page("publication_decline", made), {"reason": "Tabell 2 saknas"})
        client.force_login(kim)
        assert "Tabell 2 saknas" in client.get(page("publication", made)).text
        assert "Skickad tillbaka" in client.get(reverse("reports", args=[place.slug])).text

    def test_who_sent_it_may_take_it_back(self, client, place, kim):
        made = waiting(place=place, by=kim)
        assert "Ta tillbaka till utkastet" in client.get(page("publication", made)).text
        client.post(page("publication_decline", made), {"reason": "Jag glömde en sak"})
        assert Draft.objects.get(pk=made.report.draft_id).is_open

    def test_without_the_right_nobody_answers(self, client, place, kim):
        made = waiting(place=place, by=kim)
        client.force_login(without_right(place))
        html = client.get(page("publication", made)).text
        assert "Godkänn och publicera" not in html
        for name in ("publication_approve", "publication_decline"):
            answer = client.post(page(name, made), {"reason": "Nej"})
            assert answer.status_code == 403
            assert "Det får Kim Prov." in answer.text
        assert fresh(made).is_waiting


class TestCorrection:
    def test_a_reason_leads_to_the_new_draft(self, client, draft, kim):
        made = edition(draft=draft, by=kim)
        refused(client.post(page("publication_correct", made)), "Skriv varför rapporten ska rättas.")
        answer = client.post(page("publication_correct", made), {"reason": "Fel siffra"})
        correction = Draft.objects.get(corrects=made)
        assert answer.url == address("draft", correction)
        again = client.post(page("publication_correct", made), {"reason": "Annat"}, follow=True)
        assert "En rättelse är redan påbörjad." in again.text
        assert Draft.objects.filter(corrects=made).count() == 1
        assert "Fortsätt med rättelsen" in client.get(page("publication", made)).text

    def test_what_is_replaced_or_withdrawn_or_waits_can_not_be_corrected(self, client, place, kim):
        old = edition(place=place, by=kim)
        edition(draft=publishing.start_correction(by=kim, publication=old, reason="Fel"), by=kim)
        gone = edition(place=place, by=kim)
        publishing.withdraw(by=kim, publication=gone, reason="Fel")
        for made in (old, gone):
            answer = client.post(page("publication_correct", made), {"reason": "Fel"}, follow=True)
            assert "kan inte rättas" in answer.text
        assert client.get(page("publication_correct", waiting(place=place, by=kim))).status_code == 404

    def test_readers_do_not_correct(self, client, draft, kim):
        made = edition(draft=draft, by=kim)
        client.force_login(reader(made))
        assert client.post(page("publication_correct", made), {"reason": "Fel"}).status_code == 403


class TestWithdrawal:
    def test_a_reason_and_what_readers_will_see(self, client, draft, kim):
        made = edition(draft=draft, by=kim)
        assert "varken text eller pdf" in client.get(page("publication_withdraw", made)).text
        refused(client.post(page("publication_withdraw", made)), "Skriv varför rapporten dras tillbaka.")
        answer = client.post(page("publication_withdraw", made), {"reason": "Fel underlag"}, follow=True)
        assert "Rapporten är tillbakadragen." in answer.text
        for answer in (
            client.post(page("publication_withdraw", made), {"reason": "Igen"}, follow=True),
            client.get(page("publication_withdraw", made), follow=True),
        ):
            assert "var redan tillbakadragen" in answer.text
        assert fresh(made).withdrawn.reason == "Fel underlag"

    def test_it_takes_the_right_to_publish(self, client, draft, kim, place):
        made = edition(draft=draft, by=kim)
        client.force_login(without_right(place))
        assert client.post(page("publication_withdraw", made), {"reason": "Fel"}).status_code == 403
        assert "Dra tillbaka" not in client.get(page("publication", made)).text
        client.force_login(reader(made))
        assert client.post(page("publication_withdraw", made), {"reason": "Fel"}).status_code == 403
        assert fresh(made).withdrawn is None


def test_a_unit_s_report_is_published_by_who_may_above_it(client, place, kim):
    unit = factories.organisation("Enheten", kind="board", parent=place)
    draft = started(place=unit, by=kim)
    assert "Nämnden beslutar att fastställa" in client.get(address("proposal_new", draft)).text
    client.post(address("publish", draft), RULING)
    assert Publication.objects.get().approved_by == kim
