"""How far on the chain those of a comparison are: only what a handed-in report that the reader may read says."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import Role
from reports.actions.links import make_public
from reports.models import Publication
from resultchain.models import Extent, Position
from tests import factories
from tests.comparison.factories import joined
from tests.programmes.factories import participation
from tests.programmes.pages import plain
from tests.reports.test_handing_in import handed

pytestmark = pytest.mark.django_db
QUERIES = 21


@pytest.fixture
def found():
    """Two who rate and share it; both say where they stand, and only Kalix hands in its report."""
    made = stood("Kalix", "Vadstena")
    for place in made.places:
        made.rate(place, "2222222222")
    return made


def stood(*names):
    """Some that say where they stand, of whom the first hands in its report, before anybody has rated."""
    made = joined(*names)
    made.programme.compiled_on = timezone.localdate() + datetime.timedelta(days=9)
    made.programme.save()
    for place in made.places:
        said = Position.objects.create(
            organisation=place,
            occasion=made.occasions[-1],
            name="Efter träff 2",
            date=made.occasions[-1].date,
        )
        said.levels.create(level=1, extent=Extent.DONE)
        said.levels.create(level=3, extent=Extent.PARTLY)
    first = made.places[0]
    handed(first, factories.member(first), first.participations.get())
    return made


def show(client, place, role=Role.PROGRAMME_LEAD, **query):
    client.force_login(factories.member(place, role))
    return client.get(reverse("comparison_reached", args=[place.slug]), query)


def test_the_lead_reads_where_those_stand_who_have_handed_in(client, found):
    page = plain(show(client, found.lead))
    assert "Kalix säger sig ha nått nivå 1, aktivitet" in page
    assert "n = 1 organisation." in page
    row = page[page.index('<table class="table table-board">') :]
    assert "Kalix</th><td>genomfört</td><td>–</td><td>delvis</td><td>–</td><td>–</td>" in row
    assert "Vadstena" not in page, "its position is its own"


def test_a_report_is_read_though_nobody_shares_values(client):
    found = stood("Kalix", "Vadstena")
    assert "n = 1 organisation." in plain(show(client, found.lead))
    page = plain(client.get(reverse("comparison", args=[found.lead.slug])))
    assert "Läs vad de inlämnade rapporterna säger" in page


def test_another_participant_reads_none_but_its_own(client, found):
    kalix, vadstena = found.places
    assert "Kalix</th>" in plain(show(client, kalix, Role.COORDINATOR))
    page = plain(show(client, vadstena, Role.COORDINATOR))
    assert "Inget att visa än" in page
    assert "Kalix" not in page


def test_what_everybody_may_read_is_read_by_another_participant_too(client, found):
    kalix, vadstena = found.places
    make_public(by=factories.member(kalix), publication=Publication.objects.get(organisation=kalix))
    assert "Kalix</th>" in plain(show(client, vadstena, Role.COORDINATOR))


def test_the_tables_are_files_of_what_the_page_shows(client, found):
    client.force_login(factories.member(found.lead, Role.PROGRAMME_LEAD))
    room, args = "comparison_reached_", [found.lead.slug]
    listed = client.get(reverse(f"{room}csv", args=args)).content.decode("utf-8-sig")
    assert "Kalix;genomfört;;delvis;;" in listed
    assert "n = 1 organisation." in listed
    assert "Vadstena" not in listed
    levels = client.get(reverse(f"{room}csv", args=args), {"tabell": "nivaer"}).content.decode("utf-8-sig")
    assert "1 aktivitet;1;0" in levels.lower()
    assert client.get(reverse(f"{room}xlsx", args=args)).content.startswith(b"PK")
    for wrong in ({"tabell": "annat"}, {"lan": "99"}):
        assert client.get(reverse(f"{room}csv", args=args), wrong).status_code == 404


def test_a_wrong_choice_gives_a_sentence(client, found):
    answer = show(client, found.lead, lan="99")
    assert answer.status_code == 422
    assert "välj i listan" in plain(answer)


def test_one_statement_reads_them_all(client, found, django_assert_num_queries):
    person = factories.member(found.lead, Role.PROGRAMME_LEAD)
    client.force_login(person)
    address = reverse("comparison_reached", args=[found.lead.slug])
    with django_assert_num_queries(QUERIES):
        client.get(address)
    vadstena = found.places[1]
    handed(vadstena, factories.member(vadstena), vadstena.participations.get())
    with django_assert_num_queries(QUERIES):
        page = client.get(address)
    assert "Två av två säger sig ha nått nivå 1, aktivitet" in plain(page)
    assert "n = 2 organisationer." in plain(page)


def test_of_two_programmes_an_organisation_is_counted_once(client, found):
    kalix = found.places[0]
    other = joined(name="Två", lead=found.lead, occasions=("Träff A",))
    other.programme.compiled_on = found.programme.compiled_on
    other.programme.save()
    again = participation(other.programme, kalix)
    other.occasions[0].invitees.add(kalix)
    other.rate(kalix, "1111111111")
    said = Position.objects.create(
        organisation=kalix, occasion=other.occasions[0], name="Träff A", date=timezone.localdate()
    )
    said.levels.create(level=2, extent=Extent.DONE)
    handed(kalix, factories.member(kalix), again)
    page = plain(show(client, found.lead, satsning="alla"))
    assert "n = 1 organisation." in page
    assert page.count("Kalix</th>") == 1
