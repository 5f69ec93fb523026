"""The tables of the page as files: the same numbers, a decimal comma, and what they say about themselves."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from organisations.models import Role
from tests import factories
from tests.comparison.factories import joined

pytestmark = pytest.mark.django_db


def fetch(client, found, ending, **query):
    return client.get(reverse(f"comparison_{ending}", args=[found.lead.slug]), query)


def test_the_tables_hold_what_the_page_shows(client):
    found = joined("Ale", "=Borås", "Öckerö", constructed=True)
    found.rate(found.places[0], "3222222222")
    found.rate(found.places[1], "2222222222")
    client.force_login(factories.member(found.lead, Role.PROGRAMME_LEAD))
    values = fetch(client, found, "csv").content.decode("utf-8-sig")
    assert "'=Borås;Efter träff 2;2;2;2;2;2;2;2;2;2;2;20" in values
    assert "Har inte lämnat in: Öckerö" in values
    assert "Konstruerade exempelvärden." in values
    items = fetch(client, found, "csv", tabell="moment").content.decode("utf-8-sig")
    assert "1 Politiskt beslut;0;1;1;0;2,5" in items
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(fetch(client, found, "xlsx", tabell="moment").content))
    assert sheet.get_sheet_by_index(0).to_python()[1][:6] == ["1 Politiskt beslut", 0, 1, 1, 0, 2.5]
    spread = fetch(client, found, "csv", tabell="spridning").content.decode("utf-8-sig")
    assert "Summa av 30;2;1;20;20,3;20,5;20,8;21" in spread
    moved = fetch(client, found, "csv", tabell="forflyttning").content.decode("utf-8-sig")
    assert "Ale;;;Efter träff 2;21;" in moved, "nobody has an earlier one"
    assert "1 Politiskt beslut;;;" in fetch(client, found, "csv", tabell="rorelse").content.decode(
        "utf-8-sig"
    )
    assert "Ale;;70" in fetch(client, found, "csv", tabell="karta").content.decode("utf-8-sig")
    by_item = fetch(client, found, "csv", tabell="karta", karta="1").content.decode("utf-8-sig")
    assert "Organisation;Län;1 Politiskt beslut\r\n'=Borås;;2\r\nAle;;3" in by_item
    assert "Tillfälle;Antal" in fetch(client, found, "csv", tabell="over-tid").content.decode("utf-8-sig")
    assert fetch(client, found, "csv", tabell="annat").status_code == 404
    assert fetch(client, found, "xlsx", grupp="99").status_code == 404
