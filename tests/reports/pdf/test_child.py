"""The child: bounded whatever happens in it, the same bytes as without it, and nothing of it is left."""

import ctypes
import dataclasses
import faulthandler
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection

from reports.pdf import (
    Metadata,
    RenderError,
    TooLargeError,
    TooManyPagesError,
    TooSlowError,
    child,
    engine,
    render,
    render_bounded,
)
from tests.reports.pdf.test_engine import METADATA, document

SECONDS = 60


def bounded(html, seconds=SECONDS):
    return render_bounded(html, metadata=METADATA, seconds=seconds)


def instead(monkeypatch, work):
    """Do `work` in the child where it would have rendered; the fork carries the change over."""
    monkeypatch.setattr(child, "render", lambda html, metadata: work())


@pytest.fixture
def started(monkeypatch):
    """The numbers of the children that a test starts."""
    numbers = []
    fork = child._fork

    def noted():
        number = fork()
        numbers.append(number)
        return number

    monkeypatch.setattr(child, "_fork", noted)
    return numbers


def assert_reaped(numbers):
    for number in numbers:
        with pytest.raises(ChildProcessError):
            os.waitpid(number, os.WNOHANG)


def open_files():
    return sorted(path.name for path in Path("/proc/self/fd").iterdir())


def test_the_bytes_are_those_of_the_engine_in_any_order():
    html = document("<p>Text <em>kursiv</em> <strong>fet</strong> đŋšžŧ</p>")
    metadata = Metadata(METADATA.data_time, "data.json", b'{"a":1}', "Data")
    before = render_bounded(html, metadata=metadata, seconds=SECONDS)
    assert before == render(html, metadata=metadata)
    assert before == render_bounded(html, metadata=metadata, seconds=SECONDS)


def test_the_child_has_fonts_of_its_own_and_leaves_the_workers_alone(monkeypatch):
    """A font map that went through a fork waits for a thread that stayed behind, from Pango 1.52."""
    inherited = engine.fonts()
    instead(monkeypatch, lambda: str(engine.fonts() is inherited).encode())
    assert bounded("") == b"False"
    assert render(document("<p>x</p>"), metadata=METADATA).startswith(b"%PDF-")


def test_what_the_engine_refuses_passes_on_with_its_words():
    with pytest.raises(RenderError, match="passwd"):
        bounded(document('<img src="file:///etc/passwd" alt="x">'))


def test_too_many_pages_are_counted_before_a_file_is_written(monkeypatch):
    monkeypatch.setattr(engine, "MOST_PAGES", 3)
    page = '<p style="break-after: page">x</p>'
    assert bounded(document(page * 2 + "x")).startswith(b"%PDF-")
    monkeypatch.setattr(engine, "identify", None)
    with pytest.raises(TooManyPagesError) as refused:
        bounded(document(page * 3 + "x"))
    assert (refused.value.pages, refused.value.code) == (4, "too_many_pages")


def test_memory_that_python_asks_for_is_bounded(monkeypatch, settings):
    settings.REPORT_MEMORY_MB = 2000
    instead(monkeypatch, lambda: bytes(3000 * 1024 * 1024))
    with pytest.raises(TooLargeError):
        bounded("")


def test_memory_that_a_document_needs_is_bounded(settings):
    own = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE") // 1024**2
    settings.REPORT_MEMORY_MB = own + 20
    with pytest.raises(TooLargeError):
        bounded(document("<p>Ett stycke.</p>" * 30_000))
    settings.REPORT_MEMORY_MB = own + 1000
    assert bounded(document("<p>Ett stycke.</p>")).startswith(b"%PDF-")


def test_python_without_memory_for_its_own_error_is_too_large(monkeypatch):
    def out_of_memory():
        raise SystemError("error return without exception set")

    instead(monkeypatch, out_of_memory)
    with pytest.raises(TooLargeError, match="SystemError"):
        bounded("")


def test_a_library_that_falls_takes_only_the_child_with_it(monkeypatch):
    def fall():
        faulthandler.disable()  # pytest's; it would print where
        os.abort()

    instead(monkeypatch, fall)
    with pytest.raises(TooLargeError, match="SIGABRT"):
        bounded("")


def test_a_child_that_the_kernel_kills_was_too_large(monkeypatch):
    instead(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(TooLargeError, match="SIGKILL"):
        bounded("")


@pytest.mark.parametrize(
    "work",
    [
        lambda: time.sleep(60),
        lambda: ctypes.PyDLL(None).sleep(60),  # a library that never lets Python in
        lambda: sum(range(10**10)),
    ],
)
def test_time_is_bounded(monkeypatch, work):
    instead(monkeypatch, work)
    start = time.monotonic()
    with pytest.raises(TooSlowError):
        bounded("", seconds=0.3)
    assert time.monotonic() - start < 5


def test_processor_time_is_bounded_even_if_nobody_waits(monkeypatch):
    real = child._settle
    monkeypatch.setattr(child, "_settle", lambda work: real(dataclasses.replace(work, seconds=0)))
    instead(monkeypatch, lambda: sum(range(10**11)))
    with pytest.raises(TooSlowError, match="processor"):
        bounded("")


def test_a_fault_of_our_own_is_no_fault_of_the_text(monkeypatch):
    instead(monkeypatch, lambda: int("x"))
    with pytest.raises(child.ChildError, match="ValueError: invalid literal"):
        bounded("")
    instead(monkeypatch, lambda: os._exit(3))
    with pytest.raises(child.ChildError, match="left with 3"):
        bounded("")


def test_the_soft_limit_of_the_task_ends_the_child_too(monkeypatch, started):
    def limit(_number, _frame):
        raise SoftTimeLimitExceeded

    instead(monkeypatch, lambda: time.sleep(60))
    before = signal.signal(signal.SIGUSR1, limit)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGUSR1))
    timer.start()
    try:
        with pytest.raises(SoftTimeLimitExceeded):
            bounded("")
    finally:
        timer.join()
        signal.signal(signal.SIGUSR1, before)
    assert len(started) == 1
    assert_reaped(started)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1])
def test_what_is_meant_for_the_worker_does_not_end_a_report(monkeypatch, number):
    def hit():
        os.kill(os.getpid(), number)
        return b"whole"

    instead(monkeypatch, hit)
    assert bounded("") == b"whole"


def test_the_child_dies_with_its_worker(monkeypatch, tmp_path):
    written = tmp_path / "pid"

    def hang():
        written.write_text(str(os.getpid()))
        time.sleep(60)

    instead(monkeypatch, hang)
    worker = child._fork()
    if worker == 0:
        try:
            bounded("")
        finally:
            os._exit(1)
    until = time.monotonic() + 20
    while not (written.exists() and written.read_text()) and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    process = Path("/proc") / written.read_text() / "stat"
    while process.exists() and process.read_text().split()[2] != "Z" and time.monotonic() < until:
        time.sleep(0.02)
    assert not process.exists() or process.read_text().split()[2] == "Z"


def test_twenty_reports_leave_no_process_no_file_and_no_folder(monkeypatch, tmp_path, started):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    bounded(document("<p>x</p>"))
    before = open_files()
    for number in range(20):
        if number % 4 == 3:
            with pytest.raises(RenderError):
                bounded(document('<img src="x" alt="x">'))
        else:
            bounded(document("<p>x</p>"))
    assert open_files() == before
    assert list(tmp_path.iterdir()) == []
    assert len(started) == 21
    assert_reaped(started)


@pytest.mark.django_db(transaction=True)
def test_connections_of_all_threads_live_on():
    """The worker's own connection and its heartbeat's, as in a real job."""
    go, done, seen = threading.Event(), threading.Event(), []

    def beat():
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            seen.append(cursor.fetchone()[0])
        go.set()
        done.wait(60)
        try:
            with connection.cursor() as cursor:
                cursor.execute("select pg_backend_pid()")
                seen.append(cursor.fetchone()[0])
        finally:
            connection.close()

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        own = cursor.fetchone()[0]
        thread = threading.Thread(target=beat)
        thread.start()
        go.wait(20)
        for _report in range(3):
            bounded(document("<p>x</p>"))
        done.set()
        thread.join(20)
        cursor.execute("select pg_backend_pid()")
        assert cursor.fetchone()[0] == own
    assert len(seen) == 2
    assert seen[0] == seen[1]
