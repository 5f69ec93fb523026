"""A person who can sign in, known by e-mail address; anonymised in place, never deleted."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates people; addresses are kept in lower case so that one address is one person."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person; without a password they must set one through an invitation or a reset."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by address, whatever its case."""
        return self.get(email=(username or "").strip().lower())

    def holding(self, memberships: models.QuerySet[Any]) -> models.QuerySet["User"]:
        """Return those who hold any of the memberships and can sign in, by name."""
        return self.filter(pk__in=memberships.values("user"), is_active=True).order_by("name", "pk")

    def matching(self, text: str) -> models.QuerySet["User"]:
        """Return those whose name or address holds the text, by name."""
        return self.filter(Q(name__icontains=text) | Q(email__icontains=text)).order_by("name", "pk")


class User(AbstractBaseUser):
    """What a person may do stands in their memberships; only the system's administration is a property."""

    email = models.EmailField(_("e-postadress"), max_length=254)
    name = models.CharField(_("namn"), max_length=120)
    is_administrator = models.BooleanField(_("systemadministratör"), default=False)
    is_active = models.BooleanField(_("kan logga in"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("Det finns redan en person med den e-postadressen."),
            ),
        ]

    def __str__(self) -> str:
        """The person's name, for people to read."""
        return self.name or str(_("Tidigare användare"))
