"""Addresses of files that are made."""

from django.urls import URLPattern, path

from reports.views import files

FILE = "o/<slug:slug>/rapporter/filer/<uuid:report_id>/"

urlpatterns: list[URLPattern] = [
    path(FILE, files.report, name="report"),
    path(f"{FILE}lage/", files.report_progress, name="report_progress"),
    path(f"{FILE}igen/", files.report_again, name="report_again"),
    path(f"{FILE}fil/", files.report_file, name="report_file"),
]
