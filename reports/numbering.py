"""Numbers of figures, tables and chapters: given in the order they are met, and known when something refers to them."""

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

WORDS: Final = {"figure": _("Figur %(number)s"), "table": _("Tabell %(number)s")}


@dataclass
class Numbering:
    """One pass over a document. `known` is what an earlier pass gave, so a reference may stand before its target."""

    known: dict[tuple[str, str], int] = field(default_factory=dict)
    given: dict[tuple[str, str], int] = field(default_factory=dict)
    chapters: dict[str, str] = field(default_factory=dict)
    """Key → number, for the parts that are printed as chapters."""
    shown: frozenset[str] = frozenset()

    def give(self, word: str, key: str) -> str:
        """Give the next number of its sort to something, and return how it is called."""
        last = max((number for (sort, _key), number in self.given.items() if sort == word), default=0)
        self.given[word, key] = last + 1
        return str(WORDS[word]) % {"number": last + 1}

    def refer(self, word: str, key: str) -> str:
        """Return how something is called wherever it stands; empty when it is not in the document."""
        number = self.known.get((word, key))
        return str(WORDS[word]) % {"number": number} if number else ""
