"""Comments are sorted by themes, by whoever may read them."""

import pytest
from django.urls import reverse

from surveys.actions import themes
from surveys.models import Theme
from surveys.views import themes as views
from tests import factories
from tests.surveys.factories import answer, closed, opened, tokens

pytestmark = pytest.mark.django_db

THEMES_QUERIES = 11


@pytest.fixture
def place(client):
    made = factories.organisation("Trelleborg")
    client.force_login(factories.member(made, name="Kim Prov"))
    return made


def commented(place, number, template="vgr-samordnare", key="o13"):
    survey = opened(template, place=place, people=15)
    for one, token in enumerate(list(tokens(survey).values())[:number]):
        answer(token, {key: f"Kommentar <b>{one}</b>"})
    return closed(survey)


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def plain(answer):
    return answer.text.replace("\xa0", " ").replace("\xad", "")


@pytest.mark.parametrize(("template", "key"), [("vgr-samordnare", "o13"), ("verva-noder", "s8-1-allmant")])
def test_comments_get_a_theme_lose_it_and_stay(client, place, template, key):
    survey = commented(place, 12, template, key)
    room = url("survey_themes", place, survey.pk, key)
    assert room in client.get(url("survey_texts", place, survey.pk)).text
    assert "Inga teman än" in plain(client.get(room))
    for _click in range(2):
        made = client.post(room, {"name": "Tid och resurser"})
    theme = Theme.objects.get()
    assert made.url == url("survey_theme", place, theme.pk)
    page = client.get(made.url)
    assert "Kommentar &lt;b&gt;3&lt;/b&gt;" in page.text
    ids = [value for value, _body in page.context["form"].fields["comments"].choices]
    assert len(ids) == 12
    assert client.post(made.url, {"version": 1, "comments": ids[:5]}).url == room
    assert "5 av 12" in plain(client.get(room))
    late = client.post(made.url, {"version": 1, "comments": ids[:1]})
    assert late.status_code == 422
    assert "Någon har sparat" in plain(late)
    assert client.post(made.url, {"version": 2}).status_code == 302
    assert theme.marks.count() == 0
    removed = url("survey_theme_remove", place, theme.pk)
    assert "Kommentarerna står kvar" in plain(client.get(removed))
    assert client.post(removed).status_code == 302
    assert not Theme.objects.exists()
    assert "Kommentar &lt;b&gt;3&lt;/b&gt;" in client.get(url("survey_texts", place, survey.pk)).text


def test_many_comments_come_page_by_page(client, place, monkeypatch):
    monkeypatch.setattr(views, "COMMENTS_A_PAGE", 5)
    survey = commented(place, 12)
    theme = themes.add(by=factories.user(), survey=survey, question_key="o13", name="Tid")
    address = url("survey_theme", place, theme.pk)
    for number in (1, 2, 3):
        page = client.get(f"{address}?sida={number}")
        ids = [value for value, _body in page.context["form"].fields["comments"].choices]
        got = client.post(f"{address}?sida={number}", {"version": number, "comments": ids})
        room = url("survey_themes", place, survey.pk, "o13")
        assert got.url == (room if number == 3 else f"{address}?sida={number + 1}")
    assert theme.marks.count() == 12
    assert "Sida 2 av 3" in plain(client.get(f"{room}?sida=2"))


def test_what_is_wrong_is_said(client, place):
    survey = commented(place, 12)
    room = url("survey_themes", place, survey.pk, "o13")
    for name, told in [(" ", "fyllas i"), ("x" * 121, "högst 120 tecken")]:
        got = client.post(room, {"name": name})
        assert got.status_code == 422
        assert told in plain(got)
    for number in range(themes.MOST):
        client.post(room, {"name": f"Tema {number}"})
    assert "plats för" in plain(client.post(room, {"name": "Ett till"}))
    theme = Theme.objects.earliest("pk")
    address = url("survey_theme", place, theme.pk)
    assert client.post(address, {"version": 1, "comments": ["x"]}).status_code == 422
    for key in ("f1", "finns-inte"):
        assert client.get(url("survey_themes", place, survey.pk, key)).status_code == 404


def test_texts_that_may_not_be_read_are_not_sorted(client, place):
    survey = commented(place, 9)
    hidden = url("survey_texts", place, survey.pk)
    assert client.get(url("survey_themes", place, survey.pk, "o13")).url == hidden
    theme = themes.add(by=factories.user(), survey=survey, question_key="o13", name="Tid")
    assert client.get(url("survey_theme", place, theme.pk)).url == hidden


def test_another_organisations_theme_is_nowhere(client, place):
    other = commented(factories.organisation("Annanstad"), 12)
    theme = themes.add(by=factories.user(), survey=other, question_key="o13", name="Tid")
    assert client.get(url("survey_theme", place, theme.pk)).status_code == 404
    assert client.get(url("survey_themes", place, other.pk, "o13")).status_code == 404


def test_one_query_count_with_1_and_3_themes(client, place, django_assert_num_queries):
    survey = commented(place, 12)
    room = url("survey_themes", place, survey.pk, "o13")
    client.get(room)
    for names in (["A"], ["B", "C"]):
        for name in names:
            themes.add(by=factories.user(), survey=survey, question_key="o13", name=name)
        with django_assert_num_queries(THEMES_QUERIES):
            client.get(room)
