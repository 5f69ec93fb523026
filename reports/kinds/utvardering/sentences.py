"""What the survey says, in sentences that people may use in what they write themselves."""

from typing import Final

from django.utils.translation import gettext as _

from reports.kinds.utvardering.first_page import rate
from reports.kinds.utvardering.material import Asked, Material, Page
from reports.kinds.utvardering.sections import chapter_key
from reports.kinds.utvardering.wording import in_full, more, number

LONGEST_SUMMARY: Final = 800
MOST: Final = 40


def sentences(material: Material) -> dict[str, list[str]]:
    """Return sentences for each part that has any; the language is active."""
    said = {"method": _answered(material)}
    said |= {chapter_key(page.number): _page(page) for page in material.pages}
    return {key: list(dict.fromkeys(found)) for key, found in said.items() if found}


def summary(material: Material) -> str:
    """Return the first words of the report, as a suggestion: how many answered, and a finding from each chapter."""
    firsts = [next((one for one in page.asked if one.is_shown), None) for page in material.pages]
    found = ""
    for text in [*_answered(material), *(in_full(one) for one in firsts if one)]:
        longer = f"{found} {text}".strip()
        if len(longer) > LONGEST_SUMMARY:
            break
        found = longer
    return found


def _answered(material: Material) -> list[str]:
    """Say how many answered, where it may be told."""
    if material.answered is None:
        return [_("Så få har svarat på enkäten att inget svar redovisas.")]
    words = {"n": number(material.answered), "rate": rate(material)}
    if not material.invited:
        return [_("%(n)s har svarat på enkäten.") % words]
    return [
        _("Av de %(invited)s som fick enkäten svarade %(n)s, vilket ger en svarsfrekvens på %(rate)s.")
        % {**words, "invited": number(material.invited)}
    ]


def _page(page: Page) -> list[str]:
    told = [sentence for asked in page.asked if asked.is_shown for sentence in _asked(asked)]
    return told[:MOST]


def _asked(asked: Asked) -> list[str]:
    """Return the finding with its question, and after it what else there is to say."""
    return [" ".join([in_full(asked), *more(asked)])]
