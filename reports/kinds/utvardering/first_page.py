"""The first page of an evaluation: how many answered, a finding from each chapter, every question in a sentence."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from figures import swedish
from reports.kinds.kind import Values
from reports.kinds.utvardering.chapters import questions
from reports.kinds.utvardering.figures import key_of
from reports.kinds.utvardering.material import Asked, Material
from reports.kinds.utvardering.wording import (
    choices,
    finding,
    language,
    largest,
    number,
    of,
    percent,
    together,
    told,
)
from surveys.models import Kind

MOST_ROWS: Final = 12
MOST_FINDINGS: Final = 3
LARGEST_IN_WORDS: Final = 999
"""A larger base does not fit beside the number; the share stands there instead."""


def first_page(material: Material) -> Values | None:
    """Return what the page shows; None where no question may be shown."""
    rows = [rows for rows in questions(tuple(material)) if any(row.is_shown for row in rows)]
    if not rows:
        return None
    told_rows = [_row(of_question) for of_question in rows]
    return {
        "findings": [*_rate(material), *_findings(material)],
        "rows": told_rows[:MOST_ROWS],
        "more": max(0, len(told_rows) - MOST_ROWS),
        "invited": material.invited,
        "answered": material.answered,
        "rate": rate(material),
        "language": material.worded if material.worded != language() else "",
    }


def rate(material: Material) -> str:
    """Return the share of those asked that answered; empty where it is not known or may not be told."""
    if not material.invited or material.answered is None:
        return ""
    return percent(material.answered, material.invited)


def _rate(material: Material) -> list[Values]:
    if not material.invited or material.answered is None:
        return []
    return [
        {
            "number": number(material.answered),
            "unit": _("av %(n)s") % {"n": number(material.invited)},
            "heading": _("har svarat, %(rate)s") % {"rate": rate(material)},
            "text": _("Talen i rapporten gäller dem som har svarat."),
            "figure": "",
        }
    ]


def _findings(material: Material) -> list[Values]:
    """Return the first question that is shown in each of the first chapters."""
    firsts = [next((one for one in page.asked if one.is_shown), None) for page in material.pages]
    return [_finding(one) for one in firsts if one][:MOST_FINDINGS]


def _finding(asked: Asked) -> Values:
    places = told(asked)
    part = asked.counts[places[0]] if asked.kind == Kind.SEVERAL else together(asked, places)
    is_large = asked.n > LARGEST_IN_WORDS
    return {
        "number": swedish.percent(part, asked.n, 0, language()) if is_large else number(part),
        "unit": "" if is_large else _("av %(n)s") % {"n": number(asked.n)},
        "heading": _heading(asked, places),
        "text": asked.question,
        "figure": key_of(asked),
    }


def _heading(asked: Asked, places: Sequence[int]) -> str:
    """Say what they answered; where several may be chosen and many are as common, each by itself."""
    if asked.kind != Kind.SEVERAL:
        return _("svarar %(choices)s") % {"choices": choices(asked, places)}
    words = {"choices": choices(asked, places[:1]), "others": choices(asked, places[1:])}
    if len(places) > 1:
        return _("har valt %(choices)s, och lika många %(others)s") % words
    return _("har valt %(choices)s") % words


def _row(rows: list[Asked]) -> Values:
    """Return a question and its finding; of a matrix the row with the largest share, if there is one."""
    first = rows[0]
    return {
        "figure": key_of(first),
        "question": first.wording,
        "told": _of_matrix(rows) if first.kind == Kind.MATRIX else finding(first),
    }


def _of_matrix(rows: list[Asked]) -> str:
    row = largest(rows)
    if row is None:
        return _("Svaren står rad för rad i figuren.")
    part = of(together(row, told(row)), row.n)
    return _("Störst andel svarar %(choices)s på ”%(row)s” (%(part)s).") % {
        "choices": choices(row, told(row)),
        "row": row.row,
        "part": part,
    }
