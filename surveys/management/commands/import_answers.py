"""Imports answers that were collected elsewhere into a survey's draft: all of them, or nothing and every fault."""

import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisations.files.columns import FileRefusedError
from surveys.actions.collecting import NotCollectableError
from surveys.actions.imports import MOST_INVITED, import_file, obstacle
from surveys.actions.surveys import NotADraftError
from surveys.files.answers import Plan
from surveys.models import Survey

WHY_NOT = {
    "named": "The survey is not anonymous: its answers come by the links of those invited.",
    "invited": "People are invited to the survey: take their addresses off, or let them answer.",
    "questions": "The survey has no questions.",
    "groups": "The survey is broken down by role and has no groups.",
}


class Command(BaseCommand):
    """`manage.py import_answers SURVEY FILE [--invited N]`."""

    help = (
        "Import answers into the draft of an anonymous survey, once: a csv or xlsx file with a row for each respondent "
        "and a column for each question. The survey is done then."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The survey, one file, how many were asked."""
        parser.add_argument("survey", metavar="SURVEY", help="its id, as in the address of its page")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--invited", type=int, metavar="N", help="how many were asked; left out: nobody knows"
        )

    def handle(
        self,
        *args: Any,  # noqa: ARG002  the framework's signature
        survey: str,
        file: Path,
        invited: int | None,
        **options: Any,  # noqa: ARG002
    ) -> None:
        """Import, or write every fault with its place to stderr and end with 1. No answer is ever written."""
        found = _survey(survey)
        if invited is not None and not 0 < invited <= MOST_INVITED:
            raise CommandError(f"--invited is a number from 1 to {MOST_INVITED}.")
        try:
            plan = import_file(by=None, survey=found, content=file.read_bytes(), invited=invited).plan
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except FileRefusedError as error:
            raise CommandError(f"{file}: {error}") from error
        except NotADraftError as error:
            raise CommandError("The survey is no draft any more. Answers are imported once.") from error
        except NotCollectableError as error:
            raise CommandError(WHY_NOT.get(obstacle(found), "The survey takes no file.")) from error
        self._refuse_faults(plan)
        self._tell(found, plan)

    def _refuse_faults(self, plan: Plan) -> None:
        for fault in plan.faults:
            self.stderr.write(f"Rad {fault.row}, {fault.column}: {fault.text}")
        if plan.faults:
            raise CommandError(f"{len(plan.faults)} faults. Nothing was imported.")

    def _tell(self, survey: Survey, plan: Plan) -> None:
        number = len(plan.contents)
        if number < survey.limit_whole:
            self.stdout.write(f"Fewer than {survey.limit_whole} have answered: no answer is kept.")
        else:
            self.stdout.write(
                f"{number} answers imported, {plan.empty} rows without answers, "
                f"{plan.dropped} answers left out that were not asked for"
            )
        self.stdout.write(
            "Delete the file now: it is what ties the answers of one person together with their texts."
        )


def _survey(text: str) -> Survey:
    try:
        return Survey.objects.get(pk=uuid.UUID(text))
    except (ValueError, Survey.DoesNotExist) as error:
        raise CommandError(f"No survey has the id {text}.") from error
