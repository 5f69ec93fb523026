"""Links: what is refused and why, and that two at once close no circle; the database refuses it on its own too."""

import threading
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction

from organisations.models import Event
from resultchain.actions import links as actions
from resultchain.models import Link, LinkKind
from tests import factories as people
from tests.resultchain import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return people.organisation("Region Exempel")


@pytest.fixture
def by(place):
    return people.member(place)


def led(by, source, target, kind=LinkKind.LED_TO):
    return actions.link(by=by, source=source, target=target, kind=kind)


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_link_is_made_once_and_logged_by_id(place, by):
    first, second = factories.entry(place), factories.entry(place, "Mallen", 2)
    made, new = led(by, first, second)
    assert new
    assert led(by, first, second) == (made, False)
    assert Link.objects.count() == 1
    event = Event.objects.get(verb="resultchain.link_added")
    assert event.data == {"source": first.pk, "target": second.pk, "kind": "led_to"}


def test_levels_may_be_skipped_and_the_same_level_is_allowed(place, by):
    first, same, far = (factories.entry(place, f"Post {n}", n) for n in (1, 1, 5))
    assert led(by, first, same)[1]
    assert led(by, same, far)[1]


def test_led_to_never_points_left_but_gave_rise_to_may(place, by):
    activity, method = factories.entry(place), factories.entry(place, "Ny metod", 3)
    with pytest.raises(actions.PointsLeftError):
        led(by, method, activity)
    assert led(by, method, activity, LinkKind.GAVE_RISE_TO)[1]


def test_a_circle_is_refused_and_names_the_way(place, by):
    a, b, c = (factories.entry(place, name) for name in "abc")
    led(by, a, b)
    led(by, b, c)
    with pytest.raises(actions.CircleError) as refused:
        led(by, c, a)
    assert [step.what for step in refused.value.steps] == ["a", "b", "c"]
    assert led(by, c, a, LinkKind.GAVE_RISE_TO)[1]
    with pytest.raises(actions.CircleError):
        led(by, c, a)
    assert Link.objects.get(source=c).kind == LinkKind.GAVE_RISE_TO


def test_an_entry_does_not_lead_to_itself(place, by):
    one = factories.entry(place)
    with pytest.raises(actions.CircleError) as refused:
        led(by, one, one, LinkKind.GAVE_RISE_TO)
    assert refused.value.steps == [one]


def test_another_kind_replaces_the_one_that_was(place, by):
    a, b = factories.entry(place), factories.entry(place, "b")
    made, _ = led(by, a, b)
    assert led(by, a, b, LinkKind.GAVE_RISE_TO) == (made, True)
    assert Link.objects.get().kind == LinkKind.GAVE_RISE_TO
    assert verbs()[-2:] == ["resultchain.link_added", "resultchain.link_changed"]


def test_units_of_one_tree_are_linked_and_other_organisations_are_not(place, by):
    unit = people.organisation("Kultur i Exempel", parent=place)
    stranger = people.organisation("Annan region")
    mine = factories.entry(place)
    assert led(by, mine, factories.entry(unit, "I enheten", 2))[1]
    with pytest.raises(actions.OtherTreeError):
        led(by, mine, factories.entry(stranger, "Hos andra", 2))


def test_an_entry_has_a_bounded_number_of_links(place, by, monkeypatch):
    monkeypatch.setattr(actions, "MOST_LINKS", 2)
    first = factories.entry(place)
    for n in range(2):
        led(by, first, factories.entry(place, f"Post {n}", 2))
    with pytest.raises(actions.TooManyLinksError):
        led(by, first, factories.entry(place, "En till", 2))


def test_unlinking_is_logged_and_keeps_the_entries(place, by):
    a, b = factories.entry(place), factories.entry(place, "b")
    made, _ = led(by, a, b)
    actions.unlink(by=by, link=made)
    assert not Link.objects.exists()
    assert verbs()[-1] == "resultchain.link_removed"


def test_the_database_refuses_circles_whoever_writes(place):
    a, b, c = (factories.entry(place, name) for name in "abc")
    factories.link(a, b)
    factories.link(b, c)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.link(c, a)
    back = factories.link(c, a, LinkKind.GAVE_RISE_TO)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=back.pk).update(kind=LinkKind.LED_TO)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_close_no_circle(place, by):
    a, b = factories.entry(place, "a"), factories.entry(place, "b")
    ready, outcomes = threading.Barrier(2), []

    def run(source, target):
        try:
            ready.wait()
            led(by, source, target)
            outcomes.append("made")
        except actions.CircleError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in ((a, b), (b, a))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["made", "refused"]
    assert Link.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_linking_takes_the_same_number_of_queries_in_a_long_chain(place, by, rows, django_assert_num_queries):
    line = [factories.entry(place, f"Post {n}") for n in range(rows + 2)]
    for source, target in pairwise(line[:-1]):
        factories.link(source, target)
    with django_assert_num_queries(13):
        led(by, line[-2], line[-1])
