"""Addresses of the planning year and of following up."""

from django.urls import URLPattern, path

from resultchain.views import planning_year as year
from resultchain.views.follow_up import follow_up

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/resultatkedja/arshjul/", year.planning_year, name="planning_year"),
    path("o/<slug:slug>/resultatkedja/arshjul/nytt/", year.planning_date_new, name="planning_date_new"),
    path("o/<slug:slug>/resultatkedja/arshjul/kopiera/", year.planning_year_copy, name="planning_year_copy"),
    path(
        "o/<slug:slug>/resultatkedja/arshjul/<int:date_id>/",
        year.planning_date_edit,
        name="planning_date_edit",
    ),
    path(
        "o/<slug:slug>/resultatkedja/arshjul/<int:date_id>/ta-bort/",
        year.planning_date_remove,
        name="planning_date_remove",
    ),
    path("o/<slug:slug>/resultatkedja/uppfoljning/", follow_up, name="follow_up"),
]
