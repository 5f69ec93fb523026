"""Addresses of the organisation's own lists and rules."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
