"""Two at once: a save on an older row is answered with what is stored, by whom, and nothing is overwritten unasked."""

import threading
from typing import cast

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from checklists.actions import assessments as actions
from checklists.actions.errors import EditConflictError
from checklists.edits import Opened, OpenedNumber, RatingInput, collides, number_collides, wanted
from checklists.models import Assessment
from organisations.models import Event
from tests import factories

EMPTY = RatingInput(
    value=None, not_applicable=False, comment="", toward_next=False, toward_note="", evidence=""
)
texts = st.sampled_from(["", "a", "b"])
contents = st.fixed_dictionaries(
    {
        "value": st.sampled_from([None, 1, 2, 3]),
        "not_applicable": st.just(False),
        "comment": texts,
        "toward_next": st.booleans(),
        "toward_note": texts,
        "evidence": texts,
    }
)
changes = st.fixed_dictionaries({}, optional={"value": st.sampled_from([1, 2, 3]), "comment": texts})


@given(stored=contents, given_=changes, shown=contents)
def test_the_row_that_the_page_was_made_from_never_collides(stored, given_, shown):
    assert not collides(stored, 4, given_, Opened(4, shown))
    assert not collides(stored, 4, given_, None)


@given(stored=contents, given_=changes, shown=contents)
def test_what_is_stored_already_never_collides(stored, given_, shown):
    assert not collides(stored | given_, 5, given_, Opened(4, shown))


@given(before=contents, theirs=changes, mine=changes)
def test_whatever_would_go_over_anothers_words_collides(before, theirs, mine):
    """Taken alone, each save is fine; the second is asked about unless nothing of the first is lost to its page."""
    stored = before | theirs
    asked = collides(stored, 5, mine, Opened(4, before))
    unseen = {n for n, v in stored.items() if v not in (before[n], (before | mine)[n])}
    assert asked == bool(wanted(stored, mine) and unseen)
    lost = {n for n in mine if stored[n] not in (before[n], mine[n])}
    assert asked or not lost


@given(stored=st.integers(0, 9), mine=st.integers(0, 9), shown=st.integers(0, 9))
def test_a_number_collides_when_it_is_neither_the_old_nor_the_new(stored, mine, shown):
    assert number_collides(stored, mine, OpenedNumber(shown)) == (stored not in (shown, mine))
    assert not number_collides(stored, mine, None)


@pytest.fixture
def place(db):
    return factories.organisation()


@pytest.fixture
def draft(place):
    return factories.assessment(place, factories.occasion(factories.skr(), place), "33", submit=False)


def save(draft, by, number, version, shown=EMPTY, *, keep=False, **given_):
    return actions.save_ratings(
        by=by,
        assessment=draft,
        ratings={number: cast("RatingInput", given_)},
        opened={number: Opened(version, shown, keep=keep)},
    )


def row(draft, number):
    return draft.ratings.get(item__number=number)


def test_an_older_row_is_refused_with_what_is_stored_by_whom_and_when(place, draft):
    nora, kim = factories.member(place, name="Nora Ek"), factories.member(place)
    save(draft, nora, 5, 0, value=2, comment="Hennes", evidence="Protokollet", toward_next=True)
    with pytest.raises(EditConflictError) as error:
        save(draft, kim, 5, 0, value=3)
    stored = error.value.ratings[5]
    assert (stored.value, stored.comment, stored.evidence, stored.toward_next) == (
        2,
        "Hennes",
        "Protokollet",
        True,
    )
    assert stored.saved_by == nora
    assert stored.saved_at is not None
    assert row(draft, 5).value == 2
    assert Event.objects.filter(verb="checklists.ratings_saved", actor=kim).count() == 0


def test_a_comment_on_a_row_that_somebody_has_rated_is_asked_about_too(place, draft):
    nora, kim = factories.member(place), factories.member(place)
    save(draft, nora, 5, 0, value=2)
    with pytest.raises(EditConflictError):
        save(draft, kim, 5, 0, comment="Därför att det finns")


def test_the_same_again_is_no_conflict_and_no_save(place, draft):
    nora, kim = factories.member(place), factories.member(place)
    save(draft, nora, 5, 0, value=2, comment="Båda")
    assert save(draft, kim, 5, 0, value=2) == []
    assert row(draft, 5).version == 1


def test_an_answer_that_never_came_does_not_make_one_conflict_with_oneself(place, draft):
    kim = factories.member(place)
    save(draft, kim, 5, 0, value=2)
    assert save(draft, kim, 5, 0, value=2, comment="Skrivet medan det sparades") == [5]
    assert row(draft, 5).version == 2


def test_keeping_anothers_words_gives_up_ones_own_and_asks_again_when_they_changed(place, draft):
    nora, kim = factories.member(place), factories.member(place)
    save(draft, nora, 5, 0, value=2)
    assert save(draft, kim, 5, 1, keep=True, value=3) == []
    assert row(draft, 5).value == 2
    save(draft, nora, 5, 1, {**EMPTY, "value": 2}, value=1)
    with pytest.raises(EditConflictError):
        save(draft, kim, 5, 1, keep=True, value=3)
    with pytest.raises(EditConflictError):
        save(draft, kim, 5, 1, value=3)


def test_a_conflict_stores_nothing_of_the_rest(place, draft):
    nora, kim = factories.member(place), factories.member(place)
    politician = factories.functions()[0]
    save(draft, nora, 5, 0, value=2)
    with pytest.raises(EditConflictError) as error:
        actions.save_draft(
            by=kim,
            assessment=draft,
            ratings={5: {"value": 3}, 6: {"value": 3}},
            numbers={politician: 9},
            opened={5: Opened(0, EMPTY), 6: Opened(0, EMPTY)},
            opened_numbers={politician: OpenedNumber(2)},
        )
    assert (set(error.value.ratings), error.value.numbers) == ({5}, {politician: 3})
    assert row(draft, 6).value is None
    assert draft.participants.get().number == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_one_is_asked():
    place = factories.organisation()
    draft = factories.assessment(place, factories.occasion(factories.skr(), place), "33", submit=False)
    people = [factories.member(place), factories.member(place)]
    barrier, asked = threading.Barrier(2), []

    def work(by, value):
        try:
            barrier.wait()
            save(draft, by, 5, 0, value=value)
        except EditConflictError as error:
            asked.append(error.ratings[5].value)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(by, n)) for n, by in enumerate(people, start=1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked == [Assessment.objects.get().ratings.get(item__number=5).value]
