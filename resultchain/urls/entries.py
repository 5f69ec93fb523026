"""Addresses of entries: logging, the list, one entry, its links."""

from django.urls import URLPattern, path

from resultchain.views import entries, links

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/resultatkedja/", entries.entries, name="entries"),
    path("o/<slug:slug>/resultatkedja/logga/", entries.entry_new, name="entry_new"),
    path("o/<slug:slug>/resultatkedja/<int:entry_id>/", entries.entry, name="entry"),
    path("o/<slug:slug>/resultatkedja/<int:entry_id>/andra/", entries.entry_edit, name="entry_edit"),
    path("o/<slug:slug>/resultatkedja/<int:entry_id>/ta-bort/", entries.entry_remove, name="entry_remove"),
    path("o/<slug:slug>/resultatkedja/<int:entry_id>/koppla/", links.chain_link_new, name="chain_link_new"),
    path(
        "o/<slug:slug>/resultatkedja/kopplingar/<int:chain_link_id>/ta-bort/",
        links.chain_link_remove,
        name="chain_link_remove",
    ),
]
