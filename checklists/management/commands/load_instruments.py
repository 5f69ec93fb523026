"""Loads instruments from data files; running it again changes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from checklists import instruments
from checklists.actions.instruments import InstrumentInUseError, load_instrument


class Command(BaseCommand):
    """`manage.py load_instruments [FILE …]`: the shipped files, or those named."""

    help = "Load instruments (checklists) from data files."

    def add_arguments(self, parser: CommandParser) -> None:
        """Files are optional."""
        parser.add_argument("files", nargs="*", type=Path)

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:  # noqa: ARG002  the framework's signature
        """Load each file, or stop with one sentence that says what to do."""
        for path in files or instruments.shipped():
            try:
                content = instruments.read(path)
                instrument, loaded = load_instrument(content=content)
            except OSError as error:
                raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
            except InstrumentInUseError as error:
                raise CommandError(
                    f"{path}: version {content.version} is in use and cannot change. Give the file a new version."
                ) from error
            except ValueError as error:
                raise CommandError(f"{path} is not a valid instrument: {error}") from error
            self.stdout.write(f"{instrument.key} {instrument.version}: {'loaded' if loaded else 'unchanged'}")
