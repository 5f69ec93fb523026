"""Addresses of what is published: the list, reading, decisions, links, settings, and what everybody may read."""

from django.urls import URLPattern, path

from reports.views import public, publishing, reading, rules, sharing

ROOM = "o/<slug:slug>/rapporter/"
DRAFT = f"{ROOM}utkast/<uuid:paper_id>/"
PUBLICATION = f"{ROOM}<uuid:publication_id>/"
LINK = "rapport/lank/<str:token>/"
OPEN = "rapport/<uuid:publication_id>/"

urlpatterns: list[URLPattern] = [
    path(ROOM, reading.reports, name="reports"),
    path(f"{ROOM}installningar/", rules.report_rules, name="report_rules"),
    path(f"{DRAFT}till-namnd/", publishing.proposal_new, name="proposal_new"),
    path(f"{DRAFT}publicera/", publishing.publish, name="publish"),
    path(PUBLICATION, reading.publication, name="publication"),
    path(f"{PUBLICATION}fil/", reading.publication_file, name="publication_file"),
    path(f"{PUBLICATION}text/", reading.publication_text, name="publication_text"),
    path(f"{PUBLICATION}text/fil/", reading.publication_text_file, name="publication_text_file"),
    path(f"{PUBLICATION}godkann/", publishing.publication_approve, name="publication_approve"),
    path(f"{PUBLICATION}skicka-tillbaka/", publishing.publication_decline, name="publication_decline"),
    path(f"{PUBLICATION}ratta/", publishing.publication_correct, name="publication_correct"),
    path(f"{PUBLICATION}dra-tillbaka/", publishing.publication_withdraw, name="publication_withdraw"),
    path(f"{PUBLICATION}dela/", sharing.publication_sharing, name="publication_sharing"),
    path(f"{PUBLICATION}dela/lankar/", sharing.link_new, name="link_new"),
    path(f"{PUBLICATION}dela/lankar/<uuid:link_id>/stang/", sharing.link_revoke, name="link_revoke"),
    path(LINK, public.read_link, name="read_link"),
    path(f"{LINK}fil/", public.read_link_file, name="read_link_file"),
    path("rapporter/<slug:slug>/", public.public_reports, name="public_reports"),
    path(OPEN, public.public_report, name="public_report"),
    path(f"{OPEN}fil/", public.public_report_file, name="public_report_file"),
    path("rapport/logotyp/<str:sha256>.png", public.logo, name="logo"),
]
