"""Imports assessments from a csv or xlsx file: all of it, or nothing and every fault."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from checklists.actions.imports import import_file, plan_file
from checklists.files.plan import Plan
from organisations.actions.uploads import InTheWayError
from organisations.files.columns import FileRefusedError
from organisations.files.places import organisation_called
from organisations.models import Organisation


class Command(BaseCommand):
    """`manage.py import_assessments FILE [--owner CODE] [--dry-run]`."""

    help = "Import assessments from a csv or xlsx file, all or nothing. Missing occasions are made."

    def add_arguments(self, parser: CommandParser) -> None:
        """One file; who owns the occasions that are made; whether to look only."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--owner", metavar="CODE", help="who owns occasions that are made: code or slug")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def handle(
        self,
        *args: Any,  # noqa: ARG002  the framework's signature
        file: Path,
        owner: str | None,
        dry_run: bool,
        **options: Any,  # noqa: ARG002
    ) -> None:
        """Import, or write every fault on a line of its own to stderr and end with 1."""
        owning = _owner(owner)
        try:
            content = file.read_bytes()
            if dry_run:
                plan = plan_file(content, owner=owning)
            else:
                plan = import_file(by=None, content=content, owner=owning).plan
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except FileRefusedError as error:
            raise CommandError(f"{file}: {error}") from error
        except InTheWayError as error:
            raise CommandError("Somebody began to rate at the same moment. Run the command again.") from error
        self._refuse_faults(plan)
        self._tell(plan, dry_run=dry_run)

    def _refuse_faults(self, plan: Plan) -> None:
        for fault in plan.faults:
            self.stderr.write(f"Rad {fault.row}, {fault.column}: {fault.text}")
        if plan.faults:
            raise CommandError(f"{len(plan.faults)} faults. Nothing was imported.")

    def _tell(self, plan: Plan, *, dry_run: bool) -> None:
        for occasion in plan.occasions:
            self.stdout.write(
                f"new occasion: {occasion.name} {occasion.date}, owned by {occasion.owner.name}"
            )
        self.stdout.write(
            f"{len(plan.new)} assessments {'would be imported' if dry_run else 'imported'}, "
            f"{plan.unchanged} unchanged, {len(plan.occasions)} new occasions"
        )


def _owner(mark: str | None) -> Organisation | None:
    if mark is None:
        return None
    found = organisation_called(mark)
    if found is None:
        raise CommandError(f"No organisation has the code or slug {mark}.")
    return found
