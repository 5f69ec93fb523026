"""Sharing what is published: links that can be revoked, reports that everybody may read, and nothing of the rest."""

import re

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from organisations.models import Event, Role, Share
from reports import public_reading
from reports.actions import links, publishing
from reports.actions.rules import set_logo
from reports.logos import normalised
from reports.models import Publication, ReadLink
from tests import factories
from tests.harness.pictures import png
from tests.reports.editions import at_once, edition, page, reader, waiting, with_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation("Exempelstad", slug="exempelstad")


@pytest.fixture
def kim(client, place):
    person = factories.member(place, name="Kim Prov")
    client.force_login(person)
    return person


@pytest.fixture
def made(place, kim):
    return edition(place=place, by=kim, summary="Arbetet har tagit fart.")


@pytest.fixture
def stranger():
    """Somebody without an account."""
    return Client()


@pytest.fixture(autouse=True)
def _nothing_counted():
    for network in ("127.0.0.1", "192.0.2.9"):
        cache.delete(public_reading._key(network))


def link_to(made, kim, note="Revisorerna"):
    return links.create_link(by=kim, publication=made, note=note)


def path(link, name="read_link"):
    return reverse(name, args=[links.token_of(link)])


def public(made, name="public_report"):
    return reverse(name, args=[made.pk])


def corrected(made, kim):
    return edition(draft=publishing.start_correction(by=kim, publication=made, reason="Fel"), by=kim)


def comparable(answer):
    """What tells one answer from another."""
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name not in {"X-Request-ID", "Content-Length"}
    }
    return (
        answer.status_code,
        headers,
        re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", answer.text),
    )


class TestSharingPage:
    def test_a_link_is_made_shown_whole_and_closed(self, client, made):
        answer = client.post(page("link_new", made), {"note": "Revisorerna"}, follow=True)
        link = made.links.get()
        assert f'value="http://testserver{path(link)}"' in answer.text or path(link) in answer.text
        assert "Skapad av Kim Prov den" in answer.text
        assert 'data-copy="#adress-' in answer.text
        answer = client.post(page("link_revoke", made, link.pk), follow=True)
        assert "Länken är stängd." in answer.text
        assert path(link) not in answer.text
        assert "Stängda länkar (1)" in answer.text
        assert "redan stängd" in client.post(page("link_revoke", made, link.pk), follow=True).text
        assert Event.objects.filter(verb="reports.link_revoked").count() == 1

    def test_a_note_is_needed_and_tells_links_apart(self, client, made, kim):
        answer = client.post(page("link_new", made))
        assert answer.status_code == 422
        assert "Skriv vem länken är till." in answer.text
        link_to(made, kim)
        answer = client.post(page("link_new", made), {"note": "revisorerna"})
        assert "Det finns redan en öppen länk som heter så." in answer.text
        assert 'value="revisorerna"' in answer.text
        assert ReadLink.objects.count() == 1

    def test_public_is_switched_on_and_off(self, client, made, stranger):
        html = client.get(page("publication_sharing", made)).text
        assert "allmän handling" in html
        assert public(made) in html
        assert (
            "Alla kan nu läsa rapporten."
            in client.post(page("publication_sharing", made), {"public": "1"}, follow=True).text
        )
        assert stranger.get(public(made)).status_code == 200
        client.post(page("publication_sharing", made), {"public": "1"})
        assert Share.objects.open().count() == 1
        client.post(page("publication_sharing", made), {"public": "0"})
        assert stranger.get(public(made)).status_code == 404
        client.post(page("publication_sharing", made))
        assert not Share.objects.open().exists()

    def test_only_what_is_published_and_not_withdrawn(self, client, made, kim, place):
        link = link_to(made, kim)
        publishing.withdraw(by=kim, publication=made, reason="Fel")
        for not_shared in (made, waiting(place=place, by=kim)):
            assert client.get(page("publication_sharing", not_shared)).status_code == 404
            assert client.post(page("publication_sharing", not_shared), {"public": "1"}).status_code == 404
            assert client.post(page("link_new", not_shared), {"note": "X"}).status_code == 404
        assert client.post(page("link_revoke", made, link.pk)).url == page("publication", made)

    def test_it_takes_the_right_to_publish(self, client, made, kim, place):
        link = link_to(made, kim)
        visits = [
            (page("publication_sharing", made), {"public": "1"}),
            (page("link_new", made), {"note": "X"}),
            (page("link_revoke", made, link.pk), {}),
        ]
        for person in (factories.member(place, may_publish=False), reader(made)):
            client.force_login(person)
            assert [client.post(address, data).status_code for address, data in visits] == [403] * 3
        client.force_login(factories.member(factories.organisation()))
        assert [client.post(address, data).status_code for address, data in visits] == [404] * 3
        assert ReadLink.objects.open().count() == 1
        assert not Share.objects.exists()

    def test_a_link_of_another_report_is_missing(self, client, made, kim, place):
        other = link_to(edition(place=place, by=kim), kim)
        assert client.post(page("link_revoke", made, other.pk)).status_code == 404

    def test_the_queries_do_not_grow(self, client, made, kim, django_assert_num_queries):
        for number in range(3):
            link_to(made, kim, f"Mottagare {number}")
            links.revoke_link(by=kim, link=link_to(made, kim, f"Stängd {number}"))
            with django_assert_num_queries(11):
                client.get(page("publication_sharing", made))


class TestLink:
    def test_it_shows_the_report_without_an_account(self, made, kim, stranger):
        link = link_to(made, kim)
        answer = stranger.get(path(link))
        assert answer.status_code == 200
        assert made.report.html in answer.text
        assert "Revisorerna" not in answer.text
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "strict-origin"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert 'content="noindex, nofollow"' in answer.text

    def test_the_file_comes_by_the_link(self, made, kim, stranger):
        link = link_to(made, kim)
        assert stranger.get(path(link, "read_link_file")).status_code == 404
        with_file(made)
        answer = stranger.get(path(link, "read_link_file"))
        assert answer.content.startswith(b"%PDF-")
        assert answer["Cache-Control"] == "no-store"

    def test_every_link_that_does_not_work_is_answered_the_same(self, made, kim, place, stranger):
        revoked, withdrawn = link_to(made, kim), link_to(edition(place=place, by=kim), kim)
        links.revoke_link(by=kim, link=revoked)
        publishing.withdraw(by=kim, publication=withdrawn.publication, reason="Fel")
        answers = [
            comparable(stranger.get(address))
            for address in (path(revoked), path(withdrawn), reverse("read_link", args=["finns-inte"]))
        ]
        assert answers[0] == answers[1] == answers[2]
        assert answers[0][0] == 404
        assert "Länken fungerar inte" in answers[0][2]
        assert answers[0][1]["Cache-Control"] == "no-store"
        assert stranger.get(path(revoked, "read_link_file")).status_code == 404

    def test_guessing_is_slowed_down_but_a_link_that_works_always_works(
        self, made, kim, stranger, monkeypatch
    ):
        monkeypatch.setattr(public_reading, "MOST_UNKNOWN_TOKENS", 3)
        link = link_to(made, kim)
        guess = reverse("read_link", args=["gissning"])
        assert [stranger.get(guess).status_code for _ in range(5)] == [404, 404, 404, 429, 429]
        assert stranger.get(path(link)).status_code == 200
        assert stranger.get(guess, REMOTE_ADDR="192.0.2.9").status_code == 404

    def test_a_replaced_version_stays_and_leads_to_the_newer_only_where_that_is_public(
        self, made, kim, stranger
    ):
        link = link_to(made, kim)
        new = corrected(made, kim)
        html = stranger.get(path(link)).text
        assert "Ersatt av version 2" in html
        assert "Fråga organisationen efter den nya versionen." in html
        links.make_public(by=kim, publication=new)
        assert public(new) in stranger.get(path(link)).text

    def test_the_database_keeps_no_token_and_a_closed_link_stays_closed(self, made, kim):
        link = link_to(made, kim)
        stored = str(list(ReadLink.objects.filter(pk=link.pk).values()))
        assert links.token_of(link) not in stored
        links.revoke_link(by=kim, link=link)
        with pytest.raises(DatabaseError), transaction.atomic():
            ReadLink.objects.filter(pk=link.pk).update(revoked_at=None, revoked_by=None)


@pytest.mark.django_db(transaction=True)
def test_a_link_is_closed_once(made, kim):
    link = link_to(made, kim)
    closed = []
    at_once(*[lambda: closed.append(links.revoke_link(by=kim, link=link))] * 4)
    assert sorted(closed) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_two_who_make_it_public_make_one_share(made, kim):
    assert at_once(*[lambda: links.make_public(by=kim, publication=made)] * 4) == []
    assert Share.objects.open().count() == 1


class TestPublic:
    def test_everybody_reads_what_is_public_and_nothing_else(self, made, kim, place, stranger):
        hidden, second = edition(place=place, by=kim), waiting(place=place, by=kim)
        links.make_public(by=kim, publication=made)
        html = stranger.get(public(made)).text
        assert made.report.html in html
        assert reverse("public_reports", args=["exempelstad"]) in html
        for closed in (hidden, second):
            for name in ("public_report", "public_report_file"):
                assert stranger.get(public(closed, name)).status_code == 404
        with_file(made)
        assert stranger.get(public(made, "public_report_file")).content.startswith(b"%PDF-")
        assert "noindex" not in stranger.get(public(made)).text

    def test_what_was_shared_before_it_was_published_does_not_show(self, kim, place, stranger):
        """Nothing shares it, but the pages must not rest on that."""
        unpublished = waiting(place=place, by=kim)
        links.make_public(by=kim, publication=unpublished)
        assert stranger.get(public(unpublished)).status_code == 404
        assert stranger.get(reverse("public_reports", args=["exempelstad"])).status_code == 404

    def test_withdrawn_the_marker_stays(self, made, kim, stranger):
        made = with_file(made)
        links.make_public(by=kim, publication=made)
        publishing.withdraw(by=kim, publication=made, reason="Fel underlag")
        html = stranger.get(public(made)).text
        assert "Rapporten drogs tillbaka den" in html
        assert "Fel underlag" in html
        assert 'class="rapport"' not in html
        assert "Kim Prov" not in html
        assert stranger.get(public(made, "public_report_file")).status_code == 404
        assert "Tillbakadragen" in stranger.get(reverse("public_reports", args=["exempelstad"])).text

    def test_the_list_has_what_is_public_with_its_versions(self, made, kim, place, stranger):
        edition(place=place, by=kim)
        new = corrected(made, kim)
        address = reverse("public_reports", args=["exempelstad"])
        links.make_public(by=kim, publication=made)
        html = stranger.get(address).text
        assert public(made) in html
        assert "Ersatt av version 2" in html
        assert public(new) not in html
        links.make_public(by=kim, publication=new)
        html = stranger.get(address).text
        assert html.index(public(new)) < html.index(public(made))
        assert html.count("<h3>") == 1

    def test_nothing_public_is_answered_as_an_unknown_organisation(self, made, stranger):
        nothing = stranger.get(reverse("public_reports", args=["exempelstad"]))
        unknown = stranger.get(reverse("public_reports", args=["finns-inte"]))
        assert nothing.status_code == unknown.status_code == 404
        assert comparable(nothing) == comparable(unknown)

    def test_the_queries_do_not_grow(self, kim, place, stranger, django_assert_num_queries):
        for _ in range(3):
            links.make_public(by=kim, publication=edition(place=place, by=kim))
            with django_assert_num_queries(2):
                stranger.get(reverse("public_reports", args=["exempelstad"]))


class TestLogo:
    def test_everybody_sees_it_for_good(self, kim, place, stranger):
        set_logo(by=kim, organisation=place, image=normalised(png()))
        made = edition(place=place, by=kim)
        sha256 = made.report.snapshot["logo"]["sha256"]
        answer = stranger.get(reverse("logo", args=[sha256]))
        assert answer.content.startswith(b"\x89PNG")
        assert answer["Content-Type"] == "image/png"
        assert "immutable" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        for unknown in ("0" * 64, "x", "å", "\0", "..", "a" * 5_000):
            assert stranger.get(reverse("logo", args=[unknown])).status_code == 404


def test_another_organisation_s_members_are_strangers_too(client, made, kim):
    client.force_login(factories.member(factories.organisation(), Role.COORDINATOR))
    assert client.get(public(made)).status_code == 404
    links.make_public(by=kim, publication=made)
    html = client.get(public(made)).text
    assert made.report.html in html
    assert Publication.objects.get().links.count() == 0
