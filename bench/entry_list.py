"""The list of entries, and what one does from it, with 10,000 entries on 20 units, and others' beside them."""

import datetime
import time

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.pages import BASELINE, measure, show
from figures.swedish import sort_key
from organisations.models import Kind, Organisation, User
from resultchain.models import Area, ChainEntry, Course, EntryState, Link, Perspective

ENTRIES = 10_000
UNITS = 20
START = datetime.date(2016, 1, 1)
WORDS = ("Utbildning", "Åtgärd", "Mall", "Översyn", "Rutin", "Uppföljning", "Ändrad budget", "Nätverk")


def main() -> None:
    """Fill the database, then print a line a page: queries, median milliseconds, ratio to the baseline."""
    start = time.perf_counter()
    top = Organisation.objects.get(code="1287")
    fill(top)
    others(list(Organisation.objects.roots().of_kind(Kind.REGION)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{ChainEntry.objects.count()} entries in {time.perf_counter() - start:.0f} s")
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email__startswith="coordinator@"))
    times = {BASELINE: measure(client, reverse(BASELINE))}
    show(times | {name: measure(client, address) for name, address in _pages(top)})


def fill(top: Organisation) -> None:
    """Give an organisation its lists, its units, and its entries with links between them."""
    lists: dict[str, list[Area] | list[Course]] = {
        "area": [
            Area.objects.create(organisation=top, name=f"Område {n}", sort_key=f"o{n}") for n in range(20)
        ],
        "course": [
            Course.objects.create(organisation=top, name=f"Kurs {n}", sort_key=f"k{n}") for n in range(20)
        ],
    }
    places = [top, *(_unit(top, number) for number in range(UNITS))]
    made = _entries(places, ENTRIES, lists)
    _perspectives(top, made)
    ordered = sorted(made, key=lambda entry: (entry.level, entry.pk))
    step = len(ordered) // 5
    Link.objects.bulk_create(
        [Link(source=one, target=two) for one, two in zip(ordered, ordered[step:], strict=False)],
        batch_size=1000,
    )


def others(organisations: list[Organisation]) -> None:
    """Give other organisations entries too."""
    for organisation in organisations:
        _entries([organisation], ENTRIES // UNITS)


def _unit(top: Organisation, number: int) -> Organisation:
    name = f"Kedjenämnden {number + 1}"
    made: Organisation = Organisation.objects.create(
        name=name,
        kind=Kind.BOARD,
        parent=top,
        slug=f"kedjenamnden-{top.pk}-{number + 1}",
        sort_key=sort_key(name),
        valid_from=START,
        constructed=True,
    )
    return made


def _entries(
    places: list[Organisation], count: int, lists: dict[str, list[Area] | list[Course]] | None = None
) -> list[ChainEntry]:
    rows = []
    for number in range(count):
        what = f"{WORDS[number % len(WORDS)]} nummer {number}"
        rows.append(
            ChainEntry(
                organisation=places[number % len(places)],
                what=what,
                sort_key=sort_key(what),
                level=1 + number % 5,
                state=EntryState.ONGOING if number % 7 == 0 else EntryState.DONE,
                last_day=START + datetime.timedelta(days=number % 3650),
                lesson="Börja med dem som bestämmer, och följ upp efter ett halvår. " * 3,
                evidence="Protokoll och deltagarlista i diariet.",
                global_goals=[5, 10] if number % 3 == 0 else [],
                **{name: lines[number % len(lines)] for name, lines in (lists or {}).items()},
            )
        )
    return ChainEntry.objects.bulk_create(rows, batch_size=1000)


def _perspectives(top: Organisation, entries: list[ChainEntry]) -> None:
    lines = [
        Perspective.objects.create(organisation=top, name=f"Perspektiv {n}", sort_key=f"p{n}")
        for n in range(7)
    ]
    through = ChainEntry.perspectives.through
    through.objects.bulk_create(
        [through(chainentry=entry, perspective=lines[entry.pk % 7]) for entry in entries], batch_size=1000
    )


def _pages(top: Organisation) -> list[tuple[str, str]]:
    slug = top.slug
    address = reverse("entries", args=[slug])
    area = top.chain_areas.latest("pk").pk
    perspective = top.chain_perspectives.latest("pk").pk
    entry = ChainEntry.objects.within(top).exclude(links_out=None).latest("pk").pk
    return [
        ("entries", address),
        ("entries, page 200", f"{address}?sida=200"),
        ("entries, alphabet", f"{address}?sortera=namn"),
        ("entries, search", f"{address}?q=åtgärd+77"),
        ("entries, no hit", f"{address}?q=finns-inte"),
        ("entries, filters", f"{address}?niva=2&omrade={area}&perspektiv={perspective}&globalt=5"),
        ("entries, period", f"{address}?fran=2020-01-01&till=2020-06-30&mal=inget"),
        ("log", reverse("entry_new", args=[slug])),
        ("entry", reverse("entry", args=[slug, entry])),
        ("link, search", reverse("chain_link_new", args=[slug, entry]) + "?q=rutin"),
    ]
