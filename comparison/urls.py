"""Addresses of the comparison room, all at one organisation: it is with it that others share."""

from typing import Final

from django.urls import URLPattern, path

from comparison import views

ROOM: Final = "o/<slug:slug>/jamforelse/"

urlpatterns: list[URLPattern] = [
    path(ROOM, views.comparison, name="comparison"),
]
