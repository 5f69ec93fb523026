"""Addresses of entries: logging, the list, one entry, its links."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
