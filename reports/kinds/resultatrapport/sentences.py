"""What the result report's data says, in sentences that people may use in what they write themselves."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.translation import gettext as _

from figures import swedish
from programmes.models import Willingness
from reports import findings as rating_findings
from reports.kinds.resultatrapport.material import Example, Material
from reports.kinds.resultatrapport.sections import first_words
from resultchain.findings import findings as chain_findings

MOST: Final = 10


def sentences(material: Material) -> dict[str, list[str]]:
    """Return sentences for each section that has any; the language is active."""
    examples = [one for level in sorted(material.examples) for one in material.examples[level]]
    said = {
        "motive": [first_words(material.round.purpose)],
        "participation": [_grouped(material)],
        "checklist": _rated(material),
        "position": list(chain_findings(material.so_far)) if material.so_far else [],
        "examples": _quoted(examples),
        "lessons_work": [one.lesson for one in examples if one.lesson][:MOST],
        "mentor": [_mentor(material)],
    }
    return {key: _whole(found) for key, found in said.items() if any(found)}


def summary(material: Material) -> str:
    """Return the first words of the report, as a suggestion."""
    found = [*_rated(material)[:1], *(chain_findings(material.so_far)[:1] if material.so_far else ())]
    return " ".join(_whole(found))


def _rated(material: Material) -> list[str]:
    found = []
    for one in material.rated:
        rating = one.rating
        told = rating_findings.steps_sentence(
            rating.rounds, rating.instrument.names
        ) or rating_findings.top_sentence(rating.rounds, rating.instrument.scale)
        found.append(f"{one.unit}: {told}" if one.unit else told)
    return found


def _grouped(material: Material) -> str:
    mentors = list(dict.fromkeys(one.name for group in material.groups for one in group.mentors))
    if not mentors:
        return ""
    return _("Mentor har varit %(mentors)s.") % {"mentors": swedish.listing(mentors[:MOST])}


def _quoted(examples: Iterable[Example]) -> list[str]:
    return [
        f"> {one.quote}\n> – {one.quote_source}" if one.quote_source else f"> {one.quote}"
        for one in examples
        if one.quote
    ][:MOST]


def _mentor(material: Material) -> str:
    said = material.mentor
    if said is None:
        return ""
    words = {"answer": Willingness(said.answer).label, "year": said.year, "reason": said.reason}
    if said.year:
        return _("Mentor nästa gång: %(answer)s, %(year)s. %(reason)s") % words
    return _("Mentor nästa gång: %(answer)s. %(reason)s") % words


def _whole(found: Sequence[str]) -> list[str]:
    """Keep each sentence once, ended with a stop; a quote stays in its lines."""
    whole = [
        text if text.startswith(">") else swedish.sentence(" ".join(text.split())) for text in found if text
    ]
    return list(
        dict.fromkeys(
            text if text.startswith(">") or text.endswith((".", "!", "?")) else f"{text}." for text in whole
        )
    )
