"""What the pages of handing in show: to whom, until when, the receipt, and for the lead who has handed in."""

from dataclasses import dataclass
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Q

from organisations.models import Organisation
from programmes.found import Place
from programmes.models import COUNTING, HANDING_IN, Participation, Programme
from programmes.naming import full_name_of
from reports.kinds import check_code
from reports.kinds.resultatrapport import KIND
from reports.kinds.resultatrapport.taking import reportable
from reports.models import HandIn, HandInQuerySet, Publication

A_PAGE: Final = 100


@dataclass(frozen=True)
class Handing:
    """Handing in one published report: for which participant, and the receipt when it is done."""

    publication: Publication
    participation: Participation
    receipt: HandIn | None
    last: HandIn | None

    @property
    def programme(self) -> Programme:
        """The programme that it is handed in to."""
        return self.participation.programme

    @property
    def lead(self) -> Organisation:
        """Who leads it."""
        return self.programme.owner

    @property
    def is_late(self) -> bool:
        """Whether the participant's first report was handed in, or would be, after the last day."""
        return self.participation.is_late(self.programme.compiled_on)

    @property
    def is_closed(self) -> bool:
        """Whether the lead takes no more."""
        return self.programme.hand_in_closed_at is not None

    @property
    def is_possible(self) -> bool:
        """Whether this report can be handed in now."""
        publication = self.publication
        is_in_force = publication.is_published and not publication.newer and not publication.withdrawn
        return self.receipt is None and is_in_force and not self.is_closed

    @property
    def check_code(self) -> str:
        """The code that is printed in the report."""
        return check_code(self.publication.report.snapshot_sha256)


def handing_of(publication: Publication) -> Handing | None:
    """Return how a report can be handed in; None for one that is no result report, or of no participant any more."""
    report = publication.report
    if report.kind != KIND.key or report.draft is None:
        return None
    chosen = report.draft.options.get("participation")
    receipt = HandIn.objects.for_lists().filter(publication=publication).first()
    if receipt is not None:
        participation: Participation | None = receipt.participation
    else:
        participation = reportable(publication.organisation).filter(pk=chosen).first() if chosen else None
    if participation is None:
        return None
    own = participation.hand_ins.filter(publication__organisation=publication.organisation)
    last = own.newest().select_related("publication").first()
    return Handing(publication, participation, receipt, last)


@dataclass(frozen=True)
class Received:
    """One participant as the lead's list has it; `hand_in` is what it handed in last, `is_late` the first of them."""

    participation: Participation
    name: str
    hand_in: HandIn | None
    is_late: bool

    @property
    def has_handed_in(self) -> bool:
        """Whether it has handed in, also what the reader may not read, and what came in another way."""
        return self.hand_in is not None or self.participation.has_handed_in


def received_in(
    programme: Programme, reader: Organisation, page: str | None
) -> tuple[Page[Participation], list[Received]]:
    """Return a page of those who are to hand in, in name order, each with what the reader may read of it.

    Who left after handing in stays in the list.
    """
    due = Q(stage__in=COUNTING, part__in=HANDING_IN)
    rows = programme.participations.filter(due | Q(handed_in_at__isnull=False)).in_order()
    shown = Paginator(rows.with_organisations(), A_PAGE).get_page(page)
    hand_ins = HandIn.objects.newest().visible_to(reader).for_lists()
    found = {
        one.participation_id: one for one in hand_ins.filter(participation__in=[one.pk for one in shown])
    }
    return shown, [
        Received(one, full_name_of(one), hand_in, is_late=one.is_late(programme.compiled_on))
        for one, hand_in in ((one, found.get(one.pk)) for one in shown)
    ]


def receipts_at(place: Place) -> HandInQuerySet:
    """Return what was handed in to the programme and may be read by the place's organisation now."""
    return HandIn.objects.in_programme(place.programme).visible_to(place.organisation).for_lists()
