"""Loads the register of organisations and the list of functions; running it again changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from organisations.actions.register import load_register


class Command(BaseCommand):
    """Idempotent: adds what is missing, corrects what has changed in the register."""

    help = "Load all municipalities, regions, county administrative boards and SKR, and the functions of participants."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load and say what was done."""
        loaded = load_register()
        self.stdout.write(
            f"Organisations: {loaded.organisations_added} added, {loaded.organisations_corrected} corrected. "
            f"Functions: {loaded.functions_added} added."
        )
