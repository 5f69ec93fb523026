"""What another organisation may read: handed in, and shared with it, or with everybody, by a row that is open."""

import pytest

from checklists.models import Assessment
from organisations.actions.sharing import end_share, share
from organisations.audiences import readers_of, shared_with
from organisations.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in():
    place = factories.organisation("Ägaren")
    return factories.assessment(place, factories.occasion(factories.skr(), place), "2211221123")


def visible(reader):
    return list(Assessment.objects.visible_to(reader))


def test_only_an_open_row_shows_it(handed_in):
    reader, other = factories.organisation("Ö"), factories.organisation("A")
    by, owner = handed_in.created_by, handed_in.organisation
    assert visible(reader) == visible(owner) == []
    share(by=by, owner=owner, obj=handed_in, audience=reader, reason="programme")
    assert visible(reader) == [handed_in]
    assert visible(other) == []
    share(by=by, owner=owner, obj=handed_in, audience=other, reason="programme")
    assert shared_with(handed_in) == [other, reader]
    assert readers_of([handed_in]) == {str(handed_in.pk): [other, reader]}
    end_share(by=by, obj=handed_in, audience=reader)
    assert visible(reader) == []
    share(by=by, owner=owner, obj=handed_in, reason="public")
    assert visible(reader) == [handed_in]


def test_a_draft_is_not_seen_whatever_the_table_says(handed_in):
    reader = factories.organisation()
    place = factories.organisation()
    draft = factories.assessment(place, handed_in.occasion, "22", submit=False)
    share(by=None, owner=place, obj=draft, audience=reader, reason="programme")
    assert visible(reader) == []
    assert readers_of([]) == {}


def test_branches_hold_the_tops_and_all_below_them():
    tops = [factories.organisation(name) for name in ("Ett", "Två", "Tre")]
    board = factories.organisation("Nämnd", parent=tops[0])
    below = factories.organisation("Enhet", parent=board)
    found = Organisation.objects.in_branches({tops[0].pk, tops[1].pk})
    assert set(found) == {tops[0], board, below, tops[1]}
    assert not Organisation.objects.in_branches(set()).exists()
