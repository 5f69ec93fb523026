"""How far apart two functions rated on their own, taken together so that it may be told outside the organisation."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from checklists.models.instrument import Item
from checklists.models.occasion import Occasion
from figures.disclosure import FLOOR
from organisations.models import Organisation
from organisations.models.share import is_shared_with


class FunctionsApartQuerySet(models.QuerySet["FunctionsApart"]):
    """Filters on what is released of functions."""

    def visible_to(self, organisation: Organisation) -> Self:
        """Keep what is shared with an organisation now; its own are not among them."""
        return self.filter(is_shared_with(self.model, organisation))


class FunctionsApart(models.Model):
    """What one organisation released of politicians' and key persons' own ratings at an occasion.

    It is worked out once, after handing in, and holds sums of many people only. Who may use it is told by shares.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="functions_apart")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="functions_apart")
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[FunctionsApartQuerySet] = FunctionsApartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occasion"], name="functions_apart_once"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"functions apart {self.pk}"


class ItemApart(models.Model):
    """One item that enough of both functions gave a value: the sums, and of how many people."""

    apart = models.ForeignKey(FunctionsApart, on_delete=models.CASCADE, related_name="items")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    politicians_points = models.PositiveIntegerField()
    politicians_people = models.PositiveSmallIntegerField()
    key_persons_points = models.PositiveIntegerField()
    key_persons_people = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["apart", "item"], name="item_apart_once"),
            # The last word on disclosure: fewer people are never kept, whatever the code above believes.
            models.CheckConstraint(
                condition=Q(politicians_people__gte=FLOOR, key_persons_people__gte=FLOOR),
                name="item_apart_enough_people",
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"item apart {self.pk}"
