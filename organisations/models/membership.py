"""What a person may do: a role over an organisation and all units below it, from a date to a date."""

import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation
from organisations.models.period import Period, PeriodQuerySet
from organisations.models.user import User


class Role(models.TextChoices):
    """Roles over an organisation, strongest first; the order decides which one a person acts in."""

    COORDINATOR = "coordinator", _("samordnare")
    PROGRAMME_LEAD = "programme_lead", _("programledare")
    CONTRIBUTOR = "contributor", _("medarbetare eller ombud")
    PARTICIPANT = "participant", _("deltagare")
    MENTOR = "mentor", _("mentor eller kritisk vän")
    EVALUATOR = "evaluator", _("utvärderare")
    READER = "reader", _("läsare (förtroendevald eller chef)")


class FunctionQuerySet(models.QuerySet["Function"]):
    """Filters on the list of functions."""

    def in_order(self) -> Self:
        """The order of the list that people choose from."""
        return self.order_by("position", "pk")

    def in_use(self) -> Self:
        """Keep those that can be chosen, in their order."""
        return self.filter(active=True).in_order()


class Function(models.Model):
    """In which function a person takes part (politiker, chef …). Editable; used ones are retired, not deleted."""

    key = models.SlugField(max_length=40, unique=True)
    name_sv = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=100)
    active = models.BooleanField(default=True)

    objects: ClassVar[FunctionQuerySet] = FunctionQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_sv


class MembershipQuerySet(PeriodQuerySet):
    """Filters on memberships."""

    def active(self, on: datetime.date | None = None) -> Self:
        """Keep what holds on a day, today unless told, and was not ended at once before now."""
        return super().active(on).filter(Q(ended_at=None) | Q(ended_at__gt=timezone.now()))

    def active_at(self, moment: datetime.datetime) -> Self:
        """Keep what held at a moment, also what has been ended since."""
        held = super().active(timezone.localdate(moment))
        return held.filter(Q(ended_at=None) | Q(ended_at__gt=moment))

    def held_by(self, user: User) -> Self:
        """Keep what a person may do today, each with its organisation, in the organisations' order. One query."""
        held = self.filter(user=user).active().select_related("organisation")
        return held.order_by("organisation__sort_key", "organisation_id", "pk")

    def covering(self, organisation: Organisation) -> Self:
        """Keep memberships over the organisation itself or over anything above it."""
        return self.filter(organisation__in=organisation.ancestors(include_self=True))

    def publishing(self) -> Self:
        """Keep coordinators who may publish reports."""
        return self.filter(role=Role.COORDINATOR, may_publish=True)


class Membership(Period):
    """One role of one person over one part of the tree."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("roll"), max_length=20, choices=Role.choices)
    function = models.ForeignKey(
        Function,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("funktion"),
        related_name="+",
    )
    # A last day alone lets a person work until midnight; a role that is taken away ends at once.
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    may_publish = models.BooleanField(_("får publicera rapporter"), default=False, db_default=False)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Period.Meta):
        abstract = False
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_known_role"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(valid_to__isnull=False), name="membership_ended_has_last_day"
            ),
            models.CheckConstraint(
                condition=Q(may_publish=False) | Q(role=Role.COORDINATOR),
                name="membership_coordinators_publish",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(valid_to=None),
                name="membership_open_once",
                violation_error_message=_("Personen har redan den rollen här."),
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"membership {self.pk}"

    @property
    def is_active(self) -> bool:
        """Whether it holds now."""
        return super().is_active and (self.ended_at is None or self.ended_at > timezone.now())
