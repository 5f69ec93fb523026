"""What people type about a round of a programme, and about what a part in it means."""

from typing import Any, Final

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from checklists.models import Instrument
from figures.swedish import chosen
from organisations.forms.fields import DayField, LineField, TextField, kind_choices
from organisations.models import Kind
from programmes.models import MAX_NAME, MAX_WORDS, Expectation, Programme
from resultchain.forms.saved import SavedForm, version_number

CONTENT: Final = ("name", "round", "purpose", "starts_on", "ends_on", "compiled_on", "kinds")
WORDS: Final = ("gives", "gets", "decides", "support")


class ChecklistTicks(forms.CheckboxSelectMultiple):
    """Checklists to tick, whose titles are Swedish in every language."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Mark each title for screen readers."""
        option = super().create_option(*args, **kwargs)
        if chosen(get_language()) != "sv":
            option["label"] = format_html('<span lang="sv">{}</span>', option["label"])
        return option


class ProgrammeForm(SavedForm):
    """A round: what it is called, when it goes on, what it is for and for whom."""

    name = LineField(
        label=gettext_lazy("Vad heter satsningen?"),
        help_text=gettext_lazy("Till exempel ”Modellkommuner”."),
        max_length=MAX_NAME,
    )
    round = LineField(
        label=gettext_lazy("Vilken omgång är det?"),
        help_text=gettext_lazy("Till exempel ”2027–2029” eller ”första omgången”."),
        max_length=60,
    )
    starts_on = DayField(label=gettext_lazy("Första dag"))
    ends_on = DayField(label=gettext_lazy("Sista dag"))
    compiled_on = DayField(
        label=gettext_lazy("När ska rapporten sammanställas?"),
        help_text=gettext_lazy(
            "Deltagarna ska ha lämnat in sina resultatrapporter till den dagen. Lämna tomt om dagen inte är bestämd."
        ),
        required=False,
    )
    purpose = TextField(label=gettext_lazy("Vad är syftet?"), max_length=MAX_WORDS, required=False)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka är satsningen till för?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    instruments = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Vilka checklistor används?"),
        queryset=Instrument.objects.none(),
        widget=ChecklistTicks,
        required=False,
    )

    def __init__(self, *args: Any, row: Programme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        kinds: Any = self.fields["kinds"]
        kinds.choices = kind_choices(Kind)
        instruments: Any = self.fields["instruments"]
        published = Instrument.objects.published()
        if row is not None:
            # What the round already uses stays possible to keep.
            published = published | row.instruments.all()
            for name in CONTENT:
                self.fields[name].initial = getattr(row, name)
            instruments.initial = list(row.instruments.values_list("pk", flat=True))
        instruments.queryset = published.distinct().in_order()
        if not instruments.queryset.exists():
            del self.fields["instruments"]

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        data = super().clean() or {}
        data.setdefault("instruments", [])
        first, last, compiled = (data.get(name) for name in ("starts_on", "ends_on", "compiled_on"))
        if first and last and last < first:
            self.add_error("ends_on", _("Sista dagen ligger före den första. Ändra en av dem."))
        if first and compiled and compiled < first:
            self.add_error(
                "compiled_on", _("Rapporten kan inte sammanställas före första dagen. Ändra en av dem.")
            )
        return data

    def tell_taken(self) -> None:
        """Say that there is a round with that name."""
        self.add_error("round", _("Ni leder redan en omgång av satsningen med det namnet. Skriv ett annat."))


class ExpectationForm(forms.Form):
    """What a part gives, gets and decides, and the support to order; `row` is what stands now, if anything."""

    gives = TextField(
        label=gettext_lazy("Vad ska den som har rollen göra?"),
        help_text=gettext_lazy("Tid, uppgifter, vilka funktioner som ska vara med på träffarna."),
        max_length=MAX_WORDS,
        required=False,
    )
    gets = TextField(label=gettext_lazy("Vad får den som har rollen?"), max_length=MAX_WORDS, required=False)
    decides = TextField(label=gettext_lazy("Vem bestämmer vad?"), max_length=MAX_WORDS, required=False)
    support = TextField(
        label=gettext_lazy("Vilket stöd går att beställa, och hur?"), max_length=MAX_WORDS, required=False
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: Expectation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = row.version if row else 0
        for name in WORDS if row else ():
            self.fields[name].initial = getattr(row, name)

    @property
    def seen(self) -> int:
        """The version that the page showed; call after is_valid()."""
        return version_number(self.cleaned_data["version"]) or 0

    @property
    def words(self) -> dict[str, str]:
        """The four texts; call after is_valid()."""
        return {name: self.cleaned_data[name] for name in WORDS}

    def clean(self) -> dict[str, Any]:
        """Something must be said."""
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in WORDS):
            self.add_error("gives", _("Skriv något i minst en av rutorna."))
        return data

    def show(self, newest: Expectation) -> None:
        """Keep what was typed and let the next try go through; the page shows what stands now."""
        self.add_error(
            None,
            _(
                "Någon annan har ändrat texten efter att du öppnade sidan. Det som står nu visas under rutorna. "
                "Spara igen om det som du har skrivit ska gälla."
            ),
        )
        data: Any = self.data
        data = data.copy()
        data["version"] = newest.version
        self.data = data
