"""The comparison room."""

from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    """Registers the room with Django."""

    name = "comparison"
