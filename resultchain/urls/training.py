"""Addresses of training, diplomas and the map of the global goals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
