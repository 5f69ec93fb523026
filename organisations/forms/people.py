"""Inviting people, accepting an invitation, ending a role."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from figures.swedish import sentence
from organisations.actions.invitations import roles_to_grant
from organisations.actions.people import is_last_coordinator, is_last_publisher
from organisations.forms.fields import DayField, LineField
from organisations.forms.sign_in import PASSWORD_HELP
from organisations.models import Function, Membership, Organisation, Role, User


class OrganisationChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The organisation and its units, indented as a tree."""

    def label_from_instance(self, obj: Any) -> str:
        """Show how deep below the top of the list a unit hangs."""
        depth: int = obj.tree_depth - self.top_depth
        return f"{'– ' * depth}{obj.name}"

    top_depth = 0


class InvitationForm(forms.Form):
    """Whom to invite, to which part of the organisation, in which role."""

    email = forms.EmailField(
        label=_("E-postadress"), help_text=_("Inbjudan skickas dit och gäller i sju dagar."), max_length=254
    )
    organisation = OrganisationChoice(
        label=_("Gäller för"), queryset=Organisation.objects.none(), empty_label=None
    )
    role = forms.ChoiceField(label=_("Roll"), widget=forms.RadioSelect)
    function = forms.ModelChoiceField(
        label=_("Funktion"),
        help_text=_("Fyll i för deltagare."),
        queryset=Function.objects.none(),
        required=False,
        empty_label=_("Ingen"),
    )

    def __init__(self, *args: Any, by: User, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = organisation.descendants(include_self=True).active().order_siblings_by("sort_key")
        choice: Any = self.fields["organisation"]
        choice.queryset, choice.initial = places, organisation.pk
        if len(places) == 1:
            choice.widget = forms.HiddenInput()
        choice.top_depth = organisation.ancestors().count()
        role: Any = self.fields["role"]
        role.choices = [(each.value, sentence(str(each.label))) for each in roles_to_grant(by)]
        function: Any = self.fields["function"]
        function.queryset = Function.objects.in_use()

    def clean_email(self) -> str:
        """One address is one person, whatever its case."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """A participant takes part in a function; nobody is invited to what they have."""
        data = super().clean() or {}
        if data.get("role") != Role.PARTICIPANT:
            data["function"] = None
        elif not data.get("function"):
            self.add_error("function", _("Välj i vilken funktion personen deltar."))
        if {"email", "organisation", "role"} <= data.keys():
            self._refuse_repetition(data["email"], data["organisation"], data["role"])
        return data

    def _refuse_repetition(self, email: str, organisation: Organisation, role: str) -> None:
        held = organisation.memberships.active().filter(user__email=email, role=role)
        if held.exists():
            self.add_error("email", _("Personen har redan den rollen här."))
        elif organisation.invitations.open().filter(email=email, role=role).exists():
            self.add_error("email", already_invited())


def already_invited() -> ValidationError:
    """Say that an invitation waits, and what to do."""
    return ValidationError(
        _(
            "En inbjudan till den adressen med samma roll väntar redan. Dra tillbaka den först om den ska skickas igen."
        )
    )


class NewPersonForm(forms.Form):
    """Name and password of somebody who has no account."""

    name = LineField(
        label=_("Ditt namn"),
        max_length=120,
        error_messages={"required": _("Skriv ditt namn.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label=_("Välj ett lösenord"),
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Samma lösenord en gång till"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Both passwords alike, and good enough."""
        data = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Lösenorden är inte lika. Skriv samma en gång till."))
        if first:
            try:
                password_validation.validate_password(
                    first, User(name=data.get("name", ""), email=self.email)
                )
            except ValidationError as error:
                self.add_error("password1", error)
        return data


def last_publisher() -> str:
    """Say why the last one who may publish keeps the right, and what to do."""
    text = _(
        "Ingen annan får publicera rapporter här. Ge först en annan samordnare den rätten, på sidan Personer."
    )
    return str(text)


class EndMembershipForm(forms.Form):
    """When a role ends; for the last coordinator, that it is meant."""

    last_day = DayField(
        label=_("Sista dag"), help_text=_("Lämna tomt om rollen ska upphöra genast."), required=False
    )
    leave_vacant = forms.BooleanField(
        label=_("Jag vet att ingen samordnare blir kvar"),
        help_text=_("Därefter kan bara systemadministratören bjuda in personer här."),
        error_messages={
            "required": _("Bocka i rutan om rollen ändå ska upphöra, eller bjud in en ny samordnare först.")
        },
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        if not is_last_coordinator(membership):
            del self.fields["leave_vacant"]

    def clean(self) -> dict[str, Any]:
        """Somebody who stays must be able to publish; when nobody stays, that has been said to be meant."""
        if "leave_vacant" not in self.fields and is_last_publisher(self.membership):
            raise ValidationError(last_publisher())
        return super().clean() or {}

    def clean_last_day(self) -> Any:
        """What was done until now was done with the role: it can't end in the past."""
        day = self.cleaned_data["last_day"]
        if day and day < max(timezone.localdate(), self.membership.valid_from):
            raise ValidationError(_("Sista dagen kan inte ligga före i dag eller före rollens första dag."))
        return day
