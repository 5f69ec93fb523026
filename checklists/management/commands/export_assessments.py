"""Exports what organisations have handed in, in the columns that the import reads."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from checklists.files import writing
from checklists.models import Assessment, Instrument, Occasion


class Command(BaseCommand):
    """`manage.py export_assessments [--checklista KEY] [--tillfalle NAME] --output FILE`."""

    help = "Export handed-in assessments, the version that holds of each, to a csv or xlsx file."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to export, and where to."""
        parser.add_argument("--checklista", metavar="KEY", help="only this checklist, all its versions")
        parser.add_argument("--tillfalle", metavar="NAME", help="only occasions with this name")
        parser.add_argument(
            "--output", type=Path, required=True, metavar="FILE", help="ends with .csv or .xlsx"
        )

    def handle(
        self,
        *args: Any,  # noqa: ARG002  the framework's signature
        checklista: str | None,
        tillfalle: str | None,
        output: Path,
        **options: Any,  # noqa: ARG002
    ) -> None:
        """Write the file, or stop with a sentence."""
        found = Assessment.objects.current()
        if checklista is not None:
            if not Instrument.objects.filter(key=checklista).exists():
                raise CommandError(f"No checklist has the key {checklista}.")
            found = found.filter(occasion__instrument__key=checklista)
        if tillfalle is not None:
            if not Occasion.objects.filter(name=tillfalle).exists():
                raise CommandError(f"No occasion is called {tillfalle}.")
            found = found.filter(occasion__name=tillfalle)
        records = writing.records(found)
        kinds = {".csv": writing.as_csv, ".xlsx": writing.xlsx_of(found)}
        if output.suffix.lower() not in kinds:
            raise CommandError("The name of the output ends with .csv or .xlsx.")
        try:
            output.write_bytes(kinds[output.suffix.lower()](records))
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{found.count()} assessments, {len(records)} rows: {output}")
