"""The status report's tables of all occasions: an item a row, and who took part."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from django.utils.translation import get_language

from checklists.calculations import Scale
from checklists.movement import Step, items_over_time
from checklists.rounds import Round
from figures import swedish
from reports import findings
from reports.kinds.kind import Values
from reports.kinds.lagesrapport.material import Material

MOST_COLUMNS: Final = 12
MOST_NAMED_COLUMNS: Final = 6
"""With more, the columns have the occasions' numbers, and the names stand in a list."""
COLOURED_SCALES: Final = (3, 4)


def ratings(material: Material) -> Values:
    """Return the tables, of the last twelve occasions at most, and every occasion's values for the data file."""
    rounds, scale = material.rounds, material.instrument.scale
    shown = rounds[-MOST_COLUMNS:]
    left_out = len(rounds) - len(shown)
    return {
        "title": findings.top_sentence(rounds, scale),
        "fall_notes": list(findings.fall_notes(rounds, scale)),
        "people_note": findings.people_note(rounds[0], rounds[-1]),
        "scale_steps": [f"{value} = {label}" for value, label in scale.steps],
        "not_applicable": scale.not_applicable,
        "any_toward": any(answer.toward for round_ in shown for answer in round_.answers),
        "columns": [
            {"number": number, "name": round_.name, "date": round_.date.isoformat()}
            for number, round_ in enumerate(shown, start=left_out + 1)
        ],
        "narrow": len(shown) > MOST_NAMED_COLUMNS,
        "left_out": left_out,
        "rows": _rows(material, left_out),
        **_sums(shown, scale),
        "participant_rows": _participant_rows(shown),
        "people_row": [round_.people or None for round_ in shown],
        "notices": [_notice(round_) for round_ in rounds if round_.version > 1 or round_.imported],
        "occasions": [_occasion(round_, scale) for round_ in rounds],
    }


def _rows(material: Material, left_out: int) -> list[Values]:
    """Return an item a row, with a value, its way and a colour class for each occasion."""
    scale, names = material.instrument.scale, material.instrument.names
    return [
        {
            "number": item.number,
            "name": names[item.number],
            "cells": [_cell(scale, step) for step in item.steps[left_out:]],
        }
        for item in items_over_time(material.rounds)
    ]


def _cell(scale: Scale, step: Step) -> Values:
    value = step.answer.value
    return {
        "value": value,
        "style": _style(scale, value),
        "arrow": {"up": "↑", "down": "↓"}.get(step.way, ""),
        "toward": value + 1 if value is not None and step.answer.toward else None,
    }


def _style(scale: Scale, value: int | None) -> str:
    steps = scale.maximum - scale.minimum + 1
    if value is None or steps not in COLOURED_SCALES:
        return ""
    return f"v{steps}-{value - scale.minimum + 1}"


def _sums(shown: Sequence[Round], scale: Scale) -> Values:
    totals, language = [round_.total(scale) for round_ in shown], swedish.chosen(get_language())
    maxima = {total.maximum for total in totals}
    return {
        "sum_row": [str(total.points) if total.maximum else swedish.NOTHING for total in totals],
        "share_row": [swedish.percent(total.points, total.maximum, 0, language) for total in totals],
        "same_maximum": maxima.pop() if len(maxima) == 1 else None,
    }


def _participant_rows(shown: Sequence[Round]) -> list[Values]:
    """Return a function a row, in the order of the list of functions as the occasions have it."""
    functions = list(dict.fromkeys(name for round_ in shown for name in round_.participants))
    return [
        {"name": name, "cells": [round_.participants.get(name) for round_ in shown]} for name in functions
    ]


def _notice(round_: Round) -> Values:
    """Return what is said of an occasion that was corrected or read from a file."""
    return {
        "name": round_.name,
        "version": round_.version,
        "handed_in": _day(round_),
        "reason": round_.reason,
        "imported": round_.imported,
    }


def _occasion(round_: Round, scale: Scale) -> Values:
    """Return one occasion as numbers, without a word that anybody wrote."""
    return {
        "name": round_.name,
        "date": round_.date.isoformat(),
        **asdict(round_.total(scale)),
        "participants": [
            {"function": name, "number": number} for name, number in round_.participants.items()
        ],
        "answers": [asdict(answer) for answer in round_.answers],
        "version": round_.version,
        "handed_in": _day(round_),
    }


def _day(round_: Round) -> str:
    return round_.handed_in.isoformat() if round_.handed_in else ""
