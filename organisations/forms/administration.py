"""What the system's administrators type: organisations, functions, searches."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.forms.fields import DayField, LineField, kind_choices
from organisations.models import Function, Organisation, User
from organisations.models.organisation import UNIT_KINDS, Kind, OrganisationQuerySet


class OrganisationForm(forms.Form):
    """A new organisation at the top of its own tree."""

    name = LineField(label=_("Namn"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Slag"),
        choices=lambda: kind_choices(kind for kind in Kind if kind not in UNIT_KINDS),
    )
    code = forms.SlugField(
        label=_("Kod"), help_text=_("Till exempel kommunkoden."), max_length=20, required=False
    )
    valid_from = DayField(label=_("Från och med"), initial=timezone.localdate)


class CloseOrganisationForm(forms.Form):
    """The last day of an organisation, and what came after it."""

    last_day = DayField(label=_("Sista dag"), initial=timezone.localdate)
    successor = forms.ModelChoiceField(  # type: ignore[var-annotated]
        label=_("Efterträdare"),
        help_text=_("Den som tar över verksamheten, till exempel efter en sammanslagning."),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Ingen"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        choice: Any = self.fields["successor"]
        others: Any = Organisation.objects.roots().active().exclude(pk=organisation.pk)
        choice.queryset = others.in_order()

    def clean_last_day(self) -> Any:
        """Not before it began."""
        day = self.cleaned_data["last_day"]
        if day < self.organisation.valid_from:
            raise ValidationError(_("Slutdatumet ligger före startdatumet. Ändra ett av dem."))
        return day


class FunctionForm(forms.ModelForm):  # type: ignore[type-arg]
    """One function in the list that participants choose from."""

    name_sv = LineField(label=_("Namn på svenska"), max_length=60)
    name_en = LineField(label=_("Namn på engelska"), max_length=60)
    position = forms.IntegerField(label=_("Plats i listan"), min_value=1, max_value=999)
    active = forms.BooleanField(
        label=_("Går att välja"),
        help_text=_("En funktion som inte går att välja står kvar där den har använts."),
        required=False,
    )

    class Meta:
        model = Function
        fields = ["name_sv", "name_en", "position", "active"]


class SearchForm(forms.Form):
    """Words to look for."""

    q = LineField(
        label=_("Sök"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )

    def words(self) -> str:
        """Return what to look for; a search that is not valid looks for nothing in particular."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""

    def organisations(self) -> OrganisationQuerySet:
        """Return what matches, units and closed organisations too; without words every organisation, no units."""
        words = self.words()
        found = Organisation.objects.matching(words) if words else Organisation.objects.roots()
        return found.select_related("parent").in_order()

    def accounts(self) -> QuerySet[User]:
        """Return the accounts that match, by name."""
        return User.objects.matching(self.words())
