"""Setting a password by mail: the link, and the mail that carries it."""

import logging
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from organisations import mail
from organisations.models import User

logger = logging.getLogger(__name__)


def password_link(user: User) -> str:
    """Return the address where the person sets a password; it works once and for PASSWORD_RESET_TIMEOUT seconds."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    return mail.public_url(path)


def send_password_link(user_id: int, language: str) -> None:
    """Mail the link to an active person. Nobody else gets a mail: the form must not write to strangers."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    try:
        mail.send(
            to=user.email,
            name="password",
            language=language,
            context={"user": user, "url": password_link(user)},
        )
    except (OSError, SMTPException, ValueError) as error:
        logger.error("mail_not_sent", extra={"user": user_id, "error": type(error).__name__})  # noqa: TRY400
