"""An organisation's own lists: processes and focus areas, perspectives, courses. The top of the tree owns them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation

MAX_LIST_NAME = 120


class ListedQuerySet(models.QuerySet["Listed"]):
    """Filters on one list."""

    def in_use(self) -> Self:
        """Keep what can be chosen today."""
        return self.filter(retired_at=None)

    def in_order(self) -> Self:
        """Swedish alphabetical order by the stored key, ties by id."""
        return self.order_by("sort_key", "pk")


class Listed(models.Model):
    """One line of a list. `key` names the suggestion that it came from; retired ones stay on what they were said of."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="chain_%(class)ss")
    key = models.SlugField(max_length=60, blank=True)
    name = models.CharField(_("namn"), max_length=MAX_LIST_NAME)
    sort_key = models.CharField(max_length=500, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="%(class)s_name_once"),
            models.UniqueConstraint(
                fields=["organisation", "key"], condition=~Q(key=""), name="%(class)s_key_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="%(class)s_has_name"),
        ]

    def __str__(self) -> str:
        """The name, for people to read."""
        return self.name


class Area(Listed):
    """A process or a focus area."""

    objects: ClassVar[ListedQuerySet] = ListedQuerySet.as_manager()  # type: ignore[assignment]


class Perspective(Listed):
    """Whose rights, or which field of rights, something is about."""

    objects: ClassVar[ListedQuerySet] = ListedQuerySet.as_manager()  # type: ignore[assignment]


class Course(Listed):
    """A training that people take, held once or many times: whoever writes its name again means the same one."""

    objects: ClassVar[ListedQuerySet] = ListedQuerySet.as_manager()  # type: ignore[assignment]
