"""An answer as a sealed box: all of a survey are equally long, and only the private key opens them.

Length would tell: whoever keeps a copy of the boxes and of who sent them would look for the longest text afterwards.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from surveys.models.question import Kind
from surveys.questionnaire import Given, Questionnaire

TEXT_BYTES: Final = 32 * 1024
"""Room for all texts of one answer together."""
LONGEST_GROUP: Final = "x" * 240
BLOCK: Final = 256
LENGTH_BYTES: Final = 4


class TooLongError(Exception):
    """The texts of an answer are longer than the box."""


class UnreadableError(Exception):
    """The box was not sealed for this key, or is damaged."""


@dataclass(frozen=True)
class Content:
    """What a box holds: choices and texts by question key, and the code of the group."""

    group: str
    choices: dict[str, Any]
    texts: dict[str, str]


def divided(questionnaire: Questionnaire, given: Given, group: str = "") -> Content:
    """Part an answer's texts from its choices, in the order of the questionnaire."""
    kinds = {ask.key: ask.kind for ask in questionnaire}
    texts = {key: str(given[key]) for key, kind in kinds.items() if key in given and kind == Kind.TEXT}
    choices = {key: given[key] for key, kind in kinds.items() if key in given and kind != Kind.TEXT}
    return Content(group, choices, texts)


def size_of(questionnaire: Questionnaire) -> int:
    """Return how long a box's content is for everybody who answers it, in bytes."""
    longest: dict[str, object] = {}
    for ask in questionnaire:
        code = max(ask.codes, key=len, default="")
        everything = {Kind.SEVERAL: list(ask.codes), Kind.MATRIX: {row.key: code for row in ask.rows}}
        longest[ask.key] = everything.get(ask.kind, code)
    has_texts = any(ask.kind == Kind.TEXT for ask in questionnaire)
    whole = LENGTH_BYTES + len(_packed(Content(LONGEST_GROUP, longest, {}))) + TEXT_BYTES * has_texts
    return -(-whole // BLOCK) * BLOCK


def fits(texts: dict[str, str]) -> bool:
    """Whether the texts have room together."""
    return len(json.dumps(texts, ensure_ascii=False).encode()) <= TEXT_BYTES


def seal(content: Content, *, public_key: bytes, size: int) -> bytes:
    """Return the box. Raises TooLongError."""
    packed = _packed(content)
    if LENGTH_BYTES + len(packed) > size:
        raise TooLongError
    padded = (len(packed).to_bytes(LENGTH_BYTES) + packed).ljust(size, b"\0")
    return SealedBox(PublicKey(public_key)).encrypt(padded)


def unseal(box: bytes, key: PrivateKey) -> Content:
    """Open a box. Raises UnreadableError, which holds nothing of its content."""
    try:
        padded = SealedBox(key).decrypt(box)
        length = int.from_bytes(padded[:LENGTH_BYTES])
        return Content(**json.loads(padded[LENGTH_BYTES : LENGTH_BYTES + length]))
    except (CryptoError, ValueError, TypeError):
        raise UnreadableError from None


def _packed(content: Content) -> bytes:
    return json.dumps(vars(content), ensure_ascii=False, separators=(",", ":")).encode()
