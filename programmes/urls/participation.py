"""Addresses of participation: invited, applied, taking part, left."""

from typing import Final

from django.urls import URLPattern, path

from programmes.views import mentor
from programmes.views import participation as views

ROOM: Final = "o/<slug:slug>/satsningar/"
ONE: Final = f"{ROOM}<int:programme_id>/"
PARTICIPANT: Final = f"{ONE}deltagare/<int:participation_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}deltagare/", views.participations, name="participations"),
    path(f"{ONE}deltagare/bjud-in/", views.participation_new, name="participation_new"),
    path(PARTICIPANT, views.participation, name="participation"),
    path(f"{PARTICIPANT}andra/", views.participation_edit, name="participation_edit"),
    path(f"{PARTICIPANT}anmal/", views.participation_apply, name="participation_apply"),
    path(f"{PARTICIPANT}tacka-nej/", views.participation_decline, name="participation_decline"),
    path(f"{PARTICIPANT}ta-med/", views.participation_admit, name="participation_admit"),
    path(f"{PARTICIPANT}lamnat/", views.participation_leave, name="participation_leave"),
    path(f"{PARTICIPANT}fullfoljt/", views.participation_complete, name="participation_complete"),
    path(f"{PARTICIPANT}mentor/", mentor.participation_mentor, name="participation_mentor"),
]
