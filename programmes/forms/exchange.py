"""What people type when they put something into a document room, or write a letter."""

import uuid
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from figures.text import clean_line
from organisations.forms.fields import DayField, LineField, TextField
from organisations.models import Function
from programmes.document_files import MOST_BYTES, Checked, DocumentError, checked
from programmes.forms.functions import FunctionsField
from programmes.models import MAX_TITLE, Group

LONGEST_FILE_NAME = 200
LONGEST_LINK = 500
LONGEST_LETTER = 10_000


class DocumentForm(forms.Form):
    """A file or a link, with a title and a date, for all or for one group."""

    title = LineField(label=gettext_lazy("Titel"), max_length=MAX_TITLE)
    day = DayField(label=gettext_lazy("Datum"), initial=timezone.localdate)
    group = forms.ModelChoiceField(
        label=gettext_lazy("För vilka?"), queryset=Group.objects.none(), required=False
    )
    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("Pdf, png, jpg, docx eller xlsx utan makron, högst 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"}),
        required=False,
        allow_empty_file=True,
        error_messages={"invalid": gettext_lazy("Välj en fil.")},
    )
    link = forms.CharField(
        label=gettext_lazy("Eller en länk"),
        help_text=gettext_lazy("Hela adressen, till exempel https://www.exempel.se/sida."),
        max_length=LONGEST_LINK,
        required=False,
        widget=forms.URLInput,
    )

    def __init__(self, *args: Any, groups: QuerySet[Group], may_write_to_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["group"]
        choice.queryset = groups
        choice.required = not may_write_to_all
        choice.empty_label = _("Alla i satsningen") if may_write_to_all else _("Välj en grupp")

    def clean_file(self) -> Checked | None:
        """Measure it before it is read, and hold its content against its name."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return None
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("Filen är för stor: högst 10 MB."))
        name = clean_line(file.name or "")
        try:
            return checked(name[-LONGEST_FILE_NAME:], file.read())
        except DocumentError as error:
            raise ValidationError(str(error.told)) from error

    def clean_link(self) -> str:
        """Only addresses of the web: others could run something in the reader's browser."""
        link = clean_line(self.cleaned_data["link"])
        if not link:
            return ""
        try:
            parts = urlsplit(link)
            good = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in link
        except ValueError:
            good = False
        if not good:
            raise ValidationError(_("Skriv hela adressen. Den börjar med https:// eller http://."))
        return link

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        if {"file", "link"} & set(self.errors):
            return data
        if data.get("file") and data.get("link"):
            self.add_error("link", _("Välj en fil eller skriv en länk, inte båda."))
        elif not data.get("file") and not data.get("link"):
            self.add_error("file", _("Välj en fil eller skriv en länk."))
        return data


class LetterForm(forms.Form):
    """A letter to those in chosen functions, in chosen groups or in the whole programme."""

    once = forms.CharField(widget=forms.HiddenInput, required=False)
    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Vilka grupper?"),
        queryset=Group.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    functions = FunctionsField(
        label=gettext_lazy("Vilka funktioner?"),
        help_text=gettext_lazy("Kryssa inga om brevet ska gå till deltagarnas kontaktpersoner."),
        queryset=Function.objects.none(),
        required=False,
    )
    subject = LineField(label=gettext_lazy("Ämne"), max_length=MAX_TITLE)
    body = TextField(
        label=gettext_lazy("Brevet"),
        help_text=gettext_lazy("Går som vanlig text. Det går inte att ändra eller ta tillbaka."),
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def __init__(self, *args: Any, groups: QuerySet[Group], may_write_to_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = str(uuid.uuid4())
        choice: Any = self.fields["groups"]
        choice.queryset = groups
        choice.required = not may_write_to_all
        choice.help_text = _("Kryssa inga om brevet är för alla.") if may_write_to_all else ""
        choice.error_messages["required"] = _("Välj minst en av dina grupper.")
        if may_write_to_all and not groups.exists():
            choice.widget = forms.MultipleHiddenInput()
        functions: Any = self.fields["functions"]
        functions.queryset = Function.objects.in_use()

    def clean_once(self) -> uuid.UUID:
        """What names this one form; nonsense is a form of its own."""
        try:
            return uuid.UUID(self.cleaned_data["once"])
        except ValueError:
            return uuid.uuid4()
