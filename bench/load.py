"""Requests from several clients at once over kept connections, as few instructions a request as Python allows."""

import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CLIENTS: Final = 8
SECONDS: Final = 2.0
ROUNDS: Final = 7
START_SECONDS: Final = 60


@dataclass(frozen=True)
class Load:
    """What is asked of which server; each request is sent once, and must be answered with the status."""

    port: int
    requests: Iterator[bytes]
    status: int


def compare(product: Load, bare: Load) -> tuple[float, float, float]:
    """Return requests a second of both and their ratio: medians of rounds in turn, as the machine does other things."""
    for load in (product, bare):
        run(load)
    rates = [(run(product), run(bare)) for _round in range(ROUNDS)]
    return (
        statistics.median(one for one, _other in rates),
        statistics.median(other for _one, other in rates),
        statistics.median(one / other for one, other in rates),
    )


def run(load: Load) -> float:
    """Send from all clients for a while; return requests a second."""
    lock, done, faults = threading.Lock(), [0] * CLIENTS, []
    end = time.perf_counter() + SECONDS

    def work(client: int) -> None:
        try:
            with socket.create_connection(("127.0.0.1", load.port)) as line:
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                while time.perf_counter() < end:
                    with lock:
                        request = next(load.requests)
                    _ask(line, request, load.status)
                    done[client] += 1
        except (OSError, AssertionError, StopIteration) as error:
            faults.append(error)

    start = time.perf_counter()
    threads = [threading.Thread(target=work, args=(client,)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults, faults
    return sum(done) / (time.perf_counter() - start)


def _ask(line: socket.socket, request: bytes, status: int) -> None:
    line.sendall(request)
    answer = b""
    while (end := answer.find(b"\r\n\r\n")) < 0:
        answer += _more(line)
    head = answer[:end].lower()
    assert int(head[9:12]) == status, head
    begin = head.index(b"content-length:") + 15
    left = int(head[begin:].split(b"\r\n", 1)[0]) - (len(answer) - end - 4)
    while left > 0:
        left -= len(_more(line))


def _more(line: socket.socket) -> bytes:
    received = line.recv(65536)
    assert received, "the server closed the connection"
    return received


@contextmanager
def serving(application: str, environment: dict[str, str], log: Path) -> Iterator[int]:
    """Serve a WSGI application as production does, with two processes, and yield its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "python:mrintegration.gunicorn_conf"]
    command += ["--workers", "2", "--bind", f"127.0.0.1:{port}", application]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
    try:
        _wait(process, port, log)
        yield port
    finally:
        process.terminate()
        process.wait(60)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert process.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < deadline, log.read_text(errors="replace")
            time.sleep(0.1)
        else:
            return
