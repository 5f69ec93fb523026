"""Addresses of the planning year and of following up."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
