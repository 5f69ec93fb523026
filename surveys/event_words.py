"""What the events of this room are called when a coordinator reads the log. Nothing about answers is an event."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Final[Mapping[str, str | Promise]] = {
    "surveys.made": _("%(who)s skapade en enkät"),
    "surveys.copied": _("%(who)s skapade en ny omgång av en enkät"),
    "surveys.changed": _("%(who)s ändrade en enkät som inte är öppnad"),
    "surveys.removed": _("%(who)s tog bort en enkät som inte var öppnad"),
    "surveys.invited": _("%(who)s lade till adresser i en enkät"),
    "surveys.uninvited": _("%(who)s tog bort en adress ur en enkät som inte är öppnad"),
    "surveys.remark_added": _("%(who)s lade till en text om resultatet av en enkät"),
    "surveys.remark_changed": _("%(who)s ändrade en text om resultatet av en enkät"),
    "surveys.remark_removed": _("%(who)s tog bort en text om resultatet av en enkät"),
    "surveys.theme_added": _("%(who)s lade till ett tema för kommentarerna i en enkät"),
    "surveys.theme_changed": _("%(who)s sorterade kommentarerna i en enkät"),
    "surveys.theme_removed": _("%(who)s tog bort ett tema för kommentarerna i en enkät"),
    "surveys.moved": _("%(who)s flyttade sista dagen att svara på en enkät"),
    "surveys.opening": _("%(who)s öppnade en enkät"),
    "surveys.closed": _("%(who)s stängde en enkät"),
    "surveys.collected": _("%(who)s läste in svar som har samlats in på annat sätt"),
}
