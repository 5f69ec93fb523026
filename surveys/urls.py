"""Addresses of the surveys room. The language is in the address: these pages know no cookie."""

from django.urls import URLPattern, path

from surveys.middleware import PREFIX
from surveys.views import answering

urlpatterns: list[URLPattern] = [
    path(f"{PREFIX}tack/<slug:language>/", answering.thanks, name="survey_thanks"),
    path(f"{PREFIX}<str:token>/<slug:language>/", answering.answer, name="survey_answer"),
]
