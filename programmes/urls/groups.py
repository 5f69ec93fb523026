"""Addresses of groups: who is in which, and the page where they are put together."""

from typing import Final

from django.urls import URLPattern

ROOM: Final = "o/<slug:slug>/satsningar/"
ONE: Final = f"{ROOM}<int:programme_id>/"

urlpatterns: list[URLPattern] = []
