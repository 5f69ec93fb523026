"""What people type about goals, indicators and values."""

from collections.abc import Collection
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from figures.swedish import sentence
from organisations.forms.fields import DayField, LineField, TextField
from organisations.models import Organisation
from resultchain.forms.numbers import ExactField
from resultchain.forms.saved import SavedForm
from resultchain.models import ChainEntry, Goal, Indicator, PlanArea, ValueKind
from resultchain.plan_lists import areas_for

CONTENT: Final = ("need", "title", "plan_area", "ordinary_reference", "valid_from", "valid_to")


class AreaChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An area with its plan: two plans may have areas of one name."""

    def label_from_instance(self, obj: PlanArea) -> str:
        """The area, then the plan."""
        return f"{obj.name} ({obj.plan})"


class GoalForm(SavedForm):
    """A goal: the need, what is to become different, and when."""

    need = TextField(
        label=gettext_lazy("Vilket behov i verksamheten svarar målet mot?"),
        help_text=gettext_lazy("Till exempel vad en kartläggning, klagomål eller statistik har visat."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title = LineField(
        label=gettext_lazy("Vad ska bli annorlunda?"),
        help_text=gettext_lazy("Målet i en mening, till exempel ”Lika många kvinnor och män söker stödet”."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    plan_area = AreaChoice(
        label=gettext_lazy("Område i en plan"),
        queryset=PlanArea.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget område"),
    )
    ordinary_reference = LineField(
        label=gettext_lazy("Målets nummer i ert ordinarie system"), max_length=80, required=False
    )
    valid_from = DayField(label=gettext_lazy("Från och med"), initial=timezone.localdate)
    valid_to = DayField(
        label=gettext_lazy("Till och med"),
        help_text=gettext_lazy("Lämna tomt om målet gäller tills vidare."),
        required=False,
    )

    def __init__(
        self, *args: Any, organisation: Organisation, row: Goal | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, row=row, **kwargs)
        area: Any = self.fields["plan_area"]
        area.queryset = areas_for(organisation, keep=row.plan_area_id if row else None)
        if not area.queryset.exists():
            del self.fields["plan_area"]
        for name in CONTENT if row else ():
            if name in self.fields:
                self.fields[name].initial = getattr(row, name)

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Slutdatumet ligger före startdatumet. Ändra ett av dem."))
        return data


class IndicatorForm(SavedForm):
    """An indicator: what is measured, in what, and for women and men unless there is a reason."""

    name = LineField(
        label=gettext_lazy("Vad mäter ni?"),
        help_text=gettext_lazy("Till exempel ”Andel som fick tid inom en vecka”."),
        max_length=200,
    )
    unit = LineField(
        label=gettext_lazy("Vad mäts det i?"),
        help_text=gettext_lazy("Till exempel procent, personer, dagar eller kronor."),
        max_length=40,
    )
    by_sex = forms.ChoiceField(
        label=gettext_lazy("Redovisas kvinnor och män var för sig?"),
        help_text=gettext_lazy(
            "Statistik om personer ska visa kvinnor och män, om det inte finns särskilda skäl "
            "(förordning 2001:100, 14 §)."
        ),
        widget=forms.RadioSelect,
        initial="yes",
    )
    no_sex_reason = LineField(
        label=gettext_lazy("Skäl, om kvinnor och män inte redovisas"),
        help_text=gettext_lazy(
            "Till exempel ”Mäter antal beslut, inte personer”. Skälet visas vid tabellen."
        ),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, row: Indicator | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        choice: Any = self.fields["by_sex"]
        choice.choices = [("yes", _("Ja")), ("no", _("Nej, av ett särskilt skäl"))]
        if row is not None:
            choice.initial = "yes" if row.by_sex else "no"
            for name in ("name", "unit", "no_sex_reason"):
                self.fields[name].initial = getattr(row, name)

    def clean(self) -> dict[str, Any]:
        """A reason when women and men are not told apart, and none otherwise."""
        data = super().clean() or {}
        if "by_sex" in data:
            data["by_sex"] = data["by_sex"] == "yes"
            if data["by_sex"]:
                data["no_sex_reason"] = ""
            elif not data.get("no_sex_reason") and "no_sex_reason" not in self.errors:
                self.add_error("no_sex_reason", _("Skriv skälet till att kvinnor och män inte redovisas."))
        return data


class ValueForm(forms.Form):
    """One value of an indicator on one day."""

    kind = forms.ChoiceField(label=gettext_lazy("Vad är det för värde?"), widget=forms.RadioSelect)
    day = DayField(
        label=gettext_lazy("Vilken dag gäller värdet?"),
        help_text=gettext_lazy("För ett målvärde: den dag då ni vill vara där."),
    )
    women = ExactField(label=gettext_lazy("Kvinnor"), required=False)
    men = ExactField(label=gettext_lazy("Män"), required=False)
    total = ExactField(label=gettext_lazy("Totalt"), required=False)

    def __init__(self, *args: Any, indicator: Indicator, has_baseline: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        kind: Any = self.fields["kind"]
        kind.choices = [
            (value.value, sentence(str(value.label)))
            for value in (ValueKind.BASELINE, ValueKind.TARGET, ValueKind.OUTCOME)
            if self.is_bound or not (has_baseline and value == ValueKind.BASELINE)
        ]
        kind.initial = ValueKind.OUTCOME if has_baseline else ValueKind.BASELINE
        if not indicator.by_sex:
            # What was typed apart before the reason came stays as it is; a new value is in all.
            del self.fields["women"], self.fields["men"]
            self.fields["total"].label = _("Värde")

    def clean(self) -> dict[str, Any]:
        """At least one number, and never only one of women and men."""
        data = super().clean() or {}
        wrong = {"women", "men", "total"} & set(self.errors)
        women, men, total = (data.get(name) for name in ("women", "men", "total"))
        if wrong:
            return data
        if not self.indicator.by_sex:
            if total is None:
                self.add_error("total", _("Skriv värdet."))
        elif (women is None) != (men is None):
            empty = "women" if women is None else "men"
            self.add_error(empty, _("Skriv värdet för både kvinnor och män, eller bara totalt."))
        elif women is None and total is None:
            self.add_error("women", _("Skriv värdet för kvinnor och män, eller åtminstone totalt."))
        return data


class AttachForm(forms.Form):
    """Which entries become measures of a goal."""

    entries = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Poster"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kryssa i minst en post.")},
    )

    def __init__(self, *args: Any, found: Collection[ChainEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["entries"]
        choice.choices = [(entry.pk, entry.what) for entry in found]
