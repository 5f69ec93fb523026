"""What the events of this room are called when a coordinator reads the log."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Final[Mapping[str, str | Promise]] = {
    "programmes.made": _("%(who)s skapade en satsning"),
    "programmes.changed": _("%(who)s ändrade en satsning"),
    "programmes.opened": _("%(who)s öppnade en satsning för de inbjudna"),
    "programmes.expectation_changed": _("%(who)s ändrade vad en roll i en satsning innebär"),
    "programmes.invited": _("%(who)s bjöd in till en satsning"),
    "programmes.applied": _("%(who)s anmälde organisationen till en satsning"),
    "programmes.declined": _("%(who)s tackade nej till en satsning"),
    "programmes.admitted": _("%(who)s tog med en deltagare i en satsning"),
    "programmes.left": _("%(who)s antecknade att en deltagare har lämnat en satsning"),
    "programmes.completed": _("%(who)s antecknade att en deltagare har fullföljt en satsning"),
    "programmes.participation_changed": _("%(who)s ändrade uppgifter om en deltagare i en satsning"),
    "programmes.acknowledged": _("%(who)s läste vad rollen i en satsning innebär"),
    "programmes.group_made": _("%(who)s skapade en grupp i en satsning"),
    "programmes.group_changed": _("%(who)s ändrade en grupp i en satsning"),
    "programmes.group_removed": _("%(who)s tog bort en grupp i en satsning"),
    "programmes.meeting_made": _("%(who)s lade in en träff"),
    "programmes.meeting_changed": _("%(who)s ändrade en träff"),
    "programmes.meeting_removed": _("%(who)s tog bort en träff"),
    "programmes.attendance": _("%(who)s antecknade vilka som var med på en träff"),
    "programmes.home_work": _("%(who)s svarade på en hemuppgift"),
    "programmes.document_added": _("%(who)s lade in ett dokument"),
    "programmes.document_removed": _("%(who)s tog bort ett dokument"),
    "programmes.letter_sent": _("%(who)s skickade ett brev till deltagare i en satsning"),
    "programmes.shared": _("%(who)s delade en skattning i en satsning"),
    "programmes.narrowed": _("%(who)s slutade dela en skattning med någon i en satsning"),
    "programmes.functions_told": _(
        "%(who)s lät den som leder en satsning räkna med hur funktioner skiljer sig"
    ),
    "programmes.functions_untold": _(
        "%(who)s slutade låta den som leder en satsning räkna med hur funktioner skiljer sig"
    ),
    "programmes.remarked": _("%(who)s kommenterade något som delats i en satsning"),
    "programmes.remark_closed": _("%(who)s avslutade en kommentar i en satsning"),
    "programmes.handed_in": _("%(who)s lämnade in en resultatrapport"),
    "programmes.result_expected": _("%(who)s skrev ett förväntat resultat av en satsning"),
    "programmes.expected_result_changed": _("%(who)s ändrade ett förväntat resultat av en satsning"),
    "programmes.expected_result_removed": _("%(who)s tog bort ett förväntat resultat av en satsning"),
    "programmes.judged": _("%(who)s bedömde ett förväntat resultat av en satsning"),
    "programmes.attainment_released": _("%(who)s lät deltagarna läsa måluppfyllelsen i en satsning"),
    "programmes.attainment_withdrawn": _("%(who)s slutade visa måluppfyllelsen i en satsning för deltagarna"),
}
