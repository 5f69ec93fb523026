"""Bounds around a rendering: how much memory it may take, and that nothing WeasyPrint says is overheard."""

import contextlib
import logging
import resource
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Complaints:
    """What WeasyPrint logged: errors in its own words, and characters that no font has."""

    errors: list[str] = field(default_factory=list)
    unprintable: set[str] = field(default_factory=set)


class _Listener(logging.Handler):
    def __init__(self, heard: Complaints) -> None:
        super().__init__(level=logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            self.heard.errors.append(record.getMessage())
        elif str(record.msg).startswith(".notdef glyph") and isinstance(record.args, tuple):
            self.heard.unprintable.add(str(record.args[0]))


@contextlib.contextmanager
def complaints() -> Iterator[Complaints]:
    """Listen to WeasyPrint, which only logs that a picture lacks its text or a letter its glyph."""
    logger, heard = logging.getLogger("weasyprint"), Complaints()
    listener = _Listener(heard)
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)


@contextlib.contextmanager
def memory_limit(megabytes: int) -> Iterator[None]:
    """Bound this process's address space while a document is made, so that one report can't take the machine.

    Python raises MemoryError at the limit; a library in C may end the process instead.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1024 * 1024
    resource.setrlimit(
        resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
