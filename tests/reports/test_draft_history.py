"""What a part said before: every step readable, what it changed in words, and the way back."""

import time

import pytest

from organisations.models import Role
from reports.actions import drafts, parts
from reports.models import Revision
from reports.part_history import difference
from tests import factories
from tests.reports.papers import address, fresh, part

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(begun):
    return fresh(begun)


@pytest.fixture
def kim(draft):
    return draft.created_by


@pytest.fixture
def work(draft, kim):
    """A part that Kim began and Nora changed."""
    nora = factories.member(draft.organisation, name="Nora Ek")
    work = part(draft, "work")
    parts.save_part(by=kim, part=work, heading="", body="Första raden\nAndra raden")
    parts.save_part(by=nora, part=work, heading="Vårt arbete", body="Första raden\nEn ny rad")
    return part(draft, "work")


def test_the_latest_step_is_shown_with_what_it_changed(client, draft, kim, work):
    client.force_login(kim)
    text = client.get(address("part_history", draft, work.pk)).text
    for words in ("Skrivet av Nora Ek.", "Så står det nu.", "En ny rad", "Andra raden"):
        assert words in text
    assert text.index("Borttaget:") < text.index("Andra raden")
    assert "Tillagt:</b> Vårt arbete" in text
    assert "Hämta tillbaka" not in text


def test_an_earlier_one_is_read_and_brought_back(client, draft, kim, work):
    client.force_login(kim)
    first = work.revisions.earliest("version")
    text = client.get(address("part_history", draft, work.pk), {"version": first.version}).text
    assert "Skrivet av Kim Prov." in text
    assert "Hämta tillbaka den här texten" in text
    answer = client.post(address("part_restore", draft, work.pk), {"revision": first.pk})
    assert answer.url == address("part", draft, work.pk)
    restored = part(draft, "work")
    assert (restored.heading, restored.body) == ("", "Första raden\nAndra raden")
    assert "En ny rad" in "".join(work.revisions.values_list("body", flat=True))


def test_a_generated_part_has_its_caption_in_the_history(client, draft, kim):
    ratings = part(draft, "ratings")
    parts.save_part(by=kim, part=ratings, heading="", caption="Första ingressen")
    client.force_login(kim)
    assert "Första ingressen" in client.get(address("part_history", draft, ratings.pk)).text


def test_without_history_it_says_so(client, draft, kim):
    client.force_login(kim)
    assert "Inget är sparat än" in client.get(address("part_history", draft, part(draft, "lessons").pk)).text


@pytest.mark.parametrize("wanted", ["", "x", "999", "-1"])
def test_an_unknown_step_is_the_latest(client, draft, kim, work, wanted):
    client.force_login(kim)
    assert "Så står det nu." in client.get(address("part_history", draft, work.pk), {"version": wanted}).text


def test_another_parts_step_is_not_brought_back(client, draft, kim, work):
    parts.save_part(by=kim, part=part(draft, "lessons"), heading="", body="En annan del")
    other = Revision.objects.get(part__key="lessons")
    client.force_login(kim)
    for number in (other.pk, "x", "", "\0", "9" * 30, "9" * 5_000):
        assert client.post(address("part_restore", draft, work.pk), {"revision": number}).status_code == 404


def test_a_contributor_reads_the_history_and_brings_nothing_back(client, draft, kim, work):
    client.force_login(factories.member(draft.organisation, Role.CONTRIBUTOR))
    first = work.revisions.earliest("version")
    text = client.get(address("part_history", draft, work.pk), {"version": first.version}).text
    assert "Andra raden" in text
    assert "Hämta tillbaka" not in text
    assert client.post(address("part_restore", draft, work.pk), {"revision": first.pk}).status_code == 403


def test_of_a_closed_draft_nothing_is_brought_back(client, draft, kim, work):
    drafts.set_aside(by=kim, draft=draft)
    client.force_login(kim)
    first = work.revisions.earliest("version")
    answer = client.post(address("part_restore", draft, work.pk), {"revision": first.pk}, follow=True)
    assert "går inte att ändra längre" in answer.text
    assert part(draft, "work").body == work.body


class TestDifference:
    def test_lines_that_went_and_came_with_one_around(self):
        before = ["a", "b", "c", "d", "e", "f"]
        after = ["a", "b", "c", "D", "e", "f", "g"]
        found = [(line.change, line.text) for line in difference(before, after)]
        assert found == [
            ("skipped", ""), ("same", "c"), ("removed", "d"), ("added", "D"), ("same", "e"),
            ("same", "f"), ("added", "g"),
        ]  # fmt: skip

    def test_nothing_changed_is_nothing(self):
        assert difference(["a"], ["a"]) == []

    @pytest.mark.parametrize(
        "lines", [["a"] * 15_000, [str(n % 99) for n in range(10_000)], list("ab" * 7_000)]
    )
    def test_a_long_text_of_equal_lines_takes_no_time(self, lines):
        began = time.process_time()
        difference(lines, [*lines[1:], "z"])
        assert time.process_time() - began < 5

    def test_nor_does_a_long_text_in_another_order(self):
        lines = [str(n % 150) for n in range(12_000)]
        began = time.process_time()
        found = difference(["first", *lines, "last"], ["first", *lines[::-1], "last"])
        assert time.process_time() - began < 2
        assert (found[0].text, found[-1].text) == ("first", "last")
        assert [line.change for line in found[1:-1]] == ["removed"] * 12_000 + ["added"] * 12_000

    def test_a_long_text_with_a_line_more(self):
        lines = [str(n) for n in range(5_000)]
        found = difference(lines, [*lines[:9], "new", *lines[9:]])
        assert [(line.change, line.text) for line in found] == [
            ("skipped", ""),
            ("same", "8"),
            ("added", "new"),
            ("same", "9"),
        ]
        assert difference(lines, list(lines)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_however_many_steps(
    client, draft, kim, work, count, django_assert_num_queries
):
    for number in range(count):
        writer = factories.member(draft.organisation, name=f"Person {number}")
        parts.save_part(by=writer, part=work, heading="", body=f"Text {number}")
    client.force_login(kim)
    client.get(address("part_history", draft, work.pk))
    with django_assert_num_queries(12):
        assert client.get(address("part_history", draft, work.pk)).status_code == 200
