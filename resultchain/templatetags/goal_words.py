"""Filters that word goals, indicators and flags; they format, and never ask the database."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from figures import swedish
from resultchain import measured_words
from resultchain.flags import WORDS, Flag, FlagWords
from resultchain.measured import BarRow, Measured, Measurement, Series, bar_rows, exact_text
from resultchain.models import InBudget, ValueKind

register = template.Library()


@register.filter
def exact(value: Decimal | None) -> str:
    """{{ value.women|exact }} → 12,5 with the decimals that it has; nothing becomes a dash."""
    return exact_text(value, _language())


@register.filter
def value_words(value: Measurement, indicator: Measured) -> str:
    """{{ value|value_words:indicator }} → kvinnor 12,5, män 9 procent."""
    return measured_words.value_text(indicator, value)


@register.filter
def distances(indicator: Measured) -> list[tuple[str, str]]:
    """{{ indicator|distances }}: whose it is and how far is left, for each part that is known."""
    found = [(str(measured_words.SERIES_NAMES[one.series]), one) for one in indicator.distances]
    return [(swedish.sentence(name), measured_words.distance_text(indicator, one)) for name, one in found]


@register.filter
def bars(indicator: Measured) -> tuple[BarRow, ...]:
    """{{ indicator|bars }}: the values as bars, or nothing where a drawing would mislead."""
    return bar_rows(indicator, _language())


@register.filter
def series_name(series: Series) -> str:
    """{{ bar.series|series_name }} → kvinnor, män, totalt."""
    return str(measured_words.SERIES_NAMES[series])


@register.filter
def kind_name(kind: str) -> str:
    """{{ value.kind|kind_name }} → Utgångsläge, Målvärde, Utfall."""
    return swedish.sentence(str(ValueKind(kind).label))


@register.filter
def flag_words(flag: Flag) -> FlagWords:
    """{{ flag|flag_words }}: title, short, why and mend."""
    return WORDS[flag]


@register.filter
def budget_word(said: str) -> str:
    """{{ said|budget_word }} → ja, nej, vet inte."""
    return str(InBudget(said).label)


def _language() -> str:
    return swedish.chosen(get_language())
