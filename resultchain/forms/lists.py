"""What people type about an organisation's own lists and rules."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.forms.fields import LineField
from organisations.models import Organisation
from resultchain.models import MAX_LIST_NAME, Listed


class NameForm(forms.Form):
    """The name of a line: a new one, or the one that is changed."""

    name = LineField(
        label=gettext_lazy("Namn"),
        max_length=MAX_LIST_NAME,
        error_messages={"required": gettext_lazy("Skriv ett namn.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, line: Listed | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if line is not None:
            self.initial = {"name": line.name, "seen": line.name}

    def show(self, newest: Listed) -> None:
        """Keep what was typed, say what the line is called now, and let the next try go through."""
        text = _("Någon annan har bytt namn på raden till ”%(name)s”. Spara igen om ditt namn ska gälla.")
        self.add_error("name", text % {"name": newest.name})
        self.data = {**self.data.dict(), "seen": newest.name}  # type: ignore[attr-defined]


class NewLineForm(NameForm):
    """A name that the list doesn't have yet; one that is put away comes out again."""

    def __init__(self, *args: Any, top: Organisation, model: type[Listed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.top, self.model = top, model

    def clean_name(self) -> str:
        """Refuse what is there already, whatever its case."""
        name = str(self.cleaned_data["name"])
        rows = self.model._default_manager.filter(organisation=self.top, retired_at=None)
        if rows.filter(name__iexact=name).exists():
            raise ValidationError(_("”%(name)s” finns redan i listan.") % {"name": name})
        return name


class RulesForm(forms.Form):
    """After how many months an activity that led to nothing is pointed out."""

    months = forms.IntegerField(
        label=gettext_lazy("Antal månader"),
        help_text=gettext_lazy(
            "En aktivitet som är klar sedan så länge, och som inte har lett till något, tas upp."
        ),
        min_value=1,
        max_value=60,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Skriv antalet månader med siffror, från 1 till 60."),
            "invalid": gettext_lazy("Skriv antalet månader med siffror, från 1 till 60."),
            "min_value": gettext_lazy("Skriv antalet månader med siffror, från 1 till 60."),
            "max_value": gettext_lazy("Skriv antalet månader med siffror, från 1 till 60."),
        },
    )
