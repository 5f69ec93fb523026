"""Addresses of import and export of entries."""

from django.urls import URLPattern, path

from resultchain.views import files

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/resultatkedja/importera/", files.entries_import, name="entries_import"),
    path(
        "o/<slug:slug>/resultatkedja/importera/mall.csv",
        files.entries_template_csv,
        name="entries_template_csv",
    ),
    path(
        "o/<slug:slug>/resultatkedja/importera/mall.xlsx",
        files.entries_template_xlsx,
        name="entries_template_xlsx",
    ),
    path(
        "o/<slug:slug>/resultatkedja/importera/<uuid:entries_upload_id>/",
        files.entries_import_preview,
        name="entries_import_preview",
    ),
    path("o/<slug:slug>/resultatkedja/poster.csv", files.entries_export_csv, name="entries_export_csv"),
    path("o/<slug:slug>/resultatkedja/poster.xlsx", files.entries_export_xlsx, name="entries_export_xlsx"),
    path(
        "administration/poster/importera/",
        files.administration_entries_import,
        name="administration_entries_import",
    ),
    path(
        "administration/poster/importera/<uuid:entries_upload_id>/",
        files.administration_entries_import_preview,
        name="administration_entries_import_preview",
    ),
]
