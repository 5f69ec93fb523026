"""Numbers as Swedes type them: 12,5 and 1 234,5, exact to four decimals."""

import re
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from resultchain.measured import exact_text

DECIMALS: Final = 4
LARGEST: Final = Decimal(9999999999)
_WRITTEN: Final = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_SPACES: Final = re.compile(r"\s+")
_MINUS_SIGNS: Final = re.compile("[\u2212\u2013]")


class ExactField(forms.Field):
    """A number with a decimal comma (or point), thousands apart or not; None when nothing is typed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Skriv ett tal med siffror, till exempel 12,5."),
        "decimals": _("Skriv talet med högst fyra decimaler."),
        "size": _("Talet är för stort. Skriv till exempel i tusental och säg det i enheten."),
    }

    def to_python(self, value: Any) -> Decimal | None:
        """Read what was typed."""
        text = _MINUS_SIGNS.sub("-", _SPACES.sub("", str(value or "")))
        if not text:
            return None
        if not _WRITTEN.fullmatch(text) or len(text) > 40:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        number = Decimal(text.replace(",", ".")).normalize()
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > DECIMALS:
            raise ValidationError(self.error_messages["decimals"], code="decimals")
        if abs(number) > LARGEST:
            raise ValidationError(self.error_messages["size"], code="size")
        return number

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as it is typed."""
        return exact_text(value) if isinstance(value, Decimal) else value
