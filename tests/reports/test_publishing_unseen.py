"""What is published has been seen by whoever publishes it: a draft that changes meanwhile is read once more."""

import pytest

from reports.actions import parts
from reports.models import Publication
from tests import factories
from tests.reports.papers import address, part, started
from tests.reports.test_publishing_pages import RULING

pytestmark = pytest.mark.django_db


def seen(html):
    return html.split('name="opened" value="')[1].split('"')[0]


def test_words_that_nobody_has_seen_are_not_published(client):
    draft = started()
    client.force_login(draft.created_by)
    first = client.get(address("publish", draft)).text
    nora = factories.member(draft.organisation, name="Nora Ek")
    parts.save_part(by=nora, part=part(draft, "work"), heading="", body="Skrivet under tiden")
    answer = client.post(address("publish", draft), {**RULING, "opened": seen(first)})
    assert answer.status_code == 422
    assert "Utkastet har ändrats sedan du öppnade sidan." in answer.text
    assert "KF 2026/4" in answer.text
    assert not Publication.objects.exists()
    client.post(address("publish", draft), {**RULING, "opened": seen(answer.text)})
    assert "Skrivet under tiden" in Publication.objects.get().report.html
