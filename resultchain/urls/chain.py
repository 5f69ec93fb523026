"""Addresses of the chain as a picture, and of positions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
