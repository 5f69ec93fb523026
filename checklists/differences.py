"""Where people who rated on their own see an item differently, before the group agrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checklists.calculations import Answer, mean
from checklists.disagreement import differs, finding, given, told, widest_difference
from checklists.models import Assessment, Item, Occasion, OwnAssessment, OwnRating
from checklists.spread import ItemSpread, spreads
from figures.strip import Strip, strip
from organisations.models import Function, Organisation, Role, User


@dataclass(frozen=True)
class Voice:
    """What one person answered about one item."""

    rater: User
    function: Function | None
    answer: Answer
    comment: str


@dataclass(frozen=True)
class ItemDifference:
    """One item: how the finished own ratings spread over the scale, and who said what.

    `counts` has one number a step of the scale, lowest first; `agreed` is what the group handed in, once it has.
    """

    item: Item
    spread: ItemSpread
    voices: tuple[Voice, ...]
    counts: tuple[int, ...]
    strip: Strip | None
    agreed: Answer | None = None

    @property
    def differs(self) -> bool:
        """Whether more than one answer was given."""
        return differs(self.spread)

    @property
    def told(self) -> str:
        """How many answered what, as a sentence without its end."""
        return told(self.spread)


@dataclass(frozen=True)
class FunctionMean:
    """The people of one function: how many are finished, and the mean of all values that they gave."""

    function: Function | None
    people: int
    mean: Fraction | None


@dataclass(frozen=True)
class Differences:
    """What a coordinator sees of the own ratings at an occasion; of those who are not finished only that they began."""

    items: tuple[ItemDifference, ...]
    functions: tuple[FunctionMean, ...]
    finished: tuple[OwnAssessment, ...]
    begun: tuple[OwnAssessment, ...]
    waiting: tuple[User, ...]
    finding: str
    widest: str


def differing_items(organisation: Organisation, occasion: Occasion) -> frozenset[int]:
    """Return the numbers of items that finished own ratings give more than one answer to. One query.

    "Ej tillämpligt" is an answer; an item that somebody left out is not.
    """
    given_to: dict[int, set[int | None]] = {}
    for number, value, not_applicable in OwnRating.objects.filter(
        own__in=organisation.own_assessments.filter(occasion=occasion).finished()
    ).values_list("item__number", "value", "not_applicable"):
        if value is not None or not_applicable:
            given_to.setdefault(number, set()).add(value)
    return frozenset(number for number, answers in given_to.items() if len(answers) > 1)


def by_item(organisation: Organisation, occasion: Occasion) -> dict[int, ItemDifference]:
    """Return what the finished own ratings say of each item that somebody rated, by number. Two queries.

    For coordinators only: who said what stands in it.
    """
    found = _items(occasion, _finished(organisation, occasion))
    return {one.item.number: one for one in found if given(one.spread)}


def differences(organisation: Organisation, occasion: Occasion) -> Differences:
    """Collect the coordinator's page. A constant number of queries."""
    finished = _finished(organisation, occasion)
    everybody = organisation.own_assessments.filter(occasion=occasion)
    begun = (
        everybody.filter(finished_at=None).select_related("rater", "function").order_by("rater__name", "pk")
    )
    taking_part = organisation.memberships.active().filter(role__in=[Role.CONTRIBUTOR, Role.PARTICIPANT])
    waiting = User.objects.holding(taking_part).exclude(pk__in=everybody.values("rater"))
    items = _items(occasion, finished, _agreed(organisation, occasion))
    found = [one.spread for one in items]
    names = {one.item.number: one.item.short for one in items}
    return Differences(
        items=items,
        functions=_functions(finished),
        finished=tuple(finished),
        begun=tuple(begun),
        waiting=tuple(waiting),
        finding=finding(found),
        widest=widest_difference(found, names),
    )


def _agreed(organisation: Organisation, occasion: Occasion) -> dict[int, Answer]:
    held = (
        Assessment.objects.filter(organisation=organisation, occasion=occasion)
        .current()
        .with_content()
        .first()
    )
    return {answer.number: answer for answer in held.answers} if held else {}


def _finished(organisation: Organisation, occasion: Occasion) -> list[OwnAssessment]:
    finished = organisation.own_assessments.filter(occasion=occasion).finished().with_content()
    return list(finished.order_by("rater__name", "pk"))


def _items(
    occasion: Occasion, finished: Sequence[OwnAssessment], agreed: Mapping[int, Answer] | None = None
) -> tuple[ItemDifference, ...]:
    if not finished:
        return ()
    scale = occasion.instrument.scale
    items = {rating.item.number: rating.item for rating in finished[0].ratings.all()}
    voices: dict[int, list[Voice]] = {number: [] for number in items}
    for own in finished:
        for rating in own.ratings.all():
            if rating.answer.is_rated or rating.comment:
                voices[rating.item.number].append(
                    Voice(own.rater, own.function, rating.answer, rating.comment)
                )
    found = []
    for spread in spreads([own.answers for own in finished]):
        held = (agreed or {}).get(spread.number)
        counts = tuple(spread.counts.get(step, 0) for step, _label in scale.steps)
        found.append(
            ItemDifference(
                item=items[spread.number],
                spread=spread,
                voices=tuple(voices[spread.number]),
                counts=counts,
                strip=strip(
                    counts,
                    base=len(finished),
                    mark=None if held is None or held.value is None else held.value - scale.minimum,
                ),
                agreed=held,
            )
        )
    return tuple(found)


def _functions(finished: Sequence[OwnAssessment]) -> tuple[FunctionMean, ...]:
    groups: dict[Function | None, list[OwnAssessment]] = {}
    for own in finished:
        groups.setdefault(own.function, []).append(own)
    ordered = sorted(groups, key=lambda f: (f is None, f.position if f else 0, f.pk if f else 0))
    return tuple(
        FunctionMean(
            function,
            len(groups[function]),
            mean([a.value for own in groups[function] for a in own.answers if a.value is not None]),
        )
        for function in ordered
    )
