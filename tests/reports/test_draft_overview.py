"""The overview of a draft: beginning one, its parts in order, the data anew, title and summary, setting aside."""

import re

import pytest
from django.urls import reverse

from organisations.models import Role
from reports.actions import comments, drafts, parts
from reports.actions.freezing import compose, make_copy
from reports.actions.publishing import decline, make_proposal, start_correction
from reports.actions.rules import set_two_pairs
from reports.document import render_document
from reports.draft_page import rows
from reports.models import MOST_PARTS, Draft
from reports.snapshots import Status
from tests import factories
from tests.reports.papers import address, fresh, marks, part, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(begun):
    return fresh(begun)


@pytest.fixture
def kim(draft):
    return draft.created_by


@pytest.fixture
def page(client, draft, kim):
    """Open the overview as the coordinator."""
    client.force_login(kim)

    def open_page(name="draft", *more):
        return client.get(address(name, draft, *more)).text

    return open_page


def send(client, draft, **values):
    stored = Draft.objects.get(pk=draft.pk)
    was = values.pop("was", marks(stored))
    data = {"title": stored.title, "summary": stored.summary, "grund": was, **values}
    return client.post(address("draft", draft), data)


def listed(html):
    """What each part's row says, without its tags."""
    found = re.findall(r'<li id="del-\d+".*?</li>', html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


class TestParts:
    def test_every_part_has_the_number_that_it_has_in_the_document(self, draft, kim):
        for key in ("work", "ahead"):
            parts.save_part(by=kim, part=part(draft, key), heading="", body=f"Text om {key}")
        parts.leave_out(by=kim, part=part(draft, "ratings"), left_out=True)
        own = parts.add_part(by=kim, draft=draft, heading="Vår egen del")
        parts.save_part(by=kim, part=own, heading="Vår egen del", body="Ord")
        html = render_document(compose(draft, Status()))
        for row in rows(draft):
            printed = re.search(
                rf'<h2[^>]*>(?:<span class="nr">(\w+)</span> )?(?:<span class="t">)?{re.escape(row.heading)}<',
                html,
            )
            assert bool(printed) == row.is_shown, row.heading
            assert row.number == ((printed and printed[1]) or ""), row.heading

    def test_each_row_says_how_far_it_is(self, draft, kim, page):
        parts.save_part(by=kim, part=part(draft, "work"), heading="", body="Text")
        comments.add_comment(by=kim, part=part(draft, "work"), body="Mer?")
        parts.leave_out(by=kim, part=part(draft, "ratings"), left_out=True)
        told = {row.split(".")[0]: row for row in listed(page())}
        joined = "\n".join(told.values())
        assert "Skrivs av er. Sparad av Kim Prov" in joined
        assert "1 öppen kommentar" in joined
        assert " Utelämnad. Hämtas ur uppgifterna." in joined
        assert "Inte skriven än." in joined
        assert "Det finns inget att visa, så den tas inte med." in joined

    def test_a_part_is_moved_left_out_and_taken_in_and_one_is_led_back_to_it(self, client, draft, kim):
        client.force_login(kim)
        work = part(draft, "work")
        before = [row.part.key for row in rows(draft)]
        for way, check in (
            ("up", lambda: before.index("work") - 1),
            ("down", lambda: before.index("work")),
        ):
            answer = client.post(address("part_place", draft, work.pk), {"way": way})
            assert answer.url == f"{address('draft', draft)}#del-{work.pk}"
            assert [row.part.key for row in rows(draft)].index("work") == check()
        for way, left_out in (("leave_out", True), ("take_in", False)):
            client.post(address("part_place", draft, work.pk), {"way": way})
            assert part(draft, "work").left_out == left_out
        answer = client.post(address("part_place", draft, work.pk), {"way": "up", "stanna": "1"})
        assert answer.url == address("part", draft, work.pk)
        assert client.post(address("part_place", draft, work.pk), {"way": "sideways"}).status_code == 404

    def test_what_stands_first_cannot_be_moved_and_nothing_moves_above_it(self, draft):
        found = rows(draft)
        assert [row.part.key for row in found if row.is_front] == ["page1"]
        assert (found[0].can_rise, found[0].can_sink, found[1].can_rise) == (False, False, False)
        assert found[2].can_rise
        assert not found[-1].can_sink

    def test_an_own_part_is_added_and_while_empty_removed(self, client, draft, kim, page):
        client.force_login(kim)
        answer = client.post(address("part_new", draft), {"heading": "Vår egen del"})
        own = draft.parts.get(key="")
        assert answer.url == address("part", draft, own.pk)
        assert "Ta bort" in page()
        assert "Delen är borttagen." in client.post(address("part_remove", draft, own.pk), follow=True).text
        assert not draft.parts.filter(key="").exists()

    def test_a_part_without_a_heading_is_asked_for_one(self, client, draft, kim):
        client.force_login(kim)
        answer = client.post(address("part_new", draft), {"heading": " "})
        assert answer.status_code == 422
        assert "Skriv en rubrik för delen." in answer.text
        assert "<title>Fel: " in answer.text

    def test_the_kinds_own_parts_and_written_ones_are_not_removed(self, client, draft, kim):
        client.force_login(kim)
        own = parts.add_part(by=kim, draft=draft, heading="Egen")
        parts.save_part(by=kim, part=own, heading="Egen", body="Ord")
        for one in (part(draft, "work"), own):
            answer = client.post(address("part_remove", draft, one.pk), follow=True)
            assert "Utelämna den i stället" in answer.text
            assert draft.parts.filter(pk=one.pk).exists()

    def test_there_is_a_most(self, client, draft, kim):
        client.force_login(kim)
        for number in range(MOST_PARTS - draft.parts.count()):
            parts.add_part(by=kim, draft=draft, heading=f"Del {number}")
        answer = client.post(address("part_new", draft), {"heading": "En till"})
        assert answer.status_code == 422
        assert f"En rapport har högst {MOST_PARTS} delar." in answer.text


class TestData:
    def test_fetching_says_which_parts_changed(self, client, draft, kim):
        client.force_login(kim)
        same = client.post(address("draft_refresh", draft), follow=True)
        assert "Ingenting har ändrats." in same.text
        done = draft.organisation.assessments.get()
        factories.next_step(draft.organisation, done.occasion, owner=kim, text="Ett nytt steg")
        changed = client.post(address("draft_refresh", draft), follow=True)
        assert "Det här har ändrats: ”Nästa steg”." in changed.text

    def test_what_an_older_version_read_must_be_fetched_again(self, client, draft, kim):
        client.force_login(kim)
        Draft.objects.filter(pk=draft.pk).update(data={**draft.data, "schema": 0})
        assert "Uppgifterna behöver hämtas igen." in client.get(address("draft", draft)).text
        for name in ("draft_preview", "draft_text", "draft_text_file"):
            answer = client.get(address(name, draft), follow=True)
            assert "Hämta dem igen först." in answer.text
        assert "Hämta dem igen först." in client.post(address("draft_copy", draft), follow=True).text
        generated = client.get(address("part", draft, part(draft, "ratings").pk))
        assert "Hämta dem igen på sidan med alla delar" in generated.text
        client.post(address("draft_refresh", draft))
        assert "Uppgifterna behöver hämtas igen." not in client.get(address("draft", draft)).text


class TestTitleAndSummary:
    def test_they_are_saved(self, client, draft, kim):
        client.force_login(kim)
        answer = send(client, draft, title="Ny titel", summary="Kort sagt.", cover="on")
        assert answer.status_code == 302
        draft.refresh_from_db()
        assert (draft.title, draft.summary, draft.cover) == ("Ny titel", "Kort sagt.", True)

    def test_the_datas_own_summary_stands_beside(self, draft, page):
        assert draft.data["summary"]
        assert "Uppgifternas egen sammanfattning" in page()

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"title": " "}, "Skriv en titel."),
            ({"summary": "x" * 801}, "högst 800 tecken, nu är den 801"),
            ({"title": "x" * 201}, "högst 200 tecken, nu är den 201"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, client, draft, kim, values, said):
        client.force_login(kim)
        answer = send(client, draft, **values)
        assert answer.status_code == 422
        assert said in answer.text
        assert max(values.values(), key=len).strip() in answer.text

    def test_two_who_change_different_things_are_brought_together(self, client, draft, kim):
        client.force_login(kim)
        opened = marks(draft)
        drafts.save_settings(by=kim, draft=draft, title=draft.title, summary="Noras ord", cover=False)
        assert send(client, draft, title="Kims titel", summary="", was=opened).status_code == 302
        draft.refresh_from_db()
        assert (draft.title, draft.summary) == ("Kims titel", "Noras ord")

    @pytest.mark.parametrize(("choice", "stands"), [("deras", "Noras titel"), ("mitt", "Kims titel")])
    def test_two_who_change_the_same_thing_are_asked(self, client, draft, kim, choice, stands):
        client.force_login(kim)
        opened = marks(draft)
        saved = drafts.save_settings(by=kim, draft=draft, title="Noras titel", summary="", cover=False)
        asked = send(client, draft, title="Kims titel", was=opened)
        assert asked.status_code == 409
        for words in ("Noras titel", "Kims titel", "Behåll det som är sparat", "Spara mitt i stället"):
            assert words in asked.text
        answer = send(client, draft, title="Kims titel", was=opened, val=choice, sedd=saved.version)
        assert answer.status_code == 302
        draft.refresh_from_db()
        assert draft.title == stands

    def test_an_answer_about_something_older_is_asked_again(self, client, draft, kim):
        client.force_login(kim)
        opened = marks(draft)
        seen = drafts.save_settings(by=kim, draft=draft, title="Noras titel", summary="", cover=False)
        drafts.save_settings(by=kim, draft=draft, title="Noras andra titel", summary="", cover=False)
        answer = send(client, draft, title="Kims titel", was=opened, val="mitt", sedd=seen.version)
        assert answer.status_code == 409
        assert "Noras andra titel" in answer.text


class TestStanding:
    def test_an_open_one_offers_what_can_be_done(self, page):
        text = page()
        for words in (
            "Publicera",
            "Förhandsgranska",
            "Version till nämnd",
            "Arbetskopia som pdf",
            "Lägg åt sidan",
        ):
            assert words in text

    def test_only_who_has_the_right_may_publish(self, client, draft):
        writer = factories.member(draft.organisation, Role.COORDINATOR, may_publish=False)
        client.force_login(writer)
        text = client.get(address("draft", draft)).text
        assert address("publish", draft) not in text
        assert "en samordnare som har rätt att publicera" in text

    def test_set_aside_and_taken_up(self, client, draft, kim):
        client.force_login(kim)
        aside = client.post(address("draft_set_aside", draft), follow=True).text
        assert "Rapporten är lagd åt sidan." in aside
        assert "Utelämna" not in aside
        assert "Spara titel" not in aside
        assert "går inte att ändra längre" in client.post(address("draft_set_aside", draft), follow=True).text
        assert "Du kan fortsätta skriva." in client.post(address("draft_take_up", draft), follow=True).text
        assert "går redan att skriva i" in client.post(address("draft_take_up", draft), follow=True).text

    def test_published_is_read_only_and_leads_to_what_is_published(self, client, draft, kim):
        publication = published(draft, by=kim)
        client.force_login(kim)
        text = client.get(address("draft", draft)).text
        assert "Rapporten är publicerad och ändras aldrig." in text
        assert reverse("publication", args=[draft.organisation.slug, publication.pk]) in text
        assert "Hämta nya uppgifter" not in text
        assert "kan inte tas fram igen" in client.post(address("draft_take_up", draft), follow=True).text

    def test_waiting_for_a_second_person_and_sent_back(self, client, draft, kim):
        set_two_pairs(by=kim, organisation=draft.organisation, two_pairs=True)
        publication = published(draft, by=kim)
        client.force_login(kim)
        assert "Rapporten väntar på en andra person." in client.get(address("draft", draft)).text
        nora = factories.member(draft.organisation, name="Nora Ek")
        decline(by=nora, publication=publication, reason="Tabell 2 är fel")
        text = client.get(address("draft", draft)).text
        assert "Nora Ek skickade tillbaka rapporten" in text
        assert "Tabell 2 är fel" in text
        assert "Utelämna" in text

    def test_a_correction_says_what_it_corrects_and_why(self, client, draft, kim):
        publication = published(draft, by=kim)
        correction = start_correction(by=kim, publication=publication, reason="Fel siffra i tabellen")
        client.force_login(kim)
        text = client.get(address("draft", correction)).text
        assert "Rättar version 1." in text
        assert "Fel siffra i tabellen" in text

    @pytest.mark.parametrize(
        ("name", "needs_part", "data"),
        [
            ("draft_refresh", False, {}),
            ("part_new", False, {"heading": "Ny"}),
            ("part_place", True, {"way": "up"}),
            ("part_place", True, {"way": "leave_out"}),
            ("part_remove", True, {}),
        ],
    )
    def test_nothing_of_a_closed_one_is_changed(self, client, draft, kim, name, needs_part, data):
        drafts.set_aside(by=kim, draft=draft)
        client.force_login(kim)
        where = address(name, draft, *([part(draft, "work").pk] if needs_part else []))
        before = list(draft.parts.in_order().values())
        assert "går inte att ändra längre" in client.post(where, data, follow=True).text
        assert list(draft.parts.in_order().values()) == before

    def test_the_title_of_a_closed_one_stays_on_the_page(self, client, draft, kim):
        drafts.set_aside(by=kim, draft=draft)
        client.force_login(kim)
        answer = send(client, draft, title="Mitt i skrivandet")
        assert answer.status_code == 409
        assert "Mitt i skrivandet" in answer.text
        assert "Det du skrev är inte sparat." in answer.text


class TestDocuments:
    def test_a_working_copy_leads_to_its_file(self, client, draft, kim):
        client.force_login(kim)
        answer = client.post(address("draft_copy", draft))
        assert answer.url == reverse("report", args=[draft.organisation.slug, draft.documents.get().pk])

    def test_they_are_listed(self, draft, kim, page):
        make_copy(by=kim, draft=draft)
        make_proposal(
            by=kim, draft=draft, body="Kommunstyrelsen", reference="KS 2020/7", text="Föreslås besluta"
        )
        text = page()
        assert "Version 1 till Kommunstyrelsen" in text
        assert "KS 2020/7" in text
        assert "Arbetskopia" in text


class TestWho:
    def test_a_contributor_reads_and_changes_nothing(self, client, draft):
        client.force_login(factories.member(draft.organisation, Role.CONTRIBUTOR))
        answer = client.get(address("draft", draft))
        assert answer.status_code == 200
        for words in ("Utelämna", "Hämta nya uppgifter", "Publicera<", "Spara titel", "Lägg åt sidan"):
            assert words not in answer.text
        assert client.post(address("draft", draft), {"title": "x"}).status_code == 403

    @pytest.mark.parametrize("role", [Role.READER, Role.PARTICIPANT])
    def test_others_see_no_draft(self, client, draft, role):
        client.force_login(factories.member(draft.organisation, role))
        assert client.get(address("draft", draft)).status_code == 403

    def test_another_organisation_has_no_such_draft(self, client, draft):
        other = factories.organisation("Annan")
        client.force_login(factories.member(other))
        assert client.get(reverse("draft", args=[other.slug, draft.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_however_much_there_is(
    client, draft, kim, count, django_assert_num_queries
):
    nora = factories.member(draft.organisation, name="Nora Ek")
    for number in range(count):
        own = parts.add_part(by=kim, draft=draft, heading=f"Del {number}")
        parts.save_part(by=nora, part=own, heading=own.heading, body="Text")
        comments.add_comment(by=nora, part=own, body="Hur då?")
        make_proposal(by=kim, draft=draft, body=f"Nämnd {number}", reference="1", text="Förslag")
    client.force_login(kim)
    client.get(address("draft", draft))
    with django_assert_num_queries(11):
        assert client.get(address("draft", draft)).status_code == 200
