"""Addresses to invite: pasted, in a file, or those of the coordinators in the tree."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisations.forms.fields import TextField
from organisations.forms.files import UploadForm
from surveys import addresses
from surveys.models import Survey

MOST_FAULTS: Final = 10


class PasteForm(forms.Form):
    """Addresses out of a mail program or a spreadsheet, all in one group."""

    text = TextField(
        label=gettext_lazy("E-postadresser"),
        help_text=gettext_lazy(
            "En på varje rad, eller med semikolon emellan. Den som redan är inbjuden bjuds inte in en gång till."
        ),
        max_length=1_500_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Grupp som de räknas till"),
        help_text=gettext_lazy("Gäller alla adresser här. Med olika grupper: läs in en fil."),
        required=False,
    )

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = list(survey.groups.order_by("name").values_list("code", "name"))
        field: Any = self.fields["group"]
        field.choices = [("", _("Ingen grupp")), *groups]
        if not groups:
            del self.fields["group"]

    def clean_text(self) -> list[str]:
        """All or nothing: what is no address is told with its line."""
        found = addresses.pasted(self.cleaned_data["text"])
        if found.faults:
            raise forms.ValidationError(bounded(found.faults))
        return list(found.people)

    @property
    def people(self) -> dict[str, str]:
        """The code of the group by address; call after is_valid()."""
        return dict.fromkeys(self.cleaned_data["text"], self.cleaned_data.get("group", ""))


class AddressFileForm(UploadForm):
    """A file with addresses and groups."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "csv eller xlsx, högst 10 MB. Är något fel i filen bjuds ingen in, och du får veta vad som ska rättas."
        )


class OpenForm(forms.Form):
    """A yes to opening: nothing can be changed afterwards."""

    sure = forms.BooleanField(
        label=gettext_lazy("Jag har läst igenom enkäten, och vet att den inte går att ändra sedan"),
        error_messages={"required": gettext_lazy("Kryssa i rutan när du har läst igenom enkäten.")},
    )


def bounded(faults: list[str]) -> list[str]:
    """Return the first faults, and how many more there are."""
    more = len(faults) - MOST_FAULTS
    told = ngettext("Och %(n)s fel till.", "Och %(n)s fel till.", more)
    return [*faults[:MOST_FAULTS], *([told % {"n": more}] if more > 0 else [])]
