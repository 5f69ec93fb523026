"""Addresses of the reports room."""

from django.urls import URLPattern, path

from reports import views

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/rapporter/", views.reports, name="reports"),
    path("o/<slug:slug>/rapporter/bestall/", views.report_order, name="report_order"),
    path("o/<slug:slug>/rapporter/<uuid:report_id>/", views.report, name="report"),
    path("o/<slug:slug>/rapporter/<uuid:report_id>/lage/", views.report_progress, name="report_progress"),
    path("o/<slug:slug>/rapporter/<uuid:report_id>/fil/", views.report_file, name="report_file"),
]
