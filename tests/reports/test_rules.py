"""How an organisation wants its reports: two pairs of eyes takes two who may publish, and a logo is a picture."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisations.models import Event, Role
from reports.actions.rules import set_logo
from reports.logos import MOST_UPLOADED_BYTES, normalised
from reports.models import Logo, ReportRules
from tests import factories
from tests.harness.pictures import png
from tests.reports.editions import at_once, edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation("Exempelstad")


@pytest.fixture
def kim(client, place):
    person = factories.member(place, name="Kim Prov")
    client.force_login(person)
    return person


def address(place):
    return reverse("report_rules", args=[place.slug])


def choose(client, place, two_pairs, **more):
    data = {"save_two_pairs": "1", "two_pairs": two_pairs}
    return client.post(address(place), data, **more)


def upload(client, place, content, name="logga.png", **more):
    return client.post(address(place), {"file": SimpleUploadedFile(name, content)}, **more)


def asks_for_two(place):
    return ReportRules.objects.filter(organisation=place, two_pairs=True).exists()


class TestTwoPairs:
    def test_it_is_switched_on_and_off(self, client, place, kim):
        factories.member(place, name="Bo Alm")
        assert "Rapporter får publiceras av Bo Alm och Kim Prov." in client.get(address(place)).text
        assert "Inställningen är sparad." in choose(client, place, "1", follow=True).text
        assert asks_for_two(place)
        choose(client, place, "0")
        assert not asks_for_two(place)
        assert Event.objects.filter(verb="reports.rules_changed").count() == 2

    def test_one_alone_can_not_be_two(self, client, place, kim):
        factories.member(place, may_publish=False)
        answer = choose(client, place, "1")
        assert answer.status_code == 422
        assert "Ingen annan än du får publicera rapporter här." in answer.text
        assert not asks_for_two(place)

    def test_a_choice_is_needed(self, client, place, kim):
        for value in ("", "2"):
            answer = choose(client, place, value)
            assert answer.status_code == 422
            assert "Välj ett av alternativen." in answer.text

    def test_who_may_not_publish_does_not_decide(self, client, place, kim):
        factories.member(place)
        client.force_login(factories.member(place, may_publish=False))
        html = client.get(address(place)).text
        assert "En person publicerar själv." in html
        assert "save_two_pairs" not in html
        assert choose(client, place, "1").status_code == 403
        assert not asks_for_two(place)
        client.force_login(factories.member(place, Role.READER))
        assert client.get(address(place)).status_code == 403
        client.force_login(factories.member(factories.organisation()))
        assert client.get(address(place)).status_code == 404


class TestLogo:
    def test_it_is_uploaded_shown_printed_and_removed(self, client, place, kim):
        assert "Rapporterna har ingen logotyp än." in client.get(address(place)).text
        assert "Logotypen är sparad" in upload(client, place, png(), follow=True).text
        logo = Logo.objects.get()
        assert reverse("logo", args=[logo.pk]) in client.get(address(place)).text
        made = edition(place=place, by=kim)
        assert made.report.snapshot["logo"]["sha256"] == logo.pk
        answer = client.post(address(place), {"remove_logo": "1"}, follow=True)
        assert "Logotypen är borttagen." in answer.text
        assert Logo.objects.exists()
        assert edition(place=place, by=kim).report.snapshot["logo"] is None

    def test_a_unit_shows_the_one_above_it_but_does_not_remove_it(self, client, place, kim):
        set_logo(by=kim, organisation=place, image=normalised(png()))
        unit = factories.organisation("Enheten", kind="board", parent=place)
        html = client.get(address(unit)).text
        assert "Den överordnade organisationens logotyp" in html
        assert "remove_logo" not in html

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "Filen går inte att läsa som en bild."),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Filen går inte att läsa som en bild."),
            (png()[:200], "Filen går inte att läsa som en bild."),
            (png(20, 20), "Bilden är för liten"),
            (png(1600, 50), "Bilden är för smal"),
            (b"x" * (MOST_UPLOADED_BYTES + 1), "Bilden är för stor."),
        ],
    )
    def test_what_is_no_logo_is_refused_with_what_to_do(self, client, place, kim, content, sentence):
        answer = upload(client, place, content)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert not Logo.objects.exists()

    def test_nothing_chosen_is_said(self, client, place, kim):
        answer = client.post(address(place))
        assert answer.status_code == 422
        assert "Välj en bild på din dator." in answer.text

    def test_a_coordinator_without_the_right_to_publish_may_choose_it(self, client, place):
        client.force_login(factories.member(place, may_publish=False))
        upload(client, place, png())
        assert Logo.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_upload_the_same_at_once_keep_one(place, kim):
    image = normalised(png())
    assert at_once(*[lambda: set_logo(by=kim, organisation=place, image=image)] * 4) == []
    assert Logo.objects.count() == ReportRules.objects.count() == 1
