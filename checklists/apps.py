"""The checklists room."""

from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    """Registers the room with Django."""

    name = "checklists"
