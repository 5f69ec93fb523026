"""The collector reads exactly what was handed in: the right organisation, version and occasions, and cleaned text."""

import datetime

import pytest

from checklists.models import Assessment
from organisations.models import Kind
from reports.document import render_document
from reports.kinds import KINDS, NothingToReportError, sha256_of
from tests import factories
from tests.reports.samples import as_document

pytestmark = pytest.mark.django_db
KIND = KINDS["lagesrapport"]


@pytest.fixture
def place():
    return factories.organisation("Trelleborg", code="1287", constructed=True)


def day(number):
    return factories.DAY + datetime.timedelta(days=number)


def collected(place, occasion=None, language="sv"):
    options = {"occasion": occasion.pk if occasion else None}
    return KIND.read(organisation=place, options=options, language=language)


def rounds(data):
    return data["sections"]["ratings"]["occasions"]


def test_it_holds_the_organisation_the_instrument_and_every_round_in_time_order(place):
    instrument = factories.skr()
    second = factories.occasion(instrument, place, name="Efter", date=day(9))
    first = factories.occasion(instrument, place, name="Före", date=day(1))
    factories.assessment(place, second, "3222222211", people=12, comment="Bra\x07 så\u202e långt")
    factories.assessment(place, first, "1111111111", people=5)
    data = collected(place)
    assert data["constructed"] is True
    assert [row["name"] for row in rounds(data)] == ["Före", "Efter"]
    assert [row["points"] for row in rounds(data)] == [10, 19]
    assert rounds(data)[1]["participants"] == [{"function": "politiker", "number": 12}]
    assert data["sections"]["items"]["items"][0]["comment"] == "Bra så långt"
    assert len(data["sections"]["development"]["checklist"]["items"]) == 10
    assert (
        data["sections"]["ratings"]["people_note"]
        == "Första gången skattade fem personer, senast tolv personer."
    )


def test_the_same_data_gives_the_same_snapshot_and_new_data_another(place):
    instrument = factories.skr()
    factories.assessment(place, factories.occasion(instrument, place, date=day(1)), "1111111111")
    before = sha256_of(collected(place))
    assert sha256_of(collected(place)) == before
    assert sha256_of(collected(place, language="en")) != before
    factories.assessment(
        place, factories.occasion(instrument, place, name="Sedan", date=day(2)), "2222222222"
    )
    assert sha256_of(collected(place)) != before


def test_drafts_other_organisations_and_later_occasions_stay_out(place):
    instrument = factories.skr()
    other = factories.organisation("Malmö")
    occasions = [
        factories.occasion(instrument, place, other, name=f"Träff {n}", date=day(n)) for n in range(1, 5)
    ]
    factories.assessment(place, occasions[0], "1111111111")
    factories.assessment(place, occasions[1], "2222222222")
    factories.assessment(place, occasions[2], "3333333333")
    factories.assessment(place, occasions[3], "333", submit=False)
    factories.assessment(other, occasions[3], "2121212121", comment="MARKER")
    assert [row["name"] for row in rounds(collected(place))] == ["Träff 1", "Träff 2", "Träff 3"]
    assert [row["name"] for row in rounds(collected(place, occasions[1]))] == ["Träff 1", "Träff 2"]
    assert "MARKER" not in render_document(as_document(collected(place)))
    with pytest.raises(NothingToReportError):
        collected(place, occasions[3])
    with pytest.raises(NothingToReportError):
        KIND.read(organisation=place, options={"occasion": 999_999_999}, language="sv")


def test_nothing_handed_in_is_nothing_to_report(place):
    with pytest.raises(NothingToReportError):
        collected(place)
    assert KIND.scopes() == []


def test_versions_are_never_mixed_and_another_one_is_told_as_a_share(place):
    factories.assessment(place, factories.occasion(factories.invented(), place, date=day(1)), "4444nnnn4444")
    factories.assessment(
        place, factories.occasion(factories.skr(), place, name="Ny", date=day(2)), "2222222222"
    )
    data = collected(place)
    assert [row["name"] for row in rounds(data)] == ["Ny"]
    (other,) = data["sections"]["method"]["others"]
    assert other.startswith("Påhittad checklista, version 1: senast 100\u00a0% av det möjliga")
    assert other in render_document(as_document(data))


def test_a_unit_without_a_code_is_a_scope_by_its_short_name(place):
    unit = factories.organisation("Byggnadsnämnden", kind=Kind.BOARD, parent=place, slug="trelleborg-bygg")
    at = factories.occasion(factories.invented(), unit)
    factories.assessment(unit, at, "1234nnnn1234")
    data = collected(unit)
    assert KIND.scopes() == ["trelleborg-bygg"]
    assert data["sections"]["page1"]["asks"]["introduction"].startswith("Nämnden föreslås")


def test_it_costs_the_same_number_of_queries_with_one_round_and_three(place, django_assert_num_queries):
    instrument = factories.skr()
    for number in range(1, 4):
        at = factories.occasion(instrument, place, name=f"Träff {number}", date=day(number))
        factories.assessment(place, at, "1212121212")
        place.refresh_from_db()
        with django_assert_num_queries(10):
            collected(place)
    assert Assessment.objects.count() == 3
