"""Addresses of the organisations room."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
