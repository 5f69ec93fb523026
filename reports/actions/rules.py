"""How an organisation wants its reports: two pairs of eyes, a logo."""

import hashlib

from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import Organisation, User
from reports.logos import Image
from reports.models import Logo, ReportRules


@transaction.atomic
def set_two_pairs(*, by: User, organisation: Organisation, two_pairs: bool) -> None:
    """Ask for a second pair of eyes from now on, or no longer; what waits already keeps waiting."""
    _change(by, organisation, "two_pairs", two_pairs=two_pairs)


@transaction.atomic
def set_logo(*, by: User, organisation: Organisation, image: Image | None) -> None:
    """Print another logo from now on, or none; frozen reports keep theirs."""
    logo = None
    if image is not None:
        logo, _created = Logo.objects.get_or_create(
            sha256=hashlib.sha256(image.png).hexdigest(),
            defaults={"png": image.png, "width": image.width, "height": image.height},
        )
    _change(by, organisation, "logo", logo=logo)


def _change(by: User, organisation: Organisation, field: str, **values: object) -> None:
    ReportRules.objects.update_or_create(
        organisation=organisation, defaults={**values, "changed_by": by, "changed_at": timezone.now()}
    )
    record(actor=by, organisation=organisation, verb="reports.rules_changed", field=field)
