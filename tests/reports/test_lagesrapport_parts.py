"""What stands beside the ratings is printed when there is any, and told in words."""

import functools
import re
from dataclasses import asdict

import pytest

from reports.document import render_document
from tests.reports import samples

CASES = samples.cases()


@functools.cache
def html(name, language="sv"):
    return render_document(samples.document(CASES[name], language)).replace("\u200b", "")


def chapters(text):
    return re.findall(r'<h2><span class="nr">(\d+)</span> <span class="t">(.*?)</span>', text)


@pytest.mark.parametrize("name", CASES)
def test_what_was_rated_can_be_read_back_from_the_data_and_says_no_words(name):
    material = CASES[name]
    occasions = samples.data_of(material)["sections"]["ratings"]["occasions"]
    assert [(one["name"], one["date"], one["answers"]) for one in occasions] == [
        (one.name, one.date.isoformat(), [asdict(answer) for answer in one.answers])
        for one in material.rounds
    ]
    assert [{row["function"]: row["number"] for row in one["participants"]} for one in occasions] == [
        one.participants for one in material.rounds
    ]
    assert not any("comment" in answer for one in occasions for answer in one["answers"])


def test_chapters_that_have_nothing_are_left_out_and_the_others_numbered_in_a_row():
    assert [title for _number, title in chapters(html("still"))] == [
        "Så har vi rört oss",
        "Alla skattningar",
        "Metod och underlag",
    ]
    for name in CASES:
        assert [int(number) for number, _title in chapters(html(name))] == list(
            range(1, len(chapters(html(name))) + 1)
        )
    assert [title for _number, title in chapters(html("beside"))][2:] == [
        "Vad ändrades och varför",
        "Det som ligger bakom",
        "Nästa steg",
        "Enheterna bredvid helheten",
        "Avståndet mellan funktionerna",
        "Metod och underlag",
    ]


@pytest.mark.parametrize("name", CASES)
def test_tables_are_numbered_in_a_row(name):
    numbers = re.findall(r'<span class="nr">Tabell (\d+)</span>', html(name))
    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))


def test_what_changed_stands_newest_first_and_its_words_once():
    text = html("beside")
    section = text[text.index("Vad ändrades och varför") : text.index("Det som ligger bakom")]
    assert section.index("Från ”Inför träff 3”") < section.index("Från ”Inför träff 1”")
    assert "från 2 till 3" in section
    assert text.count("Fullmäktige antog planen i april.") == 1
    assert text.count("Socialförvaltningen har ändrat sin rutin") == 1


def test_on_the_way_is_marked_and_explained_and_never_summed():
    text = html("beside")
    assert text.count('<span class="mot">mot 3</span>') == 1
    assert text.count('<span class="mot">mot 2</span>') == 1
    assert "det räknas inte i summan" in text
    assert "Rutin för utredningar, dnr SN 2019/44" in text
    assert "mot 3" not in html("four")
    assert sums("beside") == sums("four")


def sums(name):
    return samples.data_of(CASES[name])["sections"]["ratings"]["sum_row"]


def test_corrected_and_imported_ones_say_so():
    text = html("beside")
    assert "”Inför träff 2”: rättad 15 oktober\xa02019, version 2." in text.replace(
        "15\xa0oktober", "15 oktober"
    )
    assert "Moment 2 hade fel siffra i protokollet." in text
    assert "”Inför träff 1”: inläst från fil" in text


def test_steps_are_told_with_date_function_and_state():
    text = html("beside")
    section = text[text.index("Nästa steg") :]
    for words in (
        "Samordnare",
        "Ekonom",
        "Läge: pågår",
        "Mall för beslutsunderlag",
        "Antogs i maj.",
        "Släppt",
    ):
        assert words in section


def test_units_stand_in_name_order_with_shares_beside_the_whole():
    text = html("beside")
    section = text[text.index("Enheterna bredvid helheten") :]
    rows = [section.index(f"Nämnden för område {number}") for number in range(4)]
    assert rows == sorted(rows)
    assert rows[-1] < section.index("Hela organisationen")
    assert "aldrig poängen" in section


def test_twelve_occasions_have_numbers_above_and_names_below():
    text = html("full")
    assert '<th scope="col" class="k">12</th>' in text
    assert "12 Uppföljning 8 (" in text
    assert "alla finns i den bifogade datafilen" not in text


def test_distances_are_printed_only_when_chosen_and_never_for_a_small_function():
    assert "Avståndet mellan" not in html("four")
    assert "Vad enskilda personer har skattat ingår inte i rapporten." in html("four")
    hidden = html("hidden")
    assert "Inget avstånd kan visas." in hidden
    assert "minst sex personer" in hidden
    full = html("full")
    assert full.count("visas inte</td>") == 2 * 11
    assert "dold" in full
