"""How sign-in behaves: by invitation only, with limits that shut nobody out, and errors in plain words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations import throttle
from organisations.models import User


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """People come in by invitation only."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Kontot är avstängt."),
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte. Försök igen."),
        "enter_current_password": _("Det är inte ditt nuvarande lösenord. Försök igen."),
        "incorrect_password": _("Lösenordet stämmer inte. Försök igen."),
        "invalid_password_reset": _("Länken gäller inte längre. Begär en ny."),
        "rate_limited": _("Det blev för många försök på kort tid. Vänta en stund."),
        "too_many_login_attempts": _("Det blev för många försök på kort tid. Vänta en stund."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  the framework's signature
        """Open sign-up is never on."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Check a password within the limits of throttle.py; beyond them answer 429 without looking at it."""
        tried = throttle.attempt(request, credentials.get("email", ""), self.get_client_ip(request))
        if not throttle.begin(tried):
            raise ImmediateHttpResponse(respond_429(request))
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            throttle.succeeded(tried)
        return user

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Let the browser be known to the account from now on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        throttle.remember_browser(request, response, user.email)
        return response

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_args: Any,
        **_kwargs: Any,
    ) -> None:
        """Say that a password is changed; that one has signed in or out can be seen."""
        if message_template == "account/messages/password_changed.txt":
            messages.add_message(request, level, _("Lösenordet är bytt."))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the client's address; on a unix socket without a proxy there is none, which must stop nobody."""
        return get_client_ip(request) or "unknown"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Return to the start page."""
        return reverse("start")
