"""The pages of entries: logging with two answers, refusals that keep what was typed, changing, taking away, linking."""

import datetime

import pytest
from django.urls import reverse
from django.utils.html import escape

from organisations.models import Event, Role
from resultchain.models import Area, ChainEntry, Course, Link, LinkKind
from tests import factories
from tests.resultchain import factories as chain

pytestmark = pytest.mark.django_db

TODAY = factories.today()


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def unit(place):
    return factories.organisation("Kulturnämnden", kind="board", parent=place)


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def sent(**changed):
    """What the form sends when only the two required questions are answered."""
    return {
        "what": "Utbildning för chefer",
        "level": "1",
        "state": "done",
        "last_day": TODAY.isoformat(),
    } | changed


def opened(client, address):
    """What the page's form holds, as a browser would send it back."""
    form = client.get(address).context["form"]
    values = {}
    for field in form:
        value = field.value()
        if value not in (None, "", []):
            values[field.html_name] = value
    return values


def test_two_answers_are_enough_and_a_double_click_logs_one(client, place, coordinator):
    address = url("entry_new", place)
    page = client.get(address)
    assert "Något ni gör en gång, under en begränsad tid." in page.text
    assert "En utbildning för chefer" in page.text
    for _click in range(2):
        answer = client.post(address, sent())
        entry = ChainEntry.objects.get()
        assert answer.url == url("entry", place, entry.pk)
    assert (entry.level, entry.state, entry.day, entry.organisation) == (1, "done", TODAY, place)
    page = client.get(answer.url)
    assert "Sparat." in page.text
    assert "Logga en till" in page.text
    assert f"?ledde_fran={entry.pk}" in page.text


def test_nothing_typed_is_lost_and_the_group_with_the_error_is_open(client, place, coordinator):
    answer = client.post(
        url("entry_new", place), sent(what="", lesson="Börja med cheferna", participants="många")
    )
    assert answer.status_code == 422
    assert "Skriv vad ni har gjort" in answer.text
    assert "Börja med cheferna" in answer.text
    assert "Skriv antalet med siffror" in answer.text
    assert 'id="grupp-deltagare" open' in answer.text
    assert 'id="grupp-citat">' in answer.text
    assert not ChainEntry.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"level": ""}, "Välj en av de fem nivåerna."),
        ({"level": "6"}, "6"),
        ({"what": "x" * 301}, "högst 300 tecken"),
        ({"last_day": "i går"}, "Skriv datumet som år-månad-dag"),
        ({"first_day": TODAY.isoformat(), "last_day": "2020-01-01"}, "Första dagen ligger efter den sista."),
        ({"last_day": (TODAY + datetime.timedelta(days=2)).isoformat()}, "Dagen har inte varit än."),
        ({"participants": "-1"}, "mindre än noll"),
        ({"participants": "5", "women": "4", "men": "3"}, "Tillsammans blir det 7"),
        ({"participants": "5", "precision": "unknown"}, "Välj exakt eller ungefär."),
        ({"precision": "about"}, "Skriv hur många som deltog"),
        ({"quote_source": "Chef"}, "Skriv citatet"),
        ({"quote": "Nu vet vi"}, "i vilken funktion"),
        ({"area": "999"}, "999"),
        ({"course": "x" * 121}, "högst 120 tecken"),
        ({"global_goals": "18"}, "18"),
    ],
)
def test_what_cant_be_true_is_refused_with_what_to_do(client, place, coordinator, changed, words):
    answer = client.post(url("entry_new", place), sent(**changed))
    assert answer.status_code == 422
    assert escape(words) in answer.text or words in answer.text
    assert not ChainEntry.objects.exists()


def test_what_goes_on_has_begun_and_has_no_end(client, place, coordinator):
    client.post(url("entry_new", place), sent(state="ongoing"))
    entry = ChainEntry.objects.get()
    assert (entry.first_day, entry.last_day) == (TODAY, None)
    assert "sedan" in client.get(url("entry", place, entry.pk)).text


def test_what_is_planned_has_no_day_until_one_is_told(client, place, coordinator):
    later = TODAY + datetime.timedelta(days=9)
    for what, day in (("Utan dag", TODAY), ("Med dag", later)):
        client.post(url("entry_new", place), sent(what=what, state="planned", last_day=day.isoformat()))
    days = ChainEntry.objects.order_by("pk").values_list("last_day", flat=True)
    assert list(days) == [None, later]


def test_women_and_men_make_the_number_when_it_is_left_out(client, place, coordinator):
    chef = next(function for function in factories.functions() if function.key == "chef")
    numbers = {"women": "40", "men": "18", f"f{chef.pk}": "5", "course": "Grundkurs"}
    answer = client.post(url("entry_new", place), sent(**numbers), follow=True)
    made = ChainEntry.objects.values_list("participants", "precision", "course__name").get()
    assert made == (58, "exact", "Grundkurs")
    assert "58 personer" in answer.text
    assert "chef: 5" in answer.text
    assert "Grundkurs" in client.get(url("entry_new", place)).text


def test_managers_and_politicians_are_asked_for_first(client, place, coordinator):
    form = client.get(url("entry_new", place)).context["form"]
    assert [str(function) for function in form.function_names.values()][:2] == ["chef", "politiker"]


def test_the_unit_and_the_area_of_last_time_are_chosen(client, place, unit, coordinator):
    client.post(url("entry_new", place), sent(organisation=unit.pk, area="+rekrytering"))
    area = Area.objects.get()
    form = client.get(url("entry_new", place)).context["form"]
    assert (form["organisation"].value(), form["area"].value()) == (str(unit.pk), str(area.pk))
    assert "Kulturnämnden, Rekrytering" in client.get(url("entry_new", place)).text
    other = factories.member(place)
    client.force_login(other)
    form = client.get(url("entry_new", place)).context["form"]
    assert (form["organisation"].value(), form["area"].value()) == (str(place.pk), "")


def test_a_checklist_that_the_organisation_rates_with_gives_its_items(client, place, coordinator):
    assert "items" not in client.get(url("entry_new", place)).context["form"].fields
    instrument = factories.skr()
    factories.occasion(instrument, place)
    item = instrument.items.get(number=4)
    client.post(url("entry_new", place), sent(items=[item.pk], evidence="Se https://exempel.se/a."))
    entry = ChainEntry.objects.get()
    page = client.get(url("entry", place, entry.pk))
    assert escape(str(item)) in page.text
    assert '<a href="https://exempel.se/a"' in page.text


def test_what_it_led_to_is_logged_from_the_entry(client, place, coordinator):
    source = chain.entry(place, "Mallen", 2)
    address = url("entry_new", place) + f"?ledde_fran={source.pk}"
    assert "Mallen" in client.get(address).text
    answer = client.post(address, sent(level="1"))
    assert answer.status_code == 422
    assert "Välj ”gav upphov till”" in answer.text
    assert not Link.objects.exists()
    client.post(address, sent(level="3"))
    assert (Link.objects.get().source, Link.objects.get().kind) == (source, LinkKind.LED_TO)
    client.post(url("entry_new", place) + f"?gav_upphov_fran={source.pk}", sent(level="1"))
    assert Link.objects.filter(kind=LinkKind.GAVE_RISE_TO).count() == 1
    for odd in ("0", "x", "9" * 30):
        assert client.get(url("entry_new", place) + f"?ledde_fran={odd}").status_code == 404


def test_a_contributor_logs_and_changes_only_their_own(client, place, coordinator):
    theirs = chain.entry(place, by=coordinator)
    person = factories.member(place, Role.CONTRIBUTOR)
    client.force_login(person)
    client.post(url("entry_new", place), sent(what="Min egen"))
    mine = ChainEntry.objects.get(created_by=person)
    assert client.get(url("entry_edit", place, mine.pk)).status_code == 200
    assert "Ändra" in client.get(url("entry", place, mine.pk)).text
    page = client.get(url("entry", place, theirs.pk))
    assert url("entry_edit", place, theirs.pk) not in page.text
    for name in ("entry_edit", "entry_remove", "chain_link_new"):
        assert client.get(url(name, place, theirs.pk)).status_code == 403
    reader = factories.member(place, Role.READER)
    client.force_login(reader)
    page = client.get(url("entry", place, mine.pk))
    assert page.status_code == 200
    assert url("entry_new", place) not in page.text


def test_a_unit_sees_its_own_and_nothing_from_above(client, place, unit, coordinator):
    above, own = chain.entry(place, "Ovanför", 1), chain.entry(unit, "Enhetens", 2)
    chain.link(above, own)
    client.force_login(factories.member(unit))
    assert client.get(url("entry", unit, above.pk)).status_code == 404
    page = client.get(url("entry", unit, own.pk))
    assert "Ovanför" not in page.text
    assert "Ovanför" not in client.get(url("chain_link_new", unit, own.pk)).text
    link = Link.objects.get()
    assert client.post(url("chain_link_remove", unit, link.pk)).status_code == 404


def test_an_entry_is_changed_and_can_be_called_off_with_a_reason(client, place, coordinator):
    entry = chain.entry(place, by=coordinator, state="planned")
    address = url("entry_edit", place, entry.pk)
    values = opened(client, address)
    answer = client.post(address, values | {"state": "dropped"})
    assert answer.status_code == 422
    assert "Skriv varför det inte blev av." in answer.text
    answer = client.post(
        address, values | {"state": "dropped", "state_note": "Ingen kunde", "method": "FAIR"}
    )
    assert answer.url == url("entry", place, entry.pk)
    entry.refresh_from_db()
    assert (entry.state, entry.state_note, entry.method, entry.version) == (
        "dropped",
        "Ingen kunde",
        "FAIR",
        2,
    )


def test_opening_and_saving_changes_nothing(client, place, unit, coordinator):
    instrument = factories.skr()
    factories.occasion(instrument, place)
    goal = chain.goal(place)
    full = {
        "organisation": unit.pk,
        "area": "+rekrytering",
        "perspectives": ["+hbtqi"],
        "course": "Grundkurs",
    }
    more = {
        "global_goals": [5, 10],
        "national_goals": [1],
        "goal": goal.pk,
        "women": 3,
        "men": 4,
        "quote": "Ja",
        "quote_source": "Chef",
    }
    item = instrument.items.get(number=4)
    client.post(url("entry_new", place), sent(**full, **more, items=[item.pk], direction="internal"))
    entry = ChainEntry.objects.get()
    address = url("entry_edit", place, entry.pk)
    assert client.post(address, opened(client, address)).status_code == 302
    entry.refresh_from_db()
    assert entry.version == 1
    assert (Area.objects.count(), Course.objects.count()) == (1, 1)


def test_two_at_once_are_asked_about_what_both_changed_and_nothing_else(client, place, coordinator):
    entry = chain.entry(place, by=coordinator)
    address = url("entry_edit", place, entry.pk)
    mine, theirs = opened(client, address), opened(client, address)
    client.post(address, theirs | {"lesson": "Börja tidigt", "evidence": "Protokoll"})
    answer = client.post(address, mine | {"lesson": "Ta god tid", "method": "FAIR"})
    assert answer.status_code == 422
    assert "har ändrat det här sedan du öppnade sidan. Nu står det ”Börja tidigt”." in answer.text
    assert "Ta god tid" in answer.text
    again = {field.html_name: field.value() for field in answer.context["form"] if field.value()}
    assert again["evidence"] == "Protokoll"
    assert client.post(address, again).status_code == 302
    entry.refresh_from_db()
    assert (entry.lesson, entry.evidence, entry.method) == ("Ta god tid", "Protokoll", "FAIR")


@pytest.mark.parametrize("shown", ["", "[]", "{", "[" * 9000, '{"what": 1}'])
def test_a_page_that_was_tampered_with_harms_nobody(client, place, coordinator, shown):
    entry = chain.entry(place, by=coordinator)
    address = url("entry_edit", place, entry.pk)
    answer = client.post(address, opened(client, address) | {"shown": shown, "seen": "77", "lesson": "Ny"})
    assert answer.status_code in {302, 422}


def test_a_new_level_that_a_link_forbids_is_told_by_the_entry(client, place, coordinator):
    entry, after = chain.entry(place, "Kursen", 1, by=coordinator), chain.entry(place, "Mallen", 2)
    chain.link(entry, after)
    address = url("entry_edit", place, entry.pk)
    answer = client.post(address, opened(client, address) | {"level": "4"})
    assert answer.status_code == 422
    assert "”Mallen” (Ny eller ändrad produkt)" in answer.text


def test_taking_away_asks_first_and_tells_which_links_go(client, place, coordinator):
    entry, after = chain.entry(place, "Kursen", 1), chain.entry(place, "Mallen", 2)
    chain.link(entry, after)
    address = url("entry_remove", place, entry.pk)
    page = client.get(address)
    assert "En koppling försvinner också" in page.text
    assert "Mallen" in page.text
    for seen in ("9", "", "x", "9" * 5000):
        assert client.post(address, {"seen": seen}).url == address
    assert client.post(address, {"seen": "1"}).url == url("entries", place)
    assert list(ChainEntry.objects.all()) == [after]
    assert Event.objects.get().verb == "resultchain.entry_removed"


@pytest.mark.parametrize("rows", [1, 3])
def test_an_entry_costs_the_same_whatever_it_is_linked_to(
    client, place, coordinator, rows, django_assert_num_queries
):
    here = chain.entry(place, "Mallen", 2, by=coordinator)
    for number in range(rows):
        chain.link(here, chain.entry(place, f"Rutin {number}", 3))
        here.perspectives.add(chain.perspective(place, f"Perspektiv {number}"))
    with django_assert_num_queries(13):
        client.get(url("entry", place, here.pk))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_log_form_costs_the_same_whatever_there_is_to_choose(
    client, place, coordinator, rows, django_assert_num_queries
):
    for number in range(rows):
        chain.area(place, f"Område {number}")
        chain.goal(place, f"Mål {number}")
        factories.organisation(f"Enhet {number}", kind="board", parent=place)
        factories.occasion(factories.skr(), place, name=f"Träff {number}")
        chain.entry(place, by=coordinator)
    with django_assert_num_queries(16):
        client.get(url("entry_new", place))
