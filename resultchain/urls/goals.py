"""Addresses of goals and indicators."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
