"""Addresses of meetings: invitation, notes, attendance, home work."""

from typing import Final

from django.urls import URLPattern, path

from programmes.views import meeting_answers as answers
from programmes.views import meetings as views

ROOM: Final = "o/<slug:slug>/satsningar/"
ONE: Final = f"{ROOM}<int:programme_id>/"
MEETING: Final = f"{ONE}traffar/<int:meeting_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}traffar/", views.meetings, name="meetings"),
    path(f"{ONE}traffar/ny/", views.meeting_new, name="meeting_new"),
    path(MEETING, views.meeting, name="meeting"),
    path(f"{MEETING}andra/", views.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}anteckningar/", views.meeting_notes, name="meeting_notes"),
    path(f"{MEETING}ta-bort/", views.meeting_remove, name="meeting_remove"),
    path(f"{MEETING}traff.ics", views.meeting_ics, name="meeting_ics"),
    path(f"{MEETING}narvaro/", answers.meeting_attendance, name="meeting_attendance"),
    path(f"{MEETING}behov/", answers.meeting_needs, name="meeting_needs"),
    path(f"{MEETING}hemuppgift/", answers.home_work, name="home_work"),
]
