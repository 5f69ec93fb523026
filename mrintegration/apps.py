"""The roof: start page, demo, health, and everything that spans the rooms."""

from django.apps import AppConfig
from django.core.checks import register

from mrintegration.checks import compiled_translations


class RoofConfig(AppConfig):
    """The project itself is an app, so that its commands are found."""

    name = "mrintegration"
    label = "roof"

    def ready(self) -> None:
        """Register the checks of the start."""
        register(compiled_translations)
