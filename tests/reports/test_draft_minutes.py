"""An open draft says about how many minutes of writing are left, counted from what is still empty."""

import pytest
from django.utils import translation

from reports.actions import parts
from reports.actions.drafts import set_aside
from reports.draft_page import Progress, progress, rows
from reports.kinds import KINDS
from tests.reports.papers import address, part, started

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (Progress(4, 1, 0, 12), "Ungefär 12 minuter kvar: tre delar att skriva."),
        (Progress(4, 3, 0, 5), "Ungefär 5 minuter kvar: en del att skriva."),
        (Progress(4, 3, 0, 1), "Ungefär 1 minut kvar: en del att skriva."),
        (Progress(4, 4, 0, 0), "Allt är skrivet."),
    ],
)
def test_what_is_left_is_told_in_words(left, words):
    with translation.override("sv"):
        assert left.left == words


def test_every_written_part_counts_until_it_is_written_or_left_out(client):
    draft = started()
    kim = draft.created_by
    kind = KINDS["lagesrapport"]
    texts = [section.key for section in kind.sections if section.written]
    assert progress(rows(draft)).minutes == sum(kind.minutes_for(key) for key in texts)
    parts.save_part(by=kim, part=part(draft, texts[0]), heading="", body="Ord")
    parts.leave_out(by=kim, part=part(draft, texts[1]), left_out=True)
    parts.add_part(by=kim, draft=draft, heading="Vår egen del")
    left = progress(rows(draft))
    assert left.minutes == sum(kind.minutes_for(key) for key in texts[2:]) + kind.minutes
    client.force_login(kim)
    assert left.left in client.get(address("draft", draft)).text
    for one in rows(draft):
        if one.part.written and not one.is_shown and not one.part.left_out:
            parts.save_part(by=kim, part=one.part, heading="Rubrik", body="Ord")
    assert "Allt är skrivet." in client.get(address("draft", draft)).text


def test_a_closed_draft_says_nothing_of_minutes(client):
    draft = started()
    set_aside(by=draft.created_by, draft=draft)
    client.force_login(draft.created_by)
    assert "minuter kvar" not in client.get(address("draft", draft)).text
