"""What people type to keep a selection."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comparison.models import MAX_NAME
from organisations.forms.fields import LineField


class SaveForm(forms.Form):
    """The name that members find the selection by."""

    name = LineField(
        label=_("Namn"),
        help_text=_("Alla i organisationen som ser jämförelser hittar urvalet under det här namnet."),
        max_length=MAX_NAME,
        error_messages={"required": _("Skriv ett namn på urvalet.")},
    )
