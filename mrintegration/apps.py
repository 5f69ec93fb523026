"""The roof: start page, demo, health, and everything that spans the rooms."""

from django.apps import AppConfig


class RoofConfig(AppConfig):
    """The project itself is an app, so that its commands are found."""

    name = "mrintegration"
    label = "roof"
