"""How an organisation wants its reports: its logo, and whether publishing takes two."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisations.models import Organisation


class Logo(models.Model):
    """A picture as reports/logos.py made it; never changes, since frozen reports name it by its hash."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    png = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="logo_has_size"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"logo {self.pk}"


class ReportRules(models.Model):
    """An organisation without a row has no logo and lets one person publish."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, primary_key=True, related_name="report_rules"
    )
    two_pairs = models.BooleanField(default=False)
    logo = models.ForeignKey(Logo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["ReportRules"]] = models.Manager()

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"report rules {self.pk}"
