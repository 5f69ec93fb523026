"""The command that imports answers: once, whole, and without a word of what was answered."""

import io
import uuid

import pytest
from django.core.management import CommandError, call_command

from surveys.models import Way
from tests import factories
from tests.surveys.answer_sheets import blocked, people
from tests.surveys.factories import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation("Trelleborg")


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "svar.csv"
    made.write_bytes(people(14))
    return made


def test_answers_are_imported_once(place, file):
    survey, said = draft(place=place), io.StringIO()
    call_command("import_answers", str(survey.pk), str(file), "--invited", "39", stdout=said)
    assert "14 answers imported" in said.getvalue()
    survey.refresh_from_db()
    assert (survey.way, survey.invited, survey.answered) == (Way.COLLECTED, 39, 14)
    with pytest.raises(CommandError, match="no draft any more"):
        call_command("import_answers", str(survey.pk), str(file))


def test_faults_are_told_without_a_word_of_what_was_answered(place, file):
    survey, said = draft(place=place), io.StringIO()
    file.write_bytes(people(14, f1="hemligheten"))
    with pytest.raises(CommandError, match="14 faults") as stopped:
        call_command("import_answers", str(survey.pk), str(file), stderr=said)
    assert "Rad 2, f1: Svaret finns inte i enkäten." in said.getvalue()
    assert "hemligheten" not in said.getvalue() + str(stopped.value)
    assert survey.answers.count() == 0


def test_too_few_are_told(place, file):
    survey, said = draft(place=place), io.StringIO()
    file.write_bytes(people(5))
    call_command("import_answers", str(survey.pk), str(file), stdout=said)
    assert "Fewer than 6 have answered: no answer is kept." in said.getvalue()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("named", "not anonymous"),
        ("invited", "take their addresses off"),
        ("questions", "no questions"),
        ("groups", "no groups"),
    ],
)
def test_a_draft_that_takes_none_says_why(place, file, kind, words):
    with pytest.raises(CommandError, match=words):
        call_command("import_answers", str(blocked(place, kind).pk), str(file))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x", "{file}"], "No survey has the id"),
        ([str(uuid.uuid4()), "{file}"], "No survey has the id"),
        (["{survey}", "finns/inte.csv"], "cannot be read"),
        (["{survey}", "{file}", "--invited", "3"], "14 svarat"),
        (["{survey}", "{file}", "--invited", "-1"], "a number from 1"),
    ],
)
def test_what_is_wrong_is_a_sentence(place, file, arguments, words):
    survey = draft(place=place)
    filled = [one.format(file=file, survey=survey.pk) for one in arguments]
    with pytest.raises(CommandError, match=words):
        call_command("import_answers", *filled)
