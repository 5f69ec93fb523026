"""The draft in full: small steps, evidence, last time, minutes, the circle, and what somebody else has written."""

import pytest
from django.template import Context, Template
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from checklists.actions import assessments as actions
from checklists.calculations import usual_time
from checklists.edits import RatingInput
from checklists.models import Assessment, Rating
from checklists.templatetags.evidence import evidence_lines
from organisations.models import Role
from tests import factories
from tests.checklists.forms_of import fields, of_item


@pytest.fixture
def place(db):
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


@pytest.fixture
def nora(place):
    return factories.member(place, name="Nora Ek")


@pytest.fixture
def last(place, coordinator):
    at = factories.occasion(factories.skr(), place, name="Förra", date=factories.DAY.replace(year=2019))
    return factories.assessment(
        place, at, "1231231231", by=coordinator, people=4, comment="Så var det då", evidence="Beslut 7"
    )


@pytest.fixture
def draft(place, coordinator):
    at = factories.occasion(factories.skr(), place)
    return factories.assessment(place, at, "3333", by=coordinator, submit=False, people=0)


def url(name, assessment, *args):
    return reverse(name, args=[assessment.organisation.slug, assessment.pk, *args])


def row(draft, number):
    return draft.ratings.get(item__number=number)


def opened(client, draft):
    return client.get(url("assessment", draft))


def test_small_steps_are_stored_and_shown_with_words(client, draft):
    sent = of_item(opened(client, draft), 5) | {
        "m5": "2",
        "m5-pavag": "on",
        "m5-steg": "Nämnden tar upp det i maj",
        "m5-underlag": "Beslut 12\r\nhttps://kommun.example/a?b=1&c=2.",
    }
    assert client.post(url("assessment_item", draft, 5), sent).status_code == 200
    stored = row(draft, 5)
    assert (stored.toward_next, stored.toward_note) == (True, "Nämnden tar upp det i maj")
    page = client.get(url("assessment_submit", draft)).text
    assert "På väg mot 3" in page
    assert '<a href="https://kommun.example/a?b=1&amp;c=2" rel="noopener noreferrer">' in page
    assert "Summan" in page
    assert ">14<" in page.replace(" ", "")


def test_what_is_going_on_is_ticked_by_being_written_and_can_be_unticked(client, draft):
    sent = of_item(opened(client, draft), 5) | {"m5": "2", "m5-steg": "Nämnden tar upp det i maj"}
    client.post(url("assessment", draft), sent)
    assert row(draft, 5).toward_next
    sent = of_item(opened(client, draft), 5)
    sent.pop("m5-pavag")
    client.post(url("assessment", draft), sent)
    assert (row(draft, 5).toward_next, row(draft, 5).toward_note) == (False, "Nämnden tar upp det i maj")


def test_what_people_write_is_one_list():
    assert set(Rating.CONTENT) == set(RatingInput.__annotations__)


def test_on_the_highest_step_what_was_typed_stays_and_says_nothing(client, draft):
    sent = of_item(opened(client, draft), 1) | {"m1-pavag": "on", "m1-steg": "Mer"}
    client.post(url("assessment_item", draft, 1), sent)
    assert row(draft, 1).toward_note == "Mer"
    assert "På väg mot" not in client.get(url("assessment_submit", draft)).text


@pytest.mark.parametrize(
    ("part", "length", "told"),
    [
        ("steg", 501, "Det som är på gång i moment 1 har 501"),
        ("underlag", 2001, "Underlaget till moment 1 har"),
    ],
)
def test_a_text_that_is_too_long_is_kept_and_measured(client, draft, part, length, told):
    sent = of_item(opened(client, draft), 1) | {f"m1-{part}": "x" * length}
    answer = client.post(url("assessment", draft), fields(opened(client, draft)) | sent)
    assert answer.status_code == 422
    assert told in answer.text
    assert "x" * length in answer.text


@pytest.mark.parametrize(
    "line",
    [
        "javascript:alert(1)",
        "ftp://a.example",
        "data:text/html,x",
        "http://",
        "mailto:a@b.example",
        "//a.example",
    ],
)
def test_only_web_addresses_become_links(line):
    assert "<a" not in "".join(evidence_lines(line))


@given(st.text(max_size=200))
def test_evidence_is_escaped_whatever_it_holds(text):
    lines = evidence_lines(f'<script>"{text}" https://a.example/{text}')
    shown = Template("{% for line in lines %}{{ line }}{% endfor %}").render(Context({"lines": lines}))
    assert "<script" not in shown
    assert shown.count("<") == 2 * shown.count("<a href=")


def test_an_unrated_item_shows_last_time_and_nothing_is_stored_before_a_yes(client, last, draft):
    page = opened(client, draft).text
    assert page.count("Samma som förra gången") == 6
    assert "Så var det då" in page
    assert row(draft, 5).value is None
    assert "4 av 10" in page
    review = client.get(url("assessment_submit", draft)).text
    assert "Skatta moment 5" in review
    answer = client.post(url("assessment", draft), fields(opened(client, draft)) | {"samma": "5"})
    assert answer.url == url("assessment", draft) + "#moment-5"
    assert [r.value for r in draft.ratings.order_by("item__number")][4:7] == [2, None, None]


def test_last_times_words_are_taken_over_below_what_is_written(client, last, draft):
    sent = fields(opened(client, draft)) | {"m6-kommentar": "Nytt", "ta-over": "6"}
    client.post(url("assessment", draft), sent)
    assert row(draft, 6).comment == "Nytt\nSå var det då"


def test_another_version_of_the_checklist_suggests_nothing(client, place, coordinator, draft):
    at = factories.occasion(factories.invented(), place, date=factories.DAY.replace(year=2019))
    factories.assessment(place, at, "1" * 12, by=coordinator)
    assert "Samma som förra gången" not in opened(client, draft).text


def test_an_item_that_somebody_has_changed_is_asked_about_with_both_words(client, draft, nora):
    sent = of_item(opened(client, draft), 5)
    actions.save_ratings(
        by=nora, assessment=draft, ratings={5: {"value": 2, "comment": "Hennes <i>skäl</i>"}}
    )
    answer = client.post(url("assessment_item", draft, 5), sent | {"m5": "3", "m5-steg": "Mitt"})
    assert answer.status_code == 409
    for words in (
        "Nora Ek sparade det här momentet kl. ",
        "2 Finns men",
        "3 Det finns",
        "inte ändrat",
    ):
        assert words in answer.text, words
    assert "Hennes &lt;i&gt;skäl&lt;/i&gt;" in answer.text
    assert row(draft, 5).value == 2
    seen = of_item(answer, 5)["m5-sedd"]
    mine = client.post(
        url("assessment_item", draft, 5),
        sent | {"m5": "3", "m5-steg": "Mitt", "m5-sedd": seen, "m5-val": "mitt"},
    )
    assert mine.status_code == 200
    assert 'id="moment-5"' in mine.text
    stored = row(draft, 5)
    assert (stored.value, stored.comment, stored.toward_note) == (3, "Hennes <i>skäl</i>", "Mitt")


def test_without_script_the_whole_page_comes_back_with_the_question_and_all_that_was_typed(
    client, draft, nora
):
    page = fields(opened(client, draft))
    actions.save_ratings(by=nora, assessment=draft, ratings={5: {"value": 2}})
    sent = page | {"m5": "3", "m5-underlag": "Mitt underlag", "m6": "1", "m6-kommentar": "Annat"}
    answer = client.post(url("assessment", draft), sent)
    assert answer.status_code == 409
    assert 'href="#id_m5-val_0"' in answer.text
    asked = fields(answer)
    assert (asked["m5"], asked["m5-underlag"], asked["m6"], asked["m6-kommentar"]) == (
        "3",
        "Mitt underlag",
        "1",
        "Annat",
    )
    assert client.post(url("assessment", draft), asked).status_code == 409
    actions.save_ratings(by=nora, assessment=draft, ratings={5: {"value": 1}})
    again = client.post(url("assessment", draft), asked | {"m5-val": "mitt"})
    assert again.status_code == 409
    assert client.post(url("assessment", draft), fields(again) | {"m5-val": "deras"}).status_code == 302
    assert [row(draft, n).value for n in (5, 6)] == [1, 1]
    assert row(draft, 5).evidence == ""


def test_an_answer_survives_a_fault_elsewhere_on_the_page(client, draft, nora):
    page = fields(opened(client, draft))
    actions.save_ratings(by=nora, assessment=draft, ratings={5: {"value": 2}})
    asked = fields(client.post(url("assessment", draft), page | {"m5": "3"}))
    faulty = client.post(url("assessment", draft), asked | {"m5-val": "mitt", "m6-kommentar": "x" * 2001})
    assert faulty.status_code == 422
    assert client.post(url("assessment", draft), fields(faulty) | {"m6-kommentar": ""}).status_code == 302
    assert row(draft, 5).value == 3


def test_a_number_that_somebody_has_changed_is_asked_about(client, draft, nora):
    politician = factories.functions()[0]
    name = f"d{politician.pk}"
    page = fields(opened(client, draft))
    actions.save_participants(assessment=draft, numbers={politician: 4})
    answer = client.post(url("assessment_participants", draft), page | {name: "6"})
    assert answer.status_code == 409
    assert "någon annan har sparat 4" in answer.text
    assert draft.participants.get().number == 4
    chosen = page | {name: "6", f"{name}-sedd": "4", f"{name}-val": "mitt"}
    assert client.post(url("assessment_participants", draft), chosen).status_code == 200
    assert draft.participants.get().number == 6
    kept = client.post(
        url("assessment_participants", draft), page | {name: "9", f"{name}-sedd": "6", f"{name}-val": "deras"}
    )
    assert kept.status_code == 200
    assert fields(kept)[name] == "6"
    assert draft.participants.get().number == 6


@pytest.mark.parametrize(
    "forged", [{"m5-version": "x"}, {"m5-version": "9" * 30}, {"m5-val": "x"}, {"m5-sedd": "-1"}]
)
def test_a_forged_version_stores_nothing(client, draft, forged):
    sent = of_item(opened(client, draft), 5) | {"m5": "3"} | forged
    assert client.post(url("assessment_item", draft, 5), sent).status_code == 422
    assert row(draft, 5).value is None


def test_a_changed_circle_is_said_while_it_is_typed_and_before_handing_in(client, last, draft):
    politician = factories.functions()[0]
    assert "deltog i skattningen än förra" not in opened(client, draft).text
    sent = fields(opened(client, draft)) | {f"d{politician.pk}": "9"}
    answer = client.post(url("assessment_participants", draft), sent)
    for page in (answer, opened(client, draft), client.get(url("assessment_submit", draft))):
        assert "Fler deltog i skattningen än förra gången" in page.text


def test_the_minutes_are_measured_or_left_unsaid(client, place, coordinator, draft):
    assert "Det brukar ta" not in opened(client, draft).text
    for index in range(5):
        other = factories.organisation()
        done = factories.assessment(other, factories.occasion(factories.skr(), other), "1" * 10, submit=False)
        Assessment.objects.filter(pk=done.pk).update(worked_seconds=600 + index)
        actions.submit_assessment(by=coordinator, assessment=done)
    assert "ungefär tio minuter (median av 5 inlämnade)" in opened(client, draft).text


@given(st.lists(st.integers(1, 100_000), max_size=30))
def test_usual_time_is_a_whole_number_between_the_shortest_and_the_longest(seconds):
    usual = usual_time(seconds)
    assert (usual is None) == (len(seconds) < 5)
    if usual:
        assert usual.n == len(seconds)
        assert max(1, round(min(seconds) / 60)) <= usual.minutes <= max(1, round(max(seconds) / 60))


def test_handing_in_asks_why_where_own_ratings_differ_and_what_became_of_the_steps(
    client, place, coordinator, last, draft, nora
):
    factories.own_assessment(place, draft.occasion, "12", by=nora)
    factories.own_assessment(place, draft.occasion, "13", by=coordinator)
    step = factories.next_step(place, last.occasion, owner=coordinator, text="Ta fram <en> mall")
    actions.save_draft(
        by=coordinator,
        assessment=draft,
        ratings={n: {"value": 2} for n in range(1, 11)},
        numbers={factories.functions()[0]: 4},
    )
    answer = client.post(url("assessment_submit", draft))
    assert answer.status_code == 422
    assert "Skriv varför gruppen valde nivån på moment 2" in answer.text
    assert "Skriv varför gruppen valde nivån på moment 1<" not in answer.text
    assert "Ta fram &lt;en&gt; mall" in answer.text
    assert url("steps_review", draft) in answer.text
    draft.step_reviews.create(step=step, state="done", note="Klart")
    actions.save_ratings(by=coordinator, assessment=draft, ratings={2: {"comment": "Vi enades"}})
    assert client.post(url("assessment_submit", draft)).status_code == 302
    step.refresh_from_db()
    assert (step.state, step.state_note) == ("done", "Klart")


def test_what_somebody_changed_after_it_was_read_through_is_read_again(client, place, coordinator, nora):
    at = factories.occasion(factories.skr(), place)
    made = factories.assessment(place, at, "2" * 10, by=coordinator, submit=False)
    read = fields(client.get(url("assessment_submit", made)))
    actions.save_ratings(by=nora, assessment=made, ratings={4: {"value": 1, "comment": "Noras ord"}})
    answer = client.post(url("assessment_submit", made), read)
    assert answer.status_code == 409
    assert "någon har ändrat i utkastet" in answer.text
    assert "Noras ord" in answer.text
    actions.save_participants(assessment=made, numbers={factories.functions()[0]: 8})
    answer = client.post(url("assessment_submit", made), fields(answer))
    assert answer.status_code == 409
    assert client.post(url("assessment_submit", made), fields(answer)).status_code == 302
    made.refresh_from_db()
    assert made.is_submitted


def test_what_was_typed_stays_when_somebody_has_handed_in_meanwhile(client, place, coordinator):
    at = factories.occasion(factories.skr(), place)
    made = factories.assessment(place, at, "2" * 10, by=coordinator, submit=False)
    page = fields(opened(client, made))
    actions.submit_assessment(by=coordinator, assessment=made)
    assert client.post(url("assessment", made), page).url == url("assessment_result", made)
    answer = client.post(url("assessment", made), page | {"m3-kommentar": "Ett långt skäl"})
    assert answer.status_code == 409
    assert "Skattningen är redan inlämnad, så ändringarna är inte sparade" in answer.text
    assert fields(answer)["m3-kommentar"] == "Ett långt skäl"
    assert row(made, 3).comment == ""


def test_a_step_button_saves_and_goes_to_the_new_step(client, draft):
    sent = fields(opened(client, draft)) | {"m5": "1", "step": "5"}
    assert client.post(url("assessment", draft), sent).url == url("step_new", draft, 5)
    assert row(draft, 5).value == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_one_and_three_of_everything(
    client, place, coordinator, last, draft, nora, rows, django_assert_num_queries
):
    page = fields(opened(client, draft))
    for number in range(1, rows + 1):
        person = factories.member(place, Role.CONTRIBUTOR)
        factories.own_assessment(place, draft.occasion, "12", by=person)
        factories.next_step(place, last.occasion, owner=person, number=number, text=f"Steg {number}")
        factories.next_step(place, draft.occasion, owner=person, number=number, text=f"Nytt {number}")
        actions.save_ratings(by=nora, assessment=draft, ratings={number: {"value": 1, "comment": "x"}})
    with django_assert_num_queries(21):
        assert opened(client, draft).status_code == 200
    mine = page | {f"m{number}": "2" for number in range(1, rows + 1)}
    with django_assert_num_queries(26):
        assert client.post(url("assessment", draft), mine).status_code == 409
