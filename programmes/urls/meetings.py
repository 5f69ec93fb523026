"""Addresses of meetings: invitation, notes, attendance, home work."""

from typing import Final

from django.urls import URLPattern

ROOM: Final = "o/<slug:slug>/satsningar/"
ONE: Final = f"{ROOM}<int:programme_id>/"

urlpatterns: list[URLPattern] = []
