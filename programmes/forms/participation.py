"""What people type about a participant: who it is, its contact, decision and functions, and how it went."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from figures.swedish import sentence
from organisations.forms.coordination import PersonChoice
from organisations.forms.fields import DayField, LineField, TextField
from organisations.models import Function, Membership, Organisation, User
from programmes.actions.participation import Who
from programmes.found import Place
from programmes.lines import as_line, as_lines, read_lines, read_one
from programmes.models import HANDING_IN, MAX_NAME, OF_ORGANISATIONS, Group, Part, Participation
from resultchain.forms.saved import SavedForm

LONGEST_LIST: Final = 6000
MOST_PEOPLE: Final = 999
FACTS: Final = ("decided_on", "reference")


class ParticipationForm(SavedForm):
    """A form about one participant; `participation` is none for a new one."""

    def __init__(self, *args: Any, participation: Participation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=participation, **kwargs)
        self.participation = participation

    def refuse(self, organisations: Any) -> None:
        """Say who already takes part, and what to do."""
        names = ", ".join(str(one) for one in organisations)
        field = next((name for name in ("who", "units") if name in self.fields), None)
        self.add_error(
            field,
            _(
                "Redan med i samma roll: %(names)s. Ska fler enheter vara med, med var sin kontaktperson, skriv "
                "vilka enheter det gäller. Annars kan du ändra den deltagare som redan finns."
            )
            % {"names": names},
        )


class WhoForm(ParticipationForm):
    """Who takes part as one, in which part, and through whom."""

    part = forms.ChoiceField(label=gettext_lazy("Roll i satsningen"), widget=forms.RadioSelect)
    who = TextField(
        label=gettext_lazy("Vilka deltar?"),
        help_text=gettext_lazy(
            "Flera organisationer på var sin rad blir en deltagare tillsammans. Skriv namn eller kod, till exempel "
            "”Kalix” eller ”2514”. Deltar bara vissa enheter, skriv en rad för varje: ”Malmö: Kommunstyrelsen”."
        ),
        max_length=LONGEST_LIST,
    )
    through = LineField(
        label=gettext_lazy("Genom vilket organ?"),
        help_text=gettext_lazy("Till exempel ett kommunalförbund som samordnar deltagandet."),
        max_length=200,
        required=False,
    )
    contact_name = LineField(label=gettext_lazy("Kontaktpersonens namn"), max_length=MAX_NAME, required=False)
    contact_email = forms.EmailField(
        label=gettext_lazy("Kontaktpersonens e-postadress"), max_length=254, required=False
    )

    def __init__(self, *args: Any, leads_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        part: Any = self.fields["part"]
        held = self.participation.part if self.participation else None
        # An evaluator reads the whole programme, which is the lead's to give.
        choices = [each for each in OF_ORGANISATIONS if leads_all or each in {held, *HANDING_IN}]
        part.choices = [(each.value, sentence(str(each.label))) for each in choices]
        part.initial = Part.PARTICIPANT
        if self.participation is not None:
            part.initial = self.participation.part
            self.fields["who"].initial = as_lines(self.participation)
            self.fields["through"].initial = as_line(self.participation.through)
            for name in ("contact_name", "contact_email"):
                self.fields[name].initial = getattr(self.participation, name)

    def clean_who(self) -> tuple[list[Organisation], list[Organisation]]:
        """Organisations and units that exist."""
        return read_lines(self.cleaned_data["who"])

    def clean_through(self) -> Organisation | None:
        """A body that exists."""
        text = self.cleaned_data["through"]
        return read_one(text) if text else None

    def clean(self) -> dict[str, Any]:
        """A body is another than those who take part through it; an address has a name."""
        data = super().clean() or {}
        if data.get("through") and data["through"] in data.get("who", ([], []))[0]:
            self.add_error("through", _("Organet kan inte också vara en av dem som deltar genom det."))
        if data.get("contact_email") and not data.get("contact_name"):
            self.add_error("contact_name", _("Skriv också vad kontaktpersonen heter."))
        return data

    @property
    def who_chosen(self) -> Who:
        """Who takes part; call after is_valid()."""
        organisations, units = self.cleaned_data["who"]
        part = Part(self.cleaned_data["part"])
        return Who(part, organisations, units, self.cleaned_data["through"])


class InvitationForm(WhoForm):
    """Whom to invite, and to which group."""

    group = forms.ModelChoiceField(
        label=gettext_lazy("Grupp"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen grupp än"),
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, leads_all=place.may_lead, **kwargs)
        group: Any = self.fields["group"]
        groups = place.programme.groups.order_by("name", "pk")
        group.queryset = groups if place.may_lead else groups.filter(leader=place.organisation)
        if not place.may_lead:
            group.required, group.empty_label = True, None
            group.initial = place.led_groups[0].pk
        self.order_fields(["part", "who", "through", "group", "contact_name", "contact_email"])

    @property
    def contact(self) -> dict[str, str]:
        """The contact as arguments of the verb."""
        return {name: self.cleaned_data[name] for name in ("contact_name", "contact_email")}


class FactsMixin(ParticipationForm):
    """The decision and the functions, which both a participant and a lead may write."""

    decided_on = DayField(
        label=gettext_lazy("Datum för det politiska beslutet"),
        help_text=gettext_lazy("Lämna tomt om uppgiften saknas."),
        required=False,
    )
    reference = LineField(
        label=gettext_lazy("Beslutets diarienummer eller paragraf"),
        help_text=gettext_lazy("Lämna tomt om uppgiften saknas."),
        max_length=MAX_NAME,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = (
            dict(self.participation.function_numbers.values_list("function", "number"))
            if (self.participation)
            else {}
        )
        in_use = Function.objects.in_use() | Function.objects.filter(pk__in=held).in_order()
        self.functions = list(in_use)
        for one in self.functions:
            self.fields[f"f{one.pk}"] = _count_field(one, held.get(one.pk))
        if self.participation is not None:
            self.fields["decided_on"].initial = self.participation.decided_on
            self.fields["reference"].initial = self.participation.reference

    def clean_decided_on(self) -> Any:
        """A decision has been made."""
        day = self.cleaned_data["decided_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Datumet har inte varit än. Skriv dagen då beslutet togs."))
        return day

    @property
    def facts(self) -> dict[str, Any]:
        """Decision and functions as arguments of the verbs; call after is_valid()."""
        numbers: Mapping[Function, int] = {
            one: number for one in self.functions if (number := self.cleaned_data[f"f{one.pk}"])
        }
        return {**{name: self.cleaned_data[name] for name in FACTS}, "functions": numbers}


class ApplicationForm(FactsMixin):
    """What an invited organisation says of itself: exactly one contact, the decision, functions, units."""

    contact = PersonChoice(
        label=gettext_lazy("Kontaktperson med konto"),
        help_text=gettext_lazy(
            "Exakt en kontaktperson. Har personen inget konto, skriv namn och adress nedan i stället."
        ),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen i listan"),
    )
    contact_name = LineField(label=gettext_lazy("Namn, utan konto"), max_length=MAX_NAME, required=False)
    contact_email = forms.EmailField(
        label=gettext_lazy("E-postadress, utan konto"), max_length=254, required=False
    )
    units: "forms.ModelMultipleChoiceField[Organisation]" = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Vilka enheter deltar?"),
        help_text=gettext_lazy("Kryssa inte i någon om hela organisationen deltar."),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, place: Place, participation: Participation, **kwargs: Any) -> None:
        super().__init__(*args, participation=participation, **kwargs)
        self.place = place
        contact: Any = self.fields["contact"]
        below = Organisation.objects.below(place.organisation, include_self=True)
        at_place = Membership.objects.active().filter(organisation__in=below)
        contact.queryset = User.objects.holding(at_place) | User.objects.filter(
            pk__in=[participation.contact_id]
        )
        contact.initial = participation.contact_id
        for name in ("contact_name", "contact_email"):
            self.fields[name].initial = getattr(participation, name)
        units: Any = self.fields["units"]
        units.queryset = Organisation.objects.below(place.organisation).active().in_order()
        units.initial = [one.pk for one in participation.units.all()]
        if not self._chooses_units:
            del self.fields["units"]
        self.order_fields(["contact", "contact_name", "contact_email", "units", *FACTS])

    @property
    def _chooses_units(self) -> bool:
        units: Any = self.fields["units"]
        whole = self.place.organisation in self.participation.organisations.all()  # type: ignore[union-attr]
        return whole and units.queryset.exists()

    def clean(self) -> dict[str, Any]:
        """Exactly one contact: an account, or a name with an address."""
        data = super().clean() or {}
        written = [name for name in ("contact_name", "contact_email") if data.get(name)]
        if data.get("contact") and written:
            self.add_error(
                "contact", _("Välj en person i listan eller skriv en, inte båda. Det ska vara exakt en.")
            )
        elif not data.get("contact") and len(written) < 2 and not self.errors:
            missing = "contact" if not written else ({"contact_name", "contact_email"} - set(written)).pop()
            self.add_error(
                missing, _("Ange en kontaktperson: välj i listan, eller skriv både namn och adress.")
            )
        return data

    @property
    def content(self) -> dict[str, Any]:
        """Everything as arguments of the verbs; the units of others that take part as the same stay."""
        names = ("contact", "contact_name", "contact_email")
        content = {**{name: self.cleaned_data[name] for name in names}, **self.facts}
        if "units" in self.fields:
            units: Any = self.fields["units"]
            own = set(units.queryset)
            kept = [one for one in self.participation.units.all() if one not in own]  # type: ignore[union-attr]
            content["units"] = [*kept, *self.cleaned_data["units"]]
        return content


class ChangeForm(WhoForm, FactsMixin):
    """What a lead may change of a participant. A contact with an account stays, unless another is written."""

    ABOUT_REPORT: Final = ("has_not_handed_in", "handed_in_elsewhere")
    has_not_handed_in = forms.BooleanField(
        label=gettext_lazy("Hade inte lämnat in när rapporten sammanställdes"), required=False
    )
    handed_in_elsewhere = forms.BooleanField(
        label=gettext_lazy("Har lämnat in sin resultatrapport på annat sätt än i tjänsten"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts = [f"f{one.pk}" for one in self.functions]
        self.order_fields(["part", "who", "through", "contact_name", "contact_email", *FACTS, *counts])
        if self.participation is not None:
            for name in self.ABOUT_REPORT:
                self.fields[name].initial = getattr(self.participation, name)
            if self.participation.contact is not None:
                self.fields["contact_name"].help_text = _(
                    "%(name)s är kontaktperson. Skriv ett namn bara om någon annan ska vara det."
                ) % {"name": self.participation.contact}

    @property
    def content(self) -> dict[str, Any]:
        """Everything but who, as arguments of the verb; call after is_valid()."""
        data = self.cleaned_data
        content = {**self.facts, **{name: data[name] for name in self.ABOUT_REPORT}}
        account = self.participation.contact if self.participation else None
        if account is None or data["contact_name"]:
            names = ("contact_name", "contact_email")
            content |= {"contact": None, **{name: data[name] for name in names}}
        return content


class LeaveForm(ParticipationForm):
    """When and why a participant left; both may be unknown."""

    left_on = DayField(
        label=gettext_lazy("När lämnade deltagaren?"),
        help_text=gettext_lazy("Lämna tomt om uppgiften saknas."),
        required=False,
    )
    left_reason = LineField(
        label=gettext_lazy("Varför?"),
        help_text=gettext_lazy(
            "Lämna tomt om uppgiften saknas. Skriv bara det som deltagaren själv har sagt."
        ),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.participation is not None:
            for name in ("left_on", "left_reason"):
                self.fields[name].initial = getattr(self.participation, name)

    def clean_left_on(self) -> Any:
        """It has happened."""
        day = self.cleaned_data["left_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Datumet har inte varit än. Skriv dagen då deltagaren lämnade."))
        return day


def _count_field(function: Function, number: int | None) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Antal: %(function)s") % {"function": function},
        required=False,
        initial=number,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_PEOPLE)],
        widget=forms.NumberInput(attrs={"min": 0, "max": MOST_PEOPLE}),
    )
