"""An organisation, or a unit of one: a tree in which units hang below their organisation."""

from collections.abc import Collection
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from organisations.models.period import Period, PeriodQuerySet


class Kind(models.TextChoices):
    """What sort of body it is; the Swedish words are the ones the sources use."""

    MUNICIPALITY = "municipality", _("kommun")
    REGION = "region", _("region")
    AGENCY = "agency", _("myndighet")
    COUNTY_BOARD = "county_board", _("länsstyrelse")
    ADMINISTRATION = "administration", _("förvaltning")
    BOARD = "board", _("nämnd")
    COMPANY = "company", _("bolag")
    FEDERATION = "federation", _("kommunalförbund")
    INSTITUTE = "institute", _("institut eller lärosäte")
    CIVIL_SOCIETY = "civil_society", _("civilsamhälle")
    NATIONAL = "national", _("nationell organisation")


MOST_LEVELS = 8
"""An organisation and what may hang below each other in it; pages walk down the tree and must come back."""
UNIT_KINDS = (Kind.ADMINISTRATION, Kind.BOARD, Kind.COMPANY)

# tree_queries builds the tree of all organisations for every question about one of them; these two walk along one
# branch by the indexes on the key and on the parent. UNION ends the walk even if somebody has made a circle.
UPWARDS = """
WITH RECURSIVE line (id, parent_id) AS (
    SELECT id, parent_id FROM organisations_organisation WHERE id = %s
    UNION SELECT o.id, o.parent_id FROM organisations_organisation o JOIN line ON o.id = line.parent_id
) SELECT id FROM line
"""
DOWNWARDS = """
WITH RECURSIVE branch (id) AS (
    SELECT id FROM organisations_organisation WHERE id = %s
    UNION SELECT o.id FROM organisations_organisation o JOIN branch ON o.parent_id = branch.id
) SELECT id FROM branch
"""
UPWARDS_FROM_SOME = UPWARDS.replace("id = %s", "id = ANY(%s)")
DOWNWARDS_FROM_SOME = DOWNWARDS.replace("id = %s", "id = ANY(%s)")


class OrganisationQuerySet(TreeQuerySet, PeriodQuerySet):  # type: ignore[misc]  # tree_queries has no types
    """Filters over the tree and over time."""

    def ancestors(self, of: "Organisation", *, include_self: bool = False) -> Self:
        """Keep what the organisation hangs below; in no order."""
        above = self.filter(pk__in=RawSQL(UPWARDS, [of.pk]))  # noqa: S611  the statement is a constant
        return above if include_self else above.exclude(pk=of.pk)

    def below(self, of: "Organisation", *, include_self: bool = False) -> Self:
        """Keep what hangs below the organisation; in no order, and cheap as part of another question."""
        branch = self.filter(pk__in=RawSQL(DOWNWARDS, [of.pk]))  # noqa: S611  the statement is a constant
        return branch if include_self else branch.exclude(pk=of.pk)

    def in_branches(self, tops: Collection[int]) -> Self:
        """Keep the organisations with these ids and what hangs below them; in no order."""
        return self.filter(pk__in=RawSQL(DOWNWARDS_FROM_SOME, [list(tops)]))  # noqa: S611  a constant

    def in_lines(self, bottoms: Collection[int]) -> Self:
        """Keep the organisations with these ids and what they hang below; in no order."""
        return self.filter(pk__in=RawSQL(UPWARDS_FROM_SOME, [list(bottoms)]))  # noqa: S611  a constant

    def descendants(self, of: "Organisation", *, include_self: bool = False) -> Self:
        """Keep what hangs below the organisation, with tree_depth and tree_path."""
        line = self.model.objects.ancestors(of, include_self=True).values("pk")
        own_tree = Q(pk__in=line) | Q(pk__in=RawSQL(DOWNWARDS, [of.pk]))  # noqa: S611
        below: Self = super().descendants(of, include_self=include_self).tree_filter(own_tree)
        return below

    def roots(self) -> Self:
        """Keep organisations, leave out their units."""
        return self.filter(parent=None)

    def of_kind(self, *kinds: Kind) -> Self:
        """Keep some kinds."""
        return self.filter(kind__in=kinds)

    def matching(self, text: str) -> Self:
        """Keep those whose name or code holds the text."""
        return self.filter(Q(name__icontains=text) | Q(code__iexact=text))

    def counties(self) -> list[tuple[str, str]]:
        """Return the codes and names of the counties that occur, in the official order of the codes."""
        found = self.exclude(county_code="").order_by("county_code", "county_name")
        return list(found.values_list("county_code", "county_name").distinct())

    def in_order(self) -> Self:
        """Swedish alphabetical order by the stored key, ties by id."""
        return self.order_by("sort_key", "pk")

    def count_legal_persons(self) -> int:
        """Count bodies, not records: Gotland is a municipality and a region but one legal person."""
        counted: int = self.aggregate(
            n=models.Count(Coalesce("same_legal_person_as_id", "pk"), distinct=True)
        )["n"]
        return counted


class Organisation(TreeNode, Period):  # type: ignore[misc,django-manager-missing]  # tree_queries has no types
    """A public body or one of its units. Data belongs to it, and every fact keeps the unit it was made for."""

    parent = TreeNodeForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("överordnad enhet"),
    )
    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("namn"), max_length=160)
    code = models.CharField(_("kod"), max_length=20, unique=True, null=True, blank=True)
    slug = models.SlugField(max_length=180, unique=True)
    sort_key = models.CharField(max_length=500, editable=False)
    county_code = models.CharField(_("länskod"), max_length=2, blank=True)
    county_name = models.CharField(_("län"), max_length=40, blank=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    same_legal_person_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="other_records"
    )
    succeeded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    constructed = models.BooleanField(
        _("konstruerade exempelvärden"),
        default=False,
        help_text=_("Allt som visas om organisationen märks som konstruerade exempelvärden."),
    )

    objects: ClassVar[OrganisationQuerySet] = OrganisationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Period.Meta):
        abstract = False
        indexes = [models.Index(fields=["kind", "sort_key"]), models.Index(fields=["sort_key"])]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(parent=models.F("pk")), name="organisation_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=~Q(succeeded_by=models.F("pk")), name="organisation_not_its_own_successor"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="organisation_known_kind"),
        ]

    def __str__(self) -> str:
        """The name, for people to read."""
        return self.name
