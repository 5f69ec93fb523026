"""The surveys room."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Registers the room with Django."""

    name = "surveys"
