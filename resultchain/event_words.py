"""What the events of this room are called when a coordinator reads the log."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Final[Mapping[str, str | Promise]] = {
    "resultchain.answer_saved": _("%(who)s svarade på vad en enhet gör med en plan"),
    "resultchain.date_added": _("%(who)s lade till ett datum i årshjulet"),
    "resultchain.date_changed": _("%(who)s ändrade ett datum i årshjulet"),
    "resultchain.date_removed": _("%(who)s tog bort ett datum ur årshjulet"),
    "resultchain.diploma_added": _("%(who)s lade till ett diplom"),
    "resultchain.diploma_changed": _("%(who)s ändrade ett diplom"),
    "resultchain.diploma_removed": _("%(who)s tog bort ett diplom"),
    "resultchain.entry_changed": _("%(who)s ändrade en post i resultatkedjan"),
    "resultchain.entry_followed_up": _("%(who)s sade hur det gick med något som var planerat"),
    "resultchain.entry_imported": _("%(who)s läste in en post från en fil"),
    "resultchain.entry_logged": _("%(who)s loggade en post i resultatkedjan"),
    "resultchain.entry_removed": _("%(who)s tog bort en post ur resultatkedjan"),
    "resultchain.file_imported": _("%(who)s läste in en fil med poster"),
    "resultchain.goal_added": _("%(who)s lade till ett mål"),
    "resultchain.goal_changed": _("%(who)s ändrade ett mål"),
    "resultchain.goal_removed": _("%(who)s tog bort ett mål"),
    "resultchain.indicator_added": _("%(who)s lade till ett nyckeltal"),
    "resultchain.indicator_changed": _("%(who)s ändrade ett nyckeltal"),
    "resultchain.indicator_removed": _("%(who)s tog bort ett nyckeltal"),
    "resultchain.link_added": _("%(who)s kopplade ihop två poster"),
    "resultchain.link_changed": _("%(who)s ändrade en koppling mellan två poster"),
    "resultchain.link_removed": _("%(who)s tog bort en koppling mellan två poster"),
    "resultchain.list_line_added": _("%(who)s lade till en rad i en egen lista"),
    "resultchain.list_line_changed": _("%(who)s bytte namn på en rad i en egen lista"),
    "resultchain.list_line_restored": _("%(who)s tog fram en rad i en egen lista igen"),
    "resultchain.list_line_retired": _("%(who)s lade undan en rad i en egen lista"),
    "resultchain.map_saved": _("%(who)s sparade en enhets karta över de globala målen"),
    "resultchain.plan_added": _("%(who)s lade till en plan"),
    "resultchain.plan_changed": _("%(who)s ändrade en plan"),
    "resultchain.plan_removed": _("%(who)s tog bort en plan"),
    "resultchain.position_changed": _("%(who)s ändrade var organisationen säger att den står"),
    "resultchain.position_removed": _("%(who)s tog bort en uppgift om var organisationen står"),
    "resultchain.position_stated": _("%(who)s sade var organisationen står på resultatkedjan"),
    "resultchain.rules_changed": _("%(who)s ändrade en inställning för resultatkedjan"),
    "resultchain.value_removed": _("%(who)s tog bort ett värde från ett nyckeltal"),
    "resultchain.value_saved": _("%(who)s sparade ett värde för ett nyckeltal"),
}
