"""Sorting comments: a new theme, and which comments belong to one."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from organisations.forms.fields import LineField
from surveys.forms.seen import SeenForm
from surveys.models import MAX_THEME, Theme


class ThemeForm(forms.Form):
    """The name of a new theme."""

    name = LineField(
        label=gettext_lazy("Nytt tema"),
        help_text=gettext_lazy("Ett eller några ord, till exempel ”Tid och resurser”."),
        max_length=MAX_THEME,
    )


class SortForm(SeenForm):
    """The comments that belong to a theme."""

    comments = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Vilka kommentarer hör till temat?"),
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, theme: Theme, comments: Sequence[tuple[uuid.UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, version=theme.version, **kwargs)
        field: Any = self.fields["comments"]
        field.choices = [(str(one), body) for one, body in comments]
        field.initial = [str(one) for one in theme.marks.values_list("comment", flat=True)]
