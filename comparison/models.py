"""What comparisons need beyond what others have: how large organisations are, and selections that are kept."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation

MAX_NAME = 80
MAX_QUERY = 600


class Inhabitants(models.Model):
    """How many people live in a municipality or a region, and in which year that was counted: a public fact."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="inhabitants")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"inhabitants {self.pk}"


class SavedSelectionQuerySet(models.QuerySet["SavedSelection"]):
    """Filters on kept selections."""

    def in_order(self) -> Self:
        """By name; ties by id."""
        return self.order_by("name", "pk")


class SavedSelection(models.Model):
    """A selection that somebody has given a name; all members of the organisation see it. `query` is the address's."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="saved_selections")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("namn"), max_length=MAX_NAME)
    query = models.CharField(max_length=MAX_QUERY, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[SavedSelectionQuerySet] = SavedSelectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="saved_selection_name_once",
                violation_error_message=_("Det finns redan ett sparat urval med det namnet. Välj ett annat."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_selection_has_name"),
        ]

    def __str__(self) -> str:
        """The name that people use."""
        return self.name
