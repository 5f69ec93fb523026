"""What stops the launcher is told in one sentence, never as a traceback."""

import sys


class Trouble(Exception):  # noqa: N818  # it is not always an error: a demo that already runs is none
    """Something that the person at the terminal can mend; the text says how."""


def say(text: str) -> None:
    """Write one line to the terminal at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
