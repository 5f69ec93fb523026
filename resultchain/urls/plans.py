"""Addresses of plans and of what units say of them."""

from typing import Final

from django.urls import URLPattern, path

from resultchain.views import plans

ROOM: Final = "o/<slug:slug>/resultatkedja/planer/"

urlpatterns: list[URLPattern] = [
    path(ROOM, plans.plans, name="plans"),
    path(f"{ROOM}ny/", plans.plan_new, name="plan_new"),
    path(f"{ROOM}<int:plan_id>/", plans.plan, name="plan"),
    path(f"{ROOM}<int:plan_id>/andra/", plans.plan_edit, name="plan_edit"),
    path(f"{ROOM}<int:plan_id>/ta-bort/", plans.plan_remove, name="plan_remove"),
    path(f"{ROOM}<int:plan_id>/enheter/<slug:unit_slug>/", plans.plan_answer, name="plan_answer"),
]
