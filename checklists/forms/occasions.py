"""What people choose when they make an occasion."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.models import Instrument, Occasion
from organisations.forms.fields import LineField


class OccasionForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """A new occasion of the organisation's own."""

    name = LineField(
        label=gettext_lazy("Vad heter tillfället?"),
        help_text=gettext_lazy("Till exempel ”Inför träff 1” eller ”Våren 2027”."),
        max_length=80,
    )

    class Meta:
        model = Occasion
        fields = ["instrument", "name", "date"]
        labels = {
            "instrument": gettext_lazy("Vilken checklista?"),
            "date": gettext_lazy("Vilket datum gäller det?"),
        }
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """List the instruments by title, newest version first."""
        super().__init__(*args, **kwargs)
        instrument: Any = self.fields["instrument"]
        instrument.queryset, instrument.empty_label = (
            Instrument.objects.published().in_order(),
            _("Välj en checklista"),
        )
