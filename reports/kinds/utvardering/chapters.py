"""One chapter for each page of the questionnaire: figures, what comments and workshops said, and quotes between."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reports.kinds.kind import Values
from reports.kinds.utvardering.figures import key_of, matrix_figure, question_figure
from reports.kinds.utvardering.material import Asked, Material, Page, Themes
from reports.kinds.utvardering.wording import inside, percent
from surveys.models import Kind

FIGURES_BETWEEN_QUOTES = 2


def chapter(page: Page, material: Material) -> Values | None:
    """Return a page's blocks in their order; None when there is nothing to tell of it."""
    if not page.is_told:
        return None
    quotes = list(page.quotes)
    blocks = [*_with_quotes([_block(rows, material) for rows in questions(page.asked)], quotes)]
    if page.comments:
        blocks.append({"sort": "comments", "texts": list(page.comments)})
    if page.themes:
        blocks.append({"sort": "themes", "tables": [_themes(themes) for themes in page.themes]})
    blocks += [{"sort": "quote", "text": quote} for quote in quotes[:1]]
    if page.workshop:
        blocks.append({"sort": "workshop", "texts": list(page.workshop)})
    blocks += [{"sort": "quote", "text": quote} for quote in quotes[1:]]
    return {"blocks": blocks}


def questions(asked: Sequence[Asked]) -> list[list[Asked]]:
    """Return questions in their order; the rows of a matrix belong together."""
    return [list(rows) for _key, rows in groupby(asked, key=lambda one: one.key)]


def _with_quotes(figures: Sequence[Values], quotes: list[str]) -> Iterator[Values]:
    """Yield the figures with a quote after every second one that another follows; a quote that is used is taken out."""
    for place, figure in enumerate(figures, start=1):
        yield figure
        if quotes and place % FIGURES_BETWEEN_QUOTES == 0 and place < len(figures):
            yield {"sort": "quote", "text": quotes.pop(0)}


def _block(rows: Sequence[Asked], material: Material) -> Values:
    first = rows[0]
    if not any(row.is_shown for row in rows):
        reasons = dict.fromkeys(row.instead for row in rows)
        return {"sort": "hidden", "question": first.wording, "reason": " ".join(reasons)}
    if first.kind == Kind.MATRIX:
        figure = matrix_figure(rows, material.worded, constructed=material.constructed)
        return {
            "sort": "figure",
            "figure": figure.to_dict(),
            "matrix": _distribution(rows),
        }
    figure = question_figure(first, material.worded, constructed=material.constructed)
    return {"sort": "figure", "figure": figure.to_dict(), "matrix": None}


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
        "steps": len(inside(rows[0])),
    }


def _themes(themes: Themes) -> Values:
    return {
        "key": f"teman-{themes.key}",
        "wording": themes.wording,
        "rows": [{"name": name, "n": number} for name, number in themes.counts],
    }
