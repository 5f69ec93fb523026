"""Addresses of training, diplomas and the map of the global goals."""

from django.urls import URLPattern, path

from resultchain.views import diplomas, global_goals, training

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/resultatkedja/utbildning/", training.training, name="training"),
    path("o/<slug:slug>/resultatkedja/utbildning/csv/", training.training_file, name="training_file"),
    path("o/<slug:slug>/resultatkedja/diplom/", diplomas.diplomas, name="diplomas"),
    path("o/<slug:slug>/resultatkedja/diplom/nytt/", diplomas.diploma_new, name="diploma_new"),
    path("o/<slug:slug>/resultatkedja/diplom/<int:diploma_id>/", diplomas.diploma_edit, name="diploma_edit"),
    path(
        "o/<slug:slug>/resultatkedja/diplom/<int:diploma_id>/ta-bort/",
        diplomas.diploma_remove,
        name="diploma_remove",
    ),
    path("o/<slug:slug>/resultatkedja/globala-mal/", global_goals.global_goals, name="global_goals"),
    path(
        "o/<slug:slug>/resultatkedja/globala-mal/<slug:unit_slug>/",
        global_goals.global_goals_edit,
        name="global_goals_edit",
    ),
]
