"""Telling the workers that something waits; what waits stands in the database, so a lost ring loses nothing."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def ring(task: str, *arguments: str | int) -> bool:
    """Ask for a task by its name, with ids only; False when the broker is away."""
    try:
        current_app.send_task(task, arguments, retry=False)
    except OperationalError:
        logger.warning("broker_away", extra={"task": task})
        return False
    return True
