"""Each report is rendered in a forked child: bounded in time and memory whatever a C library does, and gone afterwards.

A fork, because a pool's process may have no `multiprocessing` children and a new interpreter would cost a second. The
child shares the worker's open connections; it never uses them, and leaves without any clean-up that might close them.
"""

import ctypes
import gc
import json
import math
import os
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BufferedWriter, FileIO
from typing import Final, NoReturn

from django.conf import settings

from reports.pdf.assets import served
from reports.pdf.engine import (
    Metadata,
    RenderError,
    TooLargeError,
    TooManyPagesError,
    TooSlowError,
    render,
)
from reports.pdf.guards import memory_limit

_ERRORS: Final[Mapping[str, type[RenderError]]] = {
    kind.code: kind for kind in (RenderError, TooLargeError, TooManyPagesError, TooSlowError)
}
_FILE, _REFUSED, _BROKEN = b"F", b"R", b"B"  # what the first byte of an answer says about the rest
_FOR_THE_WORKER: Final = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGUSR1)
_PIECE: Final = 1 << 16
_PR_SET_PDEATHSIG: Final = 1
_C: Final = ctypes.CDLL(
    None
)  # here, not in the child: loading takes a lock that a thread may hold while it forks


class ChildError(Exception):
    """The child met a fault that is nobody's text: its traceback, or how it left."""


@dataclass(frozen=True)
class Rendered:
    """A file, and the most memory that was resident while it was made."""

    content: bytes
    peak_bytes: int


@dataclass(frozen=True)
class _Work:
    html: str
    metadata: Metadata
    seconds: float
    folder: str
    worker: int


def render_bounded(html: str, *, metadata: Metadata, seconds: float) -> bytes:
    """Return the same bytes as engine.render, made within REPORT_MEMORY_MB and so many seconds.

    Raises what engine.render raises, TooSlowError, ChildError, and TooLargeError also when the child was killed or
    fell. An exception from a signal, such as the task's soft limit, ends the child before it passes on.
    """
    return render_measured(html, metadata=metadata, seconds=seconds).content


def render_measured(html: str, *, metadata: Metadata, seconds: float) -> Rendered:
    """Do what render_bounded does, and tell the peak."""
    until = time.monotonic() + seconds
    served()  # so that every child inherits the fonts unpacked
    ends = os.pipe()
    with (
        tempfile.TemporaryDirectory(prefix="report-") as folder,
        os.fdopen(ends[0], "rb", buffering=0) as reader,
        os.fdopen(ends[1], "wb") as writer,
    ):
        work = _Work(html, metadata, seconds, folder, worker=os.getpid())
        child = _fork()
        if child == 0:
            _be_the_child(work, writer)
        try:
            writer.close()
            answer = _read(reader, until)
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        finally:
            _, status, usage = os.wait4(child, 0)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Rendered(_content(answer, os.waitstatus_to_exitcode(status)), peak)


def _fork() -> int:
    """Fork without two warnings that are true in general.

    Python 3.12 warns of locks that other threads hold: the only other thread is the heartbeat's, and the child takes no
    lock of the database's. Python drops that thread's objects in the child, and psycopg warns that its connection was
    not closed; it must not be, and psycopg leaves what another process has opened as it is.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", ResourceWarning)
        return os.fork()


def _read(reader: FileIO, until: float) -> bytes:
    """Return all that the child writes until it ends. Raises TooSlowError."""
    pieces: list[bytes] = []
    poll = select.poll()
    poll.register(reader, select.POLLIN)
    while (left := until - time.monotonic()) > 0:
        if not poll.poll(math.ceil(left * 1000)):
            break
        piece = reader.read(_PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    raise TooSlowError("The time is up.")


def _content(answer: bytes, left_with: int) -> bytes:
    """Return the file, or raise what kept the child from making it; a minus is the signal that ended it."""
    if left_with == -signal.SIGXCPU:
        raise TooSlowError("The processor time is up.")
    if left_with < 0:
        # Only the kernel or a fault in a C library sends one: those that are meant for the worker are ignored.
        raise TooLargeError(f"Ended by {signal.Signals(-left_with).name}.")
    kind, body = answer[:1], answer[1:]
    if left_with or kind == _BROKEN:
        raise ChildError(body.decode(errors="replace") or f"The child left with {left_with}.")
    if kind == _REFUSED:
        code, *words = json.loads(body)
        raise _ERRORS[code](*words)
    return body


def _be_the_child(work: _Work, writer: BufferedWriter) -> NoReturn:
    """Render, answer and leave at once: nothing of the worker's may be flushed, closed or collected here."""
    try:
        try:
            _settle(work)
            kind, body = _made(work)
        except Exception:  # noqa: BLE001  # the worker raises it
            kind, body = _BROKEN, traceback.format_exc().encode()
        writer.write(kind)
        writer.write(body)
        writer.flush()  # the pipe is closed by leaving, so its end says that this process has ended
        os._exit(os.EX_OK)
    finally:
        os._exit(os.EX_SOFTWARE)


def _settle(work: _Work) -> None:
    """Bound this process, tie it to the worker's life, and leave alone what it inherited."""
    gc.freeze()  # what the worker had is not collected here
    for number in _FOR_THE_WORKER:
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "linux":
        _C.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != work.worker:
        os._exit(os.EX_SOFTWARE)
    for limit, value in ((resource.RLIMIT_CPU, math.ceil(work.seconds) + 1), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (value, resource.getrlimit(limit)[1]))
    tempfile.tempdir = (
        work.folder
    )  # WeasyPrint puts fonts there; the worker removes it, however this process ends


def _made(work: _Work) -> tuple[bytes, bytes]:
    """Return the file, or the reason why there is none, as an answer."""
    try:
        with memory_limit(settings.REPORT_MEMORY_MB):
            return _FILE, render(work.html, metadata=work.metadata)
    except RenderError as error:
        return _REFUSED, json.dumps([error.code, *error.args]).encode()
    except (MemoryError, SystemError) as error:  # with no memory for the one, Python may raise the other
        return _REFUSED, json.dumps([TooLargeError.code, type(error).__name__]).encode()
