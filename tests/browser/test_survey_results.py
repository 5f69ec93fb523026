"""Results with groups and themes, and rounds side by side, in both widths and schemes."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from organisations.models import Organisation, User
from surveys import results
from surveys.actions import inviting, sealing, surveys, themes
from surveys.models import Breakdown, Group
from tests.harness.browser import LOOKS, check_page
from tests.surveys.factories import answer, closed, tokens

ASKED = {"norr": 12, "soder": 13, "vast": 6}


@pytest.fixture
def rounds(live_site):
    """Two rounds in a tree of groups of which one is small, and a theme that some comments belong to."""
    place = Organisation.objects.get(code="1287")
    day = timezone.localdate() + datetime.timedelta(days=14)
    first = surveys.make(
        by=None, organisation=place, template="vgr-samordnare", closes_on=day, breakdown=Breakdown.UNIT
    )
    top = Group.objects.create(survey=first, code="topp", name="Hälso- och sjukvårdsförvaltningen")
    for code in ASKED:
        Group.objects.create(survey=first, code=code, name=code.capitalize(), parent=top)
    answered(first, 6)
    second = answered(surveys.copy(by=None, survey=first, closes_on=day), 2)
    by = User.objects.filter(is_active=True).earliest("pk")
    theme = themes.add(by=by, survey=second, question_key="o13", name="Tid och stöd från chefen")
    comments = results.comments(second, "o13")
    assert isinstance(comments, list)
    mine = [one for one, _body in comments[:7]]
    themes.sort(by=by, theme=theme, seen=1, shown=mine, comments=mine)
    return f"/o/{place.slug}/enkater/{second.pk}/resultat/"


def answered(survey, choices):
    people = {f"{code}-{n}@prov.example": code for code, number in ASKED.items() for n in range(number)}
    inviting.invite(survey=survey, people=people)
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    survey.refresh_from_db()
    for n, token in enumerate(tokens(survey).values()):
        given = {"f1": ("5", "dk", "3", "2", "1", "4")[n % choices], "f3": str(n % 7 + 1)}
        answer(token, given | {"o13": f"Text {n}"})
    return closed(survey)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_results_and_rounds(visit, rounds, size, scheme):
    page = visit("coordinator", rounds, size=size, scheme=scheme)
    assert page.get_by_text("31 av 31 inbjudna har svarat").count() == 1
    assert page.get_by_text("Tid och stöd från chefen").count() == 1
    check_page(page)
    page.get_by_role("link", name="Jämför med tidigare omgångar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Omgångar bredvid varandra")
    assert page.get_by_role("heading", level=3).count() > 2
    check_page(page)
