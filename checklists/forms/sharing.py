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
    apart = forms.BooleanField(
        label=gettext_lazy(
            "Låt den som leder satsningen räkna med hur politiker och nyckelpersoner skiljer sig"
        ),
        help_text=gettext_lazy(
            "Bara siffror räknas med: medelvärdet per moment av vad politiker och vad nyckelpersoner har skattat var "
            "för sig, när minst sex av vardera har skattat momentet. Aldrig någons egen skattning och aldrig något som "
            "någon har skrivit. Den som leder ser bara minst tre organisationer tillsammans och aldrig en rad för er."
        ),
        required=False,
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
        if offers.apart is None:
            del self.fields["apart"]
        else:
            self.fields["apart"].initial = offers.apart.ticked

    def clean_depth(self) -> str:
        """What was chosen; without an answer nothing that was written is shared."""
        return self.cleaned_data["depth"] or Depth.VALUES.value

    def clean(self) -> dict[str, Any]:
        """Functions are told to who leads and reads the values, and to nobody else."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.offers.apart and cleaned.get("apart") and "audiences" in cleaned and "depth" in cleaned:
            chosen = {int(pk) for pk in cleaned["audiences"]}
            if cleaned["depth"] == Depth.SPREAD.value or not chosen & self.offers.apart.leads:
                self.add_error(
                    "apart",
                    _(
                        "Den som leder satsningen behöver få läsa siffrorna för att kunna räkna med det här. Kryssa i "
                        "den som leder och välj att dela siffror, eller ta bort krysset här."
                    ),
                )
        return cleaned

    @property
    def choice(self) -> Choice | None:
        """What was chosen, with what the page showed; none where nobody is offered. Call after is_valid()."""
        if not self.offers:
            return None
        chosen = frozenset(int(pk) for pk in self.cleaned_data["audiences"])
        apart = self.cleaned_data.get("apart", False)
        return Choice(chosen, Depth(self.cleaned_data["depth"]), self.cleaned_data["seen"], apart)

    @property
    def first_choice(self) -> Choice | None:
        """What was chosen for something that nobody has shared yet."""
        chosen = self.choice
        return chosen and Choice(chosen.audiences, chosen.depth, apart=chosen.apart)

    def say_changed(self, now: Offers) -> "AudiencesForm":
        """Return the form as it stands now, bound so that it tells what has happened."""
        ticked = [str(one.organisation.pk) for one in now.rows if one.ticked]
        data: dict[str, Any] = {"audiences": ticked, "depth": now.depth.value, "seen": now.state}
        if now.apart and now.apart.ticked:
            data["apart"] = "on"
        fresh = AudiencesForm(data, offers=now)
        fresh.add_error(
            None,
            _("Någon annan har ändrat vilka som får läsa. Så här är det nu. Läs igenom och försök igen."),
        )
        return fresh
