"""How many people live where: a file of it is read whole or not at all, and comparisons are limited to a size by it."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comparison.inhabitants import make_plan
from comparison.models import Inhabitants
from organisations.files.columns import Row
from organisations.files.places import KnownOrganisation, Places
from organisations.models import Event, Role
from tests import factories
from tests.comparison.factories import joined
from tests.programmes.pages import plain

TODAY = datetime.date(2026, 5, 4)
HEADER = "kod;namn;invanare;ar\r\n"


def known(pk, name, code):
    return KnownOrganisation(pk, name, name.lower(), code, (pk,), datetime.date(2000, 1, 1))


PLACES = Places([known(1, "Ale", "1440"), known(2, "Borås", "0190"), known(3, "Region Halland", "0013")])


def planned(*rows):
    cells = (dict(zip(("kod", "invanare", "ar"), row, strict=True)) for row in rows)
    return make_plan([Row(number, one) for number, one in enumerate(cells, start=2)], PLACES, TODAY)


def test_numbers_are_read_as_people_and_spreadsheets_write_them():
    plan = planned(("1440", "32 446", "2025"), ("190", "9\u00a0999", "2024"), ("13", "1.234.567", "2025"))
    assert not plan.faults
    assert [(one.organisation, one.number, one.year) for one in plan.counted] == [
        (1, 32_446, 2025),
        (2, 9_999, 2024),
        (3, 1_234_567, 2025),
    ]


@pytest.mark.parametrize("number", ["", "0", "-5", "12,5", "3.5", "1 2345", "9" * 9, "²", "många"])
def test_what_is_no_number_of_people_is_a_fault_and_nothing_is_read(number):
    plan = planned(("0190", "5000", "2025"), ("1440", number, "2025"))
    assert plan.counted == ()
    assert [(fault.row, fault.column) for fault in plan.faults] == [(3, "invanare")]
    assert "Skriv det med siffror" in plan.faults[0].text


@pytest.mark.parametrize("year", ["", "25", "1899", "2027", "2025-01-01"])
def test_a_year_has_been(year):
    assert [fault.column for fault in planned(("1440", "5000", year)).faults] == ["ar"]


def test_who_is_unknown_or_stands_twice_is_told_with_its_row():
    faults = planned(("9999", "5000", "2025"), ("1440", "x", "2025"), ("1440", "5001", "2025")).faults
    assert [(fault.row, fault.column) for fault in faults] == [(2, "kod"), (3, "invanare"), (4, "kod")]
    assert "”9999”" in faults[0].text
    assert "Ale står redan på rad 3" in faults[2].text


@pytest.fixture
def administrator(client):
    client.force_login(factories.user("Adam", is_administrator=True))
    return client


def send(client, text):
    file = SimpleUploadedFile("invanare.csv", f"{HEADER}{text}".encode())
    return client.post(reverse("administration_inhabitants"), {"file": file})


@pytest.mark.django_db
class TestPage:
    def test_sizes_can_be_chosen_when_a_file_is_read(self, administrator):
        found = joined("Ale", "Borås")
        for place, code in zip(found.places, ("1440", "1490"), strict=True):
            place.code = code
            place.save()
            found.rate(place, "2222222222")
        page = reverse("administration_inhabitants")
        assert "Inget antal är inläst än." in plain(administrator.get(page))
        assert send(administrator, "1440;Ale;32 446;2025\r\n1490;Borås;114 445;2025\r\n").status_code == 302
        shown = plain(administrator.get(page))
        assert "Antalet invånare är sparat för 2 organisationer." in shown
        assert "För 2 av 2 kommuner och regioner är antalet inläst." in shown
        assert "De räknades 2025." in shown
        event = Event.objects.get(verb="comparison.inhabitants_read")
        assert (event.organisation, event.data) == (None, {"number": 2})
        # The next year's file has one of them; the other keeps its number.
        assert send(administrator, "1440;;33 000;2026\r\n").status_code == 302
        assert sorted(Inhabitants.objects.values_list("number", "year")) == [(33_000, 2026), (114_445, 2025)]
        assert "De räknades 2025–2026." in plain(administrator.get(page))
        administrator.force_login(factories.member(found.lead, Role.PROGRAMME_LEAD))
        compared = plain(
            administrator.get(reverse("comparison", args=[found.lead.slug]), {"storlek": "storst"})
        )
        assert "Borås" in compared
        assert "Ale</th>" not in compared

    def test_a_fault_saves_nothing_and_is_told(self, administrator):
        factories.organisation("Ale", code="1440")
        answer = send(administrator, "1440;Ale;32 446;2025\r\n0000;Ö;5;2025\r\n")
        assert answer.status_code == 422
        assert "Filen har 1 fel. Inget är inläst." in plain(answer)
        assert "Det finns ingen kommun eller region med koden ”0000”." in plain(answer)
        assert not Inhabitants.objects.exists()
        assert "Första raden ska ha kolumnernas rubriker" in plain(
            administrator.post(
                reverse("administration_inhabitants"), {"file": SimpleUploadedFile("x.csv", b"hej\r\n1\r\n")}
            )
        )

    def test_the_file_to_fill_in_is_read_again_as_it_is(self, administrator):
        ale = factories.organisation("Ale", code="1440")
        factories.organisation("Nämnden", parent=ale)
        Inhabitants.objects.create(organisation=ale, number=32_446, year=2025)
        file = administrator.get(reverse("administration_inhabitants_csv")).content
        assert file.decode("utf-8-sig") == f"{HEADER}1440;Ale;32446;2025\r\n"
        page = reverse("administration_inhabitants")
        assert administrator.post(page, {"file": SimpleUploadedFile("x.csv", file)}).status_code == 302
        assert Inhabitants.objects.get().number == 32_446
