"""The demo's survey gives every figure that source 000 states, except two that can't be, and is loaded once."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pydantic import ValidationError

from figures.disclosure import Counted
from figures.swedish import percent
from mrintegration import demo
from organisations.demo import load_people
from organisations.models import Organisation
from surveys import results
from surveys.actions import sealing
from surveys.demo import load_survey
from surveys.demo_content import SurveyContent
from surveys.models import Mark, Remark, RemarkKind, State, Survey, Theme, Way
from surveys.questionnaires import templates
from surveys.result_page import finding

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def vgr(kept):
    call_command("load_organisations", verbosity=0)
    people = load_people(codes=[])
    load_survey(demo.survey(), by=people["vgr_coordinator"])
    return Organisation.objects.get(code="0014")


@pytest.fixture
def survey(vgr):
    return vgr.surveys.get(way=Way.COLLECTED)


class Figure(NamedTuple):
    """What stands in a figure: how many answered, and how many made each choice."""

    n: int
    counts: dict[str, int]

    def of(self, *codes: str) -> int:
        """How many made one of the choices."""
        return sum(self.counts[code] for code in codes)

    def share(self, *codes: str) -> str:
        """The same as a share."""
        return plain(percent(self.of(*codes), self.n))


def plain(text: str) -> str:
    """Without no-break spaces, which can't be told from others here."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


STATED: tuple[tuple[str, str, Callable[[Figure], bool]], ...] = (
    ("f1", "the work went well, say most", lambda f: 2 * f.of("5", "4") > f.n),
    ("f1", "very badly, say two, 14 %", lambda f: (f.of("1"), f.share("1")) == (2, "14 %")),
    ("f2", "decisions vary", lambda f: min(f.of(step) for step in "4321") > 0),
    ("f2", "as many say quite large as very small", lambda f: f.of("3") == f.of("1") > 0),
    ("f3", "most in the middle or just above", lambda f: 2 * f.of("4", "5") > f.n),
    ("f4", "most have chosen areas, 62 %", lambda f: (f.n, f.of("yes"), f.share("yes")) == (13, 8, "62 %")),
    ("f5", "29 % don't know", lambda f: (f.of("dk"), f.share("dk")) == (4, "29 %")),
    ("f5", "no answer is more common", lambda f: all(f.of("dk") > f.of(step) for step in "4321")),
    ("f6", "just over half have a plan, 57 %", lambda f: (f.of("yes"), f.share("yes")) == (8, "57 %")),
    (
        "f7",
        "very or quite important: not 72 %",
        lambda f: (f.of("5", "4"), f.share("5", "4")) == (10, "71 %"),
    ),
    ("f7", "nobody says small", lambda f: f.of("2", "1") == 0),
    (
        "f7",
        "about a fifth are unsure or have no opinion",
        lambda f: (f.of("dk"), f.share("dk")) == (3, "21 %"),
    ),
    ("f8", "most are content with the network", lambda f: 2 * f.of("5", "4") > f.n),
    ("f8", "some say neither nor, or don't know", lambda f: f.of("3") > 0 and f.of("dk") > 0),
    ("f8", "nobody is said to be discontent", lambda f: f.of("2", "1") == 0),
    (
        "f9",
        "most say very or quite important",
        lambda f: 2 * f.of("5", "4") > f.n and f.of("5") > 0 and f.of("4") > 0,
    ),
    ("f10", "most are very content with the support", lambda f: 2 * f.of("7") > f.n),
    (
        "f10",
        "a few are discontent or don't know",
        lambda f: 0 < f.of("3", "2", "1") <= 2 and 0 < f.of("dk") <= 2,
    ),
)


def figures(survey):
    found = {}
    for one in results.results(survey):
        assert isinstance(one.protected.whole, Counted)
        whole = one.protected.whole
        found[one.ask.key] = Figure(whole.n, {str(code): count for code, count in whole.counts.items()})
    return found


def test_every_statement_about_the_figures_holds(survey):
    found = figures(survey)
    assert [f"{key}: {told}" for key, told, holds in STATED if not holds(found[key])] == []
    assert {key for key, _told, _holds in STATED} == found.keys()
    assert {key: figure.n for key, figure in found.items()} == {
        key: 13 if key == "f4" else 14 for key in found
    }


def test_thirty_six_per_cent_answered(survey):
    assert (survey.invited, survey.answered, survey.state) == (39, 14, State.DONE)
    assert plain(finding(survey)) == "14 av 39 har svarat (36 %)"


@pytest.mark.parametrize("n", [13, 14])
def test_two_of_the_source_s_figures_come_from_no_answers(n):
    shares = {plain(percent(part, n)) for part in range(n + 1)}
    assert not {"37 %", "72 %"} & shares


def test_the_note_names_what_cannot_be_and_what_is_made_up(survey):
    assert figures(survey)["f6"].share("no") == "36 %"
    about = demo.survey().about
    for told in ("37 %", "72 %", "5 of 14", "10 of 14", "last day to answer are made up"):
        assert told in about


def test_comments_are_few_and_of_nobody(survey):
    texts = results.texts(survey)
    assert isinstance(texts, dict)
    open_keys = {
        q.key for s in templates()["vgr-samordnare"].sections for q in s.questions if q.kind == "text"
    }
    assert texts.keys() == open_keys
    assert all(isinstance(told, list) and 2 <= len(told) <= 8 for told in texts.values())


def test_children_s_rights_come_first_and_then_violence(survey):
    def ordered(key):
        marked = {theme.name: theme.marks.count() for theme in survey.themes.filter(question_key=key)}
        return sorted(marked, key=lambda name: -marked[name])

    assert ordered("o11")[:2] == ["Barns rättigheter", "Våld i nära relationer"]
    assert set(ordered("o11")[2:]) == {"Hbtq", "Tillgänglighet"}
    assert ordered("o12")[:2] == ["Ledningsgrupperna", "I den löpande verksamheten"]


def test_each_chapter_has_comments_the_workshop_and_a_quote(survey):
    for part in range(1, 5):
        written = survey.remarks.filter(part=part)
        assert set(written.values_list("kind", flat=True)) == set(RemarkKind.values)
    for workshop in survey.remarks.filter(kind=RemarkKind.WORKSHOP):
        lines = workshop.body.splitlines()
        assert lines[0].startswith("Fråga: ")
        assert [line.split(":")[0] for line in lines[1:]] == [f"Grupp {number}" for number in range(1, 5)]
    assert all(
        quote.body.endswith(" [konstruerat citat].") for quote in survey.remarks.filter(kind=RemarkKind.QUOTE)
    )


def test_the_next_round_is_open_to_whoever_has_the_link(vgr, survey, client, settings, tmp_path):
    settings.SURVEY_KEYS_DIR = str(tmp_path / "keys")
    following = vgr.surveys.get(copied_from=survey)
    assert (following.state, following.way) == (State.PREPARING, Way.SHARED)
    assert following.closes_on == timezone.localdate() + datetime.timedelta(days=60)
    sealing.prepare(following.pk)
    client.force_login(vgr.memberships.get(role="coordinator").user)
    page = client.get(reverse("survey", args=[vgr.slug, following.pk])).content.decode()
    assert "Länken som alla delar" in page
    assert "Konstruerade exempelvärden" in page


def test_loading_the_whole_demo_again_makes_nothing_and_leaves_changes_alone(survey, tmp_path):
    def made():
        return [model.objects.count() for model in (Survey, Remark, Theme, Mark)]

    call_command("load_instruments", verbosity=0)
    before = made()
    assert all(before)
    survey.remarks.filter(kind=RemarkKind.QUOTE).delete()
    Survey.objects.filter(copied_from=survey).update(state=State.OPEN, public_key=bytes(32))
    Survey.objects.filter(copied_from=survey).update(
        closes_on=timezone.localdate() - datetime.timedelta(days=1)
    )
    demo.load(sign_ins=tmp_path / "demo-users.json")
    assert made() == [before[0], before[1] - 4, *before[2:]]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"choices": {"f1": "5 5"}}, "Not as many answers as people: \\['f1'\\]"),
        ({"texts": {"o1": [{"text": "Fler än de är"}] * 15}}, "Not as many answers as people: \\['o1'\\]"),
        ({"remarks": [{"part": 1, "kind": "quote", "lines": ["x" * 4001]}]}, "too long"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_fault_in_the_file_is_told(change, fault):
    with pytest.raises(ValidationError, match=fault):
        SurveyContent.model_validate(demo.survey().model_dump() | change)


def test_a_person_answers_once_and_all_texts_are_somebody_s():
    content = demo.survey()
    given = [content.given_by(person) for person in range(content.answered)]
    assert sum("f4" in choices for choices, _texts in given) == 13
    for key, texts in content.texts.items():
        assert sorted(t[key] for _choices, t in given if key in t) == sorted(one.text for one in texts)
