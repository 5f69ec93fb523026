"""Template filters that write numbers and dates in the active language; built in to every template."""

import datetime
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from figures import swedish, text

register = template.Library()


def _language() -> str:
    return swedish.chosen(get_language())


@register.filter
def number(value: swedish.Exact | None, decimals: int = 0) -> str:
    """{{ count|number }} → 1 234; nothing becomes a dash."""
    return swedish.NOTHING if value is None else swedish.number(value, decimals, _language())


@register.filter
def signed(value: swedish.Exact | None, decimals: int = 0) -> str:
    """{{ change|signed }} → +1, −1, 0; nothing becomes a dash."""
    return swedish.NOTHING if value is None else swedish.signed(value, decimals, _language())


@register.filter
def percent_of(part: int, whole: int) -> str:
    """{{ answered|percent_of:invited }} → 36 %."""
    return swedish.percent(part, whole, 0, _language())


@register.filter
def mean_of(total: int, count: int) -> str:
    """{{ total|mean_of:count }} → 2,4."""
    return swedish.mean(total, count, _language())


@register.filter
def one_decimal(value: Fraction | None) -> str:
    """{{ mean|one_decimal }} → 2,4; nothing becomes a dash."""
    return swedish.NOTHING if value is None else swedish.number(value, 1, _language())


@register.filter
def number_word(value: int) -> str:
    """{{ count|number_word }} → fem."""
    return swedish.number_word(value, _language())


@register.filter
def number_word_neuter(value: int) -> str:
    """{{ count|number_word_neuter }} → ett, fem."""
    return swedish.number_word(value, _language(), neuter=True)


@register.filter
def listing(parts: list[str]) -> str:
    """{{ names|listing }} → a, b och c."""
    return swedish.listing([str(part) for part in parts], _language())


@register.filter
def capital(value: str) -> str:
    """{{ words|capital }} → the same with a capital first letter."""
    return swedish.sentence(str(value))


@register.filter(expects_localtime=True)
def long_date(value: datetime.date | str | None) -> str:
    """{{ day|long_date }} → 12 februari 2020; a day may be a text as ISO writes it, which is what JSON has."""
    return swedish.NOTHING if value is None else swedish.long_date(_local(value), _language())


@register.filter(expects_localtime=True)
def short_date(value: datetime.date | str | None) -> str:
    """{{ day|short_date }} → 2020-02-12."""
    return swedish.NOTHING if value is None else swedish.short_date(_local(value), _language())


@register.filter(expects_localtime=True)
def point_in_time(value: datetime.datetime | str | None) -> str:
    """{{ moment|point_in_time }} → 12 februari 2020 kl. 14.32."""
    if value is None:
        return swedish.NOTHING
    local = _local(value)
    return swedish.point_in_time(local, _language()) if isinstance(local, datetime.datetime) else ""


@register.filter(expects_localtime=True)
def known_time(value: datetime.datetime | str | None) -> str:
    """{{ moment|known_time }} → 12 februari 2020 kl. 14.32, or only the day where the hour is not known."""
    if value is None:
        return swedish.NOTHING
    local = _local(value)
    return swedish.known_time(local, _language()) if isinstance(local, datetime.datetime) else ""


@register.filter(expects_localtime=True)
def clock(value: datetime.datetime | datetime.time | None) -> str:
    """{{ moment|clock }} → 14.32."""
    if value is None:
        return swedish.NOTHING
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return swedish.clock(value, _language())


@register.filter
def break_long_words(value: str) -> str:
    """{{ text|break_long_words }} lets words of more than 40 letters break in print."""
    return text.break_long_words(str(value))


def _local(value: datetime.date | str) -> datetime.date:
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value) if "T" in value else datetime.date.fromisoformat(value)
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
