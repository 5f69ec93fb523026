"""The page of comparisons: what it shows and to whom, what it does with a wrong address, and what it costs."""

import datetime
import itertools

import pytest
from django.conf import settings
from django.urls import reverse

from comparison.models import Inhabitants
from organisations.models import Role
from programmes.models import Part, Stage
from tests import factories
from tests.comparison.factories import add_many, joined
from tests.programmes.factories import group, participation
from tests.programmes.pages import plain

pytestmark = pytest.mark.django_db

QUERIES = 21


def show(client, place, role=Role.PROGRAMME_LEAD, **query):
    client.force_login(factories.member(place, role))
    return client.get(reverse("comparison", args=[place.slug]), query)


def rated(**fields):
    """Three have handed in twice, and the third shares the first one only."""
    found = joined("Ale", "Borås", "Öckerö", **fields)
    ale, boras, ockero = found.places
    found.rate(ale, "1111111111", at=0)
    found.rate(ale, "3222222222")
    found.rate(boras, "2222222222", at=0)
    found.rate(boras, "3122222222")
    found.rate(ockero, "1111111111", at=0)
    return found


def test_the_finding_stands_on_top_with_n_and_who_is_missing(client):
    found = rated()
    page = plain(show(client, found.lead))
    assert "”Politiskt beslut” ligger högst (3,0)" in page
    assert "2 av 3 organisationer ingår, vid ”Efter träff 2”." in page
    assert "Summorna går från 20 till 21 av 30, med medianen 20,5." in page
    heat = page[page.index('<table class="heat">') : page.index("</table>")]
    assert heat.index("Ale") < heat.index("Borås")
    assert 'Öckerö</span></th><td colspan="11"><span>har inte lämnat in</span></td>' in heat, (
        "nothing is carried forward"
    )
    assert "upp från 1" in heat
    assert "ned från 2" in heat
    missing = page[page.index('id="saknas"') :]
    assert "Har inte lämnat in" in missing
    assert "Öckerö" in missing
    assert "Ale" not in missing


def test_who_handed_in_and_does_not_share_is_named_and_never_shown(client):
    found = rated()
    found.rate(found.places[2], "1321321321", share=False)
    page = plain(show(client, found.lead))
    assert "Har lämnat in, men delar inte med er" in page
    assert "2 av 3 organisationer ingår" in page
    assert "Summorna går från 20 till 21" in page


def test_an_earlier_occasion_can_be_chosen(client):
    found = rated()
    page = plain(show(client, found.lead, tillfalle=found.occasions[0].pk))
    assert "3 av 3 organisationer ingår, vid ”Inför träff 1”." in page
    assert 'id="saknas"' not in page


def test_leavers_mentors_and_evaluators_are_out(client):
    found = rated()
    one = found.places[0].participations.get()
    one.stage = Stage.LEFT
    one.save()
    mentor = factories.organisation("Mentorstad")
    participation(found.programme, mentor, part=Part.MENTOR)
    found.rate(mentor, "3333333333")
    page = plain(show(client, found.lead))
    assert "1 av 2 organisationer ingår" in page
    assert "Mentorstad" not in page
    assert "Ale" not in page


def test_a_partner_sees_those_of_its_group_and_itself_marked(client):
    found = rated()
    ale, boras, ockero = found.places
    group(found.programme, ale.participations.get(), boras.participations.get())
    page = plain(show(client, ale, Role.COORDINATOR))
    assert "Summan är 21 av 30." in page
    assert "(ni)" in page
    assert "Har inte lämnat in, eller delar inte med er" in page
    assert "Öckerö" not in page, "another group's business"
    found.rate(ockero, "3333333333", audience=ale)
    assert "Öckerö" not in plain(show(client, ale, Role.COORDINATOR))


def test_a_unit_of_the_reader_is_marked_as_its_own_also_when_it_has_rated_once(client):
    found = joined("Ale")
    board = factories.organisation("Skolnämnden", kind="board", parent=found.places[0])
    found.rate(found.places[0], "1111111111", at=0)
    taking_part = found.places[0].participations.get()
    taking_part.units.add(board)
    found.rate(board, "2222222222", share=False)
    page = plain(show(client, found.places[0], Role.COORDINATOR))
    assert 'Skolnämnden, Ale</a> <span class="muted">(ni)</span>' in page


def test_organisations_are_chosen_by_county_group_and_size(client):
    found = rated()
    ale, boras, _ockero = found.places
    ale.county_code, ale.county_name = "14", "Västra Götalands län"
    ale.save()
    Inhabitants.objects.create(organisation=boras, number=114_000, year=2024)
    made = group(found.programme, boras.participations.get(), name="Grupp A")
    assert "1 av 1 organisation ingår" in plain(show(client, found.lead, lan="14"))
    assert "Summan är 20 av 30." in plain(show(client, found.lead, grupp=made.pk))
    assert "Summan är 20 av 30." in plain(show(client, found.lead, storlek="storst"))
    assert "Inget i urvalet delas med er" not in plain(show(client, found.lead, slag="municipality"))


def test_the_whole_country_shows_each_once_at_its_latest_occasion(client):
    first = rated()
    second = joined(name="Omgång två", occasions=("Träff A",), lead=first.lead)
    ale = first.places[0]
    participation(second.programme, ale)
    second.occasions[0].date = datetime.date(2021, 1, 1)
    second.occasions[0].save()
    second.occasions[0].invitees.add(ale)
    second.rate(ale, "1111111111")
    page = plain(show(client, first.lead, satsning="alla"))
    assert "2 av 3 organisationer ingår." in page
    assert "Summorna går från 10 till 20 av 30" in page


def test_versions_meet_as_shares_only(client):
    found = rated()
    invented = factories.invented()
    invented.key = found.instrument.key
    invented.save()
    other = joined("Dals-Ed", name="Två", lead=found.lead, occasions=("Träff A",))
    for occasion in other.occasions:
        occasion.instrument = invented
        occasion.save()
    other.rate(other.places[0], "44444444nn11")
    page = plain(show(client, found.lead, satsning="alla", checklista=found.instrument.key))
    assert "Därför jämförs bara andelen av det högsta möjliga" in page
    assert "Summorna går från 67 % till 85 % av den högsta möjliga, med medianen" in page
    assert 'class="c b' not in page


def test_a_wrong_choice_gives_a_sentence_and_no_figures(client):
    found = rated()
    names = ("satsning", "checklista", "tillfalle", "sedan", "slag", "lan", "grupp", "storlek")
    client.force_login(factories.member(found.lead, Role.PROGRAMME_LEAD))
    for name, value in zip(
        names, itertools.cycle(("999999999999", "\x00", "²", '"><script>x')), strict=False
    ):
        answer = client.get(reverse("comparison", args=[found.lead.slug]), {name: value})
        assert answer.status_code == 422, (name, value)
        assert "välj i listan" in plain(answer)
        assert "<script>x" not in answer.text
        assert 'class="heat"' not in answer.text


def test_a_change_of_programme_forgets_what_belonged_to_the_earlier_one(client):
    found = rated()
    other = joined("Dals-Ed", name="Två", lead=found.lead, occasions=("Träff A",))
    other.rate(other.places[0], "3333333333")
    wish = {"fran": found.programme.pk, "satsning": other.programme.pk, "tillfalle": found.occasions[0].pk}
    answer = show(client, found.lead, **wish)
    assert answer.status_code == 200
    assert "Summan är 30 av 30." in plain(answer)


def test_a_programme_of_others_is_no_choice(client):
    found = rated()
    stranger = joined("Dals-Ed", name="Två", lead=factories.organisation("Andra ledarna"))
    assert show(client, found.lead, satsning=stranger.programme.pk).status_code == 422


def test_without_a_programme_the_page_says_so(client):
    page = plain(show(client, factories.organisation("Ensam"), Role.COORDINATOR))
    assert "Organisationen är inte med i någon satsning." in page


def test_without_anything_shared_the_page_says_so(client):
    found = joined("Ale")
    found.rate(found.places[0], "1111111111", share=False)
    assert "Inget i urvalet delas med er" in plain(show(client, found.lead))


def test_a_contributor_is_turned_away(client):
    assert show(client, rated().lead, Role.CONTRIBUTOR).status_code == 403


@pytest.mark.parametrize("count", [3, 60])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, count):
    found = joined()
    add_many(found, count)
    person = factories.member(found.lead, Role.PROGRAMME_LEAD)
    client.force_login(person)
    with django_assert_num_queries(QUERIES):
        page = client.get(reverse("comparison", args=[found.lead.slug]), {"satsning": "alla"})
    assert f"{count} av {count} organisationer ingår" in plain(page)


def test_the_menu_leads_here_only_where_there_is_something_to_compare(client):
    found = rated()
    link = '<a href="{}" aria-current="page">'
    for place, role in ((found.lead, Role.PROGRAMME_LEAD), (found.places[0], Role.COORDINATOR)):
        assert link.format(reverse("comparison", args=[place.slug])) in show(client, place, role).text
    alone = factories.organisation("Ensam")
    assert ">Jämförelse</a>" not in show(client, alone, Role.COORDINATOR).text


@pytest.mark.django_db
def test_in_english_what_people_named_is_told_to_be_swedish(client):
    found = joined("Ale", "Borås", "Kalix")
    found.rate(found.places[0], "1111111111", at=0)
    found.rate(found.places[0], "2111111111")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = plain(show(client, found.lead))
    for name in ("Politiskt beslut", "Efter träff 2"):
        assert f'“<span lang="sv">{name}</span>”' in page
    for marked in (
        ">Ale</a>",
        ">Borås</span></th>",
        ">Modellkommuner omgång 1</option>",
        ">Inför träff 1</th>",
    ):
        assert f' lang="sv"{marked}' in page
    assert 'lang="sv">The whole country' not in page
