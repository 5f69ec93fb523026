"""Answers that were collected elsewhere come in once, under the same protection as others."""

import pytest
from django.utils import timezone

from figures.disclosure import Counted, Hidden
from surveys import results
from surveys.actions import collecting, inviting, surveys
from surveys.actions.surveys import NotADraftError
from surveys.models import Anonymity, State, Way
from surveys.sealed import Content
from tests.surveys import factories

pytestmark = pytest.mark.django_db


def contents(people, group=""):
    return [Content(group, {"f1": "5"}, {"o1": f"Text {n}"}) for n in range(people)]


def collected(people, **fields):
    survey = factories.draft(**fields)
    collecting.take_in(by=None, survey=survey, contents=contents(people), invited=39)
    survey.refresh_from_db()
    return survey


def test_a_draft_is_done_in_one_step():
    survey = collected(14)
    assert (survey.state, survey.way, survey.invited, survey.answered) == (State.DONE, Way.COLLECTED, 39, 14)
    assert survey.closes_on == timezone.localdate()
    shown = {one.ask.key: one.protected.whole for one in results.results(survey)}["f1"]
    assert isinstance(shown, Counted)
    assert (shown.n, shown.counts["5"]) == (14, 14)
    told = results.text_counts(survey)
    assert isinstance(told, dict)
    assert told["o1"] == 14


def test_too_few_are_not_kept():
    survey = collected(5)
    assert not survey.answers.exists()
    assert isinstance(results.results(survey)[0].protected.whole, Hidden)


def test_it_is_done_once():
    survey = collected(14)
    with pytest.raises(NotADraftError):
        collecting.take_in(by=None, survey=survey, contents=contents(14), invited=None)
    assert survey.answers.count() == 14


@pytest.mark.parametrize("kind", ["named", "invited"])
def test_what_has_links_of_its_own_takes_no_file(kind):
    survey = factories.draft(anonymity=Anonymity.NAMED if kind == "named" else Anonymity.ANONYMOUS)
    if kind == "invited":
        inviting.invite(survey=survey, people={"nagon@prov.example": ""})
    with pytest.raises(collecting.NotCollectableError):
        collecting.take_in(by=None, survey=survey, contents=contents(14), invited=None)
    survey.refresh_from_db()
    assert survey.state == State.DRAFT


def test_people_are_invited_to_the_next_round():
    made = surveys.copy(by=None, survey=collected(14), closes_on=factories.draft().closes_on)
    assert made.way == Way.INVITED
