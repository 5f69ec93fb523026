"""Pages and questions of a questionnaire, typed as lines."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from figures.swedish import chosen, sentence
from organisations.forms.fields import LineField, TextField
from surveys.editing import fresh, options_of
from surveys.forms.seen import SeenForm
from surveys.models import MAX_HELP, MAX_INTRO, MAX_LABEL, MAX_TITLE, MAX_WORDING, Kind
from surveys.questionnaire import Ask, Option, Part, Row, Said
from surveys.questionnaires import OF_KIND, ChoiceFile, scales

MOST_LINES: Final = 20
OWN_SCALE: Final = "egna"
WITH_SCALE: Final = frozenset({Kind.CHOICE, Kind.MATRIX})
UNSURE: Final = Said("Vet inte eller ingen åsikt", "Don't know or no opinion")


class LinesField(TextField):
    """Texts with one on each line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, *args: Any, longest: int, **kwargs: Any) -> None:
        super().__init__(*args, max_length=longest * MOST_LINES * 2, required=False, **kwargs)
        self.longest = longest

    def clean(self, value: Any) -> list[str]:
        """Return the lines that say something."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Det är fler än 20 rader. Ta bort några."))
        if any(len(line) > self.longest for line in lines):
            told = _("En rad är för lång: högst %(longest)s tecken.")
            raise forms.ValidationError(told % {"longest": self.longest})
        return lines


class PartForm(SeenForm):
    """The heading of a page, and what stands under it."""

    title_sv = LineField(label=gettext_lazy("Rubrik på sidan"), max_length=MAX_TITLE)
    intro_sv = TextField(label=gettext_lazy("Text under rubriken"), max_length=MAX_INTRO, required=False)
    title_en = LineField(label=gettext_lazy("Rubrik på engelska"), max_length=MAX_TITLE, required=False)
    intro_en = TextField(label=gettext_lazy("Text på engelska"), max_length=MAX_INTRO, required=False)

    def __init__(self, *args: Any, part: Part | None, english: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if part:
            said = {"title_sv": part.title.sv, "title_en": part.title.en}
            self.initial.update({**said, "intro_sv": part.intro.sv, "intro_en": part.intro.en})
        self.kept = {"title_en": part.title.en, "intro_en": part.intro.en} if part else {}
        if not english:
            del self.fields["title_en"], self.fields["intro_en"]

    @property
    def words(self) -> tuple[Said, Said]:
        """The heading and the text, with the English that was there where the form has none."""
        data = {"title_en": "", "intro_en": "", **self.kept, **self.cleaned_data}
        return Said(data["title_sv"], data["title_en"]), Said(data["intro_sv"], data["intro_en"])


class KindForm(forms.Form):
    """How a new question is answered."""

    kind = forms.ChoiceField(label=gettext_lazy("Hur ska frågan besvaras?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(kind.value, sentence(str(kind.label))) for kind in Kind]


class QuestionForm(SeenForm):
    """One question of a kind: its wording, whether it must be answered, and its choices or rows as lines."""

    wording_sv = LineField(
        label=gettext_lazy("Frågan"),
        max_length=MAX_WORDING,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv frågan.")},
    )
    wording_en = LineField(
        label=gettext_lazy("Frågan på engelska"),
        max_length=MAX_WORDING,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    help_sv = LineField(
        label=gettext_lazy("Förklaring"),
        help_text=gettext_lazy("Visas under frågan."),
        max_length=MAX_HELP,
        required=False,
    )
    help_en = LineField(label=gettext_lazy("Förklaring på engelska"), max_length=MAX_HELP, required=False)
    rows_sv = LinesField(
        label=gettext_lazy("Delfrågor"),
        help_text=gettext_lazy("En på varje rad."),
        longest=MAX_WORDING,
        error_messages={"required": gettext_lazy("Skriv minst en delfråga.")},
    )
    rows_en = LinesField(
        label=gettext_lazy("Delfrågor på engelska"),
        help_text=gettext_lazy("En på varje rad, i samma ordning."),
        longest=MAX_WORDING,
    )
    scale = forms.ChoiceField(label=gettext_lazy("Svarsskala"), widget=forms.RadioSelect)
    choices_sv = LinesField(
        label=gettext_lazy("Svarsval"),
        help_text=gettext_lazy("Ett på varje rad, i den ordning som de ska visas."),
        longest=MAX_LABEL,
        error_messages={"required": gettext_lazy("Skriv minst två svarsval, ett på varje rad.")},
    )
    choices_en = LinesField(
        label=gettext_lazy("Svarsval på engelska"),
        help_text=gettext_lazy("Ett på varje rad, i samma ordning."),
        longest=MAX_LABEL,
    )
    unsure = forms.BooleanField(
        label=gettext_lazy("Ha också med ”Vet inte eller ingen åsikt”, vid sidan av skalan"), required=False
    )
    required = forms.BooleanField(label=gettext_lazy("Frågan måste besvaras"), required=False)

    def __init__(self, *args: Any, kind: Kind, ask: Ask | None, english: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.ask, self.english = kind, ask, english
        scale: Any = self.fields["scale"]
        scale.choices = [(key, _described(key)) for key in scales()]
        scale.choices += [(OWN_SCALE, _("Egna svarsval, som du skriver nedanför"))]
        scale.initial = OWN_SCALE if ask else "quality"
        self._leave_out()
        self._must()
        if ask:
            self.initial.update(_initial(ask))

    def _must(self) -> None:
        """Mark as needed what nothing else on the page can stand for."""
        needed = {Kind.SEVERAL: "choices_sv", Kind.MATRIX: "rows_sv"}.get(self.kind)
        if needed:
            self.fields[needed].required = True
        if self.kind == Kind.SEVERAL:
            self.fields["unsure"].label = _("Ha också med ”Vet inte eller ingen åsikt”")

    def _leave_out(self) -> None:
        gone = set()
        if self.kind != Kind.MATRIX:
            gone |= {"rows_sv", "rows_en"}
        if self.kind not in WITH_SCALE:
            gone |= {"scale"}
        if self.kind not in WITH_SCALE | {Kind.SEVERAL}:
            gone |= {"choices_sv", "choices_en", "unsure"}
        if not self.english:
            gone |= {name for name in self.fields if name.endswith("_en")}
        for name in gone:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """At least two choices that differ, rows in a matrix, and as many lines in English as in Swedish or none."""
        data = super().clean() or {}
        own = "choices_sv" in self.fields and data.get("scale", OWN_SCALE) == OWN_SCALE
        if own and "choices_sv" not in self.errors:
            labels = data.get("choices_sv", [])
            if len(labels) < 2:
                self.add_error("choices_sv", _("Skriv minst två svarsval, ett på varje rad."))
            elif len(set(labels)) < len(labels) or (data.get("unsure") and self._apart.sv in labels):
                self.add_error("choices_sv", _("Två svarsval är likadana. Ändra ett av dem."))
        if "rows_sv" in self.fields and "rows_sv" not in self.errors:
            rows = data.get("rows_sv", [])
            if not rows:
                self.add_error("rows_sv", _("Skriv minst en delfråga."))
            elif len(set(rows)) < len(rows):
                self.add_error("rows_sv", _("Två delfrågor är likadana. Ändra en av dem."))
        for name in ("rows", "choices") if self.english else ():
            english = data.get(f"{name}_en")
            if english and len(english) != len(data.get(f"{name}_sv", [])) and (own or name == "rows"):
                self.add_error(
                    f"{name}_en", _("Skriv lika många rader på engelska som på svenska, eller inga.")
                )
        return data

    @property
    def made(self) -> Ask:
        """The question as typed, with the key and the codes that it had; call after is_valid()."""
        data, before = self.cleaned_data, self.ask
        keep = (before.wording.en, before.help.en) if before and not self.english else ("", "")
        return Ask(
            key=before.key if before else fresh(),
            kind=self.kind,
            wording=Said(data["wording_sv"], data.get("wording_en", keep[0])),
            help=Said(data["help_sv"], data.get("help_en", keep[1])),
            required=data["required"],
            options=self._options(),
            rows=self._rows(),
            only_key=before.only_key if before else "",
            only_codes=before.only_codes if before else frozenset(),
        )

    @property
    def _apart(self) -> Said:
        before = self.ask.options if self.ask else ()
        return next((option.label for option in before if option.outside), UNSURE)

    def _options(self) -> tuple[Option, ...]:
        if self.kind == Kind.TEXT:
            return ()
        scale = OF_KIND.get(self.kind, self.cleaned_data.get("scale", OWN_SCALE))
        if scale != OWN_SCALE:
            return _of_scale(scales()[scale].choices)
        before = self.ask.options if self.ask else ()
        known = {option.label.sv: option.label.en for option in before}
        labels = _paired(self.cleaned_data["choices_sv"], self.cleaned_data.get("choices_en"), known)
        return options_of(labels, self._apart if self.cleaned_data["unsure"] else None, before)

    def _rows(self) -> tuple[Row, ...]:
        if self.kind != Kind.MATRIX:
            return ()
        before = self.ask.rows if self.ask else ()
        keys = {row.wording.sv: row.key for row in before}
        known = {row.wording.sv: row.wording.en for row in before}
        said = _paired(self.cleaned_data["rows_sv"], self.cleaned_data.get("rows_en"), known)
        return tuple(Row(keys.get(one.sv, fresh()), one) for one in said)


class ConditionForm(SeenForm):
    """Whom a question is for: everybody, or those who made one of some choices of one earlier question."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Ställ frågan bara till dem som svarade"),
        help_text=gettext_lazy("Kryssa i ett eller flera svar. Inget kryss: frågan ställs till alla."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, lead: Ask, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["codes"]
        field.choices = [(option.code, option.label.sv) for option in lead.options]
        if ask.only_key == lead.key:
            field.initial = sorted(ask.only_codes)


def _initial(ask: Ask) -> dict[str, Any]:
    steps = [option for option in ask.options if not option.outside]
    return {
        "wording_sv": ask.wording.sv,
        "wording_en": ask.wording.en,
        "help_sv": ask.help.sv,
        "help_en": ask.help.en,
        "required": ask.required,
        "choices_sv": "\n".join(option.label.sv for option in steps),
        "choices_en": "\n".join(option.label.en for option in steps),
        "unsure": len(steps) < len(ask.options),
        "rows_sv": "\n".join(row.wording.sv for row in ask.rows),
        "rows_en": "\n".join(row.wording.en for row in ask.rows),
    }


def _described(key: str) -> str:
    language = chosen(get_language())
    steps = [choice.label.words(language) for choice in scales()[key].choices if not choice.outside]
    return f"{scales()[key].name.words(language)}: {' · '.join(steps)}"


def _of_scale(choices: Sequence[ChoiceFile]) -> tuple[Option, ...]:
    return tuple(Option(one.code, Said(one.label.sv, one.label.en), one.outside) for one in choices)


def _paired(swedish: Sequence[str], english: Sequence[str] | None, known: dict[str, str]) -> list[Said]:
    if english:
        return [Said(sv, en) for sv, en in zip(swedish, english, strict=True)]
    return [Said(sv, "" if english == [] else known.get(sv, "")) for sv in swedish]
