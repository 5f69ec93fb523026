"""What can be chosen from an organisation's own lists: its own lines, and suggestions that nobody has used yet."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from figures.swedish import sort_key
from organisations.models import Organisation
from resultchain.models import Area, Course, Listed, Perspective
from resultchain.starting_lists import AREAS, PERSPECTIVES

SUGGESTIONS: Final[Mapping[type[Listed], tuple[tuple[str, str], ...]]] = {
    Area: AREAS,
    Perspective: PERSPECTIVES,
    Course: (),
}
SUGGESTED: Final = "+"
"""Stands before the key of a suggestion where otherwise the id of a line stands."""


def owner_of_lists(organisation: Organisation) -> Organisation:
    """Return the top of the organisation's tree, which owns its lists. One query for a unit, none for the top."""
    if organisation.parent_id is None:
        return organisation
    top: Organisation = Organisation.objects.ancestors(organisation).get(parent=None)
    return top


def lines(top: Organisation, model: type[Listed]) -> list[Listed]:
    """Return every line of a list, the retired ones too, in Swedish order. One query."""
    return list(model._default_manager.filter(organisation=top).order_by("sort_key", "pk"))


def choices(
    found: Sequence[Listed], model: type[Listed], *, keep: Collection[int] = ()
) -> list[tuple[str, str]]:
    """Return values and names to choose among, in Swedish order.

    `found` is what `lines` gave; `keep` names retired lines that what is being changed already has.
    """
    taken = {line.key for line in found if line.key}
    names = {line.name.casefold() for line in found}
    own = [(str(line.pk), line.name) for line in found if line.retired_at is None or line.pk in keep]
    suggested = [
        (f"{SUGGESTED}{key}", name)
        for key, name in SUGGESTIONS[model]
        if key not in taken and name.casefold() not in names
    ]
    return sorted([*own, *suggested], key=lambda choice: sort_key(choice[1]))


def taken(found: Sequence[Listed], model: type[Listed]) -> dict[str, str]:
    """Return the values of the suggestions that have become lines, with the values of those lines.

    A page that was made before that still sends the suggestion's.
    """
    by_key = {line.key: line for line in found if line.key}
    by_name = {line.name.casefold(): line for line in found}
    lines_of = {key: by_key.get(key) or by_name.get(name.casefold()) for key, name in SUGGESTIONS[model]}
    return {f"{SUGGESTED}{key}": str(line.pk) for key, line in lines_of.items() if line is not None}
