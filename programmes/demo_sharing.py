"""The demo's sharing: who has a person shares what is handed in, and a mentor comments on it."""

import datetime
from collections.abc import Iterable, Mapping

from django.utils import timezone

from checklists.models import Assessment
from checklists.models.assessment import AssessmentQuerySet
from organisations.audiences import Choice, Depth
from organisations.models import Organisation, User
from programmes.actions.sharing import choose
from programmes.demo_content import RemarkContent, SaidContent
from programmes.models import Part, Programme, Remark
from programmes.offers import offers

SAID_AT = datetime.time(10)


def share_handed_in(programme: Programme) -> None:
    """Let participants with a demo person share what they handed in with all who stand ticked at first.

    The others' values, which are constructed, are shared by nobody with the lead alone: its report prints their means.
    """
    participants = programme.participations.in_part(Part.PARTICIPANT).counting()
    for one in participants.select_related("contact"):
        mine = _handed_in(programme).filter(organisation__in=one.organisations.all())
        for assessment in mine.in_time_order():
            if one.contact is None:
                choice = Choice(frozenset({programme.owner_id}), Depth.VALUES)
            else:
                choice = Choice(frozenset(offer.organisation.pk for offer in offers(assessment).rows))
            choose(by=one.contact, shared=assessment, choice=choice)


def load_remarks(threads: Iterable[RemarkContent], programme: Programme, people: Mapping[str, User]) -> None:
    """Make what was said about assessments, with the days on which it was said."""
    for thread in threads:
        assessment = _handed_in(programme).get(
            organisation__code=thread.organisation, occasion__name=thread.occasion
        )
        root: Remark | None = None
        for said in thread.said:
            made = _say(said, assessment, programme, people, thread=thread, root=root)
            root = root or made


def _say(
    said: SaidContent,
    assessment: Assessment,
    programme: Programme,
    people: Mapping[str, User],
    *,
    thread: RemarkContent,
    root: Remark | None,
) -> Remark:
    item = assessment.occasion.instrument.items.filter(number=thread.item).first()
    return Remark.objects.create(
        programme=programme,
        owner=assessment.organisation,
        object_type=Assessment._meta.label_lower,
        object_id=str(assessment.pk),
        item=item,
        answers=root,
        by_organisation=Organisation.objects.get(code=said.at),
        author=people[said.by],
        body=said.body,
        made_at=_at(said.day),
        closed_at=_at(thread.closed_on) if thread.closed_on and root is None else None,
    )


def _at(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, SAID_AT))


def _handed_in(programme: Programme) -> AssessmentQuerySet:
    occasions = programme.meetings.exclude(occasion=None).order_by().values("occasion")
    found: AssessmentQuerySet = Assessment.objects.current().filter(occasion__in=occasions)
    return found
