"""What the room holds of persons is what the page about personal data says, and only those that it names see it."""

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from organisations.models import Role, User
from programmes.models import Part
from tests import factories
from tests.programmes.factories import expectation, group, meeting, participation, programme

AUTHORS = {"created_by", "saved_by", "made_by", "by"}
"""Who saved a row; said by the page as part of the log of what was done."""
NAME, ADDRESS = "Kim Kontakt", "kim@prov.example"


def test_no_field_about_persons_but_those_that_were_thought_of():
    held = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("programmes").get_models()
        for field in model._meta.get_fields()
        if field.name not in AUTHORS
        and (
            field.related_model is User
            or isinstance(field, models.EmailField)
            or field.name == "contact_name"
        )
    }
    assert held == {
        "Acknowledgement.user",
        "DueMail.user",
        "Letter.sent_by",
        "Participation.contact",
        "Participation.contact_email",
        "Participation.contact_name",
        "Remark.author",
    }


@pytest.mark.django_db
def test_the_page_names_each_of_them(client):
    page = client.get(reverse("privacy")).text
    for words in (
        "En deltagare har en kontaktperson",
        "hur många som har läst, inte vilka",
        "Av ett brev eller en påminnelse sparas vem det gick till",
        "Kommenterar du något som delas står ditt namn där",
        "antal i varje funktion, aldrig som namn",
        "sparas utan namn",
    ):
        assert words in page


@pytest.mark.django_db
def test_a_contact_is_seen_by_its_own_and_by_who_leads(client):
    found = programme()
    own, partner, mentor, node = (factories.organisation(n) for n in ("Egna", "Partnern", "Mentorn", "Noden"))
    mine = participation(found, own, contact_name=NAME, contact_email=ADDRESS)
    others = [participation(found, partner), participation(found, mentor, part=Part.MENTOR)]
    where = group(found, mine, *others, kind="node", leader=node)
    held = meeting(found, groups=[where])
    pages = {
        "participation": [mine.pk],
        "participations": [],
        "group": [where.pk],
        "groups": [],
        "meeting": [held.pk],
        "meeting_ics": [held.pk],
        "programme": [],
        "documents": [],
        "shared": [],
    }
    for place, sees in ((own, True), (found.owner, True), (node, True), (partner, False), (mentor, False)):
        client.force_login(factories.member(place))
        for name, ids in pages.items():
            text = client.get(reverse(name, args=[place.slug, found.pk, *ids])).content.decode()
            assert (NAME in text or ADDRESS in text) == (sees and name == "participation"), (place, name)


@pytest.mark.django_db
def test_who_has_read_a_role_is_a_number_to_the_lead(client):
    found = programme()
    mine = participation(found, factories.organisation("Egna"))
    expectation(found)
    reader = factories.member(mine.organisations.get(), name="Lena Läsare")
    client.force_login(reader)
    address = reverse(
        "expectation_acknowledge", args=[mine.organisations.get().slug, found.pk, Part.PARTICIPANT]
    )
    assert client.post(address, {"version": 1}).status_code == 302
    client.force_login(factories.member(found.owner, Role.PROGRAMME_LEAD))
    for name, ids in (("expectation", [Part.PARTICIPANT]), ("status_board", [])):
        page = client.get(reverse(name, args=[found.owner.slug, found.pk, *ids])).text
        assert "Egna" in page
        assert "Lena Läsare" not in page
