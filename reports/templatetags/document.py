"""Tags for the templates of generated sections: numbers, references, and which other parts there are."""

import re
from typing import Any, Final

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

YEARS: Final = re.compile(r"\d{4}–\d{4}")


@register.simple_tag(takes_context=True)
def numbered(context: dict[str, Any], word: str, key: str) -> str:
    """{% numbered "table" "rounds" as label %} gives the next table its number: ”Tabell 2”."""
    return str(context["numbering"].give(word, key))


@register.simple_tag(takes_context=True)
def refer(context: dict[str, Any], word: str, key: str) -> str:
    """{% refer "table" "rounds" as label %}: what the table is called; empty when it is left out."""
    return str(context["numbering"].refer(word, key))


@register.simple_tag(takes_context=True)
def chapter_number(context: dict[str, Any], key: str) -> str:
    """{% chapter_number "changes" as number %}: the number of the chapter; empty when it is left out."""
    return str(context["numbering"].chapters.get(key, ""))


@register.simple_tag(takes_context=True)
def is_shown(context: dict[str, Any], key: str) -> bool:
    """{% is_shown "page1" as page1 %}: whether the document has the part."""
    return key in context["numbering"].shown


@register.filter
def keep_years(text: str) -> SafeString:
    """{{ title|keep_years }} keeps ”2018–2020” on one line."""
    kept = YEARS.sub(r'<span class="ar">\g<0></span>', conditional_escape(text))
    return mark_safe(kept)  # noqa: S308  escaped just before
