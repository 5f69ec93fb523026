"""Coordinator assignments, commitments and units of one organisation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.forms.fields import DayField, LineField, TextField, kind_choices
from organisations.models import Commitment, CoordinatorAssignment, Membership, Organisation, User
from organisations.models.assignment import CommitmentKind
from organisations.models.organisation import MOST_LEVELS, UNIT_KINDS


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A person by name and address: two people may have the same name."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and address."""
        return f"{obj.name} ({obj.email})"


class AssignmentForm(forms.Form):
    """Who coordinates, how much, with what mandate, from when."""

    user = PersonChoice(
        label=pgettext_lazy("en person", "Samordnare"),
        help_text=_("Den som inte finns i listan behöver först bjudas in under Personer."),
        queryset=User.objects.none(),
        empty_label=_("Välj en person"),
    )
    deputy = PersonChoice(
        label=_("Ersättare"), queryset=User.objects.none(), required=False, empty_label=_("Ingen")
    )
    share_percent = forms.IntegerField(
        label=_("Del av heltid i procent"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        widget=forms.NumberInput(attrs={"min": 1, "max": 100}),
    )
    mandate = TextField(
        label=_("Uppdrag och mandat"),
        help_text=_("Vad samordnaren får besluta om och till vem samordnaren rapporterar."),
        max_length=2000,
        required=False,
    )
    valid_from = DayField(label=_("Från och med"), initial=timezone.localdate)
    valid_to = DayField(
        label=_("Till och med"), help_text=_("Lämna tomt för ett uppdrag som pågår."), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        people = User.objects.holding(Membership.objects.active().covering(organisation))
        for name in ("user", "deputy"):
            field: Any = self.fields[name]
            field.queryset = people

    def clean(self) -> dict[str, Any]:
        """Another person as deputy, days in order, one open assignment a person."""
        data = super().clean() or {}
        if data.get("user") and data["user"] == data.get("deputy"):
            self.add_error("deputy", _("Ersättaren måste vara en annan person än samordnaren."))
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Slutdatumet ligger före startdatumet. Ändra ett av dem."))
        if data.get("user") and not last:
            running = self.organisation.coordinator_assignments.filter(user=data["user"], valid_to=None)
            if running.exists():
                self.add_error("user", _("Personen har redan ett pågående uppdrag här."))
        return data

    def assignment(self) -> CoordinatorAssignment:
        """Return what was typed, not yet stored."""
        return CoordinatorAssignment(organisation=self.organisation, **self.cleaned_data)


class EndAssignmentForm(forms.Form):
    """The last day of an assignment."""

    last_day = DayField(label=_("Sista dag"), initial=timezone.localdate)

    def __init__(self, *args: Any, assignment: CoordinatorAssignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment

    def clean_last_day(self) -> Any:
        """Not before it began."""
        day = self.cleaned_data["last_day"]
        if day < self.assignment.valid_from:
            raise ValidationError(_("Slutdatumet ligger före startdatumet. Ändra ett av dem."))
        return day


class CommitmentForm(forms.Form):
    """A public commitment, when it was decided and by which decision."""

    kind = forms.ChoiceField(label=_("Åtagande"), choices=CommitmentKind.choices, widget=forms.RadioSelect)
    title = LineField(
        label=_("Vad"), help_text=_("Fyll i för ett annat åtagande."), max_length=160, required=False
    )
    decided_on = DayField(label=_("Beslutat den"))
    decision_reference = LineField(
        label=_("Beslutets diarienummer eller paragraf"), max_length=80, required=False
    )

    def clean_decided_on(self) -> Any:
        """A decision has been made."""
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Datumet har inte varit än. Skriv dagen då beslutet togs."))
        return day

    def clean(self) -> dict[str, Any]:
        """Another commitment than the named ones says what it is."""
        data = super().clean() or {}
        if data.get("kind") == CommitmentKind.OTHER and "title" in data and not data["title"]:
            self.add_error("title", _("Skriv vilket åtagande det gäller."))
        return data

    def commitment(self, organisation: Organisation) -> Commitment:
        """Return what was typed, not yet stored."""
        return Commitment(organisation=organisation, **self.cleaned_data)


class UnitForm(forms.Form):
    """A unit below the organisation."""

    name = LineField(label=_("Namn"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Slag"),
        choices=lambda: kind_choices(UNIT_KINDS),
        widget=forms.RadioSelect,
    )
    valid_from = DayField(label=_("Från och med"), initial=timezone.localdate)

    def __init__(self, *args: Any, parent: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent = parent

    def clean(self) -> dict[str, Any]:
        """Not without end below each other."""
        if self.parent.ancestors(include_self=True).count() >= MOST_LEVELS:
            raise ValidationError(
                _("Enheter kan ligga i högst %(most)s nivåer. Lägg enheten högre upp.")
                % {"most": MOST_LEVELS}
            )
        return super().clean() or {}
