"""What is compared, as the address says it: from the query string to typed values, and back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

WHOLE_COUNTRY: Final = "alla"
MOST_LETTERS: Final = 100
"""More is no choice of ours."""
NAMES: Final = frozenset({"satsning", "checklista", "tillfalle", "sedan", "lan", "grupp", "karta"})
"""The choices between what has a name of its own; what else there is to choose is in the words of the page."""


@dataclass(frozen=True)
class Selection:
    """One selection. No programme: the whole country, that is everything shared with the reader in any programme.

    `instrument` is the id of one version, or the key that versions share. No occasion: the last one that somebody has
    handed in at; no `since`: the first one with the same version. Empty texts choose everything. `item` is what the
    map shows; without it the sum.
    """

    programme: int | None = None
    instrument: str = ""
    occasion: int | None = None
    since: int | None = None
    kind: str = ""
    county: str = ""
    group: int | None = None
    size: str = ""
    item: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves out organisations by something else than their kind."""
        return bool(self.county or self.group or self.size)

    def query(self) -> str:
        """Return the query string that gives the same selection, without a question mark."""
        pairs = {
            "satsning": WHOLE_COUNTRY if self.programme is None else self.programme,
            "checklista": self.instrument,
            "tillfalle": self.occasion,
            "sedan": self.since,
            "slag": self.kind,
            "lan": self.county,
            "grupp": self.group,
            "storlek": self.size,
            "karta": self.item,
        }
        return urlencode({name: value for name, value in pairs.items() if value not in {"", None}})


@dataclass(frozen=True)
class Field:
    """One choice of the form: its name in the address, its options as (value, words), and the chosen value.

    `fault` says that the address asks for something that is no option.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str
    fault: bool = False

    @property
    def number(self) -> int | None:
        """The chosen id; None where nothing particular is chosen."""
        return int(self.value) if self.value.isdecimal() else None

    @property
    def lines(self) -> tuple[tuple[str, str, bool], ...]:
        """The options as (value, words, whether the words are a name)."""
        return tuple(
            (value, words, self.name in NAMES and value not in {"", WHOLE_COUNTRY})
            for value, words in self.options
        )

    @property
    def is_choice(self) -> bool:
        """Whether there is something to choose between."""
        return len(self.options) > 1 or self.fault


def choose(
    query: Mapping[str, str],
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    *,
    default: str = "",
    stale: Collection[str] = (),
) -> Field:
    """Return the field with what the address asks for; without a wish, or with a stale one, the default.

    A stale wish is one that was right for what stood elsewhere in the form before it was changed.
    """
    wanted = query.get(name, "")[:MOST_LETTERS].strip()
    if any(wanted == value for value, _words in options):
        return Field(name, label, tuple(options), wanted)
    is_fault = bool(wanted) and wanted not in stale
    return Field(name, label, tuple(options), default, fault=is_fault)
