"""Groups: participants who learn from each other, with mentors, from a day to a day."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.models.period import Period, PeriodQuerySet
from organisations.models.saved import Saved
from programmes.models.participation import Participation
from programmes.models.programme import MAX_NAME, Programme


class GroupKind(models.TextChoices):
    """What a group is for."""

    BENCHMARKING = "benchmarking", _("benchmarkinggrupp")
    CLUSTER = "cluster", _("kluster")
    NODE = "node", _("länsgrupp")


class Group(Saved):
    """One group of a programme. `leader` is the county node that leads it; others are led by the programme's owner."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(_("namn"), max_length=MAX_NAME)
    kind = models.CharField(max_length=14, choices=GroupKind.choices, default=GroupKind.BENCHMARKING)
    leader = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="led_groups"
    )

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="group_name_once",
                violation_error_message=_("Det finns redan en grupp med det namnet."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="group_has_name"),
            models.CheckConstraint(condition=Q(kind__in=GroupKind.values), name="group_known_kind"),
            models.CheckConstraint(
                condition=Q(leader=None) | Q(kind=GroupKind.NODE), name="group_only_nodes_are_led"
            ),
        ]

    def __str__(self) -> str:
        """The name that people use."""
        return self.name


class GroupMemberQuerySet(PeriodQuerySet):
    """Filters on who is in which group."""

    def beside(self, participation: Participation) -> Self:
        """Keep today's members of the groups that a participant is in today, itself included."""
        mine = self.model.objects.filter(participation=participation).active()
        return self.active().filter(group__in=mine.order_by().values("group"))


class GroupMember(Period):
    """A participant or a mentor in a group, from a day to a day; who has left it stays readable."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="memberships")

    objects: ClassVar[GroupMemberQuerySet] = GroupMemberQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Period.Meta):
        abstract = False
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "participation"],
                condition=Q(valid_to=None),
                name="group_member_once",
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"group member {self.pk}"
