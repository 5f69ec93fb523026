"""A yes to taking something away that others hang on."""

from django import forms
from django.utils.translation import gettext as _


class RemoveForm(forms.Form):
    """Carries how many things the page said would be touched, so that nothing goes that nobody has seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def show(self, number: int) -> None:
        """Say that it has changed meanwhile, and let the next try go through."""
        self.add_error(
            None, _("Något har ändrats sedan du öppnade sidan. Läs vad som gäller nu och försök igen.")
        )
        self.data = {**self.data.dict(), "seen": number}  # type: ignore[attr-defined]
