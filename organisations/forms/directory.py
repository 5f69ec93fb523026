"""Searching the list of organisations; an address with odd values gives the whole list, never an error."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.fields import LineField, kind_choices
from organisations.models import Organisation
from organisations.models.organisation import UNIT_KINDS, Kind, OrganisationQuerySet

ALL: Final = "alla"


class DirectoryForm(forms.Form):
    """Name or code, kind and county."""

    q = LineField(
        label=_("Namn eller kod"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Slag"),
        required=False,
        choices=lambda: [
            ("", _("Kommuner och regioner")),
            *kind_choices(kind for kind in Kind if kind not in UNIT_KINDS),
            (ALL, _("Alla slag")),
        ],
    )
    county = forms.ChoiceField(label=_("Län"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        county: Any = self.fields["county"]
        county.choices = [("", _("Alla län")), *Organisation.objects.of_kind(Kind.REGION).counties()]

    def found(self) -> OrganisationQuerySet:
        """Return the organisations of today that match, in Swedish order."""
        self.is_valid()
        data: dict[str, str] = self.cleaned_data
        found = Organisation.objects.roots().active().in_order()
        kind = data.get("kind", "")
        if kind != ALL:
            found = found.of_kind(Kind(kind)) if kind else found.of_kind(Kind.MUNICIPALITY, Kind.REGION)
        if data.get("county"):
            found = found.filter(county_code=data["county"])
        return found.matching(data["q"]) if data.get("q") else found
