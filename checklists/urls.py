"""Addresses of the checklists room."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
