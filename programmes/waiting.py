"""What waits for a member in the programmes: invitations, roles to read, meetings that come, home work."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from figures.swedish import chosen, number_word, sentence
from organisations.access import ActiveMembership
from organisations.models import Role
from organisations.waiting import Waiting
from programmes.access import ACTING, LEADERS
from programmes.invited import is_for, spells_of
from programmes.models import (
    HANDING_IN,
    Acknowledgement,
    Expectation,
    GroupMember,
    HomeWork,
    Meeting,
    Part,
    Participation,
    Programme,
    Stage,
)
from programmes.remarks import unanswered

SOON: Final = datetime.timedelta(days=30)
MOST: Final = 6
LIVE: Final = (Stage.INVITED, Stage.APPLIED, Stage.TAKES_PART)
LONG_TEXTS: Final = ("agenda", "notes", "plus", "minus", "interesting", "decisions")


@dataclass(frozen=True)
class _World:
    """The caller's organisation in the programmes that go on."""

    membership: ActiveMembership
    mine: Sequence[Participation]
    led: Sequence[Programme]
    meetings: Sequence[Meeting]
    spells: dict[int, list[GroupMember]]

    def address(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.membership.organisation.slug, *args])

    def holds(self, roles: Iterable[Role]) -> bool:
        return bool(self.membership.roles & set(roles))

    @property
    def taking_part(self) -> list[Participation]:
        return [one for one in self.mine if one.stage == Stage.TAKES_PART]


def waiting(membership: ActiveMembership, programme: Programme | None = None) -> list[Waiting]:
    """What somebody has to do in all programmes, or in one, the earliest first. At most nine queries."""
    if not membership.roles - {Role.READER}:
        return []
    world = _world(membership, programme)
    if not world.mine and not world.led:
        return []
    found = [
        *_invitations(world),
        *_applied(world),
        *_unread(world),
        *_remarks(world),
        *_home_work(world),
        *_reports(world),
        *_meetings(world),
    ]
    return sorted(found, key=lambda thing: thing.due or datetime.date.min)[:MOST]


def _world(membership: ActiveMembership, programme: Programme | None) -> _World:
    today = timezone.localdate()
    going_on = (Q(ends_on__gte=today) | Q(compiled_on__gte=today)) & (
        Q(pk=programme.pk) if programme else Q()
    )
    rounds = Programme.objects.filter(going_on)
    mine = (
        Participation.objects.of(membership.organisation)
        .filter(programme__in=rounds.open(), stage__in=LIVE)
        .select_related("programme")
        .in_order()
    )
    led = (
        rounds.filter(owner=membership.organisation)
        .annotate(applied=Count("participations", filter=Q(participations__stage=Stage.APPLIED)))
        .newest_first()
    )
    mine_now = list(mine)
    led_now = list(led) if membership.roles & set(LEADERS) else []
    rounds_now = {one.programme_id for one in mine_now} | {one.pk for one in led_now}
    meetings = Meeting.objects.filter(programme__in=rounds_now).defer(*LONG_TEXTS)
    return _World(
        membership,
        mine_now,
        led_now,
        list(meetings.select_related("programme").prefetch_related("groups").in_time_order())
        if rounds_now
        else [],
        spells_of(mine_now) if mine_now else {},
    )


def _invitations(world: _World) -> list[Waiting]:
    if Role.COORDINATOR not in world.membership.roles:
        return []
    return [
        Waiting(
            title=_("Ni är inbjudna till %(programme)s") % {"programme": one.programme},
            text=_("Läs vad det innebär, och anmäl er eller tacka nej."),
            action=_("Svara på inbjudan"),
            url=world.address("participation", one.programme_id, one.pk),
        )
        for one in world.mine
        if one.stage == Stage.INVITED
    ]


def _applied(world: _World) -> list[Waiting]:
    found = []
    for one in world.led:
        number: int = one.applied  # type: ignore[attr-defined]  # annotated above
        title = ngettext(
            "%(word)s anmälan väntar på besked: %(programme)s",
            "%(word)s anmälningar väntar på besked: %(programme)s",
            number,
        )
        if number:
            word = sentence(number_word(number, chosen(get_language())))
            found.append(
                Waiting(
                    title=title % {"word": word, "programme": one},
                    text=_("Säg om de är med."),
                    action=_("Se anmälningarna"),
                    url=world.address("participations", one.pk),
                )
            )
    return found


def _unread(world: _World) -> list[Waiting]:
    """One task a role, though an organisation may have it twice."""
    if not world.mine:
        return []
    texts = Expectation.objects.filter(programme__in={one.programme_id for one in world.mine})
    versions = {(one.programme_id, one.part): one.version for one in texts}
    read = set(
        Acknowledgement.objects.filter(
            participation__in=[one.pk for one in world.mine], user=world.membership.user
        ).values_list("participation", "version")
    )
    roles = {
        (one.programme, one.part): None
        for one in world.mine
        if one.stage != Stage.INVITED and (one.programme_id, one.part) in versions
        if (one.pk, versions[one.programme_id, one.part]) not in read
    }
    return [
        Waiting(
            title=_("Läs vad rollen som %(part)s innebär: %(programme)s")
            % {"part": Part(part).label, "programme": programme},
            text=_(
                "Där står vad ni ger, vad ni får, vem som bestämmer och vilket stöd som går att beställa."
            ),
            action=_("Läs om rollen"),
            url=world.address("expectation", programme.pk, part),
        )
        for programme, part in roles
    ]


def _remarks(world: _World) -> list[Waiting]:
    """One task a programme for what was said about what the organisation shares."""
    if not world.taking_part or not world.holds(ACTING):
        return []
    numbers = unanswered(world.membership.organisation)
    return [
        Waiting(
            title=ngettext(
                "%(word)s kommentar väntar på svar: %(programme)s",
                "%(word)s kommentarer väntar på svar: %(programme)s",
                numbers[programme.pk],
            )
            % {
                "word": sentence(number_word(numbers[programme.pk], chosen(get_language()))),
                "programme": programme,
            },
            text=_("Någon som ni delar med har sagt något om er skattning."),
            action=_("Läs kommentarerna"),
            url=world.address("shared", programme.pk),
            level="half",
        )
        for programme in {one.programme_id: one.programme for one in world.taking_part}.values()
        if numbers[programme.pk]
    ]


def _home_work(world: _World) -> list[Waiting]:
    """The latest home work of each participant that is not finished, until the meeting that it returns at is over."""
    participants = [one for one in world.taking_part if one.part == Part.PARTICIPANT]
    if not participants or not world.holds(ACTING):
        return []
    finished = set(
        HomeWork.objects.filter(participation__in=[one.pk for one in participants])
        .exclude(finished_at=None)
        .values_list("meeting", "participation")
    )
    due = {}
    for one in participants:
        asked, until = _latest(world.meetings, one, world.spells)
        if asked is not None and (asked.pk, one.pk) not in finished:
            due[asked.pk] = (asked, until)
    return [
        Waiting(
            title=_("Hemuppgift från %(meeting)s") % {"meeting": asked.name},
            text=_("Den tas upp på %(meeting)s.") % {"meeting": until.name}
            if until
            else _("Den tas upp på nästa träff."),
            action=_("Svara på hemuppgiften"),
            url=world.address("meeting", asked.programme_id, asked.pk),
            level="half",
            due=timezone.localdate(until.starts_at) if until else None,
        )
        for asked, until in due.values()
    ]


def _latest(
    meetings: Collection[Meeting], participation: Participation, spells: dict[int, list[GroupMember]]
) -> tuple[Meeting | None, Meeting | None]:
    """Return the last meeting that is over, if it gave home work, and the one that the home work returns at."""
    now = timezone.now()
    attended = [one for one in meetings if is_for(one, participation, spells)]
    asked = [one for one in attended if one.ends_at < now and one.home_work]
    if not asked:
        return None, None
    later = [one for one in attended if one.starts_at > asked[-1].starts_at]
    if later and later[0].ends_at < now:
        return None, None
    return asked[-1], later[0] if later else None


def _reports(world: _World) -> list[Waiting]:
    """The result report of each participant, from a month before its last day until it is there or comes too late."""
    if Role.COORDINATOR not in world.membership.roles:
        return []
    soon = timezone.localdate() + SOON
    return [
        Waiting(
            title=_("Resultatrapporten till %(programme)s") % {"programme": one.programme},
            text=_("Skriv, publicera och lämna in den till programledaren."),
            action=_("Se deltagandet"),
            url=world.address("participation", one.programme_id, one.pk),
            due=one.programme.compiled_on,
        )
        for one in world.taking_part
        if one.part in HANDING_IN and not one.has_handed_in
        if one.programme.hand_in_closed_at is None
        if one.programme.compiled_on and one.programme.compiled_on <= soon
    ]


def _meetings(world: _World) -> list[Waiting]:
    """The next meeting of each programme, when it is near."""
    now = timezone.now()
    led = {one.pk for one in world.led}
    following: dict[int, Meeting] = {}
    for meeting in world.meetings:
        if meeting.ends_at < now or meeting.starts_at > now + SOON:
            continue
        if meeting.programme_id in led or any(
            is_for(meeting, one, world.spells) for one in world.taking_part
        ):
            following.setdefault(meeting.programme_id, meeting)
    return [
        Waiting(
            title=_("Nästa träff: %(meeting)s") % {"meeting": one.name},
            text=str(one.programme),
            action=_("Se träffen"),
            url=world.address("meeting", one.programme_id, one.pk),
            level="half",
            due=timezone.localdate(one.starts_at),
        )
        for one in following.values()
    ]
