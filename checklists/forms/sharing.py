"""Whom an assessment is shared with: ticks that somebody may take away."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.audiences import Choice, Depth, Offers


class AudiencesForm(forms.Form):
    """One tick an organisation that is offered; `offers` is how it stands when the page is made."""

    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka får läsa?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy(
                "Någon av dem går inte längre att dela med. Läs igenom listan och försök igen."
            )
        },
    )
    depth = forms.ChoiceField(
        label=gettext_lazy("Hur mycket delar ni?"),
        help_text=gettext_lazy(
            "Bara i spridningen: ingen läser skattningen och ni får aldrig en egen rad. När minst tre har valt det "
            "räknas ni i antal, lägst, högst och median."
        ),
        choices=[
            (Depth.WORDS.value, gettext_lazy("Siffror, kommentarer och underlag")),
            (Depth.VALUES.value, gettext_lazy("Bara siffror, moment på väg och hur många som var med")),
            (Depth.SPREAD.value, gettext_lazy("Bara i spridningen")),
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Välj ett av alternativen.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers
        if not offers:
            self.fields.clear()
            return
        rows = [(str(one.organisation.pk), f"{one.organisation} – {one.role}") for one in offers.rows]
        choice: Any = self.fields["audiences"]
        choice.choices = rows
        choice.initial = [str(one.organisation.pk) for one in offers.rows if one.ticked]
        self.fields["depth"].initial = offers.depth.value
        self.fields["seen"].initial = offers.state

    def clean_depth(self) -> str:
        """What was chosen; without an answer nothing that was written is shared."""
        return self.cleaned_data["depth"] or Depth.VALUES.value

    @property
    def choice(self) -> Choice | None:
        """What was chosen, with what the page showed; none where nobody is offered. Call after is_valid()."""
        if not self.offers:
            return None
        chosen = frozenset(int(pk) for pk in self.cleaned_data["audiences"])
        return Choice(chosen, Depth(self.cleaned_data["depth"]), self.cleaned_data["seen"])

    @property
    def first_choice(self) -> Choice | None:
        """What was chosen for something that nobody has shared yet."""
        chosen = self.choice
        return chosen and Choice(chosen.audiences, chosen.depth)

    def say_changed(self, now: Offers) -> "AudiencesForm":
        """Return the form as it stands now, bound so that it tells what has happened."""
        ticked = [str(one.organisation.pk) for one in now.rows if one.ticked]
        data = {"audiences": ticked, "depth": now.depth.value, "seen": now.state}
        fresh = AudiencesForm(data, offers=now)
        fresh.add_error(
            None,
            _("Någon annan har ändrat vilka som får läsa. Så här är det nu. Läs igenom och försök igen."),
        )
        return fresh
