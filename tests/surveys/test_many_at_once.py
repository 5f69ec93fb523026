"""A thousand people press the button three times each, all at once: a thousand answers, none lost and none twice."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from surveys.models import Answer, Box, FreeText
from tests.surveys.factories import closed, opened, tokens

THREADS = 9


def at_once(call, parts):
    """Run the calls side by side, all threads from the same moment, and close their connections."""
    begin = threading.Barrier(THREADS)

    def work(mine):
        try:
            begin.wait()
            return [call(part) for part in mine]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return [answer for answers in pool.map(work, parts) for answer in answers]


def send(address, number):
    sent = {"part": "4", "go": "send", "q.f1": str(number % 5 + 1), "q.o13": f"Ord {number}"}
    return Client().post(address, sent)


def three_times(people):
    """Open every link, send each answer three times in parallel, and return what came out."""
    survey = opened(people=people)
    links = [
        (number, reverse("survey_answer", kwargs={"token": token, "language": "sv"}))
        for number, token in enumerate(tokens(survey).values())
    ]
    # A mail scanner opens every link before its person does.
    opened_links = at_once(
        lambda link: Client().get(link[1]).status_code, [links[n::THREADS] for n in range(THREADS)]
    )
    assert Counter(opened_links) == {200: people}
    assert survey.invitations.waiting().count() == people
    # Three threads have the same links, so that the same one is sent by three at the same time.
    thirds = [links[n::3] for n in range(3)]
    answers = at_once(lambda link: send(link[1], link[0]), [third for third in thirds for _time in range(3)])
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/enkat/tack/sv/")}
    assert len(answers) == 3 * people
    assert Box.objects.count() == survey.invitations.used().count() == people
    closed(survey)
    assert survey.answered == Answer.objects.count() == people
    assert set(FreeText.objects.values_list("body", flat=True)) == {
        f"Ord {number}" for number in range(people)
    }


@pytest.mark.django_db(transaction=True)
def test_sixty_people_three_times():
    three_times(60)


@pytest.mark.chaos
@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(900)
def test_a_thousand_people_three_times():
    three_times(1000)


@pytest.mark.django_db(transaction=True)
def test_whoever_sends_while_the_survey_closes_is_in_or_is_told():
    """The close waits for answers that are being stored; whatever was thanked for is there afterwards."""
    survey = opened(people=40)
    links = [
        reverse("survey_answer", kwargs={"token": token, "language": "sv"})
        for token in tokens(survey).values()
    ]
    jobs = [[("send", link) for link in links[n :: THREADS - 1]] for n in range(THREADS - 1)]

    def run(job):
        kind, link = job
        return closed(survey).state if kind == "close" else send(link, 1).status_code

    answers = Counter(at_once(run, [*jobs, [("close", "")]]))
    assert set(answers) <= {302, 404, "done"}
    assert survey.answered == answers[302]
    assert Answer.objects.count() in {0, survey.answered}
