"""Writing a draft: two at once lose nothing, the history can be gone back to, and a closed one is closed."""

import datetime
import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from organisations.models import Event
from reports.actions import comments, drafts, freezing, parts
from reports.actions.errors import (
    DraftClosedError,
    DraftConflictError,
    OutdatedDataError,
    PartConflictError,
    TooManyError,
)
from reports.models import Comment, Draft, Part, Revision
from reports.snapshots import Status
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation("Trelleborg", constructed=True)


@pytest.fixture
def kim(place):
    return factories.member(place, name="Kim Prov")


@pytest.fixture
def draft(place, kim):
    factories.assessment(
        place, factories.occasion(factories.skr(), place), "2211221123", by=kim, comment="Hemligt ord"
    )
    return drafts.create_draft(by=kim, organisation=place, kind="lagesrapport", options={}, language="sv")


def part_of(draft, key="work"):
    return draft.parts.get(key=key)


def write(draft, by, body, *, key="work", opened=None):
    return parts.save_part(by=by, part=part_of(draft, key), heading="", body=body, opened=opened)


def said(draft, key="work"):
    return [revision.body for revision in part_of(draft, key).revisions.latest_first()]


def open_comments(draft):
    counted: Any = Draft.objects.with_open_comments().get(pk=draft.pk)
    return counted.open_comments


def test_a_draft_begins_with_the_parts_of_its_kind_in_order(draft):
    keys = list(draft.parts.in_order().values_list("key", "written"))
    assert keys[:3] == [("page1", False), ("conditions", True), ("development", False)]
    assert draft.title == "Lägesrapport mars 2020"
    assert draft.data["sections"]["distances"] is None


def test_a_save_on_an_older_version_is_refused_and_says_what_is_stored(draft, kim, place):
    other = factories.member(place, name="Lo Prov")
    opened = part_of(draft).version
    write(draft, kim, "Kims text", opened=opened)
    with pytest.raises(PartConflictError) as conflict:
        write(draft, other, "Los text", opened=opened)
    assert (conflict.value.part.body, conflict.value.part.saved_by) == ("Kims text", kim)
    write(draft, other, "Kims text", opened=opened)
    assert said(draft) == ["Kims text"]


def test_a_sitting_is_one_step_of_the_history_but_never_hides_what_was_taken_away(draft, kim, place):
    write(draft, kim, "Ett")
    write(draft, kim, "Ett två")
    assert said(draft) == ["Ett två"]
    write(draft, kim, "")
    assert said(draft) == ["", "Ett två"]
    write(draft, kim, "Nytt")
    write(draft, factories.member(place), "Nytt av Lo")
    assert said(draft) == ["Nytt av Lo", "Nytt", "Ett två"]
    Revision.objects.update(began_at=timezone.now() - datetime.timedelta(minutes=11))
    write(draft, factories.member(place), "Nytt av Lo, senare")
    assert len(said(draft)) == 4


def test_going_back_keeps_what_was_there(draft, kim):
    write(draft, kim, "En lång första text som alla tyckte om")
    write(draft, kim, "Kort")
    first = part_of(draft).revisions.latest_first().last()
    parts.restore(by=kim, part=part_of(draft), revision=first)
    assert part_of(draft).body == "En lång första text som alla tyckte om"
    assert "Kort" in said(draft)


def test_title_and_summary_have_a_row_version_too(draft, kim):
    drafts.save_settings(by=kim, draft=draft, title="Ny", summary="", cover=True, opened=draft.version)
    with pytest.raises(DraftConflictError) as conflict:
        drafts.save_settings(by=kim, draft=draft, title="Annan", summary="", cover=True, opened=draft.version)
    assert conflict.value.draft.title == "Ny"


def test_parts_are_moved_left_out_added_and_removed(draft, kim):
    parts.move(by=kim, part=part_of(draft, "conditions"), way="up")
    assert list(draft.parts.in_order().values_list("key", flat=True))[:2] == ["conditions", "page1"]
    assert not parts.move(by=kim, part=part_of(draft, "conditions"), way="up")
    own = parts.add_part(by=kim, draft=draft, heading="Eget")
    assert draft.parts.in_order().last() == own
    assert not parts.remove_part(by=kim, part=part_of(draft))
    parts.save_part(by=kim, part=own, heading="Eget", body="Text")
    assert not parts.remove_part(by=kim, part=own)
    parts.save_part(by=kim, part=own, heading="Eget", body="")
    assert parts.remove_part(by=kim, part=own)
    parts.leave_out(by=kim, part=part_of(draft, "items"), left_out=True)
    parts.leave_out(by=kim, part=part_of(draft, "changes"), left_out=True)
    made = freezing.compose(draft, Status())
    assert "Hemligt ord" not in str(made)
    assert "Hemligt ord" in str(draft.data)


def test_new_data_is_fetched_on_demand_and_the_changed_sections_are_named(draft, kim, place):
    assert drafts.refresh(by=kim, draft=draft) == []
    assert not drafts.has_newer_data(draft)
    later = factories.occasion(factories.skr(), place, name="Sedan", date=factories.DAY.replace(year=2021))
    factories.assessment(place, later, "3333333333", by=kim)
    assert drafts.has_newer_data(draft)
    changed = drafts.refresh(by=kim, draft=draft)
    assert {"page1", "ratings", "changes"} <= set(changed)
    assert "steps" not in changed


def test_data_of_an_earlier_form_is_not_printed(draft, kim):
    Draft.objects.update(data={**draft.data, "schema": 0})
    draft.refresh_from_db()
    with pytest.raises(OutdatedDataError):
        freezing.compose(draft, Status())
    drafts.refresh(by=kim, draft=draft)
    draft.refresh_from_db()
    assert freezing.compose(draft, Status())["parts"]


def test_a_closed_draft_takes_nothing_and_the_database_agrees(draft, kim):
    comment = comments.add_comment(by=kim, part=part_of(draft), body="?")
    drafts.set_aside(by=kim, draft=draft)
    for attempt in (
        lambda: write(draft, kim, "Sent"),
        lambda: parts.move(by=kim, part=part_of(draft), way="up"),
        lambda: parts.add_part(by=kim, draft=draft, heading="Ny"),
        lambda: comments.add_comment(by=kim, part=part_of(draft), body="!"),
        lambda: comments.close_comment(by=kim, comment=comment),
        lambda: drafts.refresh(by=kim, draft=draft),
        lambda: drafts.set_aside(by=kim, draft=draft),
    ):
        with pytest.raises(DraftClosedError):
            attempt()
    for change in (
        lambda: Part.objects.filter(draft=draft).update(body="x"),
        lambda: Draft.objects.filter(pk=draft.pk).update(title="x"),
        lambda: part_of(draft).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert drafts.take_up(by=kim, draft=draft)
    assert not drafts.take_up(by=kim, draft=draft)
    write(draft, kim, "I tid")


def test_comments_are_answered_closed_and_bounded(draft, kim, monkeypatch):
    first = comments.add_comment(by=kim, part=part_of(draft), body="Är det sant?")
    answer = comments.add_comment(by=kim, part=part_of(draft), body="Ja", answers=first)
    again = comments.add_comment(by=kim, part=part_of(draft), body="Säkert?", answers=answer)
    assert again.answers == first
    assert open_comments(draft) == 1
    assert comments.close_comment(by=kim, comment=first)
    assert not comments.close_comment(by=kim, comment=first)
    assert open_comments(draft) == 0
    assert comments.close_comment(by=kim, comment=first, closed=False)
    monkeypatch.setattr(comments, "MOST_COMMENTS", 3)
    with pytest.raises(TooManyError):
        comments.add_comment(by=kim, part=part_of(draft), body="En till")
    assert Comment.objects.count() == 3


def test_a_draft_has_at_most_so_many_parts(draft, kim, monkeypatch):
    monkeypatch.setattr(parts, "MOST_PARTS", draft.parts.count())
    with pytest.raises(TooManyError):
        parts.add_part(by=kim, draft=draft, heading="En för mycket")


def test_the_log_holds_no_word_that_anybody_wrote(draft, kim):
    write(draft, kim, "Texten")
    comments.add_comment(by=kim, part=part_of(draft), body="Kommentaren")
    drafts.save_settings(by=kim, draft=draft, title="Titeln", summary="Orden", cover=False)
    told = str(list(Event.objects.values_list("data", flat=True)))
    assert not any(word in told for word in ("Texten", "Kommentaren", "Titeln", "Orden"))


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_the_same_moment_are_told_apart(draft, kim, place):
    opened, outcomes = part_of(draft).version, []
    gate = threading.Barrier(2)

    def one(words):
        gate.wait()
        try:
            write(draft, kim, words, opened=opened)
            outcomes.append("saved")
        except PartConflictError:
            outcomes.append("asked")
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(words,)) for words in ("Den ena", "Den andra")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["asked", "saved"]
