"""A draft begins with what the kind's form asks, and says so when there is another one of the same thing."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.models import Draft
from tests import factories
from tests.reports.papers import address, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return started()


@pytest.fixture
def kim(draft):
    return draft.created_by


class TestBeginning:
    def test_a_draft_begins_with_what_the_form_chose(self, client):
        place = factories.organisation()
        kim = factories.member(place)
        done = factories.assessment(place, factories.occasion(factories.skr(), place), "2211221123", by=kim)
        client.force_login(kim)
        new = reverse("draft_new", args=[place.slug, "lagesrapport"])
        assert "Ny lägesrapport" in client.get(new).text
        answer = client.post(new, {"assessment": done.pk, "functions": "on"})
        draft = Draft.objects.get()
        assert answer.url == address("draft", draft)
        assert draft.options == {"occasion": done.occasion_id, "functions": True}
        assert draft.created_by == kim

    def test_a_second_draft_of_the_same_thing_is_told_to_be_one(self, client):
        place = factories.organisation()
        kim = factories.member(place)
        done = factories.assessment(place, factories.occasion(factories.skr(), place), "2211221123", by=kim)
        client.force_login(kim)
        new = reverse("draft_new", args=[place.slug, "lagesrapport"])
        chosen = {"assessment": done.pk, "functions": "on"}
        assert "samma val" not in client.post(new, chosen, follow=True).text
        assert "Ett utkast med samma val är redan öppet" in client.post(new, chosen, follow=True).text
        Draft.objects.update(closed_at=timezone.now())
        assert "Det finns redan en rapport med samma val" in client.post(new, chosen, follow=True).text
        assert "samma val" not in client.post(new, {"assessment": done.pk}, follow=True).text

    def test_an_empty_form_says_what_to_choose(self, client, draft, kim):
        client.force_login(kim)
        answer = client.post(reverse("draft_new", args=[draft.organisation.slug, "lagesrapport"]), {})
        assert answer.status_code == 422
        assert "Välj ett tillfälle." in answer.text

    def test_with_nothing_to_report_it_says_where_to_begin(self, client):
        place = factories.organisation()
        client.force_login(factories.member(place))
        new = reverse("draft_new", args=[place.slug, "lagesrapport"])
        for answer in (client.get(new), client.post(new, {"assessment": 1})):
            assert "Börja med att skatta och lämna in" in answer.text
        assert not Draft.objects.exists()

    def test_an_unknown_kind_is_not_found(self, client, draft, kim):
        client.force_login(kim)
        assert client.get(reverse("draft_new", args=[draft.organisation.slug, "annan"])).status_code == 404
