"""allauth's forms in our words, and a reset that takes as long for an unknown address as for a known one."""

from typing import Any, Final

from allauth.account import forms as allauth_forms
from django.forms import Field
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from organisations.doorbell import ring
from organisations.sign_in import send_password_link

PASSWORD_HELP: Final = _(
    "Minst tolv tecken. En mening som bara du kommer på är lätt att minnas och svår att gissa."
)
NOBODY: Final = 0


def word(field: Field, label: Any, help_text: Any = "") -> None:
    """Give a field our label and help, and no placeholder: it vanishes when one begins to write."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["login"], _("E-postadress"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        word(self.fields["password"], _("Lösenord"))


class ResetPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address to send a link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["email"], _("E-postadress"))

    def save(self, request: HttpRequest, **_kwargs: Any) -> str:  # noqa: ARG002  allauth's signature
        """Ring for the mail. An unknown address rings for nobody, so that the answer takes equally long."""
        user_id = self.users[0].pk if self.users else NOBODY
        language = get_language() or "sv"
        if not ring("organisations.tasks.send_password", user_id, language):
            send_password_link(user_id, language)
        return str(self.cleaned_data["email"])


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["password1"], _("Nytt lösenord"), PASSWORD_HELP)
        word(self.fields["password2"], _("Samma lösenord en gång till"))


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The password of today, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["oldpassword"], _("Nuvarande lösenord"))
        word(self.fields["password1"], _("Nytt lösenord"), PASSWORD_HELP)
        word(self.fields["password2"], _("Samma lösenord en gång till"))
