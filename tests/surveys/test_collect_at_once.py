"""Two say yes to files of their own, one clicks twice, and somebody invites: one of them was first, and it is whole."""

import pytest

from organisations.actions.uploads import AlreadyImportedError, keep_upload
from organisations.models import Upload
from surveys.actions import imports, inviting
from surveys.actions.collecting import NotCollectableError
from surveys.actions.inviting import NotByInvitationError
from surveys.actions.surveys import NotADraftError
from surveys.models import FreeText, State
from tests import factories
from tests.organisations.sheets import csv
from tests.resultchain.at_once import at_once
from tests.surveys.factories import draft

pytestmark = pytest.mark.django_db(transaction=True)
LATE = (NotADraftError, NotCollectableError, AlreadyImportedError, NotByInvitationError)


@pytest.mark.parametrize("attempt", range(4))
def test_exactly_one_is_first(attempt):
    place = factories.organisation()
    survey = draft(place=place)
    people = [factories.member(place, name=f"Kim {n}") for n in range(2)]

    def waiting(by, number):
        content = csv([["f1", "o13"], *[["Mycket bra", f"Ord {n}"] for n in range(number)]])
        closed = imports.closed(survey, content)
        return keep_upload(by=by, purpose=imports.PURPOSE, content=closed, name="svar.csv", reach=place)

    def yes(by, upload):
        return lambda: imports.confirm_upload(by=by, survey=survey, upload_id=upload.pk, invited=None)

    first, second = waiting(people[0], 14), waiting(people[1], 20)
    calls = [yes(people[0], first), yes(people[0], first), yes(people[1], second)]
    if attempt % 2:
        calls.append(lambda: inviting.invite(survey=survey, people={"a@prov.example": ""}))
    errors = at_once(*calls)
    survey.refresh_from_db()
    assert all(isinstance(error, LATE) for error in errors), errors
    assert len(errors) == len(calls) - 1
    if survey.state == State.DRAFT:
        assert survey.invitations.count() == 1
        assert (survey.answers.count(), FreeText.objects.count(), Upload.objects.count()) == (0, 0, 2)
    else:
        assert survey.answered in {14, 20}
        assert survey.answers.count() == FreeText.objects.count() == survey.answered
        assert not survey.invitations.exists()
        assert Upload.objects.get().pk == (second if survey.answered == 14 else first).pk
