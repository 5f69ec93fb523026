"""Addresses of what passes between those in a programme: documents and letters."""

from typing import Final

from django.urls import URLPattern

ROOM: Final = "o/<slug:slug>/satsningar/"
ONE: Final = f"{ROOM}<int:programme_id>/"

urlpatterns: list[URLPattern] = []
