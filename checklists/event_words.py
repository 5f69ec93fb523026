"""What the events of this room are called when a coordinator reads the log."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Final[Mapping[str, str | Promise]] = {
    "checklists.assessment_imported": _("%(who)s läste in en skattning från en fil"),
    "checklists.assessment_started": _("%(who)s började på en skattning"),
    "checklists.assessment_submitted": _("%(who)s lämnade in en skattning"),
    "checklists.correction_discarded": _("%(who)s tog bort en rättelse av en skattning"),
    "checklists.correction_started": _("%(who)s började rätta en skattning"),
    "checklists.own_finished": _("%(who)s blev klar med sin egen skattning"),
    "checklists.own_reopened": _("%(who)s tog tillbaka sin egen skattning"),
    "checklists.own_started": _("%(who)s började på en egen skattning"),
    "checklists.file_imported": _("%(who)s läste in en fil med skattningar"),
    "checklists.instrument_discarded": _("%(who)s tog bort en checklista som inte var publicerad"),
    "checklists.instrument_published": _("%(who)s publicerade en checklista"),
    "checklists.instrument_uploaded": _("%(who)s laddade upp en checklista"),
    "checklists.occasion_changed": _("%(who)s ändrade ett skattningstillfälle"),
    "checklists.occasion_removed": _("%(who)s tog bort ett skattningstillfälle"),
    "checklists.occasion_created": _("%(who)s skapade ett skattningstillfälle"),
    "checklists.ratings_saved": _("%(who)s sparade moment i en skattning"),
    "checklists.step_answered": _("%(who)s svarade hur det går med ett nästa steg"),
    "checklists.step_changed": _("%(who)s ändrade ett nästa steg"),
    "checklists.step_created": _("%(who)s lade till ett nästa steg"),
    "checklists.step_removed": _("%(who)s tog bort ett nästa steg ur ett utkast"),
    "checklists.steps_reviewed": _("%(who)s följde upp stegen från förra gången"),
}
