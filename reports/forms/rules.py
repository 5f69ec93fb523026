"""How an organisation wants its reports: two pairs of eyes, and its logo."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reports.logos import Image, LogoError, normalised

LOGO_FAULTS: Final[Mapping[str, Any]] = {
    "too_big": _(
        "Bilden är för stor. Den får ha högst 2 MB och 25 miljoner bildpunkter. Spara en mindre kopia."
    ),
    "not_an_image": _("Filen går inte att läsa som en bild. Välj en hel bildfil i formatet png eller jpg."),
    "animated": _("Bilden rör sig. Välj en stillbild."),
    "too_small": _(
        "Bilden är för liten och skulle bli suddig. Den kortare sidan måste ha minst 40 bildpunkter."
    ),
    "too_narrow": _("Bilden är för smal. Den längre sidan får vara högst 15 gånger den kortare."),
}


class TwoPairsForm(forms.Form):
    """Whether publishing takes two."""

    two_pairs = forms.TypedChoiceField(
        label=_("Hur många ska godkänna en rapport innan den publiceras?"),
        choices=[
            ("1", _("Två: den som skickar rapporten, och någon annan som får publicera")),
            ("0", _("En: den som får publicera gör det själv")),
        ],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj ett av alternativen."),
            "invalid_choice": _("Välj ett av alternativen."),
        },
    )

    def __init__(self, *args: Any, publishers: int, **kwargs: Any) -> None:
        """`publishers`: how many may publish here today."""
        super().__init__(*args, **kwargs)
        self.publishers = publishers

    def clean_two_pairs(self) -> bool:
        """Two are needed to be two."""
        two_pairs: bool = self.cleaned_data["two_pairs"]
        if two_pairs and self.publishers < 2:
            raise ValidationError(
                _(
                    "Ingen annan än du får publicera rapporter här. Ge först ännu en samordnare den rätten, på sidan "
                    "Personer."
                )
            )
        return two_pairs


class LogoForm(forms.Form):
    """A picture file."""

    file = forms.FileField(
        label=_("Bildfil"),
        help_text=_("Png eller jpg, högst 2 MB. Bäst blir en bred bild på vit eller genomskinlig botten."),
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        allow_empty_file=True,
        error_messages={
            "required": _("Välj en bild på din dator."),
            "invalid": _("Välj en bild på din dator."),
        },
    )

    def clean_file(self) -> Image:
        """Make our own picture of it."""
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        try:
            return normalised(sent.read())
        except LogoError as error:
            raise ValidationError(LOGO_FAULTS[error.code]) from error
