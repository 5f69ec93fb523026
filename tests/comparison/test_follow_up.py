"""A lead follows its programme up: what moves, which groups stand still, and what mentors did."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from checklists.calculations import Scale
from comparison.follow_up import ItemLine, Movement, Pair, finding, standing_still, unmoved_finding
from comparison.material import Participant, Ruler
from comparison.mentors import mentor_lines, mentors_of
from comparison.values import ItemMoves
from organisations.models import Role
from programmes.models import Attendance, Part, Remark
from programmes.sharing_rows import SPREAD
from tests import factories
from tests.comparison.factories import add_many, joined
from tests.programmes.factories import group, meeting, participation
from tests.programmes.pages import plain

QUERIES = 30
FILE_QUERIES = 19
RULER = Ruler(1, "k", "Prov", Scale(1, 3, ("a", "b", "c"), not_applicable=True), (1, 2), ("Ett", "Två"))
SOMEBODY = Participant(1, 1, frozenset({1}), frozenset({1}))
VALUES = st.tuples(*[st.one_of(st.none(), st.integers(1, 3))] * 2)


def show(client, round_, role=Role.PROGRAMME_LEAD):
    client.force_login(factories.member(round_.lead, role))
    return client.get(reverse("programme_follow_up", args=[round_.lead.slug, round_.programme.pk]))


def pairs(*values):
    return [Pair(SOMEBODY, then, now) for then, now in values]


@pytest.mark.parametrize(
    ("values", "moving", "still"),
    [
        ([((1, 1), (1, 2)), ((2, 2), (2, 2))], 1, (1,)),
        ([((3, 1), (3, 1)), ((3, 1), (3, 1))], 0, (2,)),
        ([((2, 1), (1, 1)), ((2, None), (2, 1))], 0, (1,)),
        ([((1, 1), (1, 1))], 0, ()),
        ([], 0, ()),
    ],
)
def test_a_group_stands_still_where_two_can_be_compared_and_nobody_moved_up(values, moving, still):
    assert standing_still(RULER, pairs(*values)) == (moving, still)


@given(st.lists(st.tuples(VALUES, VALUES), max_size=6))
def test_no_item_both_moves_and_stands_still(values):
    moving, still = standing_still(RULER, pairs(*values))
    assert moving + len(still) <= 2
    for number in still:
        assert all(
            None in (a[number - 1], b[number - 1]) or b[number - 1] <= a[number - 1] for a, b in values
        )


@pytest.mark.parametrize(
    ("ups", "on_top", "beneath"),
    [
        ((0, 0), "Ingen har rört sig uppåt i något moment", ""),
        ((1, 0), "Flest har rört sig uppåt i ”Ett”: 1 av 2", "I ett moment har ingen rört sig uppåt."),
        ((1, 1), "Flest har rört sig uppåt i två moment: 1 av 2", "I alla moment har någon rört sig uppåt."),
    ],
)
def test_what_the_finding_says_is_not_said_once_more(ups, on_top, beneath):
    moved = [ItemMoves(number, up, 0, 2 - up) for number, up in enumerate(ups, start=1)]
    items = tuple(ItemLine(one.number, RULER.names[one.number], (), one) for one in moved)
    movement = Movement(RULER, (), items, ())
    assert (finding(movement), unmoved_finding(movement)) == (on_top, beneath)


@pytest.mark.django_db
def test_the_page_tells_what_moves_and_who_stands_still(client):
    found = joined("Ale", "Borås", "Öckerö")
    ale, boras, ockero = found.places
    group(found.programme, *found.programme.participations.in_order()[:2], name="Gruppen")
    for place in (ale, boras):
        found.rate(place, "1111111111", at=0)
        found.rate(place, "2111111111")
    found.rate(ockero, "1111111111", at=0)
    found.rate(ockero, "3333333333", reason=SPREAD)
    page = plain(show(client, found))
    assert "Flest har rört sig uppåt i ”Politiskt beslut”: 2 av 2" in page
    assert "I nio moment har ingen rört sig uppåt." in page
    still = page[page.index('id="grupper1"') :]
    assert "Gruppen" in still
    assert "Ale" not in page, "an item's line names nobody"
    assert "Enskilda skattningar lämnar aldrig organisationen" in page
    assert "I 1 av 10 moment har fler rört sig uppåt än nedåt" in page


def fetch(client, round_, ending="csv", **query):
    args = [round_.lead.slug, round_.programme.pk]
    return client.get(reverse(f"programme_follow_up_{ending}", args=args), query)


@pytest.mark.django_db
def test_the_tables_are_files_for_the_lead_alone(client, django_assert_num_queries):
    found = joined("Ale", "Borås", constructed=True)
    group(found.programme, *found.programme.participations.in_order(), name="Gruppen")
    for place in found.places:
        found.rate(place, "1111111111", at=0)
        found.rate(place, "2111111111")
    mentor = participation(found.programme, factories.organisation("Uppsala"), part=Part.MENTOR)
    group(found.programme, mentor, name="=Grupp 2")
    client.force_login(factories.member(found.lead, Role.PROGRAMME_LEAD))
    with django_assert_num_queries(FILE_QUERIES):
        items = fetch(client, found).content.decode("utf-8-sig")
    assert "1 Politiskt beslut;Inför träff 1;Efter träff 2;2;0;0" in items
    assert "Konstruerade exempelvärden." in items
    groups = fetch(client, found, tabell="grupper").content.decode("utf-8-sig")
    assert "Inför träff 1;Efter träff 2;Gruppen;2;1;Politiken efterfrågar resultat, " in groups
    assert "Uppsala;mentor;'=Grupp 2;0;0;;0;0" in fetch(client, found, tabell="mentorer").content.decode()
    assert fetch(client, found, "xlsx").content.startswith(b"PK")
    assert fetch(client, found, tabell="annat").status_code == 404
    client.force_login(factories.member(found.places[0]))
    address = reverse("programme_follow_up_csv", args=[found.places[0].slug, found.programme.pk])
    assert client.get(address).status_code == 403


@pytest.mark.django_db
def test_without_two_occasions_the_page_says_what_is_missing(client):
    found = joined("Ale")
    found.rate(found.places[0], "1111111111")
    page = plain(show(client, found))
    assert "När deltagare har lämnat in skattningar vid två tillfällen" in page
    assert "Satsningen har inga mentorer." in page


@pytest.mark.django_db
def test_only_the_lead_follows_up(client):
    found = joined("Ale")
    assert show(client, found, Role.READER).status_code == 403
    client.force_login(factories.member(found.places[0]))
    address = reverse("programme_follow_up", args=[found.places[0].slug, found.programme.pk])
    assert client.get(address).status_code == 403
    stranger = factories.organisation("Främling")
    client.force_login(factories.member(stranger))
    assert (
        client.get(reverse("programme_follow_up", args=["framling", found.programme.pk])).status_code == 404
    )


@pytest.mark.django_db
def test_what_mentors_did_is_counted_and_nothing_noted_is_no_absence():
    found = joined("Ale")
    function = factories.functions()[0]
    uppsala = factories.organisation("Uppsala")
    mentor = participation(found.programme, uppsala, part=Part.MENTOR)
    group(found.programme, mentor, name="Grupp 2")
    told, absent, _untold, _coming = (
        meeting(found.programme, days=days, name=f"Möte {days}") for days in (-30, -20, -10, 10)
    )
    for where, number in ((told, 2), (absent, 0)):
        Attendance.objects.create(meeting=where, participation=mentor, function=function, number=number)
    about = {"programme": found.programme, "owner": found.places[0], "object_type": "x", "object_id": "1"}
    person = factories.user()
    for _number in range(2):
        root = Remark.objects.create(by_organisation=uppsala, author=person, body="Bra.", **about)
    Remark.objects.create(by_organisation=found.places[0], author=person, body="Tack.", answers=root, **about)
    (line,) = mentor_lines(found.programme, mentors_of(found.programme))
    assert (line.name, line.groups) == ("Uppsala", ("Grupp 2",))
    assert (line.asked, line.noted, line.came, line.comments, line.answered) == (3, 2, 1, 2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("many", [3, 60])
def test_the_page_costs_the_same_with_three_and_sixty(client, many, django_assert_num_queries):
    found = joined("Ale")
    add_many(found, many)
    where = found.programme.participations.in_order()
    for number in range(many // 3):
        mentor = participation(
            found.programme, factories.organisation(f"Mentor {number:02d}"), part=Part.MENTOR
        )
        group(found.programme, mentor, *where[number * 3 : number * 3 + 3], name=f"Grupp {number:02d}")
    show(client, found)
    address = reverse("programme_follow_up", args=[found.lead.slug, found.programme.pk])
    with django_assert_num_queries(QUERIES):
        assert client.get(address).status_code == 200
