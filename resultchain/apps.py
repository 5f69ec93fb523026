"""The result chain room."""

from django.apps import AppConfig


class ResultchainConfig(AppConfig):
    """Registers the room with Django."""

    name = "resultchain"
