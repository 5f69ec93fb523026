"""Addresses of what was shared in a programme, and comments on it."""

from typing import Final

from django.urls import URLPattern, path

from programmes.views import evaluators
from programmes.views import sharing as views

ROOM: Final = "o/<slug:slug>/satsningar/"
ONE: Final = f"{ROOM}<int:programme_id>/"
SHARED: Final = f"{ONE}delat/<int:shared_id>/"
REMARK: Final = f"{SHARED}kommentarer/<int:programme_remark_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}deltagare/<int:evaluator_id>/laser/", evaluators.evaluator_days, name="evaluator_days"),
    path(f"{ONE}delat/", views.shared, name="shared"),
    path(SHARED, views.shared_assessment, name="shared_assessment"),
    path(f"{SHARED}kommentera/<int:number>/", views.remark_new, name="programme_remark_new"),
    path(REMARK, views.remark, name="programme_remark"),
    path(f"{REMARK}avsluta/", views.remark_close, name="programme_remark_close"),
]
