"""Links in files of entries: made once, true to the chain, and circles told with the rows on the way."""

import pytest

from organisations.models import Event
from resultchain.models import Link
from tests import factories as make
from tests.resultchain import factories as chain
from tests.resultchain.sheets import done, import_rows, links, table, the_fault

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    make.functions()
    return make.organisation("Ale", code="1440")


def test_links_are_made_once_and_added_to_what_exists(place):
    old = chain.entry(place, "Gammal", level=1)
    rows = table(
        place,
        {"id": "1", "vad": "A", "ledde_till": "2 | 3", "gav_upphov_till": ""},
        {"id": "2", "vad": "B", "niva": 2, "ledde_till": "3"},
        {"id": "3", "vad": "C", "niva": 2, "gav_upphov_till": f"1|mr-{old.pk}"},
    )
    assert done(rows) == (3, 0, 5, 0)
    assert done(rows) == (0, 3, 0, 5)
    assert links() == [
        ("A", "led_to", "B"),
        ("A", "led_to", "C"),
        ("B", "led_to", "C"),
        ("C", "gave_rise_to", "A"),
        ("C", "gave_rise_to", "Gammal"),
    ]
    assert done(table(place, {"id": f"mr-{old.pk}", "vad": "Gammal", "ledde_till": "2"})) == (0, 1, 1, 0)
    assert Event.objects.filter(verb="resultchain.link_added").count() == 6


def test_links_that_point_left_or_are_otherwise_there_are_faults(place):
    rows = table(
        place, {"id": "1", "vad": "A", "niva": 3, "ledde_till": "2"}, {"id": "2", "vad": "B", "niva": 2}
    )
    row, column, text = the_fault(rows)
    assert (row, column) == (2, "ledde_till")
    assert "”B” är på en lägre nivå än raden. Något leder inte bakåt" in text
    rows = table(place, {"id": "1", "ledde_till": "2", "gav_upphov_till": "2"}, {"id": "2", "vad": "B"})
    assert "står i både ledde_till och gav_upphov_till" in the_fault(rows)[2]
    import_rows(table(place, {"id": "1", "ledde_till": "2"}, {"id": "2", "vad": "B"}))
    rows = table(place, {"id": "1", "gav_upphov_till": "2"})
    assert "Kopplingen till ”B” finns redan, som ledde_till." in the_fault(rows)[2]


def test_circles_are_told_with_the_rows_on_the_way(place):
    rows = table(
        place,
        {"id": "1", "vad": "A", "ledde_till": "2"},
        {"id": "2", "vad": "B", "ledde_till": "3"},
        {"id": "3", "vad": "C", "ledde_till": "1"},
    )
    row, column, text = the_fault(rows)
    assert (row, column) == (4, "ledde_till")
    assert "rad 2 (”A”) → rad 3 (”B”) → rad 4 (”C”) → rad 2 (”A”)" in text
    assert not Link.objects.exists()


@pytest.mark.parametrize("discreet", [False, True])
def test_a_circle_through_what_exists_is_told_to_those_who_may_read_it(place, discreet):
    old, other = chain.entry(place, "Gammal"), chain.entry(place, "Annan")
    chain.link(old, other)
    rows = table(
        place,
        {"id": "1", "vad": "A", "ledde_till": f"mr-{old.pk}"},
        {"id": f"mr-{other.pk}", "vad": "Annan", "ledde_till": "1"},
    )
    _row, _column, text = the_fault(rows, discreet=discreet)
    assert ("”Gammal”" in text, "en post som redan finns" in text) == (not discreet, discreet)


def test_a_circle_out_of_sight_is_refused_without_telling_of_it(place):
    unit = make.organisation("Skolnämnden", parent=place, kind="board")
    first, hidden, last = chain.entry(unit, "Första"), chain.entry(place, "DOLD"), chain.entry(unit, "Sista")
    chain.link(last, hidden)
    chain.link(hidden, first)
    rows = table(
        place, {"id": f"mr-{first.pk}", "vad": "Första", "ledde_till": f"mr-{last.pk}"}, unit="Skolnämnden"
    )
    _row, _column, text = the_fault(rows, reach=unit)
    assert "→ en post som redan finns →" in text
    assert "DOLD" not in text
    hidden_id = table(place, {"ledde_till": f"mr-{hidden.pk}"}, unit="Skolnämnden")
    assert "Det finns ingen post med id:t" in the_fault(hidden_id, reach=unit)[2]


def test_one_entry_has_a_number_of_links_at_most(place, monkeypatch):
    monkeypatch.setattr("resultchain.files.links.MOST_LINKS", 1)
    rows = table(place, {"id": "1", "ledde_till": "2 | 3"}, {"id": "2", "vad": "B"}, {"id": "3", "vad": "C"})
    assert "högst 1 kopplingar" in the_fault(rows)[2]
