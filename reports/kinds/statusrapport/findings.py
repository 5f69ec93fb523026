"""What a status report says on its first page, computed from the material: big numbers with what they mean.

A finding never says more than its data: what nobody has counted is told as not known.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import swedish
from reports.kinds.statusrapport.material import Material
from reports.kinds.statusrapport.training import sentence, total
from reports.kinds.statusrapport.wording import number, standings
from resultchain.findings import led_finding
from resultchain.training import People
from resultchain.training_words import by_function, women_and_men

MOST: Final = 4


@dataclass(frozen=True)
class Finding:
    """A big number, what it is a number of, and the sentences that say what it means."""

    number: str
    unit: str
    heading: str
    text: str


def findings(material: Material) -> tuple[Finding, ...]:
    """Return the period in numbers: at most four findings, those without material left out."""
    found = (
        work_finding(material),
        promise_finding(material),
        reach_finding(material),
        training_finding(material),
        map_finding(material),
    )
    return tuple(one for one in found if one is not None)[:MOST]


def work_finding(material: Material) -> Finding:
    """Say how much was done, goes on and is planned."""
    done, ongoing, planned = (len(material.standing(s)) for s in ("done", "ongoing", "planned"))
    beside = standings({"ongoing": ongoing, "planned": planned})
    return Finding(
        number=number(done),
        unit="",
        heading=ngettext("sak blev klar", "saker blev klara", done),
        text=f"{swedish.sentence(beside)}." if beside else _("Inget pågår och inget är planerat."),
    )


def promise_finding(material: Material) -> Finding | None:
    """Say how much of what the last report planned is done, when there is one."""
    if material.earlier is None or not material.earlier.planned:
        return None
    planned = material.earlier.planned
    done, ongoing = (sum(one.state == state for one in planned) for state in ("done", "ongoing"))
    goes_on = standings({"ongoing": ongoing})
    return Finding(
        number=number(done),
        unit=_("av %(n)s") % {"n": number(len(planned))},
        heading=ngettext("planerad sak har slutförts", "planerade saker har slutförts", len(planned)),
        text=_("Det var planerat i förra rapporten.") + (f" {swedish.sentence(goes_on)}." if goes_on else ""),
    )


def reach_finding(material: Material) -> Finding | None:
    """Say how many of the activities so far have led to something more."""
    seen = material.so_far
    if not seen.activities:
        return None
    return Finding(
        number=number(seen.led_further),
        unit=_("av %(n)s") % {"n": number(seen.activities)},
        heading=ngettext("aktivitet har lett vidare", "aktiviteter har lett vidare", seen.activities),
        text=f"{led_finding(seen)}.",
    )


def training_finding(material: Material) -> Finding | None:
    """Say how many took part in training, as far as it is known."""
    whole = total(material)
    if not whole.times:
        return None
    return Finding(
        number=swedish.NOTHING if whole.known is None else number(whole.known),
        unit=_training_unit(whole),
        heading=_("deltagare i utbildning"),
        text=_training_text(material, whole),
    )


def _training_text(material: Material, whole: People) -> str:
    """Say what is known of functions and of women and men; otherwise how many courses there were."""
    known = [by_function(whole), women_and_men(whole) if whole.sex_times else ""]
    said = [swedish.sentence(text) for text in known if text] or [sentence(material)]
    return " ".join(f"{text}." for text in said)


def _training_unit(whole: People) -> str:
    if whole.known is None:
        return ""
    if whole.unknown_times:
        return _("minst")
    return _("ungefär") if whole.about_times else ""


def map_finding(material: Material) -> Finding | None:
    """Say how many units have mapped the global goals."""
    if not material.maps:
        return None
    mapped = sum(one.present is not None for one in material.maps)
    return Finding(
        number=number(mapped),
        unit=_("av %(n)s") % {"n": number(len(material.maps))},
        heading=ngettext(
            "enhet har kartlagt de globala målen", "enheter har kartlagt de globala målen", len(material.maps)
        ),
        text=_("Kartorna visar vilka mål som hör till dagens uppdrag och till de kommande årens."),
    )
