"""What people say when they correct what is handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from checklists.models import MAX_REASON
from organisations.forms.fields import TextField


class CorrectionForm(forms.Form):
    """Why the handed-in assessment is corrected; everybody who reads the result can read it."""

    reason = TextField(
        label=_("Vad är fel, och varför rättar ni det?"),
        help_text=_("Skälet står kvar vid båda versionerna och syns för alla som kan läsa resultatet."),
        max_length=MAX_REASON,
        error_messages={"required": _("Skriv varför skattningen ska rättas.")},
    )


class DiscardForm(forms.Form):
    """A yes: nothing to fill in."""
