"""What an import of answers would do, in numbers: no answer stands in it, and no group that too few belong to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from organisations.files.faults import RowFault, shown
from surveys.files.answers import Plan
from surveys.files.columns import choices_told
from surveys.merging import WHOLE, merged
from surveys.models import Survey


@dataclass(frozen=True)
class Preview:
    """`numbered` are questions that were read by numbers, with what each stands for; `silent` those without answers."""

    rows: int
    columns: int
    empty: int
    dropped: int
    silent: tuple[str, ...]
    numbered: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, int], ...]
    without_group: int
    is_few: bool
    are_few_for_texts: bool
    faults: tuple[RowFault, ...]
    more_faults: int


def preview(plan: Plan, survey: Survey, names: Mapping[str, str], parents: Mapping[str, str]) -> Preview:
    """Put a plan together for a page; `names` and `parents` are those of the survey's groups, by code."""
    faults, more_faults = shown(plan.faults)
    rows = len(plan.contents)
    is_few = rows < survey.limit_whole
    stored = Counter[str]() if is_few else _stored(plan, parents, survey.limit_group)
    return Preview(
        rows=rows,
        columns=plan.columns,
        empty=plan.empty,
        dropped=plan.dropped,
        silent=tuple(place.wording for place in plan.silent),
        numbered=tuple((place.wording, choices_told(place.ask)) for place in plan.numbered),
        groups=tuple((name, stored[code]) for code, name in names.items() if stored[code]),
        without_group=stored[WHOLE] if names else 0,
        is_few=is_few,
        are_few_for_texts=not is_few and rows < survey.limit_text and any(one.texts for one in plan.contents),
        faults=faults,
        more_faults=more_faults,
    )


def _stored(plan: Plan, parents: Mapping[str, str], limit: int) -> Counter[str]:
    """Count by the codes that the answers would be stored with: of a smaller group nothing is told."""
    sizes = Counter(content.group for content in plan.contents)
    into = merged(sizes, parents, limit)
    stored: Counter[str] = Counter()
    for group, number in sizes.items():
        stored[into[group]] += number
    return stored
