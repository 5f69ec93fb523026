"""What is exported can be read in again, where it came from and elsewhere; and an import holds when two run at once."""

import datetime
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.swedish import sort_key
from figures.text import clean_line, clean_text
from organisations.models import Function
from resultchain.actions.imports import import_file
from resultchain.chain import Edge, circle
from resultchain.files import writing
from resultchain.files.circles import circles, ranks
from resultchain.models import (
    Area,
    ChainEntry,
    Course,
    Goal,
    Link,
    LinkKind,
    ParticipantNumber,
    Perspective,
)
from tests import factories as make
from tests.organisations.sheets import csv
from tests.resultchain import factories as chain
from tests.resultchain.sheets import done, import_rows, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    make.functions()
    return make.organisation("Ale", code="1440")


def export():
    return writing.records(ChainEntry.objects.all())


def forget():
    """Empty the database of what people have logged, past the rules."""
    for model in (Link, ParticipantNumber, ChainEntry, Goal, Area, Perspective, Course):
        model.objects.all().delete()


LINES = st.text(max_size=20).map(clean_line)
TEXTS = st.text(max_size=30).map(clean_text)
COUNTS = st.none() | st.integers(0, 99)
DAYS = st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2020, 1, 1))
MARKS = st.sampled_from(["", "1", "2", "A|B", "mr-1", "MR-01", "=x"])
ENTRIES = st.fixed_dictionaries(
    {
        "what": LINES.map(lambda text: text or "Något"),
        "level": st.integers(1, 5),
        "state": st.sampled_from(["planned", "ongoing", "done", "dropped"]),
        "state_note": LINES,
        "days": st.tuples(DAYS, DAYS),
        "area": LINES,
        "perspectives": st.lists(LINES.filter(bool), max_size=3),
        "global_goals": st.sets(st.integers(1, 17), max_size=3),
        "national_goals": st.sets(st.integers(1, 6), max_size=2),
        "direction": st.sampled_from(["", "internal", "external"]),
        "strength": st.sampled_from(["", "told", "documented", "measured", "reviewed"]),
        "people": st.tuples(
            st.sampled_from(["", "exact", "about", "unknown"]), COUNTS, COUNTS, COUNTS, COUNTS
        ),
        "quote": TEXTS,
        "lesson": TEXTS,
        "goal": LINES,
        "reference": MARKS,
        "unit": st.integers(0, 2),
    }
)


def make_entry(places, cells):
    """An entry as the pages allow it, of what hypothesis made up."""
    precision, women, men, managers, politicians = cells["people"]
    total = sum(filter(None, (women, men, managers, politicians)))
    first, last = cells["days"]
    first, last = (last, first) if first and last and first > last else (first, last)
    place, top = places[cells["unit"]], places[0]
    taken = ChainEntry.objects.filter(organisation=place, reference=cells["reference"]).exists()
    entry = ChainEntry.objects.create(
        organisation=place,
        sort_key=sort_key(cells["what"]),
        first_day=first,
        last_day=last,
        area=line(Area, top, cells["area"]),
        goal=Goal.objects.create(organisation=place, title=cells["goal"], sort_key="")
        if cells["goal"]
        else None,
        global_goals=sorted(cells["global_goals"]),
        national_goals=sorted(cells["national_goals"]),
        precision=precision,
        participants=total if precision in {"exact", "about"} else None,
        women=women,
        men=men,
        quote_source="chef" if cells["quote"] else "",
        reference="" if taken else cells["reference"],
        **{
            name: cells[name]
            for name in ("what", "level", "state", "state_note", "direction", "strength", "quote", "lesson")
        },
    )
    entry.perspectives.set({line(Perspective, top, name) for name in cells["perspectives"]})
    for key, number in (("chef", managers), ("politiker", politicians)):
        if number:
            ParticipantNumber.objects.create(
                entry=entry, function=Function.objects.get(key=key), number=number
            )
    return entry


def line(model, top, name):
    if not name:
        return None
    found = model.objects.filter(organisation=top, name__iexact=name).first()
    return found or model.objects.create(organisation=top, name=name, sort_key=sort_key(name))


@settings(max_examples=25, deadline=None)
@given(
    cells=st.lists(ENTRIES, min_size=1, max_size=6),
    ends=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(LinkKind.values)), max_size=6
    ),
)
def test_there_and_back_changes_nothing_and_elsewhere_gives_the_same_bytes(cells, ends):
    with transaction.atomic():
        make.functions()
        top = make.organisation("Ale", code="1440")
        units = [make.organisation("Skolan", parent=top, kind=kind) for kind in ("board", "administration")]
        entries = [make_entry([top, *units], each) for each in cells]
        for source, target, kind in ends:
            one, other = entries[source % len(entries)], entries[target % len(entries)]
            if one.pk < other.pk and (kind != LinkKind.LED_TO or one.level <= other.level):
                Link.objects.get_or_create(source=one, target=other, defaults={"kind": kind})
        file, number = writing.as_csv(export()), Link.objects.count()
        for content in (file, writing.as_xlsx(export())):
            plan = import_file(by=None, content=content).plan
            assert plan.faults == ()
            assert (plan.new, plan.links) == ((), ())
            assert (plan.unchanged, plan.unchanged_links) == (len(cells), number)
        forget()
        assert import_file(by=None, content=file).written
        assert writing.as_csv(export()) == file
        assert Link.objects.count() == number
        transaction.set_rollback(True)


def test_what_has_no_id_of_its_own_is_known_again_by_the_services(place):
    first, second = (
        chain.entry(place, "Utbildning"),
        chain.entry(place, "Mall", level=2, reference=f"mr-{10**9}"),
    )
    ChainEntry.objects.filter(pk=second.pk).update(reference=f"mr-{first.pk}")
    chain.link(first, second)
    rows = {row[3]: (row[2], row[18]) for row in export()}
    assert rows == {"Utbildning": (f"mr-0{first.pk}", f"mr-{first.pk}"), "Mall": (f"mr-{first.pk}", "")}
    assert import_file(by=None, content=writing.as_csv(export())).plan.unchanged_links == 1


EDGES = st.lists(st.builds(Edge, st.integers(0, 8), st.integers(0, 8)), max_size=20)


@given(EDGES)
def test_circles_are_found_when_there_are_any_and_are_circles(edges):
    found = circles(edges, 5)
    pairs = {(edge.source, edge.target) for edge in edges}
    for steps in found:
        assert set(zip(steps, [*steps[1:], steps[0]], strict=True)) <= pairs
    rest = [edge for edge in edges if edge.source != edge.target]
    closed = any(circle(rest, edge.source, edge.target) for edge in rest) or len(rest) < len(edges)
    assert bool(found) == closed


@given(EDGES)
def test_ranks_put_every_entry_before_what_it_led_to(edges):
    found = ranks(edges)
    assert all(found[edge.source] < found[edge.target] for edge in edges if edge.target in found)
    if not circles(edges, 1):
        assert set(found) == {node for edge in edges for node in (edge.source, edge.target)}


def test_a_long_chain_is_walked_without_recursion():
    edges = [Edge(number, number + 1) for number in range(50_000)]
    assert circles(edges, 1) == []
    assert len(circles([*edges, Edge(50_000, 0)], 1)[0]) == 50_001


@pytest.mark.parametrize("reach", [True, False])
def test_any_number_of_entries_costs_the_same_number_of_queries(place, reach, django_assert_num_queries):
    chain.entry(place, "Förut")
    for number in (1, 3):
        rows = [
            {
                "id": f"{number}-{index}",
                "vad": f"Post {number} {index}",
                "process": f"Process {number} {index}",
                "perspektiv": f"P {number} {index} | Q {number} {index}",
                "kurs": f"Kurs {number} {index}",
                "mal": f"Mål {number} {index}",
                "chefer": 2,
                "ledde_till": f"{number}-{index + 1}",
            }
            for index in range(number)
        ]
        rows.append({"id": f"{number}-{number}", "vad": "Sist", "niva": 5})
        with django_assert_num_queries(QUERIES):
            assert done(table(place, *rows), reach=place if reach else None)[0] == number + 1


QUERIES = 33


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cells", [{"id": "1"}, {}])
def test_two_imports_at_once_give_one_result(cells):
    place = make.organisation("Ale", code="1440")
    content = csv(table(place, cells | {"process": "Egen"}))
    together, results = threading.Barrier(4), []

    def run():
        try:
            together.wait()
            plan = import_file(by=None, content=content).plan
            results.append((len(plan.new), plan.unchanged))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [(0, 1), (0, 1), (0, 1), (1, 0)]
    assert (ChainEntry.objects.count(), Area.objects.count()) == (1, 1)


def test_the_commands_tell_what_they_did(place, tmp_path, capsys):
    file = tmp_path / "in.csv"
    rows = table(
        place, {"id": "1", "process": "Egen", "mal": "Målet", "ledde_till": "2"}, {"id": "2", "vad": "B"}
    )
    file.write_bytes(csv(rows))
    call_command("import_entries", str(file), "--dry-run")
    assert not ChainEntry.objects.exists()
    call_command("import_entries", str(file))
    call_command("import_entries", str(file))
    new = ["new in process: Egen", "new goal: Målet"]
    assert capsys.readouterr().out.splitlines() == [
        *new,
        "2 entries and 1 links would be imported, 0 entries and 0 links unchanged",
        *new,
        "2 entries and 1 links imported, 0 entries and 0 links unchanged",
        "0 entries and 0 links imported, 2 entries and 1 links unchanged",
    ]
    chain.entry(make.organisation("Borås", code="1490"), "Deras")
    for name in ("ut.csv", "ut.xlsx"):
        call_command("export_entries", "--output", str(tmp_path / name))
        call_command("export_entries", "--organisation", "1440", "--output", str(tmp_path / name))
        assert import_file(by=None, content=(tmp_path / name).read_bytes()).plan.unchanged == 2
    assert "3 entries: " in capsys.readouterr().out


def test_the_command_writes_every_fault_on_a_line(place, tmp_path, capsys):
    file = tmp_path / "in.csv"
    file.write_bytes(csv(table(place, {"niva": 9}, {"vad": ""})))
    with pytest.raises(CommandError, match="2 faults") as error:
        call_command("import_entries", str(file))
    assert error.value.returncode == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["Rad 2, niva", "Rad 3, vad"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import_entries", "finns/inte.csv"], "cannot be read"),
        (["export_entries", "--output", "ut.txt"], "ends with"),
        (["export_entries", "--output", "finns/inte/ut.csv"], "cannot be written"),
        (["export_entries", "--output", "ut.csv", "--organisation", "nej"], "No organisation"),
    ],
)
def test_the_commands_explain_what_they_cannot_do(arguments, sentence, tmp_path):
    with pytest.raises(CommandError, match=sentence):
        call_command(*arguments)
    file = tmp_path / "in.csv"
    file.write_bytes(b"")
    with pytest.raises(CommandError, match="Filen är tom"):
        call_command("import_entries", str(file))


def test_rows_without_an_id_are_known_again_after_an_export(place):
    rows = table(place, {"vad": "Utbildning", "till": "2020-03-01"})
    import_rows(rows)
    assert import_file(by=None, content=writing.as_csv(export())).plan.unchanged == 1
    assert done(rows) == (0, 1, 0, 0)
