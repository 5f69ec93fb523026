"""What the events of this room are called when a coordinator reads the log."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Final[Mapping[str, str | Promise]] = {
    "reports.finished": _("%(who)s gjorde klar en rapport"),
    "reports.ordered": _("%(who)s beställde en rapport"),
}
