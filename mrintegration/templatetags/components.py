"""The small parts that every page is built of: icon, level, error summary, navigation. Formatting only."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from checklists.calculations import Scale
from figures import swedish
from mrintegration.navigation import Place, places
from surveys.questionnaire import Said

register = template.Library()

SOFT_HYPHEN: Final = "\u00ad"
LONGEST_SCALE_WITH_GLYPHS: Final = 5
MOST_PIPS: Final = 60
# First halves of the long compounds of the field: they break here in narrow columns, also where the browser
# has no Swedish hyphenation.
_FIRST_HALVES: Final = re.compile(
    r"\b(\w*?(?:jämställdhets|tillgänglighets|verksamhets|organisations|besluts|budget|förtroende|resultat|utbildnings"
    r"|rättighets|nyckel|samordnar|personal|läges|program|uppföljnings|konsekvens|kommun|länsstyrelse|samordnings|samverkans|systemati))(?=\w{5})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Fault:
    """One error of a form: where it is, if it is about a field, and what it says."""

    target: str
    label: str
    text: str


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "check" %} draws a symbol of icons.svg; the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("icons.svg"),
        name,
    )


@register.simple_tag
def drawing(name: str, *, css: str = "") -> SafeString:
    """{% drawing "sign" %} draws the product's sign or another wide symbol of icons.svg."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f"drawing drawing-{name} {css}".strip(),
        static("icons.svg"),
        name,
    )


@register.simple_tag
def level(value: int | str | None, minimum: int, maximum: int) -> SafeString:
    """{% level 2 1 3 %} draws the ring that fills: empty at the lowest step, full at the highest, dashed for none.

    A form's choice gives its value as text.
    """
    if value is None:
        return _ring("lvl-dash")
    steps = maximum - minimum + 1
    step = int(value) - minimum + 1
    if steps > LONGEST_SCALE_WITH_GLYPHS:
        return _ring("lvl-full" if step == steps else "lvl-none" if step == 1 else "lvl-half")
    return _ring(f"lvl-{step}-{steps}")


@register.simple_tag
def in_swedish() -> SafeString:
    """<p{% in_swedish %}> tells a screen reader that the words are Swedish: a checklist's own, or what people write."""
    return SafeString("" if swedish.chosen(get_language()) == "sv" else ' lang="sv"')


@register.simple_tag
def asked(said: Said) -> SafeString:
    """{% asked ask.wording %} shows what a survey asks in the page's language, or its Swedish, told to be Swedish."""
    language = swedish.chosen(get_language())
    text = soft(said.words(language))
    return text if language == "sv" or said.en else format_html('<span lang="sv">{}</span>', text)


@register.simple_tag
def state_ring(state: str) -> SafeString:
    """{% state_ring "half" %} draws how far a task or a step is: none, half, full or dash."""
    return _ring(f"lvl-{state}")


@register.simple_tag
def pips(now: int, then: int | None, maximum: int) -> SafeString:
    """{% pips 19 14 30 %} draws one mark a point: those from before, those that are new or lost, those left."""
    if maximum > MOST_PIPS:
        return SafeString("")
    before = now if then is None else then
    kept, gained, lost = min(now, before), max(now - before, 0), max(before - now, 0)
    kinds = ["was"] * kept + ["new"] * gained + ["lost"] * lost + ["left"] * (maximum - max(now, before))
    marks = format_html_join("", '<i class="{}"></i>', ((kind,) for kind in kinds))
    return format_html('<div class="pips" aria-hidden="true">{}</div>', marks)


@register.filter
def at(mapping: Mapping[object, object], key: object) -> object:
    """{{ last|at:number }} looks a key up; nothing when it is missing."""
    return mapping.get(key)


@register.filter
def step_label(scale: Scale, value: int | None) -> str:
    """{{ instrument.scale|step_label:rating.value }}: the words of a step."""
    return "" if value is None else scale.labels[value - scale.minimum]


@register.filter
def in_fours(code: str) -> str:
    """{{ sha256|in_fours }} writes a long code in groups that a person can compare."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


@register.filter
def saved_when(moment: datetime.datetime) -> str:
    """{{ rating.saved_at|saved_when }}: the time of a save today, otherwise its date."""
    local = timezone.localtime(moment)
    language = swedish.chosen(get_language())
    return (
        swedish.clock(local, language)
        if local.date() == timezone.localdate()
        else swedish.long_date(local, language)
    )


@register.filter(is_safe=True)
def soft(text: str) -> SafeString:
    """{{ item.wording|soft }} lets the field's long compounds break with a hyphen."""
    return mark_safe(_FIRST_HALVES.sub(rf"\1{SOFT_HYPHEN}", conditional_escape(text)))  # noqa: S308  escaped just before


@register.inclusion_tag("partials/error_summary.html")
def error_summary(form: BaseForm, *, labels: bool = True) -> dict[str, object]:
    """List a form's errors with links to their fields; the page's script moves the focus here.

    A form whose errors name their fields by themselves goes without labels.
    """
    faults = [Fault("", "", str(text)) for text in form.non_field_errors()]
    for field in form:
        label = _lead_in(field) if labels else ""
        faults += [Fault(_first_control(field), label, str(text)) for text in field.errors]
    return {"faults": faults}


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[Place]:
    """{% navigation as nav %} gives the main menu: what this person may open here, and where they are."""
    return places(context["request"], context.get("membership"), context.get("memberships") or [])


def _ring(css: str) -> SafeString:
    return format_html('<span class="lvl {}" aria-hidden="true"></span>', css)


def _lead_in(field: BoundField) -> str:
    """Return the field's label with a colon, or as it is when it ends as a sentence does: "Vad har hänt?"."""
    label = str(field.label)
    return label if label.endswith((".", "?", "!")) else f"{label}:"


def _first_control(field: BoundField) -> str:
    """Return the id that a link can reach: a group of radios has an id on each of them, not on the group."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)
