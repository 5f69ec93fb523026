"""Addresses of plans and of what units say of them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
