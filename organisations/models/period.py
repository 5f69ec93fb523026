"""A fact that holds from one date to another, the last day included; no end means that it still holds."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PeriodQuerySet(models.QuerySet[Any]):
    """Filters by day, in Swedish time."""

    def active(self, on: datetime.date | None = None) -> Self:
        """Keep what holds on a day, today unless told."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Period(models.Model):
    """Adds valid_from and valid_to, in the right order."""

    valid_from = models.DateField(_("från och med"), default=timezone.localdate)
    valid_to = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_period",
                violation_error_message=_("Slutdatumet ligger före startdatumet. Ändra ett av dem."),
            ),
        ]

    @property
    def is_active(self) -> bool:
        """Whether it holds today."""
        today = timezone.localdate()
        return self.valid_from <= today and (self.valid_to is None or self.valid_to >= today)
