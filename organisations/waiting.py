"""What waits for somebody, in the form that every room answers in."""

import datetime
from dataclasses import dataclass
from typing import Literal

Level = Literal["none", "half", "full"]


@dataclass(frozen=True)
class Waiting:
    """One thing to do: what, why, and the one button that does it (`post` when the button changes something)."""

    title: str
    text: str
    action: str
    url: str
    level: Level = "none"
    due: datetime.date | None = None
    post: bool = False
