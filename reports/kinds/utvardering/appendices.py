"""What stands last in an evaluation: the questionnaire as it was, and the answers group by group."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from reports.kinds.kind import Values
from reports.kinds.room import fitting
from reports.kinds.utvardering.figures import key_of
from reports.kinds.utvardering.material import Asked, GroupAnswers, Material, Printed
from reports.kinds.utvardering.wording import because, columns, language, number, percent
from surveys.models import Kind

MOST_GROUPS: Final = 40
"""Groups that are shown of one question."""
MOST_LETTERS: Final = 40_000
"""Letters of the questionnaire, about 15 pages."""
MOST_ROWS: Final = 200
"""Rows of all tables together, about ten pages."""
HOW: Final[dict[str, str | Promise]] = {
    Kind.CHOICE: gettext_lazy("Ett val"),
    Kind.SATISFACTION: gettext_lazy("Ett val"),
    Kind.YES_NO: gettext_lazy("Ett val"),
    Kind.SEVERAL: gettext_lazy("Flera val"),
    Kind.MATRIX: gettext_lazy("Ett val på varje rad"),
    Kind.TEXT: gettext_lazy("Fritext"),
}


def questionnaire(material: Material) -> Values:
    """Return the pages with their questions, choices and order."""
    asked = [one for page in material.questionnaire for one in page.questions]
    intros = {page.questions[0].number: len(page.intro) for page in material.questionnaire if page.questions}
    lengths = [_letters(one) + intros.get(one.number, 0) for one in asked]
    fit = len(fitting(lengths, int, most=len(asked), letters=MOST_LETTERS))
    return {
        "intro": material.intro,
        "language": material.worded if material.worded != language() else "",
        "pages": [
            {
                "title": page.title,
                "intro": page.intro,
                "questions": [
                    _question(one) for one in page.questions if one.number <= asked[fit - 1].number
                ],
            }
            for page in material.questionnaire
            if not page.questions or page.questions[0].number <= asked[fit - 1].number
        ],
        "left_out": len(asked) - fit,
    }


def _letters(one: Printed) -> int:
    return len("".join((one.wording, one.help, one.only, *one.choices, *one.rows)))


def _question(one: Printed) -> Values:
    return {
        "number": one.number,
        "wording": one.wording,
        "help": one.help,
        "how": str(HOW[one.kind]),
        "required": one.required,
        "choices": list(one.choices),
        "rows": list(one.rows),
        "only": one.only,
    }


def grouped(material: Material) -> Values | None:
    """Return a table for each question with a group that is shown; None where nothing is broken down."""
    with_groups = [asked for asked in material if asked.groups]
    if not with_groups:
        return None
    room, tables = MOST_ROWS, []
    for asked in with_groups:
        shown = [group for group in asked.groups if group.counts or group.n]
        rows = shown[: min(MOST_GROUPS, max(room, 0))]
        room -= len(rows)
        if rows:
            tables.append(_table(asked, rows, len(shown) - len(rows)))
    return {
        "by": material.settings.breakdown,
        "limit": material.settings.limit_group,
        "tables": tables,
        "left_out": sum(1 for asked in with_groups if any(g.counts or g.n for g in asked.groups))
        - len(tables),
        "language": material.worded if material.worded != language() else "",
    }


def _table(asked: Asked, rows: Sequence[GroupAnswers], more: int) -> Values:
    heads = columns(asked)
    return {
        "key": f"grupper-{asked.key}-{asked.row_key}",
        "figure": key_of(asked),
        "question": asked.question,
        "choices": [name for name, _places in heads],
        "span": len(heads),
        "rows": [
            {
                "name": group.name,
                "n": number(group.n),
                "cells": [_share(group, places) for _name, places in heads] if group.counts else [],
                "instead": group.instead,
            }
            for group in rows
        ],
        "more": _more(more),
        "hidden": _hidden(asked.groups),
    }


def _share(group: GroupAnswers, places: Sequence[int]) -> str:
    return percent(sum(group.counts[place] for place in places), group.n)


def _more(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)s grupp till ryms inte här; den finns i tjänsten.",
        "%(n)s grupper till ryms inte här; de finns i tjänsten.",
        count,
    ) % {"n": number(count)}


def _hidden(found: Sequence[GroupAnswers]) -> list[str]:
    """Say how many groups are hidden, and why, each reason once."""
    reasons = Counter(group.instead for group in found if not group.counts and not group.n)
    return [because(reason, count) for reason, count in reasons.items()]
