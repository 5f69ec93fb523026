"""One chapter for each page of the questionnaire: figures, what comments and workshops said, and quotes between."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from reports.kinds.kind import Values
from reports.kinds.room import fitting
from reports.kinds.utvardering.figures import key_of, matrix_figure, question_figure
from reports.kinds.utvardering.material import Asked, Material, Page, Themes
from reports.kinds.utvardering.wording import MOST_COLUMNS, language, percent
from surveys.models import Kind

FIGURES_BETWEEN_QUOTES: Final = 2
WRITTEN: Final = ("comments", "workshop", "quotes")
MOST_LETTERS: Final = 100_000
"""Of what people wrote in all chapters together; what does not fit is told as a number."""
MOST_THEMES: Final = 12
LONGEST_QUOTE: Final = 400
"""A longer one is set as text."""
FEWEST_PAGES: Final = 5
LABEL: Final = re.compile(r"(?P<label>[^\s:]{1,30}(?: [^\s:]{1,30})?:)\s+(?P<text>.+)")
"""What a line of a workshop's notes may begin with: ”Fråga:”, ”Grupp 3:”."""


def chapter(page: Page, material: Material) -> Values | None:
    """Return a page's blocks in their order; None when there is nothing to tell of it."""
    if not page.is_told:
        return None
    written = [(sort, text) for sort in WRITTEN for text in getattr(page, sort)]
    room = MOST_LETTERS // max(len(material.pages), FEWEST_PAGES)
    fit = fitting(written, lambda one: len(one[1]), letters=room)
    comments, notes, quotes = ([text for its, text in fit if its == sort] for sort in WRITTEN)
    figures = _hidden_together([_block(rows, material) for rows in questions(page.asked)])
    blocks = [*_with_quotes(figures, quotes)]
    if comments:
        blocks.append({"sort": "comments", "texts": comments})
    if page.themes:
        blocks.append({"sort": "themes", "tables": [_themes(themes) for themes in page.themes]})
    blocks += [_quote(quote) for quote in quotes[:1]]
    if notes:
        blocks.append({"sort": "workshop", "notes": [_notes(note) for note in notes]})
    blocks += [_quote(quote) for quote in quotes[1:]]
    return {
        "blocks": blocks,
        "left_out": len(written) - len(fit),
        "language": material.worded if material.worded != language() else "",
    }


def questions(asked: Sequence[Asked]) -> list[list[Asked]]:
    """Return questions in their order; the rows of a matrix belong together."""
    return [list(rows) for _key, rows in groupby(asked, key=lambda one: one.key)]


def _with_quotes(figures: Sequence[Values], quotes: list[str]) -> Iterator[Values]:
    """Yield the figures with a quote after every second one that another follows; a quote that is used is taken out."""
    for place, figure in enumerate(figures, start=1):
        yield figure
        if quotes and place % FIGURES_BETWEEN_QUOTES == 0 and place < len(figures):
            yield _quote(quotes.pop(0))


def _quote(text: str) -> Values:
    return {"sort": "quote", "text": text, "is_long": len(text) > LONGEST_QUOTE}


def _hidden_together(blocks: Sequence[Values]) -> list[Values]:
    """Let questions that follow each other and are hidden for the same reason stand in one block."""
    found: list[Values] = []
    for block in blocks:
        before = found[-1] if found else {}
        if block["sort"] == before.get("sort") == "hidden" and block["reason"] == before["reason"]:
            found[-1] = {**before, "questions": [*before["questions"], *block["questions"]]}
        else:
            found.append(block)
    return found


def _block(rows: Sequence[Asked], material: Material) -> Values:
    first = rows[0]
    if not any(row.is_shown for row in rows):
        reasons = dict.fromkeys(row.instead for row in rows)
        return {"sort": "hidden", "questions": [first.wording], "reason": " ".join(reasons)}
    if first.kind == Kind.MATRIX:
        figure = matrix_figure(rows, material.worded, constructed=material.constructed)
        return {
            "sort": "figure",
            "figure": figure.to_dict(),
            "matrix": _distribution(rows) if len(first.steps) <= MOST_COLUMNS else None,
        }
    figure = question_figure(first, material.worded, constructed=material.constructed)
    return {"sort": "figure", "figure": figure.to_dict(), "matrix": None}


def _notes(note: str) -> list[Values]:
    """Return the lines of a note with what each begins with, as ”Grupp 1”, apart from the rest."""
    lines = [line.strip() for line in note.splitlines() if line.strip()]
    found = [LABEL.match(line) for line in lines]
    return [
        {"label": match["label"], "text": match["text"]} if match else {"label": "", "text": line}
        for line, match in zip(lines, found, strict=True)
    ]


def _distribution(rows: Sequence[Asked]) -> Values:
    """Return every choice of every row of a matrix as shares, with how many answered the row."""
    return {
        "key": f"{key_of(rows[0])}-alla",
        "choices": [step.label for step in rows[0].steps],
        "rows": [
            {
                "name": row.row,
                "cells": [percent(count, row.n) for count in row.counts] if row.is_shown else [],
                "n": row.n,
                "instead": row.instead,
            }
            for row in rows
        ],
        "span": len(rows[0].steps) + 1,
    }


def _themes(themes: Themes) -> Values:
    return {
        "key": f"teman-{themes.key}",
        "wording": themes.wording,
        "rows": [{"name": name, "n": number} for name, number in themes.counts[:MOST_THEMES]],
        "more": max(0, len(themes.counts) - MOST_THEMES),
        "comments": themes.comments,
    }
