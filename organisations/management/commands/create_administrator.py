"""Makes the first system administrator of a new installation, and prints the link where the password is set."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from organisations.actions.people import create_administrator
from organisations.sign_in import password_link


class Command(BaseCommand):
    """Prints a link instead of asking for a password, which would stay in a shell's history or on a shared screen."""

    help = (
        "Make a person system administrator and print a link, valid for a day, where they set their password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address, and a name for a new account."""
        parser.add_argument("email")
        parser.add_argument("--name", default="Systemadministratör")

    def handle(self, *_args: Any, email: str, name: str, **_options: Any) -> None:
        """Make the administrator and say what to do next."""
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        user, created = create_administrator(email=email, name=name)
        self.stdout.write("A new account was made." if created else "The account is now an administrator's.")
        self.stdout.write("Open this link within a day to set the password; it works once:")
        self.stdout.write(password_link(user))
