"""The draft as a whole: the preview is what is printed, and the text to copy has all of it."""

import pytest

from organisations.models import Role
from reports.actions import parts
from reports.actions.freezing import compose
from reports.document import render_document
from reports.snapshots import Status
from tests import factories
from tests.reports.papers import address, part, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    draft = started()
    parts.save_part(by=draft.created_by, part=part(draft, "work"), heading="", body="Det vi **gjorde** i år")
    return draft


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CONTRIBUTOR])
def test_the_preview_is_the_document_itself_with_one_heading_of_the_first_level(client, draft, role):
    client.force_login(factories.member(draft.organisation, role))
    text = client.get(address("draft_preview", draft)).text
    assert render_document(compose(draft, Status())) in text
    assert text.count("<h1") == 1
    assert address("draft", draft) in text


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CONTRIBUTOR])
def test_every_section_can_be_copied(client, draft, role):
    client.force_login(factories.member(draft.organisation, role))
    text = client.get(address("draft_text", draft)).text
    assert "Det vi har gjort\n\nDet vi gjorde i år</textarea>" in text
    assert text.count("<textarea") == text.count("data-copy=") > 3
    assert "Framgångar och utmaningar" not in text


def test_all_of_it_is_one_file(client, draft):
    client.force_login(draft.created_by)
    answer = client.get(address("draft_text_file", draft))
    content = answer.content.decode("utf-8-sig")
    assert content.startswith(f"{draft.title}\n\n")
    assert "Det vi gjorde i år" in content
    assert answer["Content-Disposition"].endswith('.txt"')
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_what_is_left_out_is_nowhere(client, draft):
    parts.leave_out(by=draft.created_by, part=part(draft, "work"), left_out=True)
    client.force_login(draft.created_by)
    for name in ("draft_preview", "draft_text", "draft_text_file"):
        assert "gjorde" not in client.get(address(name, draft)).content.decode().replace(
            "Det vi har gjort", ""
        )


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_however_many_parts(
    client, draft, count, django_assert_num_queries
):
    for number in range(count):
        own = parts.add_part(by=draft.created_by, draft=draft, heading=f"Del {number}")
        parts.save_part(by=draft.created_by, part=own, heading=own.heading, body="Text")
    client.force_login(draft.created_by)
    for name in ("draft_preview", "draft_text"):
        client.get(address(name, draft))
        with django_assert_num_queries(12):
            assert client.get(address(name, draft)).status_code == 200
