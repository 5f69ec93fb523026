"""Exports what organisations have logged in the result chain, in the columns that the import reads."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisations.files.places import organisation_called
from resultchain.files import writing
from resultchain.models import ChainEntry


class Command(BaseCommand):
    """`manage.py export_entries [--organisation CODE] --output FILE`."""

    help = "Export entries with their links to a csv or xlsx file."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to export, and where to."""
        parser.add_argument(
            "--organisation", metavar="CODE", help="only this one and its units: code or slug"
        )
        parser.add_argument(
            "--output", type=Path, required=True, metavar="FILE", help="ends with .csv or .xlsx"
        )

    def handle(
        self,
        *args: Any,  # noqa: ARG002  the framework's signature
        organisation: str | None,
        output: Path,
        **options: Any,  # noqa: ARG002
    ) -> None:
        """Write the file, or stop with a sentence."""
        found = ChainEntry.objects.all()
        if organisation is not None:
            place = organisation_called(organisation)
            if place is None:
                raise CommandError(f"No organisation has the code or slug {organisation}.")
            found = ChainEntry.objects.within(place)
        kind = output.suffix.lower()
        if kind not in {".csv", ".xlsx"}:
            raise CommandError("The name of the output ends with .csv or .xlsx.")
        records = writing.records(found)
        content = (
            writing.as_csv(records)
            if kind == ".csv"
            else writing.as_xlsx(records, created=writing.data_time(found))
        )
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{len(records)} entries: {output}")
