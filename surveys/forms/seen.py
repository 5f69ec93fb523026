"""A form that knows which version of the survey its page was made from: nobody writes over what they have not seen."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

LONGEST_VERSION: Final = 9


class SeenForm(forms.Form):
    """Carries the survey's version; `show` keeps what was typed and lets the next try go through."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version

    @property
    def seen(self) -> int | None:
        """The version that the page showed; call after is_valid()."""
        text: str = self.cleaned_data["version"]
        return int(text) if text.isdecimal() and len(text) <= LONGEST_VERSION else None

    @property
    def chosen(self) -> dict[str, Any]:
        """What was typed, without the version; call after is_valid()."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def show(self, version: int) -> None:
        """Say that somebody else has saved meanwhile."""
        told = _(
            "Någon har sparat i enkäten sedan du öppnade sidan. Se efter i enkäten vad som gäller nu, och spara igen "
            "om det som du har skrivit ska gälla."
        )
        self.add_error(None, told)
        data: Any = self.data
        data = data.copy()
        data["version"] = version
        self.data = data
