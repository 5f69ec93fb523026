"""Administrators upload, look at, publish and remove instruments; one in use never changes."""

import json
import re
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from checklists.actions import instruments as actions
from checklists.instruments import InstrumentFile
from checklists.instruments.faults import InstrumentRefusedError, read_upload
from checklists.instruments.stored import as_file, as_json
from checklists.models import Instrument, Occasion
from organisations.models import Event
from tests import factories as make

pytestmark = pytest.mark.django_db
NEW = make.INVENTED | {"key": "ny-lista", "version": "2027", "title": "Ny lista"}


@pytest.fixture
def administrator(client):
    person = make.user(is_administrator=True)
    client.force_login(person)
    return person


def upload(client, content, name="lista.json"):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(reverse("administration_instrument_new"), {"file": SimpleUploadedFile(name, content)})


def address(name, instrument):
    return reverse(f"administration_instrument{name}", args=[instrument.pk])


def stored(**change):
    return actions.upload_instrument(by=make.user(), content=InstrumentFile.model_validate(NEW | change))


def faults(change):
    with pytest.raises(InstrumentRefusedError) as error:
        read_upload(json.dumps(NEW | change).encode())
    return error.value.faults


def test_upload_look_and_publish(client, administrator):
    answer = upload(client, NEW)
    made = Instrument.objects.get(key="ny-lista")
    assert answer.url == address("", made)
    assert made.published_at is None
    assert made not in Instrument.objects.published()
    page = client.get(answer.url)
    assert "Nämnden har gjort sak nummer 12 klar" in page.text
    assert "Ej tillämpligt" in page.text
    done = client.post(address("_publish", made), {"seen": made.sha256}, follow=True)
    assert "Checklistan är publicerad." in done.text
    assert made in Instrument.objects.published()
    assert (
        "var redan publicerad"
        in client.post(address("_publish", made), {"seen": made.sha256}, follow=True).text
    )
    verbs = list(Event.objects.filter(actor=administrator).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["checklists.instrument_uploaded", "checklists.instrument_published"]


def test_what_is_not_published_can_be_replaced_and_removed(client, administrator):
    upload(client, NEW)
    made = Instrument.objects.get()
    upload(client, NEW | {"title": "Bättre lista"})
    made.refresh_from_db()
    assert (made.title, made.items.count()) == ("Bättre lista", 12)
    assert "Checklistan är borttagen." in client.post(address("_discard", made), follow=True).text
    assert not Instrument.objects.exists()
    assert "var redan borttagen" in client.post(address("_discard", made), follow=True).text


def test_a_published_version_takes_no_new_file(client, administrator):
    made = make.invented()
    answer = upload(client, make.INVENTED | {"title": "Annan"})
    assert answer.status_code == 422
    assert "Version 1 av Annan är redan publicerad. Ge filen ett nytt versionsnummer." in answer.text
    assert "kan inte tas bort" in client.post(address("_discard", made), follow=True).text
    made.refresh_from_db()
    assert made.title == "Påhittad checklista"


def test_what_was_not_looked_at_is_not_published(client, administrator):
    made = stored()
    seen = made.sha256
    stored(title="Utbytt under tiden")
    answer = client.post(address("_publish", made), {"seen": seen}, follow=True)
    assert "Någon har laddat upp en ny fil sedan du öppnade sidan" in answer.text
    made.refresh_from_db()
    assert made.published_at is None
    for missing in ({}, {"seen": ""}):
        client.post(address("_publish", made), missing)
    made.refresh_from_db()
    assert made.published_at is None


def test_the_list_says_what_is_published_and_used(client, administrator):
    place = make.organisation()
    make.occasion(make.skr(), place)
    make.invented()
    stored()
    page = client.get(reverse("administration_instruments")).text
    for sentence in ("Används vid ett tillfälle.", "Publicerad, används inte än.", "Inte publicerad än."):
        assert sentence in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_with_one_and_three(client, administrator, number, django_assert_num_queries):
    for index in range(number):
        stored(version=str(index))
    with django_assert_num_queries(9):
        client.get(reverse("administration_instruments"))


def test_the_data_file_comes_back_as_it_was(client, administrator):
    made = make.skr()
    answer = client.get(address("_file", made))
    assert answer["Content-Disposition"].startswith('attachment; filename="skr-jamstalldhetsintegrering-')
    assert read_upload(answer.content).sha256 == made.sha256
    assert as_file(made).sha256 == made.sha256
    assert json.loads(as_json(make.invented())) == make.INVENTED


def test_an_unpublished_instrument_makes_no_occasion(client):
    made = stored()
    place = make.organisation()
    client.force_login(make.member(place))
    data = {"instrument": made.pk, "name": "Träff", "date": "2026-10-01"}
    assert client.post(reverse("occasion_new", args=[place.slug]), data).status_code == 422
    assert not Occasion.objects.exists()


def test_only_administrators_come_in(client):
    made = stored()
    client.force_login(make.member(make.organisation()))
    for name in ("", "_publish", "_discard", "_file"):
        for method in (client.get, client.post):
            assert method(address(name, made)).status_code in {404, 405}
    assert client.get(reverse("administration_instruments")).status_code == 404
    assert upload(client, NEW).status_code == 404


def test_the_scale_is_drawn_as_on_the_page_where_one_rates(client, administrator):
    """Whoever publishes sees what those who rate will see; the draft marks more, but has the same steps."""
    made = make.invented()
    place = make.organisation()
    board = make.organisation("Nämnden", parent=place, kind="board")
    draft = make.assessment(board, make.occasion(made, place), submit=False)
    here = client.get(address("", made)).text
    client.force_login(make.member(board))
    there = client.get(reverse("assessment", args=[board.slug, draft.pk])).text
    assert steps(here) == steps(there)
    assert len(steps(here)) == 12 * 5


def steps(page):
    return re.findall(
        r'<div class="opt[^"]*">\s*<input type="radio"[^>]*>\s*<label[^>]*>(.*?)</label>', page, re.DOTALL
    )


def test_the_command_publishes_what_was_uploaded(tmp_path):
    made = stored()
    instrument, loaded = actions.load_instrument(content=InstrumentFile.model_validate(NEW))
    assert (instrument, loaded, instrument.published_at is None) == (made, True, False)
    assert actions.load_instrument(content=InstrumentFile.model_validate(NEW))[1] is False


ITEM = {"number": 1, "short": "Kort", "wording": "Lång"}
SCALE = {"minimum": 1, "maximum": 2, "labels": ["nej", "ja"], "not_applicable": False}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"items": [{"number": 1, "short": "Kort"}]}, "Moment 1: texten (wording) saknas."),
        ({"items": [ITEM | {"wording": "  "}]}, "Moment 1: skriv texten (wording), nu står det inget."),
        (
            {"items": [ITEM | {"short": "x" * 61}]},
            "Moment 1: den korta texten (short) är för lång: högst 60 tecken.",
        ),
        ({"items": [ITEM | {"number": "ett"}]}, "Moment 1: numret (number) ska vara ett heltal."),
        ({"items": [ITEM | {"number": 0}]}, "Moment 1: numret (number) ska vara 1 eller mer."),
        ({"items": [ITEM | {"wording": 7}]}, "Moment 1: texten (wording) ska vara text inom citattecken."),
        ({"items": ["text"]}, "Moment 1: momentet ska vara ett objekt inom { och }."),
        ({"items": [ITEM, ITEM]}, "Momenten ska vara numrerade 1, 2, 3 … i ordning och utan luckor."),
        ({"items": []}, "Momenten (items) ska vara minst 1."),
        ({"items": {}}, "Momenten (items) ska vara en lista inom [ och ]."),
        ({"scale": SCALE | {"labels": ["nej"]}}, "Skalan: varje steg i skalan ska ha ett namn"),
        ({"scale": SCALE | {"labels": ["nej", ""]}}, "Steg 2 i skalan: skriv namnet, nu står det inget."),
        (
            {"scale": SCALE | {"maximum": 1, "labels": ["nej"]}},
            "Skalan: det högsta värdet ska vara större än det lägsta.",
        ),
        ({"scale": SCALE | {"maximum": 99}}, "Skalan: det högsta värdet (maximum) ska vara högst 10."),
        (
            {"scale": SCALE | {"not_applicable": "kanske"}},
            "Skalan: ej tillämpligt (not_applicable) ska vara true eller",
        ),
        ({"key": "Med Mellanslag"}, "Nyckeln (key) får bara ha små bokstäver a–z, siffror och bindestreck"),
        ({"level": "kommun"}, "Nivån (level) ska vara overall (hela organisationen) eller board"),
        ({"fargen": "röd"}, "”fargen” känns inte igen. Ta bort fältet eller rätta namnet."),
        ({"title": "x" * 161}, "Titeln (title) är för lång: högst 160 tecken."),
        ({"source": None}, "Källan (source) ska vara text inom citattecken."),
    ],
)
def test_every_fault_names_its_place(change, sentence):
    assert any(fault.startswith(sentence) for fault in faults(change)), faults(change)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{\n  "key": "a",\n  "version" "1"\n}', "Rad 3, tecken 13: filen är inte giltig JSON."),
        (b"[]", "Filen ska innehålla ett objekt"),
        (b"\xff\xfe", "inte sparad som UTF-8"),
        (b"[" * 100_000, "går inte att läsa som JSON"),
        (b" " * (1024 * 1024 + 1), "högst 1 MB"),
    ],
)
def test_what_is_no_json_is_told_with_its_line(client, administrator, content, sentence):
    answer = upload(client, content)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_all_faults_are_told_at_once(client, administrator):
    answer = upload(client, NEW | {"key": "Fel Nyckel", "items": [{"number": 1}], "extra": 1})
    for sentence in (
        "Nyckeln (key)",
        "Moment 1: den korta texten",
        "Moment 1: texten",
        "”extra” känns inte igen",
    ):
        assert sentence in answer.text


def test_texts_are_cleaned(client, administrator):
    upload(client, NEW | {"title": "Lista\x00\u202e med\nrader"})
    assert Instrument.objects.get().title == "Lista med rader"


@pytest.mark.django_db(transaction=True)
def test_two_who_upload_at_once_store_one():
    people = [make.user(), make.user()]
    together, raised = threading.Barrier(2), []

    def run(person, title):
        try:
            together.wait()
            actions.upload_instrument(
                by=person, content=InstrumentFile.model_validate(NEW | {"title": title})
            )
        except Exception as error:  # noqa: BLE001  the test looks at it
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(p, f"Lista {p.pk}")) for p in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []
    made = Instrument.objects.get()
    assert (made.items.count(), made.sha256) == (12, as_file(made).sha256)
