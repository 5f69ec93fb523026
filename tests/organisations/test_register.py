"""The register: every organisation once, twice loaded the same, Gotland one legal person."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from organisations.actions.register import load_register
from organisations.models import Function, Kind, Organisation
from organisations.register import entries

pytestmark = pytest.mark.django_db


def load():
    out = StringIO()
    call_command("load_organisations", stdout=out)
    return out.getvalue()


def test_everything_is_loaded_and_a_second_time_changes_nothing():
    assert "333 added, 0 corrected" in load()
    before = list(Organisation.objects.order_by("pk").values())
    assert "0 added, 0 corrected. Functions: 0 added" in load()
    assert list(Organisation.objects.order_by("pk").values()) == before


def test_kinds_are_counted(django_assert_num_queries):
    load_register()
    counts = {kind: Organisation.objects.of_kind(kind).count() for kind in Kind}
    assert {kind: n for kind, n in counts.items() if n} == {
        Kind.MUNICIPALITY: 290,
        Kind.REGION: 21,
        Kind.COUNTY_BOARD: 21,
        Kind.NATIONAL: 1,
    }
    with django_assert_num_queries(4):  # savepoint, organisations, functions, release
        load_register()


@pytest.mark.parametrize(
    ("code", "name", "slug"),
    [
        ("2284", "Örnsköldsvik", "ornskoldsvik"),
        ("0013", "Region Halland", "region-halland"),
        ("L13", "Länsstyrelsen i Hallands län", "lansstyrelsen-i-hallands-lan"),
        ("SKR", "Sveriges Kommuner och Regioner", "skr"),
        ("0305", "Håbo", "habo-0305"),
        ("0643", "Habo", "habo-0643"),
    ],
)
def test_codes_names_and_addresses(code, name, slug):
    load_register()
    found = Organisation.objects.get(code=code)
    assert (found.name, found.slug) == (name, slug)


def test_a_region_lies_at_the_mean_of_its_municipalities():
    inside = [e for e in entries() if e.kind == Kind.MUNICIPALITY and e.county_code == "13"]
    region = next(e for e in entries() if e.code == "0013")
    latitudes = [e.latitude for e in inside if e.latitude]
    assert len(latitudes) == 6
    assert region.latitude
    assert abs(region.latitude - sum(latitudes, Decimal(0)) / 6) <= Decimal("0.00005")


def test_gotland_is_two_records_and_one_legal_person():
    load_register()
    local = Organisation.objects.of_kind(Kind.MUNICIPALITY, Kind.REGION)
    assert local.count() == 311
    assert local.count_legal_persons() == 310
    assert Organisation.objects.of_kind(Kind.MUNICIPALITY).filter(code="0980").exists()
    assert Organisation.objects.of_kind(Kind.REGION).filter(code="0009").exists()


def test_swedish_order():
    load_register()
    names = list(Organisation.objects.of_kind(Kind.MUNICIPALITY).in_order().values_list("name", flat=True))
    assert names[:2] == ["Ale", "Alingsås"]
    assert names[-1] == "Övertorneå"
    assert names.index("Åmål") < names.index("Älmhult") < names.index("Öckerö")


def test_a_changed_name_is_corrected_but_never_the_address_nor_what_administrators_changed():
    load_register()
    Organisation.objects.filter(code="1287").update(name="Fel", slug="eget")
    Function.objects.filter(key="ekonom").update(name_sv="kamrer", active=False)
    assert load_register().organisations_corrected == 1
    found = Organisation.objects.get(code="1287")
    assert (found.name, found.slug) == ("Trelleborg", "eget")
    assert Function.objects.get(key="ekonom").name_sv == "kamrer"
