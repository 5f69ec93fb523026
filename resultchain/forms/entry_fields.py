"""The fields about one entry, and the groups that most of them stand in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from figures.swedish import sentence
from organisations.forms.fields import DayField, LineField, TextField
from resultchain.levels import ChainLevel, LevelWords
from resultchain.models import MAX_LIST_NAME, MAX_PEOPLE, MAX_REFERENCE, MAX_SOURCE, MAX_WHAT, MAX_WORDS

GROUPS: Final[tuple[tuple[str, Promise, tuple[str, ...]], ...]] = (
    ("nar", gettext_lazy("När"), ("first_day", "state_note")),
    ("galler", gettext_lazy("Vad det gäller"), ("organisation", "area", "perspectives", "direction")),
    ("mal", gettext_lazy("Mål"), ("goal", "ordinary_reference", "global_goals", "national_goals")),
    ("deltagare", gettext_lazy("Deltagare"), ("course", "participants", "precision", "women", "men", "+")),
    ("underlag", gettext_lazy("Underlag"), ("evidence", "strength", "items")),
    ("citat", gettext_lazy("Citat och lärdom"), ("quote", "quote_source", "lesson")),
    ("metod", gettext_lazy("Metod"), ("method",)),
)
"""Ids, headings and fields of the groups behind "Fler uppgifter"; a plus stands for the numbers per function."""

COUNT_ERRORS: Final = {
    "invalid": gettext_lazy("Skriv antalet med siffror, till exempel 58."),
    "min_value": gettext_lazy("Antalet kan inte vara mindre än noll."),
    "max_value": gettext_lazy("Antalet är för stort. Skriv högst en miljon."),
}


def count_field(label: Any) -> forms.IntegerField:
    """Return a field for a number of people."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MAX_PEOPLE,
        error_messages=COUNT_ERRORS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def labelled(
    choices: Sequence[tuple[Any, str | Promise]], nothing: str | Promise = ""
) -> list[tuple[str, str]]:
    """Return choices as a form shows them, each with a capital letter; the empty one first when it has words."""
    empty = [("", str(nothing))] if nothing else []
    return empty + [(str(value), sentence(str(label))) for value, label in choices]


@dataclass(frozen=True)
class LevelRow:
    """One level with its radio."""

    level: ChainLevel
    words: LevelWords
    chosen: bool


@dataclass(frozen=True)
class Group:
    """Fields behind one heading. `note` tells what is filled in already, `is_open` that it needs a look."""

    key: str
    title: str | Promise
    fields: list[BoundField]
    note: str
    is_open: bool


class EntryFields(forms.Form):
    """The fields, in the order of the page; the choices come with the organisation."""

    what = LineField(
        label=gettext_lazy("Vad?"),
        max_length=MAX_WHAT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv vad ni har gjort, eller vad som har förändrats.")},
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("Nivå"),
        coerce=int,
        choices=ChainLevel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj en av de fem nivåerna.")},
    )
    state = forms.ChoiceField(label=gettext_lazy("Läge"), widget=forms.RadioSelect)
    last_day = DayField(label=gettext_lazy("Dag"), required=False)
    first_day = DayField(
        label=gettext_lazy("Första dagen, om det höll på flera dagar"),
        required=False,
    )
    state_note = LineField(label=gettext_lazy("Om läget"), required=False, max_length=500)
    organisation = forms.ChoiceField(label=gettext_lazy("Enhet"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Process eller fokusområde"), required=False)
    perspectives = forms.MultipleChoiceField(
        label=gettext_lazy("Perspektiv"), required=False, widget=forms.CheckboxSelectMultiple
    )
    direction = forms.ChoiceField(label=gettext_lazy("Internt eller externt"), required=False)
    goal = forms.ChoiceField(label=gettext_lazy("Verksamhetens mål"), required=False)
    ordinary_reference = LineField(
        label=gettext_lazy("Målets nummer i ert ordinarie system"), required=False, max_length=MAX_REFERENCE
    )
    global_goals = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Globala mål (Agenda 2030)"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    national_goals = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Nationella jämställdhetsmål"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    course = LineField(
        label=gettext_lazy("Utbildningens namn"),
        help_text=gettext_lazy("Samma namn varje gång, så räknas den som en och samma utbildning."),
        required=False,
        max_length=MAX_LIST_NAME,
        widget=forms.TextInput(attrs={"list": "kurser"}),
    )
    participants = count_field(gettext_lazy("Antal deltagare"))
    precision = forms.ChoiceField(label=gettext_lazy("Hur säkert är antalet?"), required=False)
    women = count_field(gettext_lazy("Kvinnor"))
    men = count_field(gettext_lazy("Män"))
    evidence = TextField(
        label=gettext_lazy("Vad visar det?"),
        help_text=gettext_lazy("Dokument, protokoll eller siffror. Webbadresser blir länkar."),
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    strength = forms.ChoiceField(label=gettext_lazy("Hur starkt är underlaget?"), required=False)
    items = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Visar på moment i checklistan"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    quote = TextField(
        label=gettext_lazy("Citat"),
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quote_source = LineField(
        label=gettext_lazy("Vem säger det?"),
        help_text=gettext_lazy("En funktion eller en rapport, till exempel ”Chef”. Inga namn på personer."),
        required=False,
        max_length=MAX_SOURCE,
    )
    lesson = TextField(
        label=gettext_lazy("Vad har ni lärt er?"),
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    method = LineField(
        label=gettext_lazy("Metod som ni har använt"),
        required=False,
        max_length=MAX_SOURCE,
        widget=forms.TextInput(attrs={"list": "metoder"}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
