"""Addresses of drafts: writing, comments, looking at the whole."""

from django.urls import URLPattern, path

from reports.views import comments, drafts, parts, whole

ROOM = "o/<slug:slug>/rapporter/"
DRAFT = f"{ROOM}utkast/<uuid:paper_id>/"
PART = f"{DRAFT}del/<int:part_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{ROOM}ny/<slug:kind>/", drafts.draft_new, name="draft_new"),
    path(DRAFT, drafts.draft, name="draft"),
    path(f"{DRAFT}hamta-uppgifter/", drafts.draft_refresh, name="draft_refresh"),
    path(f"{DRAFT}arbetskopia/", drafts.draft_copy, name="draft_copy"),
    path(f"{DRAFT}lagg-at-sidan/", drafts.draft_set_aside, name="draft_set_aside"),
    path(f"{DRAFT}ta-fram/", drafts.draft_take_up, name="draft_take_up"),
    path(f"{DRAFT}forhandsgranska/", whole.draft_preview, name="draft_preview"),
    path(f"{DRAFT}text/", whole.draft_text, name="draft_text"),
    path(f"{DRAFT}text/fil/", whole.draft_text_file, name="draft_text_file"),
    path(f"{DRAFT}kommentarer/", comments.draft_comments, name="draft_comments"),
    path(f"{DRAFT}del/", parts.part_new, name="part_new"),
    path(PART, parts.part, name="part"),
    path(f"{PART}plats/", parts.part_place, name="part_place"),
    path(f"{PART}ta-bort/", parts.part_remove, name="part_remove"),
    path(f"{PART}historik/", parts.part_history, name="part_history"),
    path(f"{PART}historik/aterstall/", parts.part_restore, name="part_restore"),
    path(f"{PART}kommentarer/", comments.comment_new, name="comment_new"),
    path(f"{PART}kommentarer/<int:comment_id>/", comments.comment_close, name="comment_close"),
]
