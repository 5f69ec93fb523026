"""The addresses of how far those of a comparison have come: beside the comparison, which knows nothing of reports."""

from django.urls import URLPattern, path

from comparison.urls import ROOM
from reports.views import reached

urlpatterns: list[URLPattern] = [
    path(f"{ROOM}resultatkedjan/", reached.comparison_reached, name="comparison_reached"),
    path(f"{ROOM}resultatkedjan/tabell.csv", reached.comparison_reached_csv, name="comparison_reached_csv"),
    path(
        f"{ROOM}resultatkedjan/tabell.xlsx", reached.comparison_reached_xlsx, name="comparison_reached_xlsx"
    ),
]
