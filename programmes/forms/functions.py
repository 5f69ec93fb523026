"""The choice of functions, which several forms of programmes have."""

from django import forms

from figures.swedish import sentence
from organisations.models import Function


class FunctionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of functions, one a line."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Function) -> str:
        """The function as a line of its own begins."""
        return sentence(str(obj))
