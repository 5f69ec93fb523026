"""What people type about meetings: the invitation, what was said, who came, what somebody needs, the home work."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from checklists.models import Occasion
from figures.swedish import long_date, sentence
from organisations.forms.fields import DayField, LineField, TextField
from organisations.models import Function
from programmes.forms.functions import FunctionsField
from programmes.models import MAX_NAME, MAX_WORDS, Group, HomeWork, Meeting, MeetingKind, Method
from resultchain.forms.saved import SavedForm

MOST_PEOPLE: Final = 999
LONGEST_NOTES: Final = 20_000


class ClockField(forms.TimeField):
    """A time of day, with the browser's own clock where it has one."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": gettext_lazy("Skriv tiden som timme och minut, till exempel 13.30.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)


class OccasionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An occasion with its day: several may have one name."""

    def label_from_instance(self, obj: Occasion) -> str:
        """The name, then the day."""
        return f"{obj.name}, {long_date(obj.date, get_language() or 'sv')}"


class MeetingForm(SavedForm):
    """When, where and for whom. Times are Swedish."""

    kind = forms.ChoiceField(label=gettext_lazy("Vilket slags träff?"))
    name = LineField(
        label=gettext_lazy("Vad heter träffen?"),
        help_text=gettext_lazy("Till exempel ”Benchmarkingträff 2”."),
        max_length=MAX_NAME,
    )
    day = DayField(label=gettext_lazy("Dag"))
    starts = ClockField(label=gettext_lazy("Börjar"), help_text=gettext_lazy("Svensk tid."))
    last_day = DayField(
        label=gettext_lazy("Sista dag"),
        help_text=gettext_lazy("Lämna tomt om träffen slutar samma dag."),
        required=False,
    )
    ends = ClockField(label=gettext_lazy("Slutar"), help_text=gettext_lazy("Svensk tid."))
    place = LineField(
        label=gettext_lazy("Plats eller länk"),
        help_text=gettext_lazy("Står i kalenderfilen. Skriv inga namn på personer."),
        max_length=300,
        required=False,
    )
    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Vilka grupper är träffen för?"),
        queryset=Group.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    functions = FunctionsField(
        label=gettext_lazy("Vilka funktioner väntas komma?"),
        queryset=Function.objects.none(),
        required=False,
    )
    occasion = OccasionChoice(
        label=gettext_lazy("Skattningstillfälle före träffen"),
        queryset=Occasion.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget tillfälle"),
    )
    agenda = TextField(label=gettext_lazy("Dagordning"), max_length=MAX_WORDS, required=False)

    def __init__(
        self,
        *args: Any,
        groups: QuerySet[Group],
        occasions: QuerySet[Occasion],
        may_call_all: bool,
        row: Meeting | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, row=row, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(value.value, sentence(str(value.label))) for value in MeetingKind]
        self._choose(groups, occasions, row)
        choice: Any = self.fields["groups"]
        choice.required = not may_call_all
        choice.help_text = _("Kryssa inga om träffen är för alla.") if may_call_all else ""
        choice.error_messages["required"] = _("Välj minst en av dina grupper.")
        for name, value in (_values(row) if row else {}).items():
            if name in self.fields:
                self.fields[name].initial = value

    def _choose(self, groups: QuerySet[Group], occasions: QuerySet[Occasion], row: Meeting | None) -> None:
        """A question that has no possible answer is left out."""
        kept = Function.objects.filter(active=True)
        if row:
            kept |= Function.objects.filter(pk__in=row.functions.values("pk"))
        for name, choices in (("groups", groups), ("functions", kept.in_order()), ("occasion", occasions)):
            field: Any = self.fields[name]
            field.queryset = choices
            if not choices.exists():
                field.widget = forms.HiddenInput() if name == "occasion" else forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        """Put days and times together, in order."""
        data = super().clean() or {}
        day, starts, ends = data.get("day"), data.get("starts"), data.get("ends")
        if day and starts and ends and "last_day" not in self.errors:
            data["starts_at"] = _moment(day, starts)
            data["ends_at"] = _moment(data.get("last_day") or day, ends)
            if data["ends_at"] < data["starts_at"]:
                self.add_error("ends", _("Träffen slutar innan den börjar. Ändra en av tiderna."))
        return data

    @property
    def chosen(self) -> dict[str, Any]:
        """What was typed, as arguments of the verbs; call after is_valid()."""
        parts = {"day", "starts", "last_day", "ends"}
        return {name: value for name, value in super().chosen.items() if name not in parts}


class NotesForm(SavedForm):
    """What was said and decided at a meeting, and the home work until the next one."""

    notes = TextField(label=gettext_lazy("Anteckningar"), max_length=LONGEST_NOTES, required=False)
    plus = TextField(
        label=gettext_lazy("Plus"),
        help_text=gettext_lazy("Det som var bra med träffen."),
        max_length=MAX_WORDS,
        required=False,
    )
    minus = TextField(
        label=gettext_lazy("Minus"),
        help_text=gettext_lazy("Det som kunde ha varit bättre."),
        max_length=MAX_WORDS,
        required=False,
    )
    interesting = TextField(
        label=gettext_lazy("Intressant"),
        help_text=gettext_lazy("Det som väckte tankar."),
        max_length=MAX_WORDS,
        required=False,
    )
    decisions = TextField(label=gettext_lazy("Beslut"), max_length=MAX_WORDS, required=False)
    home_work = TextField(
        label=gettext_lazy("Hemuppgift"),
        help_text=gettext_lazy("Deltagarna svarar här, och svaren visas på nästa träffs sida."),
        max_length=MAX_WORDS,
        required=False,
    )

    def __init__(self, *args: Any, row: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        for name, field in self.fields.items():
            if name != "version":
                field.initial = getattr(row, name)


class AttendanceForm(forms.Form):
    """How many came, a number a function; empty is not told, zero is told."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, functions: Sequence[Function], numbers: dict[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.functions = functions
        self.fields["seen"].initial = _joined(numbers)
        for function in functions:
            self.fields[f"f{function.pk}"] = forms.IntegerField(
                label=sentence(str(function)),
                required=False,
                min_value=0,
                max_value=MOST_PEOPLE,
                initial=numbers.get(function.pk),
                error_messages={
                    "invalid": _("Skriv ett helt antal personer."),
                    "min_value": _("Skriv noll eller fler."),
                    "max_value": _("Skriv högst 999 personer."),
                },
            )

    @property
    def numbers(self) -> dict[int, int]:
        """Numbers by the function's id; call after is_valid()."""
        told = {function.pk: self.cleaned_data[f"f{function.pk}"] for function in self.functions}
        return {function: number for function, number in told.items() if number is not None}

    @property
    def seen_numbers(self) -> dict[int, int]:
        """What stood there when the page was made; nonsense is nothing."""
        pairs = (part.partition(":") for part in self.cleaned_data["seen"][:2000].split(","))
        return {
            int(key): int(value)
            for key, _colon, value in pairs
            if key.isascii() and key.isdigit() and value.isascii() and value.isdigit()
        }

    def show(self, now: dict[int, int]) -> None:
        """Keep what was typed, say what stands there now, and let the next try go through."""
        names = {function.pk: sentence(str(function)) for function in self.functions}
        told = ", ".join(f"{names.get(key, '?')} {number}" for key, number in now.items())
        self.add_error(
            None,
            _(
                "Någon annan har sparat närvaron efter att du öppnade sidan. Nu står det: %(now)s. "
                "Spara igen om det som du har skrivit ska gälla."
            )
            % {"now": told or _("inget antal")},
        )
        self.data = {**self.data.dict(), "seen": _joined(now)}  # type: ignore[attr-defined]


class NeedForm(forms.Form):
    """What somebody needs to be able to take part."""

    text = LineField(
        label=gettext_lazy("Vad behövs?"),
        help_text=gettext_lazy(
            "Till exempel teckenspråkstolk, hörslinga eller specialkost. Skriv inget namn och ingen diagnos."
        ),
        max_length=500,
    )


class HomeWorkForm(SavedForm):
    """The answer to a home work, by PDSA or by the organisation's own model."""

    method = forms.ChoiceField(label=gettext_lazy("Hur arbetar ni?"), widget=forms.RadioSelect)
    plan = TextField(
        label=gettext_lazy("Planera"),
        help_text=gettext_lazy("Vad ville ni uppnå, och hur? Med egen modell skriver ni allt här."),
        max_length=MAX_WORDS,
        required=False,
    )
    do = TextField(
        label=gettext_lazy("Gör"),
        help_text=gettext_lazy("Vad gjorde ni?"),
        max_length=MAX_WORDS,
        required=False,
    )
    study = TextField(
        label=gettext_lazy("Studera"),
        help_text=gettext_lazy("Vad visade det sig?"),
        max_length=MAX_WORDS,
        required=False,
    )
    act = TextField(
        label=gettext_lazy("Agera"),
        help_text=gettext_lazy("Vad gör ni nu?"),
        max_length=MAX_WORDS,
        required=False,
    )

    def __init__(self, *args: Any, row: HomeWork | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        method: Any = self.fields["method"]
        method.choices = [
            (Method.PDSA.value, _("Med PDSA: planera, gör, studera, agera")),
            (Method.OWN.value, _("Med vår egen modell")),
        ]
        method.initial = Method.PDSA
        for name in ("method", "plan", "do", "study", "act") if row else ():
            self.fields[name].initial = getattr(row, name)

    def clean(self) -> dict[str, Any]:
        """One's own model is one text; what is handed in says something."""
        data = super().clean() or {}
        texts = {name: data.get(name) for name in ("plan", "do", "study", "act")}
        if data.get("method") == Method.OWN and any(texts[name] for name in ("do", "study", "act")):
            self.add_error(
                "method",
                _(
                    "Med egen modell skrivs allt i rutan Planera. Flytta texten dit från de andra rutorna, "
                    "eller välj PDSA."
                ),
            )
        if "finish" in self.data and not self.errors and not any(texts.values()):
            self.add_error("plan", _("Skriv något innan ni lämnar in."))
        return data


def _values(row: Meeting) -> dict[str, Any]:
    starts, ends = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    return {
        "kind": row.kind,
        "name": row.name,
        "day": starts.date(),
        "starts": starts.time(),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "ends": ends.time(),
        "place": row.place,
        "groups": [group.pk for group in row.groups.all()],
        "functions": [function.pk for function in row.functions.all()],
        "occasion": row.occasion_id,
        "agenda": row.agenda,
    }


def _moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, time, tzinfo=timezone.get_default_timezone())


def _joined(numbers: dict[int, int]) -> str:
    return ",".join(f"{key}:{number}" for key, number in sorted(numbers.items()))
