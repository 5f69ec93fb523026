"""What a body decided about a report, as one sentence."""

import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from figures import swedish
from reports.models import Decision

SENTENCES: Final[dict[str, str | Promise]] = {
    Decision.ESTABLISHED.value: gettext_lazy("%(body)s fastställde rapporten den %(date)s"),
    Decision.ADOPTED.value: gettext_lazy("%(body)s antog rapporten den %(date)s"),
    Decision.APPROVED.value: gettext_lazy("%(body)s godkände rapporten den %(date)s"),
    Decision.FILED.value: gettext_lazy("%(body)s lade rapporten till handlingarna den %(date)s"),
    Decision.NOTED.value: gettext_lazy("%(body)s noterade rapporten den %(date)s"),
}


def decision_sentence(*, body: str, decision: str, decided_on: datetime.date, delegated: bool = False) -> str:
    """Return ”Kommunstyrelsen fastställde rapporten den 3 mars 2026.” in the active language."""
    sentence = str(SENTENCES[decision]) % {
        "body": swedish.sentence(body),
        "date": swedish.long_date(decided_on, swedish.chosen(get_language())),
    }
    return _("%(sentence)s, på delegation.") % {"sentence": sentence} if delegated else f"{sentence}."
