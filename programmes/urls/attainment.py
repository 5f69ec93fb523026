"""Addresses of goal attainment: what is expected, how it was judged."""

from typing import Final

from django.urls import URLPattern, path

from programmes.urls.programmes import ONE
from programmes.views import attainment as views

GOALS: Final = f"{ONE}maluppfyllelse/"
RESULT: Final = f"{GOALS}<int:expected_id>/"

urlpatterns: list[URLPattern] = [
    path(GOALS, views.attainment, name="attainment"),
    path(f"{GOALS}visa/", views.attainment_release, name="attainment_release"),
    path(f"{GOALS}ny/", views.expected_result_new, name="expected_result_new"),
    path(f"{RESULT}andra/", views.expected_result_edit, name="expected_result_edit"),
    path(f"{RESULT}upp/", views.expected_result_up, name="expected_result_up"),
    path(f"{RESULT}ta-bort/", views.expected_result_remove, name="expected_result_remove"),
    path(f"{RESULT}bedom/", views.expected_result_judge, name="expected_result_judge"),
]
