"""Addresses of handing in: the participant's below its reports, the lead's below the programme."""

from django.urls import URLPattern, path

from reports.views import handing_in

RESULT = "o/<slug:slug>/rapporter/<uuid:result_id>/"
LIST = "o/<slug:slug>/satsningar/<int:programme_id>/resultatrapporter/"

urlpatterns: list[URLPattern] = [
    path(f"{RESULT}lamna-in/", handing_in.publication_hand_in, name="publication_hand_in"),
    path(LIST, handing_in.handed_in, name="handed_in"),
    path(f"{LIST}stang/", handing_in.hand_in_close, name="hand_in_close"),
    path(f"{LIST}<int:hand_in_id>/", handing_in.handed_in_report, name="handed_in_report"),
    path(f"{LIST}<int:hand_in_id>/fil/", handing_in.handed_in_file, name="handed_in_file"),
]
