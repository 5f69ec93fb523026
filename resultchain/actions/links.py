"""Verbs on links: an entry led to another, or gave rise to it; and taking that back."""

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.shortcuts import get_object_or_404

from organisations.events import record
from organisations.models import Organisation, User
from resultchain.chain import Edge, circle
from resultchain.lists import owner_of_lists
from resultchain.models import ChainEntry, Link, LinkKind

MOST_LINKS: Final = 100
"""How many links one entry may have in each direction."""


class LinkRefusedError(Exception):
    """The link would not be true to the chain."""


class PointsLeftError(LinkRefusedError):
    """What something led to lies on the same level or to the right of it."""


class CircleError(LinkRefusedError):
    """It would come back to itself: `steps` are the entries on the way from the target to the source."""

    def __init__(self, steps: Sequence[ChainEntry]) -> None:
        super().__init__()
        self.steps = steps


class OtherTreeError(LinkRefusedError):
    """The two belong to different organisations."""


class TooManyLinksError(LinkRefusedError):
    """The entry has as many links as one entry may have."""


@transaction.atomic
def link(*, by: User | None, source: ChainEntry, target: ChainEntry, kind: LinkKind) -> tuple[Link, bool]:
    """Link two entries; True when it is new. Another kind replaces the one that was. Raises LinkRefusedError."""
    top = owner_of_lists(source.organisation)
    if source.pk == target.pk:
        raise CircleError([source])
    if owner_of_lists(target.organisation) != top:
        raise OtherTreeError
    # Two links at once could close a circle that neither of them sees: the second one waits for the first.
    Organisation.objects.select_for_update(no_key=True).get(pk=top.pk)
    # The level may have changed while this one waited, and the entry may have been taken away.
    # In the order of ids, as whoever makes several entries measures of a goal.
    rows = ChainEntry.objects.select_related("organisation").select_for_update(of=("self",), no_key=True)
    held = {pk: get_object_or_404(rows, pk=pk) for pk in sorted((source.pk, target.pk))}
    source, target = held[source.pk], held[target.pk]
    there = Link.objects.filter(source=source, target=target).first()
    if there is not None and there.kind == kind:
        return there, False
    if kind == LinkKind.LED_TO:
        _refuse_untrue(top, source, target)
    if there is not None:
        there.kind = kind
        there.save(update_fields=["kind"])
        record(
            actor=by, organisation=source.organisation, verb="resultchain.link_changed", obj=there, kind=kind
        )
        return there, True
    if source.links_out.count() >= MOST_LINKS or target.links_in.count() >= MOST_LINKS:
        raise TooManyLinksError
    made = Link.objects.create(source=source, target=target, kind=kind, created_by=by)
    record(
        actor=by,
        organisation=source.organisation,
        verb="resultchain.link_added",
        obj=made,
        source=source.pk,
        target=target.pk,
        kind=kind,
    )
    return made, True


def _refuse_untrue(top: Organisation, source: ChainEntry, target: ChainEntry) -> None:
    if target.level < source.level:
        raise PointsLeftError
    steps = circle(edges_within(top), source.pk, target.pk)
    if steps:
        found = ChainEntry.objects.in_bulk(steps)
        raise CircleError([found[step] for step in steps])


def edges_within(top: Organisation) -> list[Edge]:
    """Return every "led to" of an organisation and its units. One query."""
    rows = Link.objects.within(top).filter(kind=LinkKind.LED_TO).values_list("source_id", "target_id")
    return [Edge(source, target) for source, target in rows]


@transaction.atomic
def unlink(*, by: User, link: Link) -> None:
    """Take a link away; the entries stay. Raises Http404 when it is gone already."""
    rows = Link.objects.select_related("source__organisation").select_for_update(of=("self",))
    link = get_object_or_404(rows, pk=link.pk)
    record(
        actor=by,
        organisation=link.source.organisation,
        verb="resultchain.link_removed",
        obj=link,
        source=link.source_id,
        target=link.target_id,
    )
    link.delete()
