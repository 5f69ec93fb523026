"""How an indicator stands, in words: value, distance to the target, what it lacks."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from figures import swedish
from resultchain.measured import Distance, Measured, Measurement, Series, exact_text

SERIES_NAMES: Final[Mapping[Series, str | Promise]] = {
    "women": gettext_lazy("kvinnor"),
    "men": gettext_lazy("män"),
    "total": gettext_lazy("totalt"),
}


def value_text(indicator: Measured, value: Measurement) -> str:
    """Write the parts of a value that are known: "kvinnor 12,5, män 9 procent"; only the number when it is in all."""
    known = [(series, part) for series in SERIES_NAMES if (part := value.of(series)) is not None]
    if [series for series, _part in known] == ["total"]:
        return with_unit(exact_text(known[0][1], _language()), indicator.unit)
    parts = [f"{SERIES_NAMES[series]} {exact_text(part, _language())}" for series, part in known]
    return with_unit(", ".join(parts), indicator.unit)


def distance_text(indicator: Measured, distance: Distance) -> str:
    """Write how far one part is from its target, saying no more than what is known."""
    left = exact_text(abs(distance.left), _language())
    unit = _points(distance) if indicator.is_percent else indicator.unit
    words = {"left": with_unit(left, unit), "target": exact_text(distance.target, _language())}
    if distance.reached is None:
        return _("%(left)s från målvärdet %(target)s") % words
    if distance.reached:
        return _("målvärdet %(target)s är nått") % words
    if distance.share is not None and distance.share < 0:
        return _("%(left)s kvar till målvärdet %(target)s, längre bort än i utgångsläget") % words
    return _("%(left)s kvar till målvärdet %(target)s") % words


def _points(distance: Distance) -> str:
    one = abs(distance.left) == 1
    return _("procentenhet") if one else _("procentenheter")


def with_unit(text: str, unit: str) -> str:
    """Write a number with its unit; nothing breaks between them."""
    return f"{text}{swedish.NO_BREAK_SPACE}{unit}"


def _language() -> str:
    return swedish.chosen(get_language())
