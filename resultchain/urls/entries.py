"""Addresses of entries: logging, the list, one entry, its links."""

from django.urls import URLPattern, path

from resultchain.views import entries

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/resultatkedja/", entries.entries, name="entries"),
]
