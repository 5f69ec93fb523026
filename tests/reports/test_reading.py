"""Reading what is published: the list, the page, the file, the texts; readers see published ones and nothing else."""

import pytest
from django.urls import reverse

from organisations.models import Role
from reports.actions import comments, drafts, freezing, links, publishing
from reports.copy_out import as_one_text, sections_as_text
from reports.models import Job, Report, State
from tests import factories
from tests.reports.editions import edition, page, reader, waiting, with_file
from tests.reports.papers import address, part, started

pytestmark = pytest.mark.django_db

SUMMARY = "Arbetet har tagit fart."


@pytest.fixture
def place():
    return factories.organisation("Exempelstad")


@pytest.fixture
def kim(client, place):
    person = factories.member(place, name="Kim Prov")
    client.force_login(person)
    return person


@pytest.fixture
def made(place, kim):
    return edition(place=place, by=kim, summary=SUMMARY)


def shelf(client, place):
    return client.get(reverse("reports", args=[place.slug])).text.split("<main")[1]


def corrected(made, kim):
    return edition(draft=publishing.start_correction(by=kim, publication=made, reason="Fel siffra"), by=kim)


class TestList:
    def test_a_report_stands_with_its_summary_and_decision(self, client, place, made):
        client.force_login(reader(made))
        html = shelf(client, place)
        assert "En rapport är publicerad." in html
        assert SUMMARY in html
        assert "Kommunstyrelsen antog rapporten den 1\xa0mars\xa02020." in html
        assert page("publication", made) in html
        assert "Pdf:en är inte klar än." in html
        assert "Ny rapport" not in html

    def test_the_file_has_its_size(self, client, place, made):
        with_file(made)
        html = shelf(client, place)
        assert page("publication_file", made) in html
        assert "kB" in html

    def test_old_versions_are_folded_under_the_one_in_force(self, client, place, made, kim):
        new = corrected(made, kim)
        html = shelf(client, place)
        assert html.count("<h3>") == 1
        assert "Version 2." in html
        assert "Ersatt av version 2" in html
        assert html.index(page("publication", new)) < html.index(page("publication", made))

    def test_marks(self, client, place, made, kim):
        links.make_public(by=kim, publication=made)
        assert "Publik" in shelf(client, place)
        publishing.withdraw(by=kim, publication=made, reason="Fel")
        html = shelf(client, place)
        assert "Tillbakadragen" in html
        assert SUMMARY not in html

    def test_readers_see_nothing_of_what_is_under_way(self, client, place, kim):
        started(place=place, by=kim)
        made = waiting(place=place, by=kim)
        html = shelf(client, place)
        assert "Väntar på godkännande" in html
        assert "Fortsätt skriva" in html
        client.force_login(reader(made))
        html = shelf(client, place)
        assert "Ingen rapport är publicerad än" in html
        assert "Lägesrapport" not in html

    def test_who_comments_sees_drafts_but_writes_nothing_new(self, client, place, kim):
        draft = started(place=place, by=kim)
        comments.add_comment(by=kim, part=part(draft, "work"), body="Ska detta med?")
        client.force_login(factories.member(place, Role.CONTRIBUTOR))
        html = shelf(client, place)
        assert "En kommentar är öppen." in html
        assert "Läs och kommentera" in html
        assert "Ny rapport" not in html
        assert "Arbetskopior" not in html

    def test_what_is_set_aside_and_what_is_made_is_folded_and_what_failed_is_not(self, client, place, kim):
        aside, draft = started(place=place, by=kim), started(place=place, by=kim)
        drafts.set_aside(by=kim, draft=aside)
        copy, _new = freezing.make_copy(by=kim, draft=draft)
        html = shelf(client, place)
        assert "Utkast som är lagda åt sidan (1)" in html
        assert "Följ arbetet" in html
        Job.objects.filter(report=copy).update(state=State.FAILED, failure="too_large")
        assert "Se vad som hände" in shelf(client, place)

    def test_a_new_report_is_the_first_thing_to_do_where_there_is_none(self, client, place, kim):
        html = shelf(client, place)
        assert "Ingen rapport finns än" in html
        assert (
            f'class="btn btn-primary" href="{reverse("draft_new", args=[place.slug, "lagesrapport"])}"'
            in html
        )
        started(place=place, by=kim)
        assert "btn-primary" not in shelf(client, place)

    def test_a_stranger_gets_404(self, client, place):
        client.force_login(factories.member(factories.organisation()))
        assert client.get(reverse("reports", args=[place.slug])).status_code == 404

    def test_the_queries_do_not_grow(self, client, place, kim, django_assert_num_queries):
        """The list of everybody, with one and three of everything."""
        for number in range(3):
            made = edition(place=place, by=kim)
            corrected(made, kim)
            publishing.withdraw(by=kim, publication=edition(place=place, by=kim), reason="Fel")
            draft = started(place=place, by=kim)
            freezing.make_copy(by=kim, draft=draft)
            comments.add_comment(by=kim, part=part(draft, "work"), body="Ska detta med?")
            if number == 1:
                continue
            client.force_login(kim)
            with django_assert_num_queries(15):
                shelf(client, place)
            client.force_login(reader(made))
            with django_assert_num_queries(10):
                shelf(client, place)


class TestPage:
    def test_it_is_the_frozen_page(self, client, made):
        client.force_login(reader(made))
        html = client.get(page("publication", made)).text
        assert made.report.html in html
        assert html.count("<h1") == 1
        assert "Rätta" not in html.split("<main")[1]

    def test_replaced_it_stays_readable_and_leads_to_the_newer(self, client, made, kim):
        new = corrected(made, kim)
        client.force_login(reader(made))
        html = client.get(page("publication", made)).text
        assert "Ersatt av version 2" in html
        assert page("publication", new) in html
        assert made.report.html in html

    def test_withdrawn_readers_see_the_marker_alone(self, client, made, kim):
        made = with_file(made)
        publishing.withdraw(by=kim, publication=made, reason="Fel underlag")
        for name in ("publication_file", "publication_text", "publication_text_file"):
            assert client.get(page(name, made)).status_code == 200
        assert made.report.html in client.get(page("publication", made)).text
        client.force_login(reader(made))
        html = client.get(page("publication", made)).text
        assert "Rapporten drogs tillbaka den" in html
        assert "Fel underlag" in html
        assert "Kim Prov" not in html
        assert 'class="rapport"' not in html
        assert "Det viktigaste på en sida" not in html
        for name in ("publication_file", "publication_text", "publication_text_file"):
            assert client.get(page(name, made)).status_code == 404

    def test_what_waits_is_for_coordinators(self, client, place, kim):
        made = waiting(place=place, by=kim)
        for name in ("publication", "publication_text"):
            assert client.get(page(name, made)).status_code == 200
        for role in (Role.READER, Role.CONTRIBUTOR):
            client.force_login(reader(made, role))
            for name in ("publication", "publication_text", "publication_file"):
                assert client.get(page(name, made)).status_code == 404

    def test_another_organisation_s_is_missing(self, client, made):
        stranger = factories.member(factories.organisation())
        client.force_login(stranger)
        theirs = reverse("publication", args=[stranger.memberships.get().organisation.slug, made.pk])
        for address_ in (page("publication", made), theirs):
            assert client.get(address_).status_code == 404

    def test_a_new_version_of_something_public_is_not_public_and_says_so(self, client, made, kim):
        links.make_public(by=kim, publication=made)
        html = client.get(page("publication", corrected(made, kim))).text
        assert "Version 1 är publik, men inte den här." in html


class TestFile:
    def test_every_member_fetches_it(self, client, made):
        client.force_login(reader(made))
        assert client.get(page("publication_file", made)).status_code == 404
        answer = client.get(page("publication_file", with_file(made)))
        assert answer.content.startswith(b"%PDF-")
        assert answer["Content-Disposition"].startswith('attachment; filename="')

    def test_the_page_of_the_file_is_for_coordinators(self, client, made):
        address_ = reverse("report", args=[made.organisation.slug, made.report_id])
        assert "Filen till version 1 av den publicerade rapporten." in client.get(address_).text
        client.force_login(reader(made))
        assert client.get(address_).status_code == 403

    def test_a_failed_one_says_what_to_change_and_is_tried_again(self, client, place, kim):
        draft = started(place=place, by=kim)
        copy, _new = freezing.make_copy(by=kim, draft=draft)
        Job.objects.filter(report=copy).update(state=State.FAILED, failure="too_many_pages")
        html = client.get(reverse("report", args=[place.slug, copy.pk])).text
        assert "längre än 200 sidor" in html
        assert "De längsta delarna" in html
        assert "Så ser läget ut" in html
        assert address("draft", draft) in html
        client.post(reverse("report_again", args=[place.slug, copy.pk]))
        assert Job.objects.get(report=copy).state == State.QUEUED
        assert Report.objects.filter(draft=draft).count() == 1


class TestTexts:
    def test_every_part_stands_ready_to_copy(self, client, made):
        client.force_login(reader(made))
        html = client.get(page("publication_text", made)).text
        assert html.count("<textarea") == html.count("data-copy=") > 3
        assert "Sammanfattning" in html
        assert "Om dokumentet" not in html

    def test_the_file_has_them_all(self, client, made):
        answer = client.get(page("publication_text_file", made))
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.text.startswith(f"{made.report.title}\n\nSammanfattning\n\n{SUMMARY}\n\n")
        assert answer["Content-Disposition"] == 'attachment; filename="rapport-version-1.txt"'

    def test_they_are_what_is_read_on_the_page(self, made):
        snapshot = made.report.snapshot
        sections = sections_as_text(snapshot, made.report.html)
        assert sections == sections_as_text(snapshot)
        assert [heading for heading, _text in sections][:2] == ["Sammanfattning", "Det viktigaste på en sida"]
        assert all("<" not in text.replace("< ", "") for _heading, text in sections)
        assert as_one_text("Titel", sections).endswith("\n")

    def test_sections_within_sections_belong_to_the_outer(self):
        html = (
            '<article><section class="omslag"><h1>Titel</h1></section>'
            '<section class="kapitel"><h2><span class="nr">1</span> <span class="t">Ett</span></h2>'
            "<section><h3>Inuti</h3><p>Ord</p></section><p>Slut</p></section>"
            '<section class="kapitel kolofon"><h2>Om dokumentet</h2><p>Nej</p></section></article>'
        )
        assert sections_as_text({"language": "sv"}, html) == [("Ett", "Inuti\n\nOrd\n\nSlut")]


class TestStartPage:
    def start(self, client, person):
        client.force_login(person)
        return client.get("/").text.split("<main")[1]

    def test_the_second_person_is_asked_and_the_first_is_not(self, client, place, kim):
        other = factories.member(place)
        made = waiting(place=place, by=kim)
        assert "Rapport att godkänna" in self.start(client, other)
        assert page("publication", made) in self.start(client, other)
        assert "Rapport att godkänna" not in self.start(client, kim)
        without = factories.member(place, may_publish=False)
        assert "Rapport att godkänna" not in self.start(client, without)
        assert "Rapport att godkänna" not in self.start(client, reader(made))

    def test_who_sent_it_learns_each_time_that_it_came_back(self, client, place, kim):
        other = factories.member(place)
        made = waiting(place=place, by=kim)
        publishing.decline(by=other, publication=made, reason="Fel dag")
        html = self.start(client, kim)
        assert "Skickad tillbaka" in html
        assert reverse("draft", args=[place.slug, made.report.draft_id]) in html
        again = edition(draft=made.report.draft, by=kim)
        assert "Skickad tillbaka" not in self.start(client, kim)
        publishing.decline(by=other, publication=again, reason="Fel dag igen")
        assert self.start(client, kim).count("Skickad tillbaka") == html.count("Skickad tillbaka")

    def test_what_one_took_back_oneself_is_no_news(self, client, place, kim):
        factories.member(place)
        publishing.decline(by=kim, publication=waiting(place=place, by=kim), reason="Jag ångrade mig")
        assert "Skickad tillbaka" not in self.start(client, kim)

    def test_open_comments_and_failed_files_wait(self, client, place, kim):
        draft = started(place=place, by=kim)
        copy, _new = freezing.make_copy(by=kim, draft=draft)
        assert "Kommentarer på" not in self.start(client, kim)
        comment = comments.add_comment(by=kim, part=part(draft, "work"), body="Ska detta med?")
        Job.objects.filter(report=copy).update(state=State.FAILED, failure="too_slow")
        html = self.start(client, kim)
        assert "En kommentar är öppen." in html
        assert "Filen kunde inte skapas" in html
        comments.close_comment(by=kim, comment=comment)
        assert "Kommentarer på" not in self.start(client, kim)

    def test_readers_are_led_to_the_latest_that_holds(self, client, place, made, kim):
        new = corrected(made, kim)
        person = reader(made)
        html = self.start(client, person)
        assert page("publication", new) in html
        publishing.withdraw(by=kim, publication=new, reason="Fel")
        assert "Läs rapporten" not in self.start(client, person)
