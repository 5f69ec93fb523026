"""The drill of every mail that a worker sends: killed in the middle of one, each still arrives once."""

import time

from organisations.doorbell import ring
from programmes.models import DueMail
from tests.harness.workers import worker_process
from tests.programmes.mail_server import mail_server


def each_arrives_once(addresses, *tasks):
    """Kill a worker while the third mail waits for its answer; another does the tasks (by name) until all are gone."""
    with mail_server(hold_at=3) as server:
        first = worker_process(EMAIL_URL=server.url)
        first.start()
        try:
            first.wait_for(" ready.")
            _ring(tasks)
            assert server.is_holding.wait(30), "the third mail never came"
            first.kill()
        finally:
            first.stop()
        server.let_go.set()
        assert len(server.taken) == 2
        assert DueMail.objects.exclude(sent_at=None).count() == 2
        second = worker_process(EMAIL_URL=server.url)
        second.start()
        try:
            second.wait_for(" ready.")
            _ring_until_all_are_gone(tasks)
        finally:
            second.stop()
        assert sorted(server.taken) == addresses
        log = second.log.read_text()
        assert "Traceback" not in log
        assert "prov.example" not in log


def _ring(tasks):
    for task in tasks:
        ring(task)


def _ring_until_all_are_gone(tasks, seconds=60):
    deadline = time.monotonic() + seconds
    while DueMail.objects.filter(sent_at=None).exists():
        assert time.monotonic() < deadline, "mails still wait"
        _ring(tasks)
        time.sleep(1)
    _ring(tasks)
    time.sleep(1)
