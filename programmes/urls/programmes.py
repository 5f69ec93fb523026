"""Addresses of programmes: the list, a programme's own page, its settings and what each part in it means."""

from typing import Final

from django.urls import URLPattern

ROOM: Final = "o/<slug:slug>/satsningar/"
ONE: Final = f"{ROOM}<int:programme_id>/"

urlpatterns: list[URLPattern] = []
