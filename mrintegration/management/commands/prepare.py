"""One process makes the database ready: migrations, reference data and, when asked for, the demo."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection

REFERENCE_DATA = ("load_organisations", "load_instruments")


class Command(BaseCommand):
    """Run before the web server and the workers start; running it again changes nothing."""

    help = "Migrate the database and load the reference data. It may be run any number of times."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --demo."""
        parser.add_argument(
            "--demo", action="store_true", help="load the demo with its constructed values as well"
        )

    def handle(self, **options: Any) -> None:
        """Call each command in turn; each is idempotent and safe to interrupt."""
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The database that DATABASE_URL names does not answer: {error}") from error
        call_command("migrate", interactive=False, verbosity=0)
        for name in REFERENCE_DATA:
            call_command(name, verbosity=0)
        if options["demo"]:
            call_command("load_demo", verbosity=0)
