"""What was said about a shared assessment: threads, item by item, and who may say more."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from checklists.models import Assessment, Item, Rating
from organisations.models import Organisation
from programmes.access import SAYING
from programmes.found import Place
from programmes.models import Remark
from programmes.reading import get_shared

ABOUT = Assessment._meta.label_lower


@dataclass(frozen=True)
class Thread:
    """One remark with its answers, and whether the reader is one of its two sides."""

    remark: Remark
    answers: list[Remark]
    is_side: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody may still say something."""
        return self.remark.closed_at is None

    @property
    def number(self) -> int:
        """The number of the item that it is about, 0 for the whole."""
        return self.remark.item.number if self.remark.item else 0


@dataclass(frozen=True)
class ItemThreads:
    """One item of the checklist with what was said about it."""

    rating: Rating
    threads: list[Thread]


def may_remark(place: Place, assessment: Assessment) -> bool:
    """Whether the caller may begin a thread: those it is shared with, except who only reads."""
    return assessment.organisation_id not in place.own_side and may_write(place)


def may_write(place: Place) -> bool:
    """Whether the caller's role lets them say something for the organisation."""
    return bool(place.membership.roles & set(SAYING))


def threads_of(place: Place, assessment: Assessment) -> list[Thread]:
    """Return what was said about all versions, the oldest first. Two queries."""
    return [
        Thread(
            one,
            list(one.replies.all()),
            not place.own_side.isdisjoint({one.owner_id, one.by_organisation_id}),
        )
        for one in _roots(place).filter(object_id__in=_versions(assessment)).order_by("made_at", "pk")
    ]


def by_item(assessment: Assessment, threads: list[Thread]) -> tuple[list[ItemThreads], list[Thread]]:
    """Return the items in order with their threads, and those about the whole. No query."""
    about: dict[int | None, list[Thread]] = defaultdict(list)
    for thread in threads:
        about[thread.remark.item_id].append(thread)
    items = [ItemThreads(rating, about[rating.item_id]) for rating in assessment.ratings.all()]
    return items, about[None]


def get_thread(place: Place, shared_id: int, remark_id: int) -> tuple[Assessment, Thread]:
    """Return a thread with what it is about, or 404."""
    assessment = get_shared(place, shared_id)
    for thread in threads_of(place, assessment):
        if thread.remark.pk == remark_id:
            return assessment, thread
    raise Http404


def get_item(assessment: Assessment, number: int) -> Item | None:
    """Return the item with that number, nothing for 0, the whole; 404 for a number that there is not."""
    return get_object_or_404(assessment.occasion.instrument.items.all(), number=number) if number else None


def open_threads(place: Place) -> dict[tuple[int, int], int]:
    """Return how many threads are open, by organisation and occasion (ids): whatever version they are about."""
    roots = place.programme.remarks.filter(object_type=ABOUT, answers=None, closed_at=None)
    about = list(roots.values_list("object_id", flat=True))
    versions = Assessment.objects.filter(pk__in=about).values_list("pk", "organisation", "occasion")
    same = {str(pk): (organisation, occasion) for pk, organisation, occasion in versions}
    return Counter(same[key] for key in about if key in same)


def unanswered(owner: Organisation) -> Counter[int]:
    """Return how many open threads wait for the word of an owner or its units, by programme (id). One query."""
    own_side = Organisation.objects.below(owner, include_self=True).values("pk")
    last = Remark.objects.filter(answers=OuterRef("pk")).order_by("-made_at", "-pk")
    roots = Remark.objects.filter(owner__in=own_side, answers=None, closed_at=None)
    told = roots.annotate(last=Subquery(last.values("by_organisation")[:1]))
    waiting = told.filter(Q(last=None) | ~Q(last__in=own_side))
    return Counter(waiting.values_list("programme", flat=True))


def _roots(place: Place) -> QuerySet[Remark]:
    people = Remark.objects.select_related("by_organisation", "author").order_by("made_at", "pk")
    return (
        place.programme.remarks.filter(object_type=ABOUT, answers=None)
        .select_related("by_organisation", "author", "item")
        .prefetch_related(Prefetch("replies", people))
    )


def _versions(assessment: Assessment) -> list[str]:
    rows = Assessment.objects.versions_of(assessment).submitted()
    return [str(pk) for pk in rows.values_list("pk", flat=True)]
