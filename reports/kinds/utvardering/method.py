"""How the evaluation was made, and what so many answers can say: in plain words, from the survey's own settings."""

from collections import Counter
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import swedish
from reports.kinds.kind import Values
from reports.kinds.utvardering.first_page import rate
from reports.kinds.utvardering.material import Material
from reports.kinds.utvardering.wording import because, language, number, percent
from surveys.models import Way

MOST_GROUPS: Final = 40
FEW: Final = 100
"""With fewer answers, one person is more than a percentage point."""


def method(material: Material) -> Values:
    """Return the parts of the chapter as ready sentences and numbers."""
    return {
        "lead": _lead(material),
        "how": [*_way(material), *_asked(material)],
        "funnel": _funnel(material),
        "rate": rate(material),
        "meaning": _meaning(material),
        "sources": _sources(material),
        "turnout": _turnout(material),
    }


def _lead(material: Material) -> str:
    if "workshop" in material.has:
        return _(
            "Utvärderingen väver ihop två källor: en enkät och samtal i grupp. Det ena ger tal, det andra förklaringar."
        )
    return _("Utvärderingen bygger på en enkät. Här står hur den gjordes och vad svaren kan säga.")


def _way(material: Material) -> list[str]:
    day = swedish.long_date(material.closes_on, language())
    if material.settings.way == Way.COLLECTED:
        return [
            _("Svaren samlades in utanför tjänsten, senast den %(day)s, och lästes sedan in i den.")
            % {"day": day}
        ]
    if material.settings.way == Way.SHARED:
        return [
            _("Enkäten besvarades genom en länk som alla delade, till och med %(day)s.") % {"day": day},
            _(
                "Hur många som fick länken är inte känt, och det går inte att veta att ingen har svarat flera gånger."
            ),
        ]
    found = [
        _("Var och en som bjöds in fick en egen länk. Sista dagen att svara var %(day)s.") % {"day": day}
    ]
    if material.settings.reminders:
        found.append(
            ngettext(
                "De som inte hade svarat fick %(n)s påminnelse.",
                "De som inte hade svarat fick %(n)s påminnelser.",
                material.settings.reminders,
            )
            % {"n": swedish.number_word(material.settings.reminders, language())}
        )
    return found


def _asked(material: Material) -> list[str]:
    """Say how much was asked, and what the answers are broken down by."""
    closed = len({asked.key for asked in material})
    found = []
    if closed:
        words = ngettext(
            "Enkäten hade %(n)s fråga med svarsval.", "Enkäten hade %(n)s frågor med svarsval.", closed
        )
        found.append(words % {"n": swedish.number_word(closed, language())})
    if material.settings.breakdown and material.settings.groups:
        found.append(
            ngettext(
                "Svaren kan delas upp efter %(by)s, i %(n)s grupp.",
                "Svaren kan delas upp efter %(by)s, i %(n)s grupper.",
                material.settings.groups,
            )
            % {
                "by": material.settings.breakdown,
                "n": swedish.number_word(material.settings.groups, language()),
            }
        )
    return found


def _funnel(material: Material) -> list[Values]:
    """Return the numbers that stand in a row: invited, answered, rate."""
    found = []
    if material.invited:
        found.append({"number": number(material.invited), "words": _("fick enkäten")})
    if material.answered is None:
        fewer = _("under %(n)s") % {"n": number(material.settings.limit_whole)}
        return [*found, {"number": fewer, "words": _("svarade")}]
    found.append({"number": number(material.answered), "words": _("svarade")})
    if material.invited:
        found.append({"number": rate(material), "words": _("svarsfrekvens")})
    return found


def _turnout(material: Material) -> Values | None:
    """Return how many of each group answered, so far as that may be told; None where there are no groups."""
    shown = [group for group in material.turnout if group.answered is not None]
    if not material.turnout:
        return None
    hidden = Counter(group.instead for group in material.turnout if group.instead)
    return {
        "by": material.settings.breakdown,
        "rows": [
            {
                "name": group.name,
                "invited": group.invited,
                "answered": group.answered,
                "rate": percent(group.answered or 0, group.invited) if group.invited else swedish.NOTHING,
            }
            for group in shown[:MOST_GROUPS]
        ],
        "more": max(0, len(shown) - MOST_GROUPS),
        "hidden": [because(reason, count) for reason, count in hidden.items()],
        "unseen": list(material.unseen),
    }


def _meaning(material: Material) -> list[str]:
    """Say what so many answers can tell and what they can't."""
    answered, invited = material.answered, material.invited
    if answered is None:
        return [_("Så få har svarat att inget svar redovisas.")]
    rest = (invited or 0) - answered
    words = {"n": number(answered), "rest": number(rest)}
    found = [
        ngettext(
            "Talen gäller de %(n)s som svarade. De säger inget om den som inte gjorde det.",
            "Talen gäller de %(n)s som svarade. De säger inget om de %(rest)s som inte gjorde det.",
            rest,
        )
        % words
        if rest > 0
        else _("Talen gäller de %(n)s som svarade, och ingen annan.") % words
    ]
    if 0 < answered < FEW:
        points = swedish.round_half_up(Fraction(100, answered))
        found.append(
            ngettext(
                "En person motsvarar ungefär %(points)s procentenhet. Skillnader på en eller två personer ska inte "
                "tolkas.",
                "En person motsvarar ungefär %(points)s procentenheter. Skillnader på en eller två personer ska "
                "inte tolkas.",
                int(points),
            )
            % {"points": swedish.number_word(int(points), language())}
        )
    return [
        *found,
        _("Varje figur säger hur många som har svarat på just den frågan."),
        _(
            "Andelar räknas alltid ur antal svar, aldrig ur andra andelar. Eftersom de avrundas kan de tillsammans bli "
            "något mer eller mindre än 100 procent."
        ),
    ]


def _sources(material: Material) -> list[Values]:
    """Say what stands beside the numbers, and how it is told apart."""
    has, found = material.has, []
    if "comments" in has or "themes" in has:
        found.append(
            {
                "name": _("Kommentarer"),
                "text": _(
                    "Det som skrevs i fritext är läst och sammanfattat av den som har arbetat med utvärderingen. "
                    "Sammanfattningarna gäller dem som skrev något, och det är ofta färre än dem som svarade."
                ),
            }
        )
    if "quotes" in has:
        found.append(
            {
                "name": _("Citat"),
                "text": _(
                    "Citaten är valda för att visa på något, inte för att de är vanliga. De står utan namn."
                ),
            }
        )
    if "workshop" in has:
        found.append(
            {
                "name": _("Workshop"),
                "text": _(
                    "Inspel från samtal i grupp står i egna rutor, så att det syns vad som är svar på enkäten och "
                    "vad en grupp har kommit fram till. De räknas inte in i några tal."
                ),
            }
        )
    return found
