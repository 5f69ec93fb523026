"""Comments on a part: written, answered, closed, opened again, by coordinators and contributors."""

import pytest

from organisations.models import Role
from reports.actions import comments, drafts
from reports.models import MOST_COMMENTS, Comment
from tests import factories
from tests.reports.papers import address, fresh, part

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(begun):
    return fresh(begun)


@pytest.fixture
def kim(draft):
    return draft.created_by


@pytest.fixture
def anna(draft):
    return factories.member(draft.organisation, Role.CONTRIBUTOR, name="Anna Berg")


@pytest.fixture
def work(draft):
    return part(draft, "work")


def say(client, draft, one, **data):
    return client.post(address("comment_new", draft, one.pk), data)


def close(client, draft, comment, closed, **more):
    where = address("comment_close", draft, comment.part_id, comment.pk)
    return client.post(where, {"closed": closed, **more}, follow=True)


def test_a_contributor_comments_and_a_coordinator_answers(client, draft, kim, anna, work):
    client.force_login(anna)
    answer = say(client, draft, work, body="Stämmer siffran?\n\nJag minns en annan.")
    thread = Comment.objects.get()
    assert answer.url == f"{address('part', draft, work.pk)}#kommentar-{thread.pk}"
    client.force_login(kim)
    say(client, draft, work, body="Ja, se tabell 2.", answers=thread.pk)
    text = client.get(address("part", draft, work.pk)).text
    assert text.index("Stämmer siffran?") < text.index("Ja, se tabell 2.")
    assert "Anna Berg" in text
    assert Comment.objects.get(answers=thread).author == kim


def test_a_thread_is_closed_and_opened_again(client, draft, kim, anna, work):
    thread = comments.add_comment(by=anna, part=work, body="Hur då?")
    client.force_login(kim)
    assert "Avslutad av Kim Prov" in close(client, draft, thread, 1).text
    opened = close(client, draft, thread, 0).text
    assert "Avslutad av" not in opened
    every = close(client, draft, thread, 1, alla=1)
    assert every.redirect_chain[-1][0] == address("draft_comments", draft)


def test_a_contributor_closes_only_what_they_began(client, draft, kim, anna, work):
    theirs = comments.add_comment(by=anna, part=work, body="Min")
    other = comments.add_comment(by=kim, part=work, body="En annans")
    client.force_login(anna)
    assert close(client, draft, theirs, 1).status_code == 200
    assert close(client, draft, other, 1).status_code == 403
    text = client.get(address("part", draft, work.pk)).text
    assert text.count('name="closed"') == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [(" ", "Skriv en kommentar."), ("x" * 2001, "högst 2000 tecken, nu är den 2001")],
)
def test_what_is_wrong_is_said_and_stays(client, draft, kim, work, body, said):
    client.force_login(kim)
    answer = say(client, draft, work, body=body)
    assert answer.status_code == 422
    assert said in answer.text
    assert "<title>Fel: " in answer.text
    assert body.strip() in answer.text


def test_an_empty_answer_is_asked_for_where_it_was_written(client, draft, kim, anna, work):
    thread = comments.add_comment(by=anna, part=work, body="Hur då?")
    client.force_login(kim)
    answer = say(client, draft, work, body="", answers=thread.pk)
    assert answer.status_code == 422
    assert f'href="#svar-{thread.pk}-body"' in answer.text
    assert "Skriv ett svar." in answer.text


@pytest.mark.parametrize("answers", ["x", "0", "²", "9" * 30, "9" * 5_000, "other"])
def test_an_answer_to_nothing_is_not_found(client, draft, kim, work, answers):
    elsewhere = comments.add_comment(by=kim, part=part(draft, "lessons"), body="Vid en annan del")
    client.force_login(kim)
    number = elsewhere.pk if answers == "other" else answers
    assert say(client, draft, work, body="Svar", answers=number).status_code == 404


def test_there_is_a_most_and_it_is_said(client, draft, kim, work):
    Comment.objects.bulk_create(
        Comment(part=work, author=kim, body=f"Kommentar {number}") for number in range(MOST_COMMENTS)
    )
    client.force_login(kim)
    answer = say(client, draft, work, body="En till")
    assert answer.status_code == 422
    assert "plats för högst 500 kommentarer" in answer.text
    assert "En till</textarea>" in answer.text


def test_on_a_closed_draft_nothing_is_said_and_the_words_stay(client, draft, kim, work):
    thread = comments.add_comment(by=kim, part=work, body="Hur då?")
    drafts.set_aside(by=kim, draft=draft)
    client.force_login(kim)
    answer = say(client, draft, work, body="För sent")
    assert answer.status_code == 409
    assert "det du skrev är inte sparat" in answer.text
    assert "För sent</textarea>" in answer.text
    assert "går inte att ändra längre" in close(client, draft, thread, 1).text
    page = client.get(address("part", draft, work.pk)).text
    assert "Hur då?" in page
    assert 'name="body"' not in page


def test_hostile_words_are_words(client, draft, kim, work):
    client.force_login(kim)
    say(client, draft, work, body="<script>alert(1)</script>")
    for name, more in (("part", [work.pk]), ("draft_comments", [])):
        assert "<script>alert" not in client.get(address(name, draft, *more)).text


def test_all_of_them_stand_on_one_page_open_first(client, draft, kim, anna, work):
    closed = comments.add_comment(by=anna, part=work, body="Den avslutade")
    comments.close_comment(by=kim, comment=closed)
    opened = comments.add_comment(by=anna, part=part(draft, "lessons"), body="Den öppna")
    comments.add_comment(by=kim, part=part(draft, "lessons"), body="Svaret", answers=opened)
    for person in (kim, anna):
        client.force_login(person)
        text = client.get(address("draft_comments", draft)).text
        assert text.index("Den öppna") < text.index("Svaret") < text.index("Den avslutade")
        assert f"{address('part', draft, opened.part_id)}#kommentar-{opened.pk}" in text


def test_the_page_without_comments_says_so(client, draft, kim):
    client.force_login(kim)
    assert "Ingen har kommenterat än" in client.get(address("draft_comments", draft)).text


@pytest.mark.parametrize("count", [1, 3, 250])
def test_the_number_of_queries_is_the_same_however_many_there_are(
    client, draft, kim, anna, work, count, django_assert_num_queries
):
    threads = Comment.objects.bulk_create(Comment(part=work, author=anna, body="Hur?") for _ in range(count))
    Comment.objects.bulk_create(
        Comment(part=work, author=kim, body="Så.", answers=thread) for thread in threads
    )
    client.force_login(kim)
    client.get(address("draft_comments", draft))
    with django_assert_num_queries(11):
        text = client.get(address("draft_comments", draft)).text
    assert text.count("Hur?</p>") == count
