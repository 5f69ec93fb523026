"""Addresses of groups: who is in which, and the page where they are put together."""

from typing import Final

from django.urls import URLPattern, path

from programmes.views import groups as views

ROOM: Final = "o/<slug:slug>/satsningar/"
ONE: Final = f"{ROOM}<int:programme_id>/"
GROUP: Final = f"{ONE}grupper/<int:group_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}grupper/", views.groups, name="groups"),
    path(f"{ONE}grupper/ny/", views.group_new, name="group_new"),
    path(f"{ONE}grupper/satt-ihop/", views.group_compose, name="group_compose"),
    path(GROUP, views.group, name="group"),
    path(f"{GROUP}andra/", views.group_edit, name="group_edit"),
    path(f"{GROUP}ta-bort/", views.group_remove, name="group_remove"),
]
