"""What is hidden is said to be hidden, and why, in the language of the page or the file."""

from collections.abc import Mapping
from typing import Final

from figures import swedish
from figures.disclosure.answers import Hidden
from figures.disclosure.release import Reason

_WORDS: Final[Mapping[str, Mapping[Reason, str]]] = {
    "sv": {
        Reason.FEW: "Visas inte: färre än {limit} har svarat.",
        Reason.PROTECTS: "Visas inte: annars skulle svaren från en mindre grupp gå att räkna ut.",
        Reason.SETTING: "Visas inte: gränsen för hur få svar som får visas saknas eller är för låg.",
    },
    "en": {
        Reason.FEW: "Not shown: fewer than {limit} answered.",
        Reason.PROTECTS: "Not shown: otherwise the answers of a smaller group could be worked out.",
        Reason.SETTING: "Not shown: the limit for how few answers may be shown is missing or too low.",
    },
}
_NEARLY: Final = {
    "sv": "Alla eller nästan alla svarade ”{choice}”.",
    "en": "All or nearly all answered “{choice}”.",
}


def hidden_words(hidden: Hidden, language: str = "sv") -> str:
    """Return one sentence that says why a group is not shown."""
    chosen = swedish.chosen(language)
    limit = swedish.number(hidden.limit, 0, chosen) if hidden.limit is not None else ""
    return _WORDS[chosen][hidden.reason].format(limit=limit)


def nearly_words(choice: str, language: str = "sv") -> str:
    """Return one sentence for a group that answered alike; `choice` is the choice's wording."""
    return _NEARLY[swedish.chosen(language)].format(choice=choice)
