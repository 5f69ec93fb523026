"""Addresses of import and export of entries."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
