"""The value of one item, wherever it is given: on one's own or agreed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from checklists.calculations import Answer, worked_after
from checklists.models.instrument import Item

MAX_COMMENT = 2000


class ItemValue(models.Model):
    """A step of the scale, or "ej tillämpligt", or not rated yet, and a comment. A trigger holds it to the scale."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    not_applicable = models.BooleanField(default=False)
    comment = models.TextField(blank=True, max_length=MAX_COMMENT)
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(not_applicable=False) | Q(value=None), name="%(class)s_value_or_not_applicable"
            ),
        ]

    @property
    def answer(self) -> Answer:
        """The rating as a value that the calculations take."""
        return Answer(number=self.item.number, value=self.value, not_applicable=self.not_applicable)


class Worked(models.Model):
    """Measures how long people really sit with a checklist: the time between saves, pauses left out."""

    created_at = models.DateTimeField(default=timezone.now)
    worked_seconds = models.PositiveIntegerField(default=0, db_default=0)
    worked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def count_work(self) -> None:
        """Add the time since the last save, or since the start; the caller saves WORK_FIELDS."""
        now = timezone.now()
        self.worked_seconds += worked_after(self.worked_at or self.created_at, now)
        self.worked_at = now


WORK_FIELDS = ("worked_seconds", "worked_at")
