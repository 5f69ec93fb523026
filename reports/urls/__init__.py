"""Addresses of the reports room."""

from django.urls import URLPattern

from reports.urls.files import urlpatterns as files
from reports.urls.handing_in import urlpatterns as handing_in
from reports.urls.publishing import urlpatterns as publishing
from reports.urls.reached import urlpatterns as reached
from reports.urls.writing import urlpatterns as writing

urlpatterns: list[URLPattern] = [*publishing, *writing, *files, *handing_in, *reached]
