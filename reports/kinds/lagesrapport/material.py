"""The status report's material, free from the database, and the snapshot that is composed of it."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from checklists.calculations import Answer, Scale
from checklists.figures import CONTENT_LANGUAGE, levels_figure, sums_figure
from checklists.rounds import Round, Words
from figures import swedish
from organisations.models import Kind
from reports import findings
from reports.kinds.kind import Snapshot
from reports.kinds.lagesrapport.figures import movement_figure
from reports.kinds.lagesrapport.parts import Distances, ReportReview, ReportStep, UnitsBeside

KEY: Final = "lagesrapport"
SCHEMA: Final = 2
"""A file is made once; only a job that still waits may hold an older snapshot, and pages.py reads those too."""


@dataclass(frozen=True)
class ReportItem:
    """One item of the instrument."""

    number: int
    wording: str
    short: str


@dataclass(frozen=True)
class ReportInstrument:
    """The version that everything in the report was rated with."""

    key: str
    version: str
    title: str
    level: str
    source: str
    scale: Scale
    items: tuple[ReportItem, ...]

    @property
    def names(self) -> Mapping[int, str]:
        """Short names by number."""
        return {item.number: item.short for item in self.items}


@dataclass(frozen=True)
class OtherInstrument:
    """What was rated with another version: only its share of the possible is told."""

    name: str
    rounds: int
    last: str
    points: int
    maximum: int


@dataclass(frozen=True)
class Material:
    """All that a status report is made from. Rounds stand in time order."""

    organisation: str
    kind: str
    code: str
    above: str
    constructed: bool
    instrument: ReportInstrument
    rounds: tuple[Round, ...]
    data_time: datetime.datetime
    other_instruments: tuple[OtherInstrument, ...] = field(default=())
    steps: tuple[ReportStep, ...] = field(default=())
    reviews: tuple[ReportReview, ...] = field(default=())
    units: tuple[UnitsBeside, ...] = field(default=())
    distances: Distances | None = None


def compose(material: Material, language: str) -> Snapshot:
    """Return the snapshot: every word and number that is printed, in the given language."""
    with translation.override(language):
        return _compose(material, swedish.chosen(language))


def _compose(material: Material, language: str) -> Snapshot:
    rounds, scale, names = material.rounds, material.instrument.scale, material.instrument.names
    month = swedish.month(rounds[-1].date, language)
    asks = findings.asks(rounds[-1], scale, names, addressee(material.kind))
    return {
        "schema": SCHEMA,
        "kind": KEY,
        "language": language,
        "content_language": CONTENT_LANGUAGE,
        "title": _("Lägesrapport %(month)s") % {"month": month},
        "data_time": material.data_time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "constructed": material.constructed,
        "organisation": {
            "name": material.organisation,
            "kind": material.kind,
            "code": material.code,
            "above": material.above,
        },
        "instrument": _instrument(material.instrument),
        "rounds": [_round(round_, scale) for round_ in rounds],
        "other_instruments": [asdict(other) for other in material.other_instruments],
        "findings": [asdict(finding) for finding in findings.findings(rounds, scale, names)],
        "asks": {**asdict(asks), "proposals": list(asks.proposals)},
        "lead": findings.steps_sentence(rounds, names),
        "rounds_title": findings.top_sentence(rounds, scale),
        "fall_notes": list(findings.fall_notes(rounds, scale)),
        "people_note": findings.people_note(rounds[0], rounds[-1]),
        "figures": _figures(material),
        "steps": [asdict(step) for step in material.steps],
        "reviews": [asdict(review) for review in material.reviews],
        "units": [_plain(units) for units in material.units],
        "distances": _plain(material.distances) if material.distances else None,
    }


def _plain(part: UnitsBeside | Distances) -> dict[str, Any]:
    """Return a part as JSON has it, with lists for tuples all the way down."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(part)))
    return plain


def _figures(material: Material) -> list[dict[str, Any]]:
    rounds, scale = material.rounds, material.instrument.scale
    wordings = {item.number: item.wording for item in material.instrument.items}
    first = levels_figure(rounds[0], scale) if len(rounds) == 1 else sums_figure(rounds, scale)
    second = movement_figure(rounds, scale, wordings, material.instrument.names)
    return [{**figure.to_dict(), "constructed": material.constructed} for figure in (first, second)]


def _instrument(instrument: ReportInstrument) -> dict[str, Any]:
    scale = instrument.scale
    return {
        "key": instrument.key,
        "version": instrument.version,
        "title": instrument.title,
        "level": instrument.level,
        "source": instrument.source,
        "scale": {"minimum": scale.minimum, "maximum": scale.maximum, "labels": list(scale.labels)},
        "not_applicable": scale.not_applicable,
        "items": [asdict(item) for item in instrument.items],
    }


def _round(round_: Round, scale: Scale) -> dict[str, Any]:
    return {
        "name": round_.name,
        "date": round_.date.isoformat(),
        **asdict(round_.total(scale)),
        "participants": [
            {"function": name, "number": number} for name, number in round_.participants.items()
        ],
        "answers": [_answer(answer, round_.said(answer.number)) for answer in round_.answers],
        "version": round_.version,
        "reason": round_.reason,
        "handed_in": round_.handed_in.isoformat() if round_.handed_in else "",
        "imported": round_.imported,
    }


def _answer(answer: Answer, words: Words) -> dict[str, Any]:
    return {
        "number": answer.number,
        "value": answer.value,
        "not_applicable": answer.not_applicable,
        "toward": answer.toward,
        "comment": words.comment,
        "toward_note": words.toward,
        "evidence": words.evidence,
    }


def addressee(kind: str) -> str:
    """Return who a proposal is put to, as the first word of a sentence."""
    return {
        Kind.MUNICIPALITY.value: _("Kommunstyrelsen"),
        Kind.REGION.value: _("Regionstyrelsen"),
        Kind.BOARD.value: _("Nämnden"),
        Kind.ADMINISTRATION.value: _("Förvaltningsledningen"),
        Kind.COMPANY.value: _("Bolagsstyrelsen"),
    }.get(kind, _("Ledningen"))
