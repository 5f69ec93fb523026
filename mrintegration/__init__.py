"""The project: settings, addresses, and what spans all rooms."""

from mrintegration.celery import app as celery_app

__all__ = ["celery_app"]
