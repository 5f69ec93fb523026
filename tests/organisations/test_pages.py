"""An organisation's own pages and the directory: what shows, who may change it, what bad input does."""

import datetime

import pytest
from django.forms import ChoiceField
from django.utils import timezone, translation

from organisations.actions.register import load_register
from organisations.forms.administration import OrganisationForm
from organisations.forms.directory import DirectoryForm
from organisations.models import CoordinatorAssignment, Kind, Organisation, Role
from organisations.models.organisation import MOST_LEVELS
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
HOSTILE = "<script>alert(1)</script>\u202e" + "ä" * 50


@pytest.fixture
def place():
    return make.organisation("Exempelstad", code="9901", county_name="Provlän")


@pytest.fixture
def coordinator(client, place):
    somebody = make.member(place, name="Karin Samordnare")
    client.force_login(somebody)
    return somebody


def body(client, path):
    return client.get(path).content.decode()


class TestOrganisationPage:
    def test_nobody_ever(self, client, place, coordinator):
        assert "Ingen samordnare är registrerad" in body(client, f"/o/{place.slug}/")

    def test_a_vacancy_is_visible_with_its_day(self, client, place, coordinator):
        place.coordinator_assignments.create(
            user=coordinator, valid_from=datetime.date(2020, 1, 1), valid_to=datetime.date(2020, 2, 29)
        )
        assert "Vakant sedan 1\xa0mars\xa02020" in body(client, f"/o/{place.slug}/")

    def test_who_how_much_and_with_what_mandate(self, client, place, coordinator):
        deputy = make.member(place, Role.READER, name="Ersättare Prov")
        place.coordinator_assignments.create(
            user=coordinator,
            deputy=deputy,
            share_percent=40,
            mandate=HOSTILE,
            valid_from=datetime.date(2020, 1, 1),
        )
        page = body(client, f"/o/{place.slug}/")
        assert "Karin Samordnare samordnar sedan 1\xa0januari\xa02020" in page
        assert "40&nbsp;% av heltid" in page
        assert "Ersättare: Ersättare Prov" in page
        assert "<script>alert" not in page

    @pytest.mark.parametrize("role", list(Role))
    def test_every_role_reads_it_and_only_coordinators_get_the_forms(self, client, place, role):
        client.force_login(make.member(place, role))
        for page in ("", "samordnare/", "ataganden/", "enheter/"):
            assert client.get(f"/o/{place.slug}/{page}").status_code == 200
        expected = 200 if role == Role.COORDINATOR else 403
        for form in ("samordnare/nytt-uppdrag/", "ataganden/nytt/", "enheter/ny/"):
            assert client.get(f"/o/{place.slug}/{form}").status_code == expected
            if role != Role.COORDINATOR:
                assert client.post(f"/o/{place.slug}/{form}").status_code == 403

    def test_before_and_after(self, client, place, coordinator):
        new = make.organisation("Nystad")
        old = make.organisation("Gammelstad", succeeded_by=place, valid_to=datetime.date(2020, 1, 1))
        Organisation.objects.filter(pk=place.pk).update(succeeded_by=new, valid_to=datetime.date(2021, 1, 1))
        page = body(client, f"/o/{place.slug}/")
        assert "Nystad" in page
        assert old.name in page
        assert "1\xa0januari\xa02021" in page

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_costs_the_same_however_much_there_is(
        self, client, place, coordinator, rows, django_assert_num_queries
    ):
        for number in range(rows):
            unit = make.organisation(f"Enhet {number}", parent=place, kind=Kind.ADMINISTRATION)
            make.organisation(f"Underenhet {number}", parent=unit, kind=Kind.BOARD)
            place.commitments.create(kind="other", title=f"Löfte {number}", decided_on=make.DAY)
            person = make.member(place, Role.READER, name=f"Person {number}")
            place.coordinator_assignments.create(user=person, deputy=coordinator, valid_from=make.DAY)
        # Session (4), person, the door (2), assignments, commitments, units, predecessors, the other record, and
        # the header's list.
        with django_assert_num_queries(13):
            page = body(client, f"/o/{place.slug}/")
        for number in range(rows):
            assert all(f"{what} {number}" in page for what in ("Enhet", "Underenhet", "Löfte", "Person"))


class TestAssignments:
    def url(self, place):
        return f"/o/{place.slug}/samordnare/nytt-uppdrag/"

    def test_the_way(self, client, place, coordinator):
        data = {"user": coordinator.pk, "share_percent": 50, "mandate": "Rapporterar till direktören"}
        answer = client.post(self.url(place), data | {"valid_from": "2024-01-01"})
        assert answer.url == f"/o/{place.slug}/samordnare/"
        made = place.coordinator_assignments.get()
        page = body(client, answer.url)
        assert "Rapporterar till direktören" in page
        end = f"/o/{place.slug}/samordnare/{made.pk}/avsluta/"
        assert client.get(end).status_code == 200
        client.post(end, {"last_day": "2024-06-30"})
        assert "Vakant sedan 1\xa0juli\xa02024" in body(client, answer.url)
        again = client.post(end, {"last_day": "2025-06-30"}, follow=True)
        assert "redan avslutat" in again.content.decode()

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"user": ""}, "måste fyllas i"),
            ({"user": "999999"}, "Välj"),
            ({"user": "x"}, "Välj"),
            ({"share_percent": "0"}, "större"),
            ({"share_percent": "101"}, "mindre"),
            ({"share_percent": "9" * 400}, ""),
            ({"valid_to": "2020-01-01"}, "före startdatumet"),
            ({"mandate": "x" * 2001}, "högst 2000"),
            ({"valid_from": "31 februari"}, "år-månad-dag"),
        ],
    )
    def test_bad_input(self, client, place, coordinator, changes, words):
        data = {"user": coordinator.pk, "valid_from": "2024-01-01"} | changes
        answer = client.post(self.url(place), data)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not CoordinatorAssignment.objects.exists()

    def test_the_deputy_is_another_and_nobody_is_assigned_twice(self, client, place, coordinator):
        data = {"user": coordinator.pk, "valid_from": "2024-01-01"}
        same = client.post(self.url(place), data | {"deputy": coordinator.pk})
        assert "en annan person" in same.content.decode()
        client.post(self.url(place), data)
        assert "redan ett pågående uppdrag" in client.post(self.url(place), data).content.decode()

    def test_only_people_of_the_organisation_can_be_chosen(self, client, place, coordinator):
        stranger = make.member(make.organisation("Grannstad"), name="Hemlig Granne")
        assert "Hemlig Granne" not in body(client, self.url(place))
        data = {"user": stranger.pk, "valid_from": "2024-01-01"}
        assert client.post(self.url(place), data).status_code == 422

    def test_somebody_elses_assignment_is_not_there(self, client, place, coordinator):
        other = make.organisation("Grannstad")
        theirs = other.coordinator_assignments.create(user=make.member(other))
        answer = client.post(f"/o/{place.slug}/samordnare/{theirs.pk}/avsluta/", {"last_day": "2030-01-01"})
        assert answer.status_code == 404
        theirs.refresh_from_db()
        assert theirs.valid_to is None


class TestCommitments:
    def test_the_way(self, client, place, coordinator):
        assert "Inga åtaganden är registrerade" in body(client, f"/o/{place.slug}/ataganden/")
        data = {"kind": "cemr", "decided_on": "2019-03-08", "decision_reference": "KS § 14"}
        answer = client.post(f"/o/{place.slug}/ataganden/nytt/", data)
        page = body(client, answer.url)
        assert "CEMR-deklarationen undertecknad" in page
        assert "KS § 14" in page

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"kind": "other"}, "vilket åtagande"),
            ({"kind": "other", "title": "\u202e\x07"}, "vilket åtagande"),
            ({"kind": "påhittat"}, "Välj"),
            ({"decided_on": "2099-01-01"}, "inte varit än"),
            ({"decided_on": ""}, "måste fyllas i"),
            ({"decision_reference": "x" * 81}, "högst 80"),
        ],
    )
    def test_bad_input(self, client, place, coordinator, changes, words):
        data = {"kind": "cemr", "decided_on": "2019-03-08"} | changes
        answer = client.post(f"/o/{place.slug}/ataganden/nytt/", data)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not place.commitments.exists()


class TestUnits:
    def new(self, client, place, **changes):
        data = {"name": "Skolförvaltningen", "kind": "administration", "valid_from": "2024-01-01"} | changes
        return client.post(f"/o/{place.slug}/enheter/ny/", data)

    def test_the_way(self, client, place, coordinator):
        assert "Lägg till den första" in body(client, f"/o/{place.slug}/enheter/")
        answer = self.new(client, place)
        unit = place.children.get()
        assert unit.slug == f"{place.slug}-skolforvaltningen"
        assert f"/o/{unit.slug}/" in body(client, answer.url)
        assert client.get(f"/o/{unit.slug}/").status_code == 200
        self.new(client, unit, name="Förskolan", kind="board")
        page = body(client, answer.url)
        assert page.rindex("Skolförvaltningen") < page.rindex("Förskolan")

    def test_two_of_the_same_name_and_names_without_letters(self, client, place, coordinator):
        self.new(client, place)
        again = self.new(client, place, name="SKOLFÖRVALTNINGEN")
        assert "redan en enhet med det namnet" in again.content.decode()
        for name in ("???", "!!!", "x" * 160):
            assert self.new(client, place, name=name).status_code == 302
        assert len(set(place.children.values_list("slug", flat=True))) == 4

    def test_units_do_not_hang_below_each_other_without_end(self, client, place, coordinator):
        lowest = place
        for number in range(MOST_LEVELS - 1):
            assert self.new(client, lowest, name=f"Nivå {number}").status_code == 302
            lowest = lowest.children.get()
        answer = self.new(client, lowest)
        assert answer.status_code == 422
        assert f"högst {MOST_LEVELS} nivåer" in answer.content.decode()
        assert client.get(f"/o/{place.slug}/enheter/").status_code == 200

    def test_hostile_names_are_text(self, client, place, coordinator):
        answer = self.new(client, place, name=HOSTILE)
        page = body(client, answer.url)
        assert "<script>alert" not in page
        assert "\u202e" not in page

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"name": ""}, "måste fyllas i"),
            ({"name": "x" * 161}, "högst 160"),
            ({"kind": "municipality"}, "Välj"),
            ({"valid_from": ""}, "måste fyllas i"),
        ],
    )
    def test_bad_input(self, client, place, coordinator, changes, words):
        answer = self.new(client, place, **changes)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not place.children.exists()

    def test_constructed_data_has_constructed_units(self, client, place, coordinator):
        Organisation.objects.filter(pk=place.pk).update(constructed=True)
        self.new(client, place)
        assert place.children.get().constructed

    def test_a_unit_below_a_closed_one_still_shows(self, client, place, coordinator):
        closed = make.organisation("Stängd", parent=place, valid_to=timezone.localdate() - DAY)
        make.organisation("Kvar", parent=closed)
        page = body(client, f"/o/{place.slug}/enheter/")
        assert page.index("Kvar") < page.index("har upphört") < page.index("Stängd")


class TestDirectory:
    @pytest.fixture(autouse=True)
    def _register(self, client, place, coordinator):
        load_register()

    def test_totals_count_gotland_once_and_list_it_twice(self, client, place):
        Organisation.objects.filter(pk=place.pk).update(valid_to=timezone.localdate() - DAY)
        page = body(client, "/organisationer/")
        assert "290 kommuner och 21 regioner, 310 juridiska personer." in page
        for code in ("0980", "0009"):
            assert f'num">{code}</td>' in page
        assert "Exempelstad" not in page.split("<tbody>")[1]

    def test_one_page_one_set_of_queries(self, client, django_assert_num_queries):
        # Session (4), person, counties, organisations, own memberships, and the header's list.
        with django_assert_num_queries(9):
            client.get("/organisationer/")
        with django_assert_num_queries(9):
            client.get("/organisationer/?q=malm&kind=alla")

    @pytest.mark.parametrize(
        ("query", "shown", "hidden"),
        [
            ("q=åmål", "Åmål", "Malmö"),
            ("q=ÅMÅL", "Åmål", "Malmö"),
            ("q=2284", "Örnsköldsvik", "Malmö"),
            ("kind=region", "Region Halland", "Trelleborg"),
            ("kind=county_board", "Länsstyrelsen i Hallands län", "Region Halland"),
            ("kind=alla&q=sveriges", "Sveriges Kommuner och Regioner", "Malmö"),
            ("county=13&kind=municipality", "Halmstad", "Malmö"),
        ],
    )
    def test_search_and_filters(self, client, query, shown, hidden):
        table = body(client, f"/organisationer/?{query}").split("<tbody>")[1]
        assert shown in table
        assert hidden not in table

    @pytest.mark.parametrize(
        "query", ["kind=slott", "county=99", "q=" + "x" * 200, "q=%00", "kind=%FF&q=%F0%28"]
    )
    def test_odd_addresses_are_no_errors(self, client, query):
        assert client.get(f"/organisationer/?{query}").status_code == 200

    def test_nothing_found(self, client):
        assert "Ingen organisation stämmer med sökningen" in body(client, "/organisationer/?q=zzzz")

    def test_only_public_facts_and_links_to_own_places(self, client, place, coordinator):
        halmstad = Organisation.objects.get(slug="halmstad")
        secret = make.member(halmstad, name="Hemlig Samordnare")
        halmstad.coordinator_assignments.create(user=secret, mandate="Hemligt mandat")
        page = body(client, "/organisationer/")
        assert "Hemlig" not in page
        assert secret.email not in page
        assert 'href="/o/halmstad/"' not in page
        assert f'href="/o/{place.slug}/"' in page

    def test_strangers_do_not_read_it(self, client):
        client.logout()
        assert client.get("/organisationer/").status_code == 302


def kinds_of(form):
    field = form.fields["kind"]
    assert isinstance(field, ChoiceField)
    return field.choices


def test_the_kinds_to_choose_from_are_in_the_readers_language():
    with translation.override("sv"):
        assert ("municipality", "Kommun") in kinds_of(DirectoryForm())
    with translation.override("en"):
        assert ("agency", "Agency") in kinds_of(DirectoryForm())
        assert ("agency", "Agency") in kinds_of(OrganisationForm())
