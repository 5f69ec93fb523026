"""Who was asked to answer. Knows at most that a link was used, never when; after the close not even that."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from surveys.models.survey import Survey


class InvitationState(models.TextChoices):
    """All of a round are closed alike, whether they were used or not."""

    INVITED = "invited", _("inbjuden")
    USED = "used", _("använd")
    CLOSED = "closed", _("stängd")


class MailState(models.TextChoices):
    """What became of the first mail."""

    WAITING = "waiting", _("väntar")
    SENT = "sent", _("skickat")
    REFUSED = "refused", _("adressen tog inte emot")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Filters on invitations."""

    def waiting(self) -> Self:
        """Keep those whose link still works."""
        return self.filter(state=InvitationState.INVITED)

    def used(self) -> Self:
        """Keep those whose link was used, as long as the survey is open."""
        return self.filter(state=InvitationState.USED)


class Invitation(models.Model):
    """A random id, and no time at all: these rows must not say in which order people answered.

    The link's token is made from the server's key and the id, and is not stored; `token_mac` recognises it.
    `mails` counts the mails so far. `group` is the code of a group of the breakdown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-postadress"))
    group = models.CharField(max_length=60, blank=True)
    token_mac = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.INVITED)
    mail = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    mails = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), "survey", name="survey_address_once"),
            models.CheckConstraint(
                condition=Q(state__in=InvitationState.values), name="survey_invitation_known_state"
            ),
            models.CheckConstraint(
                condition=Q(mail__in=MailState.values), name="survey_invitation_known_mail"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"invitation {self.pk}"
