"""Which participants a meeting is for: all of them, or those in its groups on its day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.utils import timezone

from programmes.models import GroupMember, Meeting, Participation


def spells_of(participations: Iterable[Participation]) -> dict[int, list[GroupMember]]:
    """Return when each participation was in which groups, by its id. One query."""
    found: dict[int, list[GroupMember]] = defaultdict(list)
    for one in GroupMember.objects.filter(participation__in=[row.pk for row in participations]):
        found[one.participation_id].append(one)
    return found


def is_for(
    meeting: Meeting, participation: Participation, spells: Mapping[int, Collection[GroupMember]]
) -> bool:
    """Whether a participant is asked to come; the meeting's groups are prefetched."""
    if meeting.programme_id != participation.programme_id:
        return False
    groups = {group.pk for group in meeting.groups.all()}
    day = timezone.localdate(meeting.starts_at)
    return not groups or any(
        spell.group_id in groups
        and spell.valid_from <= day
        and (spell.valid_to is None or spell.valid_to >= day)
        for spell in spells.get(participation.pk, ())
    )
