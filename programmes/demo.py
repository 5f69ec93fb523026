"""The demo's programmes: who took part in which group, when they met, what each part meant; loaded once each."""

import datetime
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from checklists.models import Instrument, Occasion
from figures.swedish import sort_key
from organisations.models import Function, Kind, Organisation, User
from programmes.actions.participation import Who
from programmes.demo_content import MeetingContent, ParticipantContent, ProgrammeContent, Programmes
from programmes.demo_goals import load_expected_results
from programmes.demo_sharing import load_remarks, share_handed_in
from programmes.models import (
    Document,
    Expectation,
    Group,
    GroupMember,
    HomeWork,
    Meeting,
    MentorAnswer,
    Part,
    ParticipantFunction,
    Participation,
    Programme,
    Stage,
)

BEGINS: Final = datetime.time(9)
ENDS: Final = datetime.time(16)
WORDS: Final = {"kind", "name", "place", "agenda", "home_work", "plus", "minus", "interesting"}


@transaction.atomic
def load_programmes(content: Programmes, *, by: User, people: Mapping[str, User]) -> None:
    """Make the rounds that are not there, whole; one that is there stays as people have changed it.

    `people` maps demo roles to persons. Everybody in a round is marked: how many they were is constructed.
    """
    Organisation.objects.filter(code__in=content.codes).update(constructed=True)
    for one in content.programmes:
        _load_programme(one, content, by=by, people=people)


def _load_programme(
    one: ProgrammeContent, content: Programmes, *, by: User, people: Mapping[str, User]
) -> None:
    owner = Organisation.objects.get(code=content.owner)
    programme, created = Programme.objects.get_or_create(
        owner=owner,
        name=one.name,
        round=one.round,
        defaults={
            "purpose": one.purpose,
            "starts_on": one.first_day,
            "ends_on": one.last_day,
            "compiled_on": one.compiled_on,
            "kinds": one.kinds,
            "is_open": True,
            "created_by": by,
            "saved_by": by,
        },
    )
    if created:
        programme.instruments.set([Instrument.objects.get(**content.instrument.model_dump())])
        _fill(programme, one, by=by, people=people)


def _fill(programme: Programme, one: ProgrammeContent, *, by: User, people: Mapping[str, User]) -> None:
    Expectation.objects.bulk_create(
        Expectation(programme=programme, part=part, **words.model_dump())
        for part, words in one.expectations.items()
    )
    functions = {function.key: function for function in Function.objects.all()}
    for group in one.groups:
        made = Group.objects.create(programme=programme, name=group.name, created_by=by, saved_by=by)
        for participant in group.participants:
            row = _load_participant(participant, programme, functions, by=by, people=people)
            _load_member(made, row)
    for participant in one.others:
        _load_participant(participant, programme, functions, by=by, people=people)
    for meeting in one.meetings:
        _load_meeting(meeting, programme, functions, by=by)
    _load_home_work(one, programme, people)
    share_handed_in(programme)
    load_remarks(one.remarks, programme, people)
    Document.objects.bulk_create(
        Document(
            programme=programme,
            title=row.title,
            day=row.day,
            link=str(row.link),
            owner=programme.owner,
            created_by=by,
        )
        for row in one.documents
    )
    load_expected_results(one.expected_results, programme, by=by)


def _load_participant(
    one: ParticipantContent,
    programme: Programme,
    functions: Mapping[str, Function],
    *,
    by: User,
    people: Mapping[str, User],
) -> Participation:
    places = [Organisation.objects.get(Q(code=key) | Q(slug=key)) for key in one.organisations]
    made = Participation.objects.create(
        programme=programme,
        part=one.part,
        stage=one.stage,
        through=_body(one.through) if one.through else None,
        sort_key=Who(one.part, places).sort_key,
        has_not_handed_in=one.has_not_handed_in,
        reads_to=one.reads_to,
        # The source tells who had handed in, and not when.
        handed_in_elsewhere=one.handed_in_elsewhere,
        contact=people[one.contact] if one.contact else None,
        created_by=by,
        saved_by=by,
    )
    made.organisations.set(places)
    ParticipantFunction.objects.bulk_create(
        ParticipantFunction(participation=made, function=functions[key], number=number)
        for key, number in one.functions.items()
    )
    if one.mentor is not None:
        MentorAnswer.objects.create(participation=made, **one.mentor.model_dump())
    return made


def _load_member(group: Group, participation: Participation) -> None:
    programme = group.programme
    GroupMember.objects.create(
        group=group,
        participation=participation,
        valid_from=programme.starts_on,
        # The day is not told: they had left when the report was put together.
        valid_to=programme.compiled_on if participation.stage == Stage.LEFT else None,
    )


def _body(name: str) -> Organisation:
    """Return the federation that others take part through; it is in no register of ours."""
    found: Organisation = Organisation.objects.get_or_create(
        slug=slugify(name),
        defaults={
            "kind": Kind.FEDERATION,
            "name": name,
            "sort_key": sort_key(name),
            "valid_from": datetime.date(2018, 1, 1),
            "constructed": True,
        },
    )[0]
    return found


def _load_meeting(
    one: MeetingContent, programme: Programme, functions: Mapping[str, Function], *, by: User
) -> None:
    last_day = one.first_day + datetime.timedelta(days=one.days - 1)
    occasion = None
    if one.occasion is not None:
        name, day = one.occasion
        occasion = Occasion.objects.get(
            owner=programme.owner, instrument__in=programme.instruments.all(), name=name, date=day
        )
    made = Meeting.objects.create(
        programme=programme,
        starts_at=timezone.make_aware(datetime.datetime.combine(one.first_day, BEGINS)),
        ends_at=timezone.make_aware(datetime.datetime.combine(last_day, ENDS)),
        occasion=occasion,
        created_by=by,
        saved_by=by,
        **one.model_dump(include=WORDS),
    )
    made.functions.set(functions[key] for key in one.functions)


def _load_home_work(one: ProgrammeContent, programme: Programme, people: Mapping[str, User]) -> None:
    for answer in one.home_work:
        meeting = programme.meetings.get(name=answer.meeting)
        HomeWork.objects.create(
            meeting=meeting,
            participation=programme.participations.in_part(Part.PARTICIPANT).get(
                organisations__code=answer.organisation
            ),
            finished_at=meeting.ends_at + datetime.timedelta(days=60),
            created_by=people[answer.by],
            saved_by=people[answer.by],
            **answer.model_dump(exclude={"meeting", "organisation", "by"}),
        )
