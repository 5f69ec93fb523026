"""The parts that pages are built of: rings, soft hyphens, error summary, main menu, switcher."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import translation

from organisations.models import Membership, Role
from surveys.questionnaire import Said
from tests import factories


def draw(tags, **context):
    return Template("{% load components crispy_forms_tags %}" + tags).render(Context(context))


@pytest.mark.parametrize(
    ("value", "low", "high", "glyph"),
    [
        (1, 1, 3, "lvl-1-3"),
        ("2", 1, 3, "lvl-2-3"),
        (4, 1, 4, "lvl-4-4"),
        (0, 0, 3, "lvl-1-4"),
        (None, 1, 3, "lvl-dash"),
        (1, 1, 7, "lvl-none"),
        (4, 1, 7, "lvl-half"),
        (7, 1, 7, "lvl-full"),
    ],
)
def test_the_ring_fills_with_the_level(value, low, high, glyph):
    assert f'class="lvl {glyph}"' in draw("{% level value low high %}", value=value, low=low, high=high)


@pytest.mark.parametrize(("language", "mark"), [("sv", ""), ("en", ' lang="sv"')])
def test_swedish_words_say_so_on_a_page_in_another_language(language, mark):
    with translation.override(language):
        assert draw("<p{% in_swedish %}>Kompetens</p>") == f"<p{mark}>Kompetens</p>"


@pytest.mark.parametrize(
    ("language", "said", "shown"),
    [
        ("sv", Said("Tid & stöd", "Time"), "Tid &amp; stöd"),
        ("en", Said("Tid & stöd", "Time & support"), "Time &amp; support"),
        ("en", Said("Tid & stöd"), '<span lang="sv">Tid &amp; stöd</span>'),
    ],
)
def test_what_a_survey_asks_stands_in_the_language_of_the_page_or_says_that_it_is_swedish(
    language, said, shown
):
    with translation.override(language):
        assert draw("{% asked said %}", said=said) == shown


@pytest.mark.parametrize(
    ("now", "then", "marks"),
    [
        (3, 2, ["was", "was", "new", "left"]),
        (2, 3, ["was", "was", "lost", "left"]),
        (1, None, ["was", "left", "left", "left"]),
    ],
)
def test_one_mark_a_point(now, then, marks):
    assert re.findall(r'<i class="(\w+)"', draw("{% pips now then 4 %}", now=now, then=then)) == marks


def test_too_many_points_have_no_marks():
    assert draw("{% pips 10 5 61 %}") == ""


def test_long_compounds_get_soft_hyphens_and_stay_safe():
    assert draw("{{ text|soft }}", text="jämställdhetsintegrering") == "jämställdhets\u00adintegrering"
    assert draw("{{ text|soft }}", text="budget & <b>") == "budget &amp; &lt;b&gt;"


class ExampleForm(forms.Form):
    what = forms.CharField(
        label="Vad har hänt?", help_text="En mening räcker.", error_messages={"required": "Skriv något."}
    )
    level = forms.ChoiceField(
        label="Nivå", choices=[("1", "en"), ("2", "två")], widget=forms.RadioSelect,
        help_text="Välj en.", error_messages={"required": "Välj en nivå."},
    )  # fmt: skip

    def clean(self):
        raise forms.ValidationError("Formuläret hänger inte ihop.")


def test_the_error_summary_leads_to_controls_and_stands_before_them():
    html = draw("{{ form|crispy }}", form=ExampleForm({}))
    links = re.findall(r'<a href="#(\w+)">(.*?)</a>', html)
    assert links == [("id_what", "Vad har hänt? Skriv något."), ("id_level_0", "Nivå: Välj en nivå.")]
    assert "Tre saker att rätta" in html
    assert "Formuläret hänger inte ihop." in html
    for target, _words in links:
        assert f'id="{target}"' in html
    assert html.index("id_level_helptext") < html.index('id="id_level_error"') < html.index('id="id_level_0"')


def test_every_described_by_has_its_element():
    for form in (ExampleForm(), ExampleForm({})):
        html = draw("{{ form|crispy }}", form=form)
        for value in re.findall(r'aria-describedby="([^"]*)"', html):
            assert value.split()
            assert all(f'id="{one}"' in html for one in value.split())


def menu(client, address="/"):
    page = client.get(address).content.decode()
    nav = page[page.index('class="site-nav"') : page.index("</nav>")]
    return re.findall(r'<a href="([^"]+)"( aria-current="page")?>([^<]+)</a>', nav)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "titles"),
    [
        (
            Role.COORDINATOR,
            [
                "Start",
                "Checklista",
                "Resultatkedja",
                "Enkäter",
                "Satsningar",
                "Rapporter",
                "Personer",
                "Organisation",
            ],
        ),
        (Role.READER, ["Start", "Checklista", "Resultatkedja", "Satsningar", "Rapporter", "Organisation"]),
    ],
)
def test_the_menu_shows_what_the_role_opens_and_where_one_is(role, titles):
    place = factories.organisation()
    client = Client()
    client.force_login(factories.member(place, role))
    shown = menu(client, reverse("checklists", args=[place.slug]))
    assert [title for _url, _current, title in shown] == titles
    assert [title for _url, current, title in shown if current] == ["Checklista"]
    assert all(client.get(url).status_code == 200 for url, _current, _title in shown)


@pytest.mark.django_db
def test_an_administrator_without_a_role_has_the_directory_and_the_administration():
    client = Client()
    client.force_login(factories.user(is_administrator=True))
    assert [title for _url, _current, title in menu(client)] == ["Start", "Organisationer", "Administration"]


@pytest.mark.django_db
def test_the_switcher_lists_each_organisation_once(django_assert_max_num_queries):
    first, second = factories.organisation("Ånäs"), factories.organisation("Bro")
    person = factories.member(first, Role.READER)
    for place, role in ((first, Role.COORDINATOR), (second, Role.READER)):
        Membership.objects.create(user=person, organisation=place, role=role, valid_from=factories.DAY)
    client = Client()
    client.force_login(person)
    with django_assert_max_num_queries(15):
        page = client.get("/").content.decode()
    panel = page[page.index('id="byt-bred"') :]
    panel = panel[: panel.index("</ul>")]
    assert re.findall(r"<span>([^<]+)<small>", panel) == ["Bro", "Ånäs"]
    assert f'href="/?organisation={first.slug}"' in panel
