"""What the events of this room are called when a coordinator reads the log."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Final[Mapping[str, str | Promise]] = {
    "organisations.account_closed": _("%(who)s stängde av ett konto"),
    "organisations.account_opened": _("%(who)s öppnade ett konto"),
    "organisations.administrator_made": _("%(who)s utsåg en systemadministratör"),
    "organisations.commitment_added": _("%(who)s lade till ett åtagande"),
    "organisations.coordinator_assigned": _("%(who)s lade till ett samordnaruppdrag"),
    "organisations.coordinator_assignment_ended": _("%(who)s avslutade ett samordnaruppdrag"),
    "organisations.events_deleted": _("%(who)s gallrade händelser enligt beslut"),
    "organisations.function_added": _("%(who)s lade till en funktion"),
    "organisations.function_changed": _("%(who)s ändrade en funktion"),
    "organisations.invitation_accepted": _("%(who)s tackade ja till en inbjudan"),
    "organisations.invitation_withdrawn": _("%(who)s drog tillbaka en inbjudan"),
    "organisations.membership_ended": _("%(who)s avslutade en persons roll"),
    "organisations.organisation_closed": _("%(who)s avslutade organisationen i registret"),
    "organisations.organisation_created": _("%(who)s lade till organisationen i registret"),
    "organisations.person_invited": _("%(who)s bjöd in en person"),
    "organisations.right_to_publish_given": _("%(who)s gav en samordnare rätt att publicera rapporter"),
    "organisations.right_to_publish_taken": _("%(who)s tog bort en samordnares rätt att publicera rapporter"),
    "organisations.share_ended": _("%(who)s slutade dela något utanför organisationen"),
    "organisations.shared": _("%(who)s delade något utanför organisationen"),
    "organisations.unit_created": _("%(who)s lade till en enhet"),
}
