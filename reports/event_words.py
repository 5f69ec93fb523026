"""What the events of this room are called when a coordinator reads the log."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Final[Mapping[str, str | Promise]] = {
    "reports.comment_closed": _("%(who)s avslutade en kommentar i ett rapportutkast"),
    "reports.comment_opened": _("%(who)s öppnade en kommentar i ett rapportutkast igen"),
    "reports.commented": _("%(who)s kommenterade ett rapportutkast"),
    "reports.correction_started": _("%(who)s började rätta en publicerad rapport"),
    "reports.draft_named": _("%(who)s ändrade titel, sammanfattning eller omslag i ett rapportutkast"),
    "reports.draft_refreshed": _("%(who)s hämtade nya uppgifter till ett rapportutkast"),
    "reports.draft_set_aside": _("%(who)s lade ett rapportutkast åt sidan"),
    "reports.draft_started": _("%(who)s började skriva en rapport"),
    "reports.draft_taken_up": _("%(who)s tog fram ett rapportutkast igen"),
    "reports.finished": _("%(who)s gjorde klar en rapportfil"),
    "reports.link_created": _("%(who)s skapade en länk till en publicerad rapport"),
    "reports.link_revoked": _("%(who)s stängde en länk till en publicerad rapport"),
    "reports.ordered": _("%(who)s beställde en rapportfil"),
    "reports.part_added": _("%(who)s lade till en del i ett rapportutkast"),
    "reports.part_left_out": _("%(who)s utelämnade en del ur ett rapportutkast"),
    "reports.part_moved": _("%(who)s flyttade en del i ett rapportutkast"),
    "reports.part_removed": _("%(who)s tog bort en tom del ur ett rapportutkast"),
    "reports.part_taken_in": _("%(who)s tog med en utelämnad del i ett rapportutkast igen"),
    "reports.proposal_made": _("%(who)s gjorde en version till nämnd"),
    "reports.publication_declined": _("%(who)s skickade tillbaka en rapport i stället för att publicera den"),
    "reports.publication_requested": _("%(who)s skickade en rapport till en andra person för publicering"),
    "reports.published": _("%(who)s publicerade en rapport"),
    "reports.rules_changed": _("%(who)s ändrade inställningarna för rapporter"),
    "reports.withdrawn": _("%(who)s drog tillbaka en publicerad rapport"),
}
