"""A form that knows which version of a row its page was made from: nobody writes over what they have not seen."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures.swedish import point_in_time
from organisations.models.saved import Saved

LONGEST_VERSION: Final = 9


class SavedForm(forms.Form):
    """`row` is what is changed, or nothing for something new."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: Saved | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["version"].initial = row.version if row else ""

    @property
    def seen(self) -> int | None:
        """The version that the page showed; call after is_valid()."""
        return version_number(self.cleaned_data["version"])

    @property
    def chosen(self) -> dict[str, Any]:
        """What was typed, as arguments of the verbs; call after is_valid()."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def show(self, newest: Saved, now: str) -> None:
        """Keep what was typed, say who saved what in between, and let the next try go through."""
        self.add_error(None, changed_text(newest, now))
        data: Any = self.data
        data = data.copy()
        data["version"] = newest.version
        self.data = data


def version_number(text: str) -> int | None:
    """Return the version that a page sent back; None when it sent something else."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_VERSION else None


def changed_text(newest: Saved, now: str) -> str:
    """Tell somebody whose page is older who has saved, when, and what stands there."""
    words = {
        "who": newest.saved_by or _("Någon annan"),
        "when": point_in_time(timezone.localtime(newest.saved_at), get_language() or "sv"),
        "now": now,
    }
    text: str = _(
        "%(who)s sparade %(when)s, efter att du öppnade sidan. Nu står det: %(now)s "
        "Spara igen om det som du har skrivit ska gälla."
    )
    return text % words
