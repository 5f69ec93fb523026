"""The small parts that every page is built of: icon, level, error summary, navigation. Formatting only."""

import re
from dataclasses import dataclass
from typing import Final

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from mrintegration.navigation import Place, places

register = template.Library()

SOFT_HYPHEN: Final = "\u00ad"
LONGEST_SCALE_WITH_GLYPHS: Final = 5
# First halves of the long compounds of the field: they break here in narrow columns, also where the browser
# has no Swedish hyphenation.
_FIRST_HALVES: Final = re.compile(
    r"\b(\w*?(?:jämställdhets|tillgänglighets|verksamhets|organisations|besluts|budget|förtroende|resultat|utbildnings"
    r"|rättighets|nyckel|samordnar|personal|läges|program|uppföljnings|konsekvens|kommun|länsstyrelse))(?=\w{5})",
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
def level(value: int | None, minimum: int, maximum: int) -> SafeString:
    """{% level 2 1 3 %} draws the ring that fills: empty at the lowest step, full at the highest, dashed for none."""
    if value is None:
        return _ring("lvl-dash")
    steps = maximum - minimum + 1
    step = value - minimum + 1
    if steps > LONGEST_SCALE_WITH_GLYPHS:
        return _ring("lvl-full" if value == maximum else "lvl-none" if value == minimum else "lvl-half")
    return _ring(f"lvl-{step}-{steps}")


@register.simple_tag
def state_ring(state: str) -> SafeString:
    """{% state_ring "half" %} draws how far a task or a step is: none, half, full or dash."""
    return _ring(f"lvl-{state}")


@register.filter(is_safe=True)
def soft(text: str) -> SafeString:
    """{{ item.wording|soft }} lets the field's long compounds break with a hyphen."""
    return mark_safe(_FIRST_HALVES.sub(rf"\1{SOFT_HYPHEN}", conditional_escape(text)))  # noqa: S308  escaped just before


@register.inclusion_tag("partials/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """List a form's errors with links to their fields; the page's script moves the focus here."""
    faults = [Fault("", "", str(text)) for text in form.non_field_errors()]
    for field in form:
        faults += [Fault(_first_control(field), str(field.label), str(text)) for text in field.errors]
    return {"faults": faults}


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[Place]:
    """{% navigation as nav %} gives the main menu: what this person may open here, and where they are."""
    return places(context["request"], context.get("membership"), context.get("memberships") or [])


def _ring(css: str) -> SafeString:
    return format_html('<span class="lvl {}" aria-hidden="true"></span>', css)


def _first_control(field: BoundField) -> str:
    """Return the id that a link can reach: a group of radios has an id on each of them, not on the group."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)
