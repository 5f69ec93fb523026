"""The health check of one container: is the process that it runs alive? The service as a whole is /health's matter."""

import os
import socket
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

import redis
from django.conf import settings
from django.core.management import BaseCommand, CommandError

from mrintegration import heartbeats


class Command(BaseCommand):
    """Ends with 0 when the part of this machine is alive."""

    help = "Check that this machine's web server, worker or beat is alive."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the part."""
        parser.add_argument("part", choices=["web", heartbeats.WORKER, heartbeats.BEAT])

    def handle(self, *, part: str, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        """Ask the web server, or look for the process's sign of life."""
        alive = web_answers(os.environ.get("PORT", "8000")) if part == "web" else has_heartbeat(part)
        if not alive:
            raise CommandError(f"{part} does not answer on this machine.")


def web_answers(port: str) -> bool:
    """Say whether the web server answers at all; that another part is down is no reason to restart this one."""
    request = urllib.request.Request(  # always http and this machine
        f"http://127.0.0.1:{port}/health", headers={"Host": settings.ALLOWED_HOSTS[0]}
    )
    try:
        with urllib.request.urlopen(request, timeout=10):  # noqa: S310
            return True
    except urllib.error.HTTPError as error:
        return error.code == 503
    except OSError:
        return False


def has_heartbeat(part: str) -> bool:
    """Say whether a process of this part on this machine has beaten lately."""
    try:
        with heartbeats.connection() as client:
            return heartbeats.living(client, part, socket.gethostname()) > 0
    except redis.RedisError:
        return False
