"""What is expected of whom, who judges whether it was reached, and who reads that."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from organisations.models import Role
from programmes import judging
from programmes.actions.attainment import judge
from programmes.attainment import Evidence, attained
from programmes.models import Document, ExpectedResult, Judgement, MentorAnswer, Part, Stage, Verdict
from tests import factories
from tests.programmes.factories import group, participation, programme
from tests.programmes.pages import plain, url, verbs

pytestmark = pytest.mark.django_db

TEXT = {"part": "participant", "kind": "municipality", "text": "Ett nytt arbetssätt."}
SENT = {"verdict": "not_met", "grounds": "Bara en vill.", "evidence": "Tolv intervjuer.", "version": "1"}


@pytest.fixture
def found():
    return programme(kinds=["municipality"])


@pytest.fixture
def mine(found):
    place = factories.organisation("Kalix")
    participation(found, place)
    return place


@pytest.fixture
def result(found):
    return found.expected_results.create(part=Part.PARTICIPANT, kind="municipality", text="Blir mentor.")


@pytest.fixture
def evaluator(found):
    place = factories.organisation("Institutet", kind="institute")
    participation(found, place, part=Part.EVALUATOR)
    return place


@pytest.fixture
def leads(client, found):
    client.force_login(factories.member(found.owner))


def judged(result, at, **fields):
    words = {"verdict": Verdict.MET, "grounds": "Det syns.", "evidence": "", "documents": []} | fields
    result.refresh_from_db()
    return judge(by=factories.user(), at=at, result=result, seen=result.version, by_lead=False, **words)


def test_the_lead_writes_in_order_and_twice_is_once(client, found, leads):
    page = url("expected_result_new", found.owner, found.pk)
    assert "Kommun" in plain(client.get(page))
    for text in (TEXT, TEXT, TEXT | {"text": "Indikatorer."}, TEXT | {"part": "mentor", "kind": ""}):
        assert client.post(page, text).status_code == 302
    last = ExpectedResult.objects.get(text="Indikatorer.")
    assert client.post(url("expected_result_up", found.owner, found.pk, last.pk)).status_code == 302
    assert [(one.for_whom, one.text) for one in attained(found)] == [
        ("Deltagare, kommun", "Indikatorer."),
        ("Deltagare, kommun", "Ett nytt arbetssätt."),
        ("Mentor", "Ett nytt arbetssätt."),
    ]
    assert client.post(url("expected_result_up", found.owner, found.pk, last.pk)).status_code == 302
    assert client.post(url("expected_result_remove", found.owner, found.pk, last.pk)).status_code == 302
    assert [one.text for one in attained(found)] == ["Ett nytt arbetssätt."] * 2
    assert verbs() == [*["result_expected"] * 3, "expected_result_changed", "expected_result_removed"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": "x" * 501}, "Texten är för lång"),
        ({"part": "lead"}, "Välj ett av alternativen."),
        ({"kind": "moln"}, "Välj ett av alternativen."),
        ({"text": "Blir mentor."}, "Det står redan som förväntat resultat för dem."),
    ],
)
def test_each_fault_of_a_change_is_told(client, found, leads, result, sent, says):
    other = found.expected_results.create(part=Part.PARTICIPANT, kind="municipality", text="Annat.")
    page = url("expected_result_edit", found.owner, found.pk, other.pk)
    answer = client.post(page, TEXT | {"version": "1"} | sent)
    assert answer.status_code == 422
    assert says in plain(answer)
    other.refresh_from_db()
    assert other.text == "Annat."


def test_an_older_page_changes_nothing(client, found, leads, result):
    page = url("expected_result_edit", found.owner, found.pk, result.pk)
    assert client.post(page, TEXT | {"version": "1", "text": "Först."}).status_code == 302
    answer = client.post(page, TEXT | {"version": "1", "text": "Sedan."})
    assert answer.status_code == 422
    assert "Nu står det: ”Först.”" in plain(answer)
    assert client.post(page, TEXT | {"version": "2", "text": "Sedan."}).status_code == 302


def test_what_is_judged_keeps_its_words(client, found, leads, result):
    judged(result, found.owner)
    for name in ("expected_result_edit", "expected_result_remove"):
        answer = client.post(url(name, found.owner, found.pk, result.pk), TEXT, follow=True)
        assert "Resultatet är bedömt, så orden ligger fast." in plain(answer)
    result.refresh_from_db()
    assert result.text == "Blir mentor."


@pytest.mark.parametrize(
    "change",
    [
        lambda: ExpectedResult.objects.update(text="Annat."),
        lambda: Judgement.objects.update(verdict="met"),
        lambda: Judgement.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_keeps_judged_words_and_judgements(found, result, change):
    judged(result, found.owner)
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_the_evaluator_judges_anew_and_the_earlier_one_stays(client, found, evaluator, result):
    client.force_login(factories.member(evaluator, Role.EVALUATOR))
    shown = Document.objects.create(
        programme=found, title="Delrapporten", link="https://exempel.example/", owner=found.owner
    )
    page = url("expected_result_judge", evaluator, found.pk, result.pk)
    for _click in range(2):
        assert client.post(page, SENT | {"documents": [shown.pk]}).status_code == 302
    assert 'value="2"' in client.get(page).text
    assert shown.link in client.get(url("attainment", evaluator, found.pk)).text
    stale = client.post(page, SENT | {"verdict": "met"})
    assert stale.status_code == 422
    assert "Nu står det: ”Blir mentor.”: inte uppfyllt. ”Bara en vill.”" in plain(stale)
    assert client.post(page, SENT | {"verdict": "partly", "version": "2"}).status_code == 302
    shown.delete()
    (one,) = attained(found)
    assert one.judged is not None
    assert (one.judged.number, one.judged.verdict, one.judged.documents) == (2, Verdict.PARTLY, ())
    assert [each.documents for each in one.earlier] == [(Evidence(None, "Delrapporten", ""),)]
    text = plain(client.get(url("attainment", evaluator, found.pk)))
    assert "0 av 1 förväntade resultat är uppfyllda" in text
    assert "Bedömt av Institutet" in text
    assert "dokumentet är borttaget" in text
    assert verbs() == ["judged"] * 4


def test_judged_anew_the_evidence_of_the_judgement_that_holds_is_still_a_choice(
    client, found, leads, result, monkeypatch
):
    monkeypatch.setattr(judging, "MOST_DOCUMENTS", 1)
    old, older, newest = (
        Document.objects.create(
            programme=found, title=title, link="https://exempel.example/", owner=found.owner, day=day
        )
        for title, day in (
            ("Delrapporten", datetime.date(2019, 5, 1)),
            ("Enkäten", datetime.date(2018, 5, 1)),
            ("Slutrapporten", datetime.date(2020, 5, 1)),
        )
    )
    judged(result, found.owner, documents=[old])
    page = url("expected_result_judge", found.owner, found.pk, result.pk)
    form = client.get(page).text
    assert [str(one.pk) in form for one in (newest, old, older)] == [True, True, False]
    sent = SENT | {"verdict": "partly", "version": "2"}
    assert client.post(page, sent | {"documents": [older.pk]}).status_code == 422
    assert client.post(page, sent | {"documents": [newest.pk, old.pk]}).status_code == 302
    (one,) = attained(found)
    assert one.judged is not None
    assert [each.title for each in one.judged.documents] == ["Delrapporten", "Slutrapporten"]


@pytest.mark.parametrize("sent", [{"verdict": ""}, {"verdict": "kanske"}, {"grounds": " "}])
def test_a_judgement_has_a_verdict_and_grounds(client, found, leads, result, sent):
    page = url("expected_result_judge", found.owner, found.pk, result.pk)
    answer = client.post(page, SENT | {"evidence": "Behåll mig."} | sent)
    assert answer.status_code == 422
    assert "Behåll mig." in answer.text
    assert not Judgement.objects.exists()


def test_only_documents_that_the_whole_programme_reads_are_evidence(client, found, leads, result, mine):
    link = {"link": "https://exempel.example/", "owner": found.owner}
    one = group(found, *found.participations.all())
    shown, of_group, foreign = (
        Document.objects.create(title=title, programme=where, group=whose, **link)
        for title, where, whose in (
            ("Delrapporten", found, None),
            ("Gruppens", found, one),
            ("Andras", programme(found.owner, name="En annan"), None),
        )
    )
    page = url("expected_result_judge", found.owner, found.pk, result.pk)
    assert [title in client.get(page).text for title in (shown.title, of_group.title, foreign.title)] == [
        True,
        False,
        False,
    ]
    for document in (of_group, foreign):
        answer = client.post(page, SENT | {"documents": [document.pk]})
        assert answer.status_code == 422
        assert "Ett av dokumenten finns inte längre." in plain(answer)
    assert client.post(page, SENT | {"documents": [shown.pk]}).status_code == 302


def test_without_an_evaluator_the_lead_judges_and_the_page_says_so(client, found, leads, result):
    page = url("expected_result_judge", found.owner, found.pk, result.pk)
    assert client.post(page, SENT).status_code == 302
    text = plain(client.get(url("attainment", found.owner, found.pk)))
    assert "Satsningen hade ingen utvärderare, så programledaren bedömde." in text


def test_with_an_evaluator_only_it_judges_and_only_within_its_days(client, found, evaluator, result, mine):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    for place in (found.owner, mine):
        client.force_login(factories.member(place))
        assert client.get(url("expected_result_judge", place, found.pk, result.pk)).status_code == 403
    client.force_login(factories.member(evaluator))
    page = url("expected_result_judge", evaluator, found.pk, result.pk)
    assert client.get(page).status_code == 200
    assert client.get(url("expected_result_judge", evaluator, found.pk, 999_999)).status_code == 404
    found.participations.filter(part=Part.EVALUATOR).update(reads_to=yesterday)
    assert client.get(page).status_code == 403
    assert client.post(page, SENT).status_code == 403
    assert client.get(url("attainment", evaluator, found.pk)).status_code == 403
    client.force_login(factories.member(found.owner))
    assert client.get(url("expected_result_judge", found.owner, found.pk, result.pk)).status_code == 403


def test_participants_read_it_when_it_is_shown_and_never_who_wants_to_be_mentor(client, found, mine, result):
    other = participation(found, factories.organisation("Boden"))
    MentorAnswer.objects.create(participation=other, answer="no", reason="Omställningen.")
    judged(result, found.owner)
    lead, member = factories.member(found.owner), factories.member(mine)
    page = url("attainment", mine, found.pk)
    client.force_login(member)
    assert client.get(page).status_code == 403
    assert page not in client.get(url("programme", mine, found.pk)).text
    client.force_login(lead)
    assert "Omställningen." in client.get(url("attainment", found.owner, found.pk)).text
    assert client.post(url("attainment_release", found.owner, found.pk), {"till": "alla"}).status_code == 302
    client.force_login(member)
    text = client.get(page).text
    assert "Det syns." in text
    assert "Omställningen." not in text
    assert "bedom" not in text
    assert page in client.get(url("programme", mine, found.pk)).text
    found.participations.filter(organisations=mine).update(stage=Stage.LEFT)
    assert client.get(page).status_code == 403
    client.force_login(lead)
    client.post(url("attainment_release", found.owner, found.pk), {"till": ""})
    assert verbs()[1:] == ["attainment_released", "attainment_withdrawn"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_one_and_three(client, found, leads, rows, django_assert_num_queries):
    for number in range(rows):
        one = found.expected_results.create(part=Part.PARTICIPANT, text=f"Resultat {number}.")
        judged(one, found.owner)
        judged(one, found.owner, verdict=Verdict.PARTLY)
        participation(found, factories.organisation(f"Kommun {number}"))
    page = url("attainment", found.owner, found.pk)
    client.get(page)
    with django_assert_num_queries(19):
        client.get(page)
