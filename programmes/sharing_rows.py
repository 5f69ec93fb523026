"""The rows of the one table of shares that this room writes: an assessment's, for all of its versions."""

from collections.abc import Mapping
from typing import Final

from checklists.models import Assessment, FunctionsApart
from organisations.audiences import Depth
from organisations.models import Share
from organisations.models.share import COUNTED_ONLY, ShareQuerySet

WORDS: Final = "programme"
"""Why it is shared: it was handed in to a programme, with what was written."""
VALUES: Final = "programme_values"
"""The same without comments, next steps' notes, evidence and the reason of a correction."""
SPREAD: Final = COUNTED_ONLY
"""Nobody reads it: it only counts in the spread of many."""
APART: Final = "functions_apart"
"""The reason of a row of another thing: how far apart functions rated on their own, told to who leads."""
REASONS: Final[Mapping[Depth, str]] = {Depth.WORDS: WORDS, Depth.VALUES: VALUES, Depth.SPREAD: SPREAD}


def rows_of(assessment: Assessment) -> ShareQuerySet:
    """Return the open rows of all versions of an assessment that this room wrote."""
    versions = Assessment.objects.versions_of(assessment).order_by().values_list("pk", flat=True)
    rows = Share.objects.of(Assessment).open().exclude(audience=None)
    return rows.filter(reason__in=REASONS.values(), object_id__in=[str(pk) for pk in versions])


def standing(assessment: Assessment) -> dict[int, str]:
    """Return the reason with which each organisation (id) has it now; the newest version's row counts."""
    rows = rows_of(assessment).order_by("pk").values_list("audience", "reason")
    return {audience: reason for audience, reason in rows if audience is not None}


def told_apart(apart: FunctionsApart | None) -> frozenset[int]:
    """Return which organisations (ids) are told now what is released of functions. One query at most."""
    if apart is None:
        return frozenset()
    rows = Share.objects.of(apart).open().filter(reason=APART).exclude(audience=None)
    return frozenset(rows.values_list("audience", flat=True))
