"""An invitation to become a member: one link, used once, within seven days; the link itself is never stored."""

import datetime
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models.membership import Function, Role
from organisations.models.organisation import Organisation

LIFETIME = datetime.timedelta(days=7)


class State(models.TextChoices):
    """What has become of an invitation."""

    OPEN = "open", _("öppen")
    ACCEPTED = "accepted", _("använd")
    WITHDRAWN = "withdrawn", _("tillbakadragen")
    EXPIRED = "expired", _("för gammal")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Filters by state."""

    def open(self) -> Self:
        """Keep those that can still be used."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def waiting(self) -> Self:
        """Keep those that nobody has used or withdrawn, the expired ones too."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def mail_due(self) -> Self:
        """Keep open ones whose mail is still to be sent, the longest waiting first."""
        due = self.open().filter(mail_sent_at=None, mail_next_at__lte=timezone.now())
        return due.order_by("mail_next_at", "pk")

    def newest_first(self) -> Self:
        """The order a list of invitations is read in."""
        return self.order_by("-created_at", "pk")


class Invitation(models.Model):
    """Holds a sha256 of the link's token, so that a copy of the database opens no door."""

    # Random, and known before the row is written: the link's token is made from it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-postadress"))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(_("roll"), max_length=20, choices=Role.choices)
    function = models.ForeignKey(
        Function,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("funktion"),
        related_name="+",
    )
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="sv")
    mail_sent_at = models.DateTimeField(null=True, blank=True)
    mail_attempts = models.PositiveSmallIntegerField(default=0)
    mail_next_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                "role",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_waiting_once",
                violation_error_message=_("Det finns redan en inbjudan till den adressen med samma roll."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_known_role"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="invitation_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_accepted_or_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"invitation {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return self.state is State.OPEN

    @property
    def state(self) -> State:
        """What has become of it."""
        if self.accepted_at is not None:
            return State.ACCEPTED
        if self.withdrawn_at is not None:
            return State.WITHDRAWN
        return State.OPEN if self.expires_at > timezone.now() else State.EXPIRED
