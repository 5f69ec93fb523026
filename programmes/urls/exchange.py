"""Addresses of what passes between those in a programme: documents and letters."""

from typing import Final

from django.urls import URLPattern, path

from programmes.views import exchange as views
from programmes.views import letters

ROOM: Final = "o/<slug:slug>/satsningar/"
ONE: Final = f"{ROOM}<int:programme_id>/"
DOCUMENT: Final = f"{ONE}dokument/<uuid:document_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}dokument/", views.documents, name="documents"),
    path(f"{ONE}dokument/nytt/", views.document_new, name="document_new"),
    path(f"{DOCUMENT}fil/", views.document_file, name="document_file"),
    path(f"{DOCUMENT}ta-bort/", views.document_remove, name="document_remove"),
    path(f"{ONE}brev/", letters.letters, name="letters"),
    path(f"{ONE}brev/nytt/", letters.letter_new, name="letter_new"),
    path(f"{ONE}brev/<int:letter_id>/", letters.letter, name="letter"),
]
