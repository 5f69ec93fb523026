"""What people decide when a report is put to a body, published, sent back, corrected or withdrawn."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.forms.fields import DayField, LineField, TextField
from reports.actions.publishing import Ruling
from reports.models import (
    MAX_BODY_NAME,
    MAX_PROPOSAL,
    MAX_REASON,
    MAX_REFERENCE,
    Decision,
    Proposal,
)

EARLIEST: Final = datetime.date(2000, 1, 1)
AS_DRAFT: Final = "utkast"
DECISIONS: Final = [
    (Decision.ESTABLISHED.value, _("Att fastställa rapporten")),
    (Decision.ADOPTED.value, _("Att anta rapporten")),
    (Decision.APPROVED.value, _("Att godkänna rapporten")),
    (Decision.FILED.value, _("Att lägga rapporten till handlingarna")),
    (Decision.NOTED.value, _("Att notera rapporten")),
]


class ProposalForm(forms.Form):
    """What goes with a version to a body; `opened` counts the versions that there were when the page was made."""

    body = LineField(
        label=_("Vem ska besluta?"),
        help_text=_("Till exempel kommunstyrelsen eller en nämnd."),
        max_length=MAX_BODY_NAME,
        error_messages={"required": _("Skriv vem som ska besluta.")},
    )
    reference = LineField(
        label=_("Diarienummer"),
        help_text=_("Ärendets nummer i er diarieföring, till exempel KS 2026/123. Det trycks i rapporten."),
        max_length=MAX_REFERENCE,
        error_messages={"required": _("Skriv ärendets diarienummer.")},
    )
    text = TextField(
        label=_("Förslag till beslut"),
        help_text=_("Trycks i rapporten så som du skriver det. En mening eller flera att-satser."),
        max_length=MAX_PROPOSAL,
        error_messages={"required": _("Skriv vad som föreslås bli beslutat.")},
    )
    opened = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class PublishForm(forms.Form):
    """What is published, and what was decided about it."""

    source = forms.ChoiceField(
        label=_("Vad ska publiceras?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj vad som ska publiceras."),
            "invalid_choice": _("Den versionen finns inte. Välj en i listan."),
        },
    )
    body = LineField(
        label=_("Vem har beslutat?"),
        help_text=_("Nämnden, styrelsen, utskottet eller, vid delegation, den som har fattat beslutet."),
        max_length=MAX_BODY_NAME,
        error_messages={"required": _("Skriv vem som har beslutat.")},
    )
    decision = forms.ChoiceField(
        choices=DECISIONS,
        label=_("Vad beslutades?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj vad som beslutades."),
            "invalid_choice": _("Välj ett av besluten i listan."),
        },
    )
    delegated = forms.BooleanField(label=_("Beslutet är fattat på delegation"), required=False)
    decided_on = DayField(
        label=_("Vilken dag fattades beslutet?"),
        error_messages={"required": _("Skriv vilken dag beslutet fattades.")},
    )
    reference = LineField(
        label=_("Diarienummer"),
        help_text=_("Trycks i rapporten."),
        max_length=MAX_REFERENCE,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        sources: Sequence[tuple[str, str]],
        proposals: Sequence[Proposal],
        stuck: bool,
        **kwargs: Any,
    ) -> None:
        """`sources` are the choices of what is published; `stuck`: a second person is needed, and there is none."""
        super().__init__(*args, **kwargs)
        self.proposals, self.stuck = {str(one.pk): one for one in proposals}, stuck
        source: Any = self.fields["source"]
        source.choices = sources
        if len(sources) == 1:
            del self.fields["source"]

    def clean_decided_on(self) -> datetime.date:
        """A decision has been made, and not so long ago that the year must be a slip."""
        day: datetime.date = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Dagen har inte varit än. Publicera när beslutet är fattat."))
        if day < EARLIEST:
            raise ValidationError(_("Året kan inte stämma. Skriv ett datum efter 1999."))
        return day

    def clean(self) -> dict[str, Any]:
        """What nobody could approve is not sent away."""
        if self.stuck:
            raise ValidationError(nobody_else())
        return super().clean() or {}

    @property
    def proposal(self) -> Proposal | None:
        """Return the version to the board that was chosen; None for the draft."""
        return self.proposals.get(self.cleaned_data.get("source", ""))

    @property
    def ruling(self) -> Ruling:
        """Return the decision; call after is_valid()."""
        data = self.cleaned_data
        return Ruling(
            body=data["body"],
            decision=Decision(data["decision"]),
            decided_on=data["decided_on"],
            reference=data["reference"],
            delegated=data["delegated"],
        )


class DeclineForm(forms.Form):
    """Why a report goes back to its draft."""

    reason = TextField(
        label=_("Varför skickas rapporten tillbaka?"),
        help_text=_(
            "Den som skickade den läser det här. Utkastet öppnas igen, och inget i det går förlorat."
        ),
        max_length=MAX_REASON,
        error_messages={"required": _("Skriv varför rapporten skickas tillbaka.")},
    )


class CorrectForm(forms.Form):
    """Why there will be a new version; printed in it."""

    reason = TextField(
        label=_("Vad är fel, och varför rättas det?"),
        help_text=_("Skälet trycks i den nya versionen och läses av alla som läser den."),
        max_length=MAX_REASON,
        error_messages={"required": _("Skriv varför rapporten ska rättas.")},
    )


class WithdrawForm(forms.Form):
    """Why a published report is taken back; readers see it."""

    reason = TextField(
        label=_("Varför dras rapporten tillbaka?"),
        help_text=_("Skälet står där rapporten stod, för alla som kunde läsa den."),
        max_length=MAX_REASON,
        error_messages={"required": _("Skriv varför rapporten dras tillbaka.")},
    )


def nobody_else() -> str:
    """Say what is missing when a second person must approve and there is none."""
    return gettext(
        "Inställningen ”två par ögon” är på, men ingen annan får publicera rapporter här. Ge först ännu en "
        "samordnare den rätten, på sidan Personer."
    )
