"""Addresses of the programmes room, all at one organisation: it is the organisation that has a part."""

from typing import Final

from django.urls import URLPattern

from programmes.urls import attainment, exchange, groups, meetings, participation, programmes, sharing

urlpatterns: Final[list[URLPattern]] = [
    *programmes.urlpatterns,
    *participation.urlpatterns,
    *groups.urlpatterns,
    *meetings.urlpatterns,
    *exchange.urlpatterns,
    *sharing.urlpatterns,
    *attainment.urlpatterns,
]
