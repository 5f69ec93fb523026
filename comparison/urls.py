"""Addresses of the comparison room: at one organisation, with which others share; how large all are is administered."""

from typing import Final

from django.urls import URLPattern, path

from comparison.views import comparison, files, follow_up, inhabitants, saved

ROOM: Final = "o/<slug:slug>/jamforelse/"
INHABITANTS: Final = "administration/invanare/"
FOLLOW_UP: Final = "o/<slug:slug>/satsningar/<int:programme_id>/uppfoljning/"

urlpatterns: list[URLPattern] = [
    path(ROOM, comparison.comparison, name="comparison"),
    path(f"{ROOM}tabell.csv", files.comparison_csv, name="comparison_csv"),
    path(f"{ROOM}tabell.xlsx", files.comparison_xlsx, name="comparison_xlsx"),
    path(f"{ROOM}spara/", saved.comparison_save, name="comparison_save"),
    path(f"{ROOM}sparade/<int:selection_id>/ta-bort/", saved.comparison_remove, name="comparison_remove"),
    path(INHABITANTS, inhabitants.administration_inhabitants, name="administration_inhabitants"),
    path(
        f"{INHABITANTS}invanare.csv",
        inhabitants.administration_inhabitants_csv,
        name="administration_inhabitants_csv",
    ),
    path(FOLLOW_UP, follow_up.programme_follow_up, name="programme_follow_up"),
    path(f"{FOLLOW_UP}tabell.csv", follow_up.programme_follow_up_csv, name="programme_follow_up_csv"),
    path(f"{FOLLOW_UP}tabell.xlsx", follow_up.programme_follow_up_xlsx, name="programme_follow_up_xlsx"),
]
