"""What is chosen once for a survey, and what may be changed until it opens."""

import datetime
import uuid
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from figures.disclosure import FLOOR
from figures.swedish import chosen
from organisations.forms.fields import DayField, LineField, TextField
from surveys.actions.drafts import OWN
from surveys.forms.seen import SeenForm
from surveys.models import MAX_INTRO, MAX_TITLE, Anonymity, Breakdown, Survey, Way
from surveys.questionnaires import templates

NO_BREAKDOWN: Final = "none"
REMINDERS: Final = ("reminder_1", "reminder_2", "reminder_3")
HIGHEST_LIMIT: Final = 1000
LONGEST_OPEN: Final = datetime.timedelta(days=366)
PASSED: Final = gettext_lazy("Dagen har passerat. Välj i dag eller en senare dag.")
TOO_FAR: Final = gettext_lazy("En enkät kan vara öppen i högst ett år. Välj en tidigare dag.")


class LastDayField(DayField):
    """The last day to answer: from today, within a year."""

    def clean(self, value: Any) -> datetime.date:
        """Refuse what has passed, and years that can only be a slip."""
        day: datetime.date = super().clean(value)
        if day and day < timezone.localdate():
            raise forms.ValidationError(str(PASSED))
        if day and day > timezone.localdate() + LONGEST_OPEN:
            raise forms.ValidationError(str(TOO_FAR))
        return day


class OnceForm(forms.Form):
    """Something new; `once` is its id, so that two clicks make it once."""

    once = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4()

    def clean_once(self) -> uuid.UUID:
        """The id that the page was given; another one is as good when it has been lost."""
        try:
            return uuid.UUID(self.cleaned_data["once"])
        except ValueError:
            return uuid.uuid4()


class NewSurveyForm(OnceForm):
    """What is chosen once: it says to those who answer what they can rely on."""

    template = forms.ChoiceField(
        label=gettext_lazy("Vad ska enkäten bygga på?"),
        help_text=gettext_lazy(
            "Frågorna går att ändra fram till att enkäten öppnas. En ny omgång av en tidigare enkät börjar du "
            "på den enkätens sida."
        ),
        widget=forms.RadioSelect,
    )
    title = LineField(
        label=gettext_lazy("Rubrik"),
        help_text=gettext_lazy("Lämna tomt för att få mallens rubrik. En egen enkät måste ha en."),
        max_length=MAX_TITLE,
        required=False,
    )
    anonymity = forms.ChoiceField(
        label=gettext_lazy("Ska svaren vara anonyma?"), widget=forms.RadioSelect, initial=Anonymity.ANONYMOUS
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Hur kommer man till enkäten?"), widget=forms.RadioSelect, initial=Way.INVITED
    )
    breakdown = forms.ChoiceField(
        label=gettext_lazy("Ska resultatet delas upp?"),
        help_text=gettext_lazy(
            "Efter högst en sak. Varje grupp visas bara om tillräckligt många i den har svarat, så dela bara upp "
            "när grupperna är stora."
        ),
        widget=forms.RadioSelect,
        initial=NO_BREAKDOWN,
    )
    closes_on = LastDayField(
        label=gettext_lazy("Sista dag att svara"),
        help_text=gettext_lazy("Enkäten stängs av sig själv natten efter."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = chosen(get_language())
        fields: Any = self.fields
        fields["template"].choices = [
            *((key, template.title.words(language)) for key, template in templates().items()),
            (OWN, _("En egen enkät, utan frågor från början")),
        ]
        fields["anonymity"].choices = [
            (Anonymity.ANONYMOUS, _("Ja. Ingen kan se vem som har svarat vad, inte heller du.")),
            (Anonymity.NAMED, _("Nej. Svaren sparas med e-postadressen, och den som svarar får veta det.")),
        ]
        fields["way"].choices = [
            (Way.INVITED, _("Var och en får ett mejl med en egen länk, som går att använda en gång.")),
            (
                Way.SHARED,
                _("Alla delar en länk, som du sprider. Det går inte att se om någon svarar flera gånger."),
            ),
        ]
        fields["breakdown"].choices = [
            (NO_BREAKDOWN, _("Nej, bara alla tillsammans")),
            (Breakdown.UNIT, _("Efter enhet i organisationen")),
            (Breakdown.ROLE, _("Efter roll, med roller som du skriver")),
            (Breakdown.SEX, _("Efter kön, kvinnor och män")),
        ]

    def clean(self) -> dict[str, Any]:
        """A shared link knows nobody; an own survey has a title of its own."""
        data = super().clean() or {}
        if data.get("template") == OWN and not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Skriv en rubrik till enkäten."))
        if data.get("way") == Way.SHARED:
            if data.get("anonymity") == Anonymity.NAMED:
                self.add_error(
                    "way", _("En länk som alla delar går bara med anonyma svar. Ändra ett av valen.")
                )
            if data.get("breakdown", NO_BREAKDOWN) != NO_BREAKDOWN:
                told = _("Med en delad länk vet ingen vilken grupp den som svarar hör till. Välj ”Nej” här.")
                self.add_error("breakdown", told)
        if data.get("breakdown") == NO_BREAKDOWN:
            data["breakdown"] = None
        return data


class CopyForm(OnceForm):
    """The last day of a new round; everything else is as in the round before."""

    closes_on = LastDayField(label=gettext_lazy("Sista dag att svara"))


class SettingsForm(SeenForm):
    """Words, last day, reminders and limits of a draft."""

    title_sv = LineField(label=gettext_lazy("Rubrik"), max_length=MAX_TITLE)
    intro_sv = TextField(
        label=gettext_lazy("Inledning"),
        help_text=gettext_lazy("Varför ni frågar, och vad svaren ska användas till."),
        max_length=MAX_INTRO,
        required=False,
    )
    title_en = LineField(
        label=gettext_lazy("Rubrik på engelska"),
        help_text=gettext_lazy("Finns den går enkäten att besvara på engelska. Lämna annars tomt."),
        max_length=MAX_TITLE,
        required=False,
    )
    intro_en = TextField(label=gettext_lazy("Inledning på engelska"), max_length=MAX_INTRO, required=False)
    contact = LineField(
        label=gettext_lazy("Vem kan man fråga om enkäten?"),
        help_text=gettext_lazy("Namn och telefon eller e-post. Visas på enkätens första sida."),
        max_length=MAX_TITLE,
        required=False,
    )
    closes_on = LastDayField(label=gettext_lazy("Sista dag att svara"))
    reminder_1 = DayField(
        label=gettext_lazy("Första påminnelsen"),
        help_text=gettext_lazy(
            "Går till alla som inte har svarat. Dagarna bestäms före start och står på enkätens första sida."
        ),
        required=False,
    )
    reminder_2 = DayField(label=gettext_lazy("Andra påminnelsen"), required=False)
    reminder_3 = DayField(label=gettext_lazy("Tredje påminnelsen"), required=False)
    limit_whole = forms.IntegerField(
        label=gettext_lazy("Minsta antal svar för att en fråga ska visas"),
        help_text=gettext_lazy("Svarar färre på hela enkäten raderas svaren utan att någon har läst dem."),
    )
    limit_group = forms.IntegerField(
        label=gettext_lazy("Minsta antal svar för att en grupp ska visas"),
        help_text=gettext_lazy("Minst lika många som för en fråga."),
    )
    limit_text = forms.IntegerField(
        label=gettext_lazy("Minsta antal svar för att fritext ska läsas"),
        help_text=gettext_lazy("Text känns lätt igen. Därför bör gränsen vara högre."),
    )

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, version=survey.version, **kwargs)
        self.survey = survey
        for name in ("limit_whole", "limit_group", "limit_text"):
            field: Any = self.fields[name]
            field.validators += [
                MinValueValidator(FLOOR, _("Gränsen är för låg: minst %(limit_value)s.")),
                MaxValueValidator(HIGHEST_LIMIT, _("Gränsen är för hög: högst %(limit_value)s.")),
            ]
        for name in set(self.fields) - {"version", *REMINDERS}:
            self.fields[name].initial = getattr(survey, name)
        for name, day in zip(REMINDERS, sorted(survey.reminder_days), strict=False):
            self.fields[name].initial = day
        if survey.way == Way.SHARED:
            for name in REMINDERS:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Reminders between tomorrow and the last day; no group is shown with fewer than a question."""
        data = super().clean() or {}
        last = data.get("closes_on")
        days = {name: day for name in REMINDERS if (day := data.pop(name, None))}
        for name, day in days.items():
            if day <= timezone.localdate():
                self.add_error(name, _("Välj en dag efter i dag."))
            elif last and day > last:
                self.add_error(
                    name, _("Påminnelsen ligger efter sista dagen att svara. Ändra ett av datumen.")
                )
        data["reminder_days"] = sorted(set(days.values()))
        whole, group = data.get("limit_whole"), data.get("limit_group")
        if whole and group and group < whole:
            told = _("Gränsen för en grupp kan inte vara lägre än den för en fråga. Skriv minst %(number)s.")
            self.add_error("limit_group", told % {"number": whole})
        return data


class GroupsForm(SeenForm):
    """The groups of a breakdown that does not come out of the tree."""

    names = TextField(
        label=gettext_lazy("Grupper"),
        help_text=gettext_lazy("En grupp på varje rad, till exempel ”Chef”. Högst 30."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_names(self) -> list[str]:
        """Names that differ, not too long or many."""
        names = list(
            dict.fromkeys(name for line in self.cleaned_data["names"].splitlines() if (name := line.strip()))
        )
        if len(names) > 30:
            raise forms.ValidationError(_("Det är fler än 30 grupper. Slå ihop några av dem."))
        if any(len(name) > MAX_TITLE for name in names):
            raise forms.ValidationError(_("Ett av namnen är för långt. Skriv ett kortare."))
        return names
