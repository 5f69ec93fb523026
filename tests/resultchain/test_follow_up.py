"""What was planned returns: in one form, with one save, and nobody's answer is written over."""

import datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisations.models import Event, Role
from resultchain.follow_up import Answer, Became, Days, Snapshot, days_after, followed_up
from resultchain.models import ChainEntry, EntryState
from resultchain.planned import MOST
from tests import factories
from tests.resultchain.factories import entry

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 26)
days = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))
snapshots = st.builds(
    Snapshot,
    id=st.integers(1, 6),
    state=st.sampled_from(EntryState.values),
    day=st.none() | days,
)
lists = st.lists(snapshots, max_size=6, unique_by=lambda one: one.id)


@given(lists, lists)
def test_everything_planned_comes_back_once(before, now):
    found = followed_up(before, now)
    assert [one.before.id for one in found] == [one.id for one in before if one.state == "planned"]
    there = {one.id: one for one in now}
    for one in found:
        assert (one.became == Became.GONE) == (one.before.id not in there)
        if one.now and one.now.state != "planned":
            assert one.became == one.now.state


def test_what_became_of_it():
    day, later = datetime.date(2020, 9, 1), datetime.date(2020, 10, 1)
    before = [Snapshot(number, "planned", day) for number in range(1, 7)] + [Snapshot(7, "planned", None)]
    now = [
        Snapshot(1, "done", later),
        Snapshot(2, "ongoing", None),
        Snapshot(3, "planned", later),
        Snapshot(4, "dropped", day),
        Snapshot(5, "planned", day),
        Snapshot(7, "planned", later),
    ]
    assert [one.became for one in followed_up(before, now)] == [
        "done",
        "ongoing",
        "moved",
        "dropped",
        "planned",
        "gone",
        "planned",
    ]


answers = st.builds(
    Answer, became=st.sampled_from([Became.DONE, Became.ONGOING, Became.DROPPED]), day=st.none()
) | st.builds(Answer, became=st.just(Became.MOVED), day=days)


@given(st.lists(st.none() | days, min_size=2, max_size=2), answers)
def test_days_stay_in_order_and_fit_the_answer(pair, answer):
    first, last = pair if None in pair else sorted(pair)
    after = days_after(Days(first, last), answer, TODAY)
    assert after.first is None or after.last is None or after.first <= after.last
    if answer.became == Became.DONE:
        assert after.day is not None
        assert after.day <= TODAY
    if answer.became == Became.MOVED:
        assert after.day == answer.day
    if answer.became == Became.ONGOING:
        assert after.last is None or after.last > TODAY
    assert days_after(after, answer, TODAY) == after  # sent twice, it is the same


@pytest.mark.parametrize(("length", "kept"), [(2, True), (31, True), (183, False)])
def test_what_is_moved_keeps_its_length_unless_it_is_a_whole_half_year(length, kept):
    last, new = datetime.date(2020, 12, 31), datetime.date(2027, 5, 31)
    span = datetime.timedelta(days=length)
    after = days_after(Days(last - span, last), Answer(Became.MOVED, new), TODAY)
    assert after == Days(new - span if kept else None, new)


@pytest.fixture
def place():
    return factories.organisation("Region Prov", kind="region")


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


def planned(place, what="Utbilda chefer", ago=5, **fields):
    day = factories.today() - datetime.timedelta(days=ago)
    return entry(place, what, state="planned", last_day=day, **fields)


def url(place):
    return reverse("follow_up", args=[place.slug])


def said(made, became="", **more):
    name = f"e{made.pk}"
    return {name: became, f"{name}-version": made.version} | {
        f"{name}-{end}": value for end, value in more.items()
    }


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", "data"))


def test_what_was_planned_returns_and_one_save_answers_all(client, place, coordinator):
    unit = factories.organisation("Enheten", parent=place)
    made = [planned(unit if number == 2 else place, f"Sak {number}") for number in range(5)]
    entry(place, "Redan klar")
    text = client.get(url(place)).text
    assert "Fem planerade saker väntar på svar" in text
    assert "Redan klar" not in text
    later = factories.today() + datetime.timedelta(days=30)
    sent = (
        said(made[0], "done")
        | said(made[1], "ongoing")
        | said(made[2], "moved", dag=later.isoformat())
        | said(made[3], "dropped", ord="Ingen budget")
        | said(made[4])
    )
    for _click in range(2):
        assert client.post(url(place), sent).url == url(place)
    for one in made:
        one.refresh_from_db()
    assert [one.state for one in made] == ["done", "ongoing", "planned", "dropped", "planned"]
    assert (made[1].first_day, made[1].last_day) == (factories.today() - datetime.timedelta(days=5), None)
    assert made[2].last_day == later
    assert (made[3].state_note, made[3].version, made[3].saved_by) == ("Ingen budget", 2, coordinator)
    assert verbs() == [
        ("resultchain.entry_followed_up", {"became": became})
        for became in ("done", "ongoing", "moved", "dropped")
    ]
    page = client.get(url(place)).text
    assert "1 är klar, 1 pågår, 1 är flyttad, 1 blev inte av" in page
    assert "Inget nytt att spara" in page
    assert "En planerad sak väntar på svar" in page


def test_what_lies_ahead_may_be_answered_too(client, place, coordinator):
    ahead = planned(place, "Nästa år", ago=-200)
    entry(place, "Utan dag", state="planned", last_day=None)
    text = client.get(url(place)).text
    assert "Inget planerat väntar på svar" in text
    assert "2 kommande" in text
    assert text.index("Nästa år") < text.index("Utan dag")
    client.post(url(place), said(ahead, "done"))
    ahead.refresh_from_db()
    assert (ahead.state, ahead.last_day) == ("done", factories.today())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"became": "dropped"}, "skriv varför det inte blev av"),
        ({"became": "moved"}, "skriv den nya dagen"),
        ({"became": "moved", "dag": "2020-01-01"}, "den nya dagen har redan varit"),
        ({"became": "moved", "dag": "i morgon"}, "år-månad-dag"),
        ({"became": "done", "dag": "2099-01-01"}, "dagen har inte varit än"),
        ({"became": "ongoing", "dag": "2099-01-01"}, "dagen behövs bara när"),
        ({"ord": "Mina ord"}, "välj hur det gick"),
        ({"became": "strunt"}, ""),
        ({"became": "done", "ord": "x" * 501}, "högst 500 tecken"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost_or_half_saved(client, place, coordinator, wrong, told):
    made, other = planned(place), planned(place, "Något annat")
    answer = client.post(url(place), said(made, **wrong) | said(other, "done", ord="Min <b>text</b>"))
    assert answer.status_code == 422
    assert told in answer.text.replace("\xa0", " ")
    assert "Min &lt;b&gt;text&lt;/b&gt;" in answer.text
    assert set(ChainEntry.objects.values_list("state", flat=True)) == {"planned"}


def test_the_same_day_is_no_move(client, place, coordinator):
    made = planned(place, ago=-3)
    answer = client.post(url(place), said(made, "moved", dag=made.last_day.isoformat()))
    assert answer.status_code == 422
    assert "samma dag som förut" in answer.text


def test_of_two_at_once_the_later_one_is_told_and_nothing_of_it_is_saved(client, place, coordinator):
    made, other = planned(place), planned(place, "Något annat")
    client.post(url(place), said(made, "done", ord="Gick bra"))
    sent = said(made, "dropped", ord="Blev inställt") | said(other, "done")
    stale = client.post(url(place), sent)
    assert stale.status_code == 422
    assert "Kim Prov sparade" in stale.text
    assert "”Utbilda chefer”, klar." in stale.text
    assert "Blev inställt" in stale.text
    other.refresh_from_db()
    assert other.state == "planned"
    assert f'name="e{made.pk}-version" value="2"' in stale.text
    assert client.post(url(place), sent | {f"e{made.pk}-version": "2"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.state_note) == ("dropped", "Blev inställt")


def test_a_contributor_answers_what_they_logged(client, place):
    person = factories.member(place, Role.CONTRIBUTOR)
    client.force_login(person)
    mine, theirs = planned(place, "Min", by=person), planned(place, "HEMLIG")
    text = client.get(url(place)).text
    assert "En planerad sak väntar" in text
    assert "HEMLIG" not in text
    client.post(url(place), said(mine, "done") | said(theirs, "done"))
    assert set(ChainEntry.objects.values_list("what", "state")) == {("Min", "done"), ("HEMLIG", "planned")}


def test_what_is_foreign_or_gone_is_left_alone(client, place, coordinator):
    foreign = planned(factories.organisation("Annanstad"))
    gone = planned(place)
    sent = said(foreign, "done") | said(gone, "done")
    ChainEntry.objects.filter(pk=gone.pk).delete()
    assert client.post(url(place), sent | {"e9999999999999999999-version": "1"}).status_code == 302
    foreign.refresh_from_db()
    assert foreign.state == "planned"


@pytest.mark.parametrize("role", Role)
def test_who_follows_up(client, place, role):
    client.force_login(factories.member(place, role))
    allowed = role in {Role.COORDINATOR, Role.CONTRIBUTOR}
    assert client.get(url(place)).status_code == (200 if allowed else 403)


def test_many_come_a_page_at_a_time(client, place, coordinator):
    for number in range(MOST + 1):
        planned(place, f"Sak {number}")
    text = client.get(url(place)).text
    assert text.count('value="dropped"') == MOST
    assert "Det finns fler" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_one_and_three(
    client, place, coordinator, rows, django_assert_num_queries
):
    for number in range(rows):
        planned(place, f"Sak {number}", by=coordinator)
        planned(factories.organisation(f"Enhet {number}", parent=place), ago=-9)
    with django_assert_num_queries(11):
        client.get(url(place))
