"""Addresses of the checklists room."""

from django.urls import URLPattern, path

from checklists import views

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/checklistor/", views.checklists, name="checklists"),
    path("o/<slug:slug>/checklistor/nytt-tillfalle/", views.occasion_new, name="occasion_new"),
    path(
        "o/<slug:slug>/checklistor/tillfalle/<int:occasion_id>/",
        views.assessment_start,
        name="assessment_start",
    ),
    path("o/<slug:slug>/checklistor/<int:assessment_id>/", views.assessment, name="assessment"),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/moment/<int:number>/",
        views.assessment_item,
        name="assessment_item",
    ),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/deltagare/",
        views.assessment_participants,
        name="assessment_participants",
    ),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/lamna-in/",
        views.assessment_submit,
        name="assessment_submit",
    ),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/resultat/",
        views.assessment_result,
        name="assessment_result",
    ),
    path(
        "o/<slug:slug>/checklistor/<int:assessment_id>/resultat.csv",
        views.assessment_csv,
        name="assessment_csv",
    ),
]
