"""What organisations write as evidence, line by line with its links, and a rating as the form's choice."""

import re
from typing import Final

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from checklists.forms.draft_rows import chosen_step
from checklists.models import Rating

register = template.Library()

# Nothing but web addresses becomes a link: no script, no file, no mail.
_LINK: Final = re.compile(r"\bhttps?://[^\s<>\"']+", re.IGNORECASE)
_AFTER_A_LINK: Final = ".,;:!?)]}”’"


@register.filter
def evidence_lines(text: str) -> list[SafeString]:
    """{% for line in rating.evidence|evidence_lines %}: each line that says something, its web addresses as links."""
    return [_with_links(line.strip()) for line in text.splitlines() if line.strip()]


@register.filter
def choice(rating: Rating | None) -> str:
    """{{ before|choice }}: the value that the form's radio has for this rating; empty for none."""
    return chosen_step(rating) if rating else ""


def _with_links(line: str) -> SafeString:
    parts, end = [], 0
    for found in _LINK.finditer(line):
        address = found.group().rstrip(_AFTER_A_LINK)
        parts.append(conditional_escape(line[end : found.start()]))
        parts.append(format_html('<a href="{}" rel="noopener noreferrer">{}</a>', address, address))
        end = found.start() + len(address)
    parts.append(conditional_escape(line[end:]))
    return mark_safe("".join(parts))  # noqa: S308  every part is escaped just before
