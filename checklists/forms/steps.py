"""What people type about next steps: what, who and when, and what became of it."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.models import MAX_NOTE, NextStep, StepReview, StepState
from checklists.steps import possible_owners
from figures.swedish import sentence
from organisations.forms.coordination import PersonChoice
from organisations.forms.fields import DayField, LineField, TextField
from organisations.models import Organisation, User

SHORT: Final = 60
"""Letters of a step where it is only named."""


class SeenForm(forms.Form):
    """Holds when the step was last changed as the page was made, so that nobody writes over what they have not seen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: NextStep | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        self.fields["seen"].initial = step.changed_at.isoformat() if step else ""

    @property
    def seen_at(self) -> datetime.datetime | None:
        """When the step that the page showed was last changed."""
        try:
            return parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            return None

    def show(self, newest: NextStep, message: str) -> None:
        """Keep what was typed, say what stands there now, and let the next try go through."""
        self.add_error(None, message)
        self.data = {**self.data.dict(), "seen": newest.changed_at.isoformat()}  # type: ignore[attr-defined]


class StepForm(SeenForm):
    """A next step: text, owner, due date."""

    text = LineField(
        label=gettext_lazy("Vad ska göras?"),
        help_text=gettext_lazy(
            "Ett steg som går att bli klar med, till exempel ”Ta fram en mall för beslutsunderlag”."
        ),
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = PersonChoice(
        label=gettext_lazy("Vem ansvarar?"),
        help_text=gettext_lazy(
            "Steget väntar på personens startsida. Den som inte finns i listan behöver först bjudas in under Personer."
        ),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Välj en person"),
    )
    due = DayField(label=gettext_lazy("När ska det vara klart?"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = possible_owners(organisation)
        if self.step is not None:
            self.fields["text"].initial = self.step.text
            self.fields["due"].initial = self.step.due
            owner.initial = self.step.owner_id

    def clean_due(self) -> datetime.date:
        """A new date lies ahead; one that has passed may stay as it is."""
        due: datetime.date = self.cleaned_data["due"]
        kept = self.step is not None and due == self.step.due
        if due < timezone.localdate() and not kept:
            raise ValidationError(_("Datumet har redan varit. Välj i dag eller senare."))
        return due

    @property
    def chosen(self) -> dict[str, Any]:
        """Text, owner and due date as arguments of the verbs; call after is_valid()."""
        return {name: self.cleaned_data[name] for name in ("text", "owner", "due")}


class StepAnswerForm(SeenForm):
    """What became of a step."""

    state = forms.ChoiceField(label=gettext_lazy("Var står steget?"), widget=forms.RadioSelect)
    note = TextField(
        label=gettext_lazy("Vad hände?"),
        help_text=gettext_lazy("Skriv alltid något om steget släpps."),
        max_length=MAX_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state: Any = self.fields["state"]
        state.choices = state_choices()
        if self.step is not None and self.step.state != StepState.ONGOING:
            state.initial, self.fields["note"].initial = self.step.state, self.step.state_note

    def clean(self) -> dict[str, Any]:
        """Nothing is dropped without a word."""
        data = super().clean() or {}
        if data.get("state") == StepState.DROPPED and not data.get("note") and "note" not in self.errors:
            self.add_error("note", _("Skriv varför steget släpps."))
        return data


def state_choices() -> list[tuple[str, str]]:
    """The states in the order that people hope for."""
    return [
        (state.value, sentence(str(state.label)))
        for state in (StepState.DONE, StepState.ONGOING, StepState.DROPPED)
    ]


@dataclass(frozen=True)
class ReviewRow:
    """One earlier step and its two fields. `suggested`: it was answered since, so that answer is chosen already."""

    step: NextStep
    review: StepReview | None
    state: forms.BoundField
    note: forms.BoundField

    @property
    def suggested(self) -> bool:
        """Whether the choice comes from an answer and waits for its yes."""
        return self.review is None and bool(self.state.initial)

    @property
    def initials(self) -> SafeString:
        """What the page was made from, as hidden fields: an old page touches only what was changed there."""
        return mark_safe(  # noqa: S308  both parts are rendered by Django's own widgets
            self.state.as_hidden(only_initial=True) + self.note.as_hidden(only_initial=True)
        )


class ReviewForm(forms.Form):
    """What became of each earlier step; what is left open can wait."""

    def __init__(
        self, *args: Any, steps: Sequence[NextStep], reviews: dict[int, StepReview], **kwargs: Any
    ) -> None:
        """Make two fields a step, with what is said already, or else what somebody has answered since."""
        super().__init__(*args, **kwargs)
        self.steps, self.reviews = list(steps), reviews
        for step in self.steps:
            review = reviews.get(step.pk)
            answered = step.state != StepState.ONGOING
            state, note = (
                (review.state, review.note) if review else (step.state if answered else "", step.state_note)
            )
            self.fields[f"s{step.pk}"] = forms.ChoiceField(
                label=step.text,
                choices=state_choices(),
                required=False,
                widget=forms.RadioSelect,
                show_hidden_initial=True,
                initial=state,
                error_messages={
                    "invalid_choice": _("”%(step)s”: välj klart, pågår eller släppt.")
                    % {"step": Truncator(step.text).chars(SHORT).replace("%", "%%")}
                },
            )
            self.fields[f"s{step.pk}-anteckning"] = TextField(
                label=_("Vad hände?"),
                required=False,
                max_length=MAX_NOTE,
                widget=forms.Textarea(attrs={"rows": 2}),
                show_hidden_initial=True,
                initial=note,
            )

    def clean(self) -> dict[str, Any]:
        """A note belongs to a state, and nothing is dropped without a word."""
        data: dict[str, Any] = super().clean() or {}
        for step in self.steps:
            name, words = f"s{step.pk}", {"step": Truncator(step.text).chars(SHORT)}
            state, note = data.get(name), data.get(f"{name}-anteckning")
            if state == StepState.DROPPED and note == "":
                self.add_error(f"{name}-anteckning", _("”%(step)s”: skriv varför steget släpps.") % words)
            if state == "" and f"{name}-anteckning" in self.changed_data:
                self.add_error(name, _("”%(step)s”: välj klart, pågår eller släppt.") % words)
        return data

    def rows(self) -> Iterator[ReviewRow]:
        """The steps in order, for the template."""
        for step in self.steps:
            name = f"s{step.pk}"
            yield ReviewRow(step, self.reviews.get(step.pk), self[name], self[f"{name}-anteckning"])

    @property
    def chosen(self) -> dict[NextStep, tuple[StepState, str]]:
        """What to store: everything said for the first time, and what was changed here; call after is_valid()."""
        found = {}
        for step in self.steps:
            name = f"s{step.pk}"
            state = self.cleaned_data[name]
            changed = {name, f"{name}-anteckning"} & set(self.changed_data)
            if state and (changed or step.pk not in self.reviews):
                found[step] = (StepState(state), self.cleaned_data[f"{name}-anteckning"])
        return found
