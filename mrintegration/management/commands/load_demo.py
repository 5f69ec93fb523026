"""Loads the demo with its constructed values; running it again changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mrintegration import demo


class Command(BaseCommand):
    """Needs load_organisations and load_instruments first."""

    help = "Load the demo. Every value in it is constructed; never run it in production."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  the framework's signature
        """Load, and write the sign-ins to demo-users.json in the data folder."""
        if not settings.DEVELOPMENT:
            raise CommandError(
                "The demo is for development only: it makes accounts. Set DEVELOPMENT=1 if that is meant."
            )
        sign_ins = settings.DATA_DIR / "demo-users.json"
        demo.load_all(sign_ins=sign_ins)
        self.stdout.write(f"The demo is loaded. Sign-ins: {sign_ins}")
