"""What helps when groups are put together: movement as far as it is shared, and who will be a mentor next time."""

import datetime

import pytest
from django.urls import reverse

from organisations.actions.sharing import share
from programmes.models import MentorAnswer, Part, Stage
from tests import factories
from tests.programmes import factories as made

pytestmark = pytest.mark.django_db
FIRST, LAST = datetime.date(2019, 2, 1), datetime.date(2020, 10, 1)


@pytest.fixture
def programme():
    return made.programme()


@pytest.fixture
def compose(client, programme):
    client.force_login(factories.member(programme.owner))
    made.group(programme, name="Grupp 0")

    def read():
        return " ".join(
            client.get(reverse("group_compose", args=[programme.owner.slug, programme.pk])).text.split()
        )

    return read


def occasions(where):
    """Two occasions that hang on meetings of the round."""
    rated = [
        factories.occasion(factories.skr(), owner=where.owner, name=name, date=day)
        for name, day in (("Inför träff 1", FIRST), ("Efter träff 3", LAST))
    ]
    for number, occasion in enumerate(rated):
        made.meeting(where, name=f"Träff {number}", occasion=occasion)
    return rated


def rated(place, occasion, digits, *, to=None, people=3):
    occasion.invitees.add(place)
    handed_in = factories.assessment(place, occasion, digits, people=people)
    if to is not None:
        share(by=None, owner=place, obj=handed_in, audience=to, reason="words")
    return handed_in


def test_movement_is_what_is_shared_with_the_lead(programme, compose):
    first, last = occasions(programme)
    open_one, shut_one, once = (factories.organisation(name) for name in ("Öppen", "Stängd", "En gång"))
    for place in (open_one, shut_one, once):
        made.participation(programme, place)
    rated(open_one, first, "1111111111", to=programme.owner)
    rated(open_one, last, "2221111111", to=programme.owner, people=9)
    rated(shut_one, first, "1111111111")
    rated(shut_one, last, "3333333333")
    rated(once, first, "2222222222", to=programme.owner)
    rated(once, last, "3333333333")
    page = compose()
    assert (
        "Tre av tio moment har flyttat fram, och inget har backat, "
        "från ”Inför träff 1” (1 februari 2019) till ”Efter träff 3” (1 oktober 2020). "
        "Fler deltog i skattningen än förra gången."
    ) in page
    assert page.count("ingen skattning är delad med er.") == 1
    assert page.count("en enda skattning är delad, ”Inför träff 1” (1 februari 2019).") == 1
    assert "Tio av tio" not in page


def test_earlier_rounds_of_the_lead_count_and_those_of_others_do_not(programme, compose):
    place = factories.organisation("Återvändaren")
    made.participation(programme, place)
    earlier = made.programme(programme.owner, name="Förra", starts_on=made.DAY, ends_on=LAST)
    foreign = made.programme(factories.organisation("Andra"), name="Okänd", starts_on=made.DAY, ends_on=LAST)
    for where, last, year in ((foreign, "3333333333", 2031), (earlier, "2111111111", 2021)):
        one = made.participation(where, place, stage=Stage.COMPLETED)
        MentorAnswer.objects.create(participation=one, answer="yes", year=year, reason="Vi har lärt oss.")
        for occasion, digits in zip(occasions(where), ("1111111111", last), strict=True):
            rated(place, occasion, digits, to=programme.owner)
    page = compose()
    assert "Ett av tio moment har flyttat fram" in page
    assert (
        "Mentor nästa gång: ja, från 2021 (<span>Förra omgång 1</span>). <span>”Vi har lärt oss.”</span>"
        in page
    )
    assert "Tio av tio" not in page
    assert "2031" not in page


def test_those_in_a_group_show_it_too_with_the_way_to_move_them(programme, compose):
    inside = made.participation(programme, factories.organisation("Boden"), part=Part.MENTOR)
    group = made.group(programme, inside)
    MentorAnswer.objects.create(participation=inside, answer="no")
    page = compose()
    assert "De som har en grupp" in page
    assert reverse("group_edit", args=[programme.owner.slug, programme.pk, group.pk]) in page
    assert "Mentor nästa gång: nej (<span>Satsningen omgång 1</span>)." in page
