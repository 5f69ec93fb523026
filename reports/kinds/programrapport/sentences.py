"""What the programme report's data says, in sentences that people may use, and what participants wrote themselves."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comparison import findings
from comparison.spread import FEWEST_COUNTED
from figures import swedish
from programmes.models import Willingness
from reports.kinds.kind import Gathered
from reports.kinds.programrapport.handed import attribution, by_level, texts_of
from reports.kinds.programrapport.material import HandedIn, Material, Moved, PartOf, Rated
from reports.kinds.resultatrapport import KIND as RESULT_REPORT
from reports.kinds.resultatrapport.wording import UNKNOWN, language, number
from resultchain.levels import ChainLevel

MOST_GATHERED: Final = 120
MOST_NAMED: Final = 60
MOST_IN_WORDS: Final = 12
"""A sentence with a larger number has all of its numbers in digits."""
GATHERED_FROM: Final = {
    "success": ("lessons_work", "lessons_benchmarking"),
    "challenges": ("lessons_work", "lessons_benchmarking"),
    "advice_others": ("advice_others",),
    "advice_lead": ("advice_lead",),
}
"""Which parts of the result reports stand beside which part of this one."""
OF_BACKGROUND: Final = ("motive", "aim", "organisation")
OF_WORK: Final = ("lessons_work",)


def values_finding(rated: Rated) -> str:
    """Say which items lie highest and lowest; empty where fewer than three may be told of."""
    return _stopped(findings.items_finding(rated.items, rated.shorts))


def sums_finding(rated: Rated) -> str:
    """Say how the sums lie; empty where fewer than three may be told of, or they can't stand beside each other."""
    is_told = rated.maximum is not None and rated.items
    return _stopped(findings.sums_finding(rated.sums, rated.maximum)) if is_told and rated.maximum else ""


def moved_finding(moved: Moved) -> str:
    """Say how many sums went up, down and stood still, never whose."""
    counts = (
        (moved.up, _("har ökat för %(n)s")),
        (moved.still, _("är lika för %(n)s")),
        (moved.down, _("har minskat för %(n)s")),
    )
    write = swedish.number_word if moved.compared <= MOST_IN_WORDS else swedish.whole_number
    told = [text % {"n": write(count, language())} for count, text in counts if count]
    words = {"told": swedish.listing(told, language()), "n": write(moved.compared, language())}
    return (
        ngettext(
            "Summan %(told)s av %(n)s med värden båda gångerna.",
            "Summan %(told)s av %(n)s med värden båda gångerna.",
            moved.compared,
        )
        % words
    )


def sentences(material: Material) -> dict[str, list[str]]:
    """Return sentences for each generated section that has any; the language is active."""
    found = {f"results-{place}": _of_results(part) for place, part in enumerate(material.parts, start=1)}
    return {key: said for key, said in found.items() if said}


def summary(material: Material) -> str:
    """Return the first words of the report, as a suggestion."""
    told = []
    for part in material.parts:
        said = _of_results(part)[:1]
        told += [f"{part.title}: {said[0]}"] if said else []
    return " ".join(told)


def gathered(material: Material) -> dict[str, list[Gathered]]:
    """Return what the handed-in reports say, beside the part where it is of use."""
    reports = [one for part in material.parts for one in part.reports]
    found = {
        key: [_whole(*said) for said in texts_of(reports, sources)] for key, sources in GATHERED_FROM.items()
    }
    found["concept"] = [
        Gathered(_("%(part)s, satsningens syfte") % {"part": part.title}, part.purpose, may_quote=True)
        for part in material.parts
        if part.purpose
    ]
    for place, part in enumerate(material.parts, start=1):
        for key, sources in (("background", OF_BACKGROUND), ("reflections", OF_WORK)):
            found[f"{key}-{place}"] = [_whole(*said) for said in texts_of(part.reports, sources)]
        found[f"told-{place}"] = _told(part.reports)
    return {key: rows[:MOST_GATHERED] for key, rows in found.items() if rows}


def brief(part: PartOf) -> list[str]:
    """Return the part in a few sentences: how the sums lie, how they have moved, who has handed in."""
    underlay = part.underlay
    handed_in = ngettext(
        "%(n)s av %(of)s deltagare har lämnat in sin resultatrapport.",
        "%(n)s av %(of)s deltagare har lämnat in sin resultatrapport.",
        underlay.expected,
    ) % {"n": number(underlay.handed_in), "of": number(underlay.expected)}
    said = _of_results(part)[1:] if part.rated and part.rated.items else []
    return [*said, *([handed_in] if underlay.expected else [])]


def mentors_finding(part: PartOf) -> str:
    """Say how many want to be mentors next time, never who; of fewer than three answers only that it is so few.

    Parts have no total beside them, so what is hidden in one can't be taken from another.
    """
    answers = [(answer, part.mentors.get(answer, 0)) for answer in Willingness]
    known = sum(count for _answer, count in answers)
    if not part.underlay.expected:
        return ""
    if known < FEWEST_COUNTED:
        few = {"fewest": swedish.number_word(FEWEST_COUNTED, language())}
        return (
            _(
                "Färre än %(fewest)s har svarat på om de vill vara mentor nästa gång. Därför visas inte svaren."
            )
            % few
        )
    silent = max(0, part.underlay.expected - known)
    told = [f"{answer.label} {number(count)}" for answer, count in answers]
    words = {"told": ", ".join([*told, *([f"{UNKNOWN} {number(silent)}"] if silent else [])])}
    return _("Vill vara mentor nästa gång: %(told)s.") % words


def named(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Write names in a sentence; more than there is room for are told as a number."""
    left = len(names) - most
    more = [_("%(n)s till") % {"n": number(left)}] if left > 0 else []
    return swedish.listing([*names[:most], *more], language())


def _of_results(part: PartOf) -> list[str]:
    rated = part.rated
    if rated is None:
        return []
    said = [values_finding(rated), sums_finding(rated), moved_finding(rated.moved) if rated.moved else ""]
    return [one for one in said if one]


def _told(reports: Sequence[HandedIn]) -> list[Gathered]:
    found = by_level(reports)
    return [
        Gathered(
            _("%(name)s, %(level)s") % {"name": one.name, "level": str(level.label).lower()},
            f"> {example.quote}\n> – {attribution(one, example)}" if example.quote else example.what,
            may_quote=one.is_open,
        )
        for level in ChainLevel
        for one, example in found.get(level, [])
    ]


def _whole(report: HandedIn, key: str, text: str) -> Gathered:
    """Of one report several parts may stand beside the same one here, so each says which it is."""
    title = str(RESULT_REPORT.by_key[key].title)
    words = {"name": report.name, "part": title[:1].lower() + title[1:]}
    return Gathered(_("%(name)s, %(part)s") % words, text, may_quote=report.is_open)


def _stopped(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
