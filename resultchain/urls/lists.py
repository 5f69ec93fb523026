"""Addresses of the organisation's own lists and rules."""

from django.urls import URLPattern, path

from resultchain.views import lists

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/resultatkedja/listor/", lists.own_lists, name="own_lists"),
    path("o/<slug:slug>/resultatkedja/listor/installningar/", lists.chain_rules, name="chain_rules"),
    path(
        "o/<slug:slug>/resultatkedja/listor/<slug:list_name>/ny/",
        lists.own_list_line_new,
        name="own_list_line_new",
    ),
    path(
        "o/<slug:slug>/resultatkedja/listor/<slug:list_name>/forslag/",
        lists.own_list_suggestion,
        name="own_list_suggestion",
    ),
    path(
        "o/<slug:slug>/resultatkedja/listor/<slug:list_name>/<int:line_id>/",
        lists.own_list_line,
        name="own_list_line",
    ),
    path(
        "o/<slug:slug>/resultatkedja/listor/<slug:list_name>/<int:line_id>/undan/",
        lists.own_list_line_state,
        name="own_list_line_state",
    ),
]
