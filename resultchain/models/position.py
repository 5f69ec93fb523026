"""Positions: where on the chain an organisation itself says that it stands, occasion by occasion."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from checklists.models import Occasion
from organisations.models import Organisation
from organisations.models.saved import Saved
from resultchain.levels import ChainLevel


class Extent(models.TextChoices):
    """How far the organisation says that it has come on a level."""

    PARTLY = "partly", _("delvis")
    DONE = "done", _("genomfört")


class PositionQuerySet(models.QuerySet["Position"]):
    """Filters on positions."""

    def newest_first(self) -> Self:
        """The latest statement first."""
        return self.order_by("-date", "-pk")

    def with_content(self) -> Self:
        """Fetch what a page shows in a constant number of queries."""
        return self.select_related("occasion", "saved_by").prefetch_related("levels")


class Position(Saved):
    """One statement. It may belong to an occasion of a checklist; its name and date are its own then too."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="chain_positions")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("tillfälle"), max_length=80)
    date = models.DateField(_("datum"))
    words = models.TextField(_("med egna ord"), max_length=2000, blank=True)

    objects: ClassVar[PositionQuerySet] = PositionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), "date", name="position_once"),
            models.CheckConstraint(condition=~Q(name=""), name="position_has_name"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"position {self.pk}"


class PositionLevel(models.Model):
    """What a statement says of one level; a level that it says nothing of has no row."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField(choices=ChainLevel.choices)
    extent = models.CharField(max_length=10, choices=Extent.choices)
    words = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "level"], name="position_level_once"),
            models.CheckConstraint(condition=Q(level__in=ChainLevel.values), name="position_known_level"),
            models.CheckConstraint(condition=Q(extent__in=Extent.values), name="position_known_extent"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"position level {self.pk}"
