"""Addresses of the chain as a picture, and of positions."""

from django.urls import URLPattern, path

from resultchain.views import chain, positions

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/resultatkedja/kedjan/", chain.chain, name="chain"),
    path("o/<slug:slug>/resultatkedja/lage/", positions.positions, name="positions"),
    path("o/<slug:slug>/resultatkedja/lage/nytt/", positions.position_new, name="position_new"),
    path(
        "o/<slug:slug>/resultatkedja/lage/<int:position_id>/andra/",
        positions.position_edit,
        name="position_edit",
    ),
    path(
        "o/<slug:slug>/resultatkedja/lage/<int:position_id>/ta-bort/",
        positions.position_remove,
        name="position_remove",
    ),
]
