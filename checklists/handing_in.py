"""What is left to do before an assessment can be handed in; the page that lists it and the verb that refuses agree."""

from dataclasses import dataclass

from checklists.differences import differing_items
from checklists.models import Assessment, Item, NextStep, Rating
from checklists.steps import unreviewed


@dataclass(frozen=True)
class Left:
    """What is left: `uncommented` are items that people saw differently on their own and where no reason is given.

    `unchanged` is a correction that says just what it would replace.
    """

    unrated: tuple[Item, ...]
    uncommented: tuple[Item, ...]
    unreviewed: tuple[NextStep, ...]
    participants_missing: bool
    unchanged: bool = False

    def __bool__(self) -> bool:
        """Whether anything is left."""
        return bool(
            self.unrated or self.uncommented or self.unreviewed or self.participants_missing or self.unchanged
        )

    @property
    def numbers(self) -> list[int]:
        """The numbers of the items that are not rated."""
        return [item.number for item in self.unrated]


def left(draft: Assessment) -> Left:
    """Return what is left; `draft` is fetched `with_content()`. Seven queries at most."""
    ratings = list(draft.ratings.all())
    differing = differing_items(draft.organisation, draft.occasion)
    return Left(
        unrated=tuple(r.item for r in ratings if not r.answer.is_rated),
        uncommented=tuple(r.item for r in ratings if r.item.number in differing and not r.comment),
        unreviewed=tuple(unreviewed(draft)),
        participants_missing=not any(row.number for row in draft.participants.all()),
        unchanged=_is_unchanged(draft),
    )


def _is_unchanged(draft: Assessment) -> bool:
    if draft.corrects_id is None:
        return False
    corrected = Assessment.objects.with_content().get(pk=draft.corrects_id)
    return _content(draft) == _content(corrected)


def _content(assessment: Assessment) -> tuple[object, ...]:
    ratings = [[getattr(r, name) for name in ("item_id", *Rating.CONTENT)] for r in assessment.ratings.all()]
    people = {row.function_id: row.number for row in assessment.participants.all() if row.number}
    return ratings, people


def state_of(draft: Assessment) -> str:
    """Return what tells whether a draft, fetched `with_content()`, has changed since somebody read it through."""
    versions = sum(rating.version for rating in draft.ratings.all())
    people = [f"{row.function_id}.{row.number}" for row in draft.participants.all()]
    return "-".join([str(versions), *people])
