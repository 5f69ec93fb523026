"""Addresses of goals and indicators."""

from typing import Final

from django.urls import URLPattern, path

from resultchain.views import goals, indicators

ROOM: Final = "o/<slug:slug>/resultatkedja/mal/"

urlpatterns: list[URLPattern] = [
    path(ROOM, goals.goals, name="goals"),
    path(f"{ROOM}nytt/", goals.goal_new, name="goal_new"),
    path(f"{ROOM}att-se-over/", goals.goal_flags, name="goal_flags"),
    path(f"{ROOM}att-se-over/<slug:flag>/", goals.goal_flag, name="goal_flag"),
    path(f"{ROOM}<int:goal_id>/", goals.goal, name="goal"),
    path(f"{ROOM}<int:goal_id>/andra/", goals.goal_edit, name="goal_edit"),
    path(f"{ROOM}<int:goal_id>/ta-bort/", goals.goal_remove, name="goal_remove"),
    path(f"{ROOM}<int:goal_id>/atgarder/", goals.goal_measures, name="goal_measures"),
    path(
        f"{ROOM}<int:goal_id>/atgarder/<int:entry_id>/ta-bort/",
        goals.goal_measure_remove,
        name="goal_measure_remove",
    ),
    path(f"{ROOM}<int:goal_id>/nyckeltal/nytt/", indicators.indicator_new, name="indicator_new"),
    path(f"{ROOM}nyckeltal/<int:indicator_id>/andra/", indicators.indicator_edit, name="indicator_edit"),
    path(
        f"{ROOM}nyckeltal/<int:indicator_id>/ta-bort/", indicators.indicator_remove, name="indicator_remove"
    ),
    path(f"{ROOM}nyckeltal/<int:indicator_id>/varden/nytt/", indicators.value_new, name="value_new"),
    path(f"{ROOM}varden/<int:value_id>/ta-bort/", indicators.value_remove, name="value_remove"),
]
