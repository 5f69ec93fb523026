"""What people type about a diploma."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from figures.swedish import long_date
from organisations.forms.fields import DayField, LineField
from organisations.models import Organisation
from resultchain.forms.saved import SavedForm
from resultchain.forms.units import UnitChoice
from resultchain.models import Diploma


class DiplomaForm(SavedForm):
    """Which unit, which diploma, from whom, and how long it holds."""

    organisation = UnitChoice(label=gettext_lazy("Enhet"))
    name = LineField(
        label=gettext_lazy("Vilket diplom?"),
        help_text=gettext_lazy("Till exempel ”Hbtqi-diplom”."),
        max_length=160,
    )
    issuer = LineField(label=gettext_lazy("Vem har utfärdat det?"), max_length=160, required=False)
    issued_on = DayField(label=gettext_lazy("Utfärdat den"))
    valid_to = DayField(
        label=gettext_lazy("Gäller till och med"),
        help_text=gettext_lazy("Lämna tomt om diplomet inte har något slutdatum."),
        required=False,
    )
    note = LineField(label=gettext_lazy("Anteckning"), max_length=300, required=False)

    def __init__(
        self, *args: Any, organisation: Organisation, row: Diploma | None = None, **kwargs: Any
    ) -> None:
        if row is not None:
            names = ("name", "issuer", "issued_on", "valid_to", "note")
            kwargs["initial"] = {name: getattr(row, name) for name in names} | {
                "organisation": row.organisation_id
            }
        super().__init__(*args, row=row, **kwargs)
        unit: Any = self.fields["organisation"]
        unit.offer(organisation, keep=row.organisation_id if row else None)

    def clean_issued_on(self) -> datetime.date:
        """A diploma has been given."""
        day: datetime.date = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Dagen har inte varit än. Skriv dagen då diplomet utfärdades."))
        return day

    def clean(self) -> dict[str, Any]:
        """It holds from its day."""
        data = super().clean() or {}
        first, last = data.get("issued_on"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Sista dagen ligger före dagen då diplomet utfärdades."))
        return data

    def say_taken(self) -> None:
        """Another diploma has the same name and day."""
        self.add_error(
            "name", _("Enheten har redan ett diplom med det namnet från samma dag. Ändra det i listan.")
        )

    @staticmethod
    def words(diploma: Diploma) -> str:
        """How a diploma stands now, in a sentence."""
        language = get_language() or "sv"
        if diploma.valid_to is None:
            return _("”%(name)s”, utan slutdatum.") % {"name": diploma.name}
        return _("”%(name)s”, gäller till och med %(day)s.") % {
            "name": diploma.name,
            "day": long_date(diploma.valid_to, language),
        }
