"""Imports entries of the result chain from a csv or xlsx file: all of it, or nothing and every fault."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisations.actions.uploads import InTheWayError
from organisations.files.columns import FileRefusedError
from resultchain.actions.imports import import_file, plan_file
from resultchain.files.plan import Plan


class Command(BaseCommand):
    """`manage.py import_entries FILE [--dry-run]`."""

    help = "Import entries from a csv or xlsx file, all or nothing. New names are added to the lists."

    def add_arguments(self, parser: CommandParser) -> None:
        """One file; whether to look only."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def handle(
        self,
        *args: Any,  # noqa: ARG002  the framework's signature
        file: Path,
        dry_run: bool,
        **options: Any,  # noqa: ARG002
    ) -> None:
        """Import, or write every fault on a line of its own to stderr and end with 1."""
        try:
            content = file.read_bytes()
            plan = plan_file(content) if dry_run else import_file(by=None, content=content).plan
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except FileRefusedError as error:
            raise CommandError(f"{file}: {error}") from error
        except InTheWayError as error:
            raise CommandError("Somebody wrote at the same moment. Run the command again.") from error
        self._refuse_faults(plan)
        self._tell(plan, dry_run=dry_run)

    def _refuse_faults(self, plan: Plan) -> None:
        for fault in plan.faults:
            self.stderr.write(f"Rad {fault.row}, {fault.column}: {fault.text}")
        if plan.faults:
            raise CommandError(f"{len(plan.faults)} faults. Nothing was imported.")

    def _tell(self, plan: Plan, *, dry_run: bool) -> None:
        for line in plan.lines:
            self.stdout.write(f"new in {line.at.kind}: {line.name}")
        for goal in plan.new_goals:
            self.stdout.write(f"new goal: {goal.title}")
        self.stdout.write(
            f"{len(plan.new)} entries and {len(plan.links)} links {'would be imported' if dry_run else 'imported'}, "
            f"{plan.unchanged} entries and {plan.unchanged_links} links unchanged"
        )
