"""Fields that several forms share: one line of clean text, a day, the kinds of organisation."""

import datetime
from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from figures.swedish import sentence
from figures.text import clean_line, clean_text
from organisations.models.organisation import Kind

EARLIEST: Final = datetime.date(1900, 1, 1)
LATEST: Final = datetime.date(2100, 12, 31)
TOO_LONG: Final[dict[str, Any]] = {
    "max_length": _("Texten är för lång: högst %(limit_value)d tecken, nu är den %(show_value)d.")
}


def kind_choices(kinds: Iterable[Kind]) -> list[tuple[str, str]]:
    """Return each kind with a capital letter; called for every form, since the language is the reader's."""
    return [(kind.value, sentence(str(kind.label))) for kind in kinds]


class LineField(forms.CharField):
    """One line of text without control characters, direction overrides or floods of marks."""

    default_error_messages = TOO_LONG

    def to_python(self, value: Any) -> Any:
        """Clean before the length is checked, so that only what would be stored counts."""
        text = super().to_python(value)
        return clean_line(text) if isinstance(text, str) else text


class TextField(forms.CharField):
    """Several lines of text, cleaned in the same way."""

    widget = forms.Textarea(attrs={"rows": 4})
    default_error_messages = TOO_LONG

    def to_python(self, value: Any) -> Any:
        """Clean before the length is checked."""
        text = super().to_python(value)
        return clean_text(text) if isinstance(text, str) else text


class DayField(forms.DateField):
    """A day, with the browser's own calendar where it has one; years that can only be a slip are refused."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Skriv datumet som år-månad-dag, till exempel 2027-03-15.")}
    default_validators = [
        MinValueValidator(EARLIEST, _("Året kan inte stämma. Skriv ett datum efter 1899.")),
        MaxValueValidator(LATEST, _("Året kan inte stämma. Skriv ett datum före 2101.")),
    ]
