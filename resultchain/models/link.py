"""Links: an entry led to another one, or gave rise to it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from resultchain.models.entry import ChainEntry


class LinkKind(models.TextChoices):
    """What the source did to the target: only the first one counts as reach and never points left."""

    LED_TO = "led_to", _("ledde till")
    GAVE_RISE_TO = "gave_rise_to", _("gav upphov till")


class LinkQuerySet(models.QuerySet["Link"]):
    """Filters on links."""

    def within(self, organisation: Organisation) -> Self:
        """Keep those with both ends at the organisation or the units below it."""
        below = Organisation.objects.below(organisation, include_self=True).values("pk")
        return self.filter(source__organisation__in=below, target__organisation__in=below)


class Link(models.Model):
    """From a source to a target of the same tree of organisations. A trigger refuses circles of "led to"."""

    source = models.ForeignKey(ChainEntry, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(ChainEntry, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=12, choices=LinkKind.choices, default=LinkKind.LED_TO)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[LinkQuerySet] = LinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="link_not_to_itself"),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="link_known_kind"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"link {self.pk}"
