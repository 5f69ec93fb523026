"""Addresses of programmes: the list, a programme's own page, its settings and what each part in it means."""

from typing import Final

from django.urls import URLPattern, path

from programmes.views import expectations, programmes

ROOM: Final = "o/<slug:slug>/satsningar/"
ONE: Final = f"{ROOM}<int:programme_id>/"
ROLE: Final = f"{ONE}roller/<slug:part>/"

urlpatterns: list[URLPattern] = [
    path(ROOM, programmes.programmes, name="programmes"),
    path(f"{ROOM}ny/", programmes.programme_new, name="programme_new"),
    path(ONE, programmes.programme, name="programme"),
    path(f"{ONE}andra/", programmes.programme_edit, name="programme_edit"),
    path(f"{ONE}oppna/", programmes.programme_open, name="programme_open"),
    path(f"{ONE}laget/", programmes.status_board, name="status_board"),
    path(ROLE, expectations.expectation, name="expectation"),
    path(f"{ROLE}andra/", expectations.expectation_edit, name="expectation_edit"),
    path(f"{ROLE}last/", expectations.expectation_acknowledge, name="expectation_acknowledge"),
]
