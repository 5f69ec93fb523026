"""Choosing a unit: the organisation itself or one below it."""

from typing import Any

from django import forms

from organisations.models import Organisation
from resultchain.units import units_of


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit by its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Organisation.objects.none(), empty_label=None, **kwargs)

    def offer(self, organisation: Organisation, *, keep: int | None = None) -> None:
        """Let people choose among the organisation and its units; the organisation is chosen already."""
        self.queryset = units_of(organisation, keep=keep)
        self.initial = organisation.pk
