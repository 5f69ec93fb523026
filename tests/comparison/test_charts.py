"""What the page draws: the same numbers as its tables, and never somebody who is only in the spread."""

import json
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.country import BOUNDS, shade_of
from programmes.sharing_rows import SPREAD
from tests import factories
from tests.comparison.factories import joined
from tests.comparison.test_page import rated, show
from tests.programmes.pages import plain


def chart(page, name):
    """The data of one chart of the page."""
    found = re.search(rf'<script id="{name}-data" type="application/json">(.*?)</script>', page)
    return json.loads(found.group(1))["data"] if found else None


@given(st.fractions(0, 1))
def test_every_share_has_one_class(share):
    bounds = dict(BOUNDS)
    assert share >= bounds[shade_of(share)]
    assert all(share < at_least for number, at_least in BOUNDS if number > shade_of(share))


def test_the_bounds_of_the_classes_are_those_that_their_names_say():
    assert [shade_of(Fraction(n, 100)) for n in (49, 50, 64, 65, 79, 80)] == [1, 2, 2, 3, 3, 4]


@pytest.mark.django_db
def test_levels_and_movement_are_drawn_as_the_tables_say(client):
    found = rated()
    answer = show(client, found.lead).text
    levels = chart(answer, "niva")
    assert [part["x"][0] for part in levels[:3]] == [0, 0, 2], "both stand on 3 at the first item"
    moves = chart(answer, "rorelse")
    assert [[part["x"][n] for n in (0, 1)] for part in moves[:3]] == [[2, 1], [0, 0], [0, 1]]
    assert "Summan har ökat hos 1 av 2 organisationer" in plain_text(answer)
    sums = chart(answer, "forflyttning")
    assert {part["name"]: part["x"] for part in sums if "name" in part} == {
        "Inför träff 1": [10, 20],
        "Efter träff 2": [21, 20],
    }
    assert chart(answer, "over-tid") is None, "two occasions are told by their movement"


def plain_text(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{SOFT HYPHEN}", "")


@pytest.mark.django_db
def test_more_than_two_occasions_make_a_line(client):
    found = joined("Ale", "Borås", occasions=("Ett", "Två", "Tre"))
    ale, boras = found.places
    for at, digits in enumerate(("1111111111", "2222222222", "3333333333")):
        found.rate(ale, digits, at=at)
    found.rate(boras, "3333333333", at=0)
    answer = show(client, found.lead).text
    lowest, median, highest = chart(answer, "over-tid")
    assert (lowest["y"], median["y"], highest["y"]) == ([33, 67, 100], [67, 67, 100], [100, 67, 100])
    assert chart(show(client, found.lead, satsning="alla").text, "over-tid") is None


@pytest.mark.django_db
def test_who_is_missing_is_a_marked_row_in_its_place(client):
    found = rated()
    found.rate(found.places[2], "1321321321", share=False)
    page = plain(show(client, found.lead))
    heat = page[page.index('<table class="heat">') : page.index("</table>")]
    assert heat.index("Borås") < heat.index("Öckerö") < heat.index("har lämnat in, men delar inte med er")


@pytest.mark.django_db
def test_the_map_has_a_point_for_each_that_shows_its_values_and_no_other(client):
    positions = {"latitude": "59.1", "longitude": "15.2"}
    found = joined("Ale", "Borås", "Hemliga 1", "Hemliga 2", "Hemliga 3", "Lägeslösa", **positions)
    found.places[5].latitude = found.places[5].longitude = None
    found.places[5].save()
    found.rate(found.places[0], "1111111111")
    found.rate(found.places[1], "3333333333")
    found.rate(found.places[5], "2222222222")
    for place in found.places[2:5]:
        found.rate(place, "2222222222", reason=SPREAD)
    page = plain(show(client, found.lead))
    drawn = page[page.index('class="points"') : page.index("</svg>", page.index('class="points"'))]
    assert re.findall(r"<title>([^<]*): ([^<]*)</title>", drawn) == [("Ale", "33 %"), ("Borås", "100 %")]
    assert "Hemliga" not in page
    assert "1 organisation saknar punkt" in page
    by_item = plain(show(client, found.lead, karta="2"))
    assert "<title>Ale: 1</title>" in by_item
    assert "Politiken efterfrågar resultat" in by_item[by_item.index('id="karta"') :]


@pytest.mark.django_db
def test_where_no_item_applies_the_page_has_no_sums_to_draw(client):
    found, invented = joined("Ale"), factories.invented()
    for at, occasion in enumerate(found.occasions):
        occasion.instrument = invented
        occasion.save()
        found.rate(found.places[0], "n" * 12, at=at)
    answer = show(client, found.lead)
    assert answer.status_code == 200
    assert chart(answer.text, "forflyttning") is None
