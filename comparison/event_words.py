"""What the events of this room are called when the log is read."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Final[Mapping[str, str | Promise]] = {
    "comparison.inhabitants_read": _("%(who)s läste in hur många som bor i kommuner och regioner"),
}
