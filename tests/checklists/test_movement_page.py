"""The movement page: every occasion in time order, with the organisation's own words, and only what it may show."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from checklists.actions.instruments import load_instrument
from checklists.instruments import InstrumentFile
from checklists.models import Assessment
from organisations.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def reader(client, place):
    person = factories.member(place, Role.READER)
    client.force_login(person)
    return person


def day(number):
    return factories.DAY + datetime.timedelta(days=number)


def rated(place, *digits, instrument=None, start=0, **fields):
    """One handed-in assessment for each string of digits."""
    instrument = instrument or factories.skr()
    by = factories.member(place)
    made = []
    for index, row in enumerate(digits):
        at = factories.occasion(instrument, place, name=f"Träff {start + index + 1}", date=day(start + index))
        made.append(factories.assessment(place, at, row, by=by, **fields))
    return made


def finer():
    """A later version of the checklist that ships, on another scale."""
    shipped = factories.skr()
    return load_instrument(
        content=InstrumentFile.model_validate(
            {**factories.INVENTED, "key": shipped.key, "version": "2024", "title": shipped.title}
        )
    )[0]


def url(place, name="movement", **query):
    return reverse(name, args=[place.slug], query=query)


def test_all_occasions_stand_in_time_order_with_arrows_in_words(client, place, reader):
    rated(place, "1111111111", "2111111111", "1111111113")
    page = client.get(url(place)).text
    assert "<h1>Ett av tio moment har flyttat fram, och inget har backat</h1>" in page
    head = page[page.index("table-movement") :]
    assert head.index("Träff 1") < head.index("Träff 2") < head.index("Träff 3")
    assert page.count("upp från 1") == 2
    assert page.count("ned från 2") == 1
    assert page.count("samma nivå som förra gången") == 17


def test_what_changed_stands_with_the_later_words_newest_first(client, place, reader):
    rated(place, "1111111111", comment="Orden första gången")
    rated(place, "2111111111", start=1, comment="Ny <b>rutin</b>\noch mall")
    rated(place, "2211111111", start=2, comment="Budgeten")
    page = client.get(url(place)).text
    section = page[page.index('id="andrat"') : page.index('id="skattade"')]
    assert section.index("Budgeten") < section.index("Ny &lt;b&gt;rutin&lt;/b&gt;<br>och mall")
    assert "Orden första gången" not in section
    assert section.count('class="comment"') == 2


def test_on_the_way_is_marked_and_never_summed(client, place, reader):
    rated(place, "1111111113", toward_next=True, toward_note="Mallen prövas")
    page = client.get(url(place)).text
    assert page.count("på väg mot 2") == 9
    assert "på väg mot 4" not in page
    assert "räknas inte i summan" in page


def test_who_rated_stands_for_every_occasion_and_a_changed_circle_is_told(client, place, reader):
    rated(place, "1111111111", people=3)
    rated(place, "1111111111", start=1, people=9)
    page = client.get(url(place)).text
    section = page[page.index('id="skattade"') :]
    assert section.index("Politiker 9") < section.index("Politiker 3")
    assert "Fler deltog i skattningen än förra gången" in section


def test_drafts_replaced_versions_and_others_stay_out(client, place, reader):
    (old,) = rated(place, "1111111111", comment="GAMMAL")
    coordinator = factories.member(place)
    new = Assessment.objects.create(
        organisation=place,
        occasion=old.occasion,
        version=2,
        corrects=old,
        correction_reason="Fel siffra",
        created_by=coordinator,
    )
    page = client.get(url(place)).text
    assert "Träff 1" in page
    assert "Fel siffra" not in page
    for rating in old.ratings.all():
        rating.pk, rating.assessment, rating.value, rating.comment = None, new, 3, "NYA ORD"
        rating.save()
    new.submitted_at = timezone.now()
    new.save()
    other = factories.organisation("Malmö")
    rated(other, "3333333333", "1111111111", comment="MALMÖS ORD")
    at = factories.occasion(factories.skr(), place, name="Utkastet", date=day(9))
    factories.assessment(place, at, "33", submit=False, comment="UTKAST")
    page = client.get(url(place)).text
    assert "Tio av tio moment har nått den högsta nivån" in page
    assert "version 2" in page
    for leak in ("GAMMAL", "MALMÖS ORD", "UTKAST", "Utkastet"):
        assert leak not in page
        for table in ("moment", "andringar", "deltagare", "summor"):
            assert leak not in client.get(url(place, "movement_csv", tabell=table)).text


def test_versions_are_never_paired_and_are_compared_as_shares_only(client, place, reader):
    rated(place, "1111111111", "2222222222")
    rated(place, "2222nnnn2222", instrument=finer(), start=5)
    page = client.get(url(place)).text
    assert "Ingen av" not in page
    assert "aldrig poäng sida vid sida" in page
    assert "Mellan 33\xa0% och 67\xa0% av det möjliga" in page
    assert "På skalan 1–3 är det lägsta möjliga 33\xa0%." in page
    assert "På skalan 1–4 är det lägsta möjliga 25\xa0%." in page
    assert "upp från" not in page
    older = client.get(
        url(place, checklista="skr-jamstalldhetsintegrering", version=factories.skr().version)
    ).text
    assert older.count("upp från 1") == 10
    assert 'aria-current="page" href="?checklista=' in older


def test_a_checklist_that_nobody_rated_with_gives_the_latest(client, place, reader):
    rated(place, "1111111111", "2222222222")
    page = client.get(url(place, checklista="finns-inte", version="<x>")).text
    assert "Tio av tio moment har flyttat fram" in page
    assert "<x>" not in page


def test_a_single_occasion_says_what_will_come(client, place, reader):
    rated(place, "1111111113")
    page = client.get(url(place)).text
    assert "Ett av tio moment har nått den högsta nivån" in page
    assert "Det här är den första skattningen med checklistan." in page
    assert 'id="andrat"' not in page
    assert "Sedan första gången" not in page


@pytest.mark.parametrize(
    ("role", "text"), [(Role.READER, "När samordnaren har lämnat in"), (Role.COORDINATOR, "Börja med den")]
)
def test_nothing_handed_in_says_what_to_do(client, place, role, text):
    client.force_login(factories.member(place, role))
    answer = client.get(url(place))
    assert answer.status_code == 200
    assert text in answer.text
    assert client.get(url(place, "movement_csv")).status_code == 404


def test_the_files_hold_the_tables(client, place, reader):
    rated(place, "1111111111", comment="=1+1")
    rated(place, "3111111111", start=1, comment="=SUM(A1)", toward_next=True)
    items = client.get(url(place, "movement_csv", tabell="moment"))
    assert items["Content-Type"] == "text/csv; charset=utf-8"
    lines = items.text.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("Moment;Lydelse;Tillfälle;Datum;Nivå;")
    assert len(lines) == 1 + 20 + 2
    assert lines[2].endswith(";Träff 2;2020-03-02;3;2;")
    assert lines[4].endswith(";1;0;ja")
    changed = client.get(url(place, "movement_csv", tabell="andringar")).text.splitlines()
    assert changed[1].endswith(";1;3;'=SUM(A1)")
    people = client.get(url(place, "movement_csv", tabell="deltagare")).text
    assert "Träff 2;2020-03-02;politiker;3" in people
    assert "Träff 1;10" in client.get(url(place, "movement_csv", tabell="summor")).text
    assert client.get(url(place, "movement_csv", tabell="andelar")).status_code == 404
    assert client.get(url(place, "movement_csv", tabell="finns-inte")).status_code == 404


@pytest.mark.parametrize("occasions", [1, 3, 5])
def test_it_costs_the_same_with_one_three_and_five_occasions(
    client, place, reader, occasions, django_assert_num_queries
):
    rated(place, *["1212121212", "2222222222"] * 2, "3333333333") if occasions == 5 else rated(
        place, *["1212121212"] * occasions
    )
    with django_assert_num_queries(11):
        client.get(url(place))
