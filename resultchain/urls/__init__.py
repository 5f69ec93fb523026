"""Addresses of the result chain room. Those of files and lists stand first: nothing else may take their words."""

from django.urls import URLPattern

from resultchain.urls.chain import urlpatterns as chain
from resultchain.urls.entries import urlpatterns as entries
from resultchain.urls.files import urlpatterns as files
from resultchain.urls.goals import urlpatterns as goals
from resultchain.urls.lists import urlpatterns as lists
from resultchain.urls.plans import urlpatterns as plans
from resultchain.urls.training import urlpatterns as training
from resultchain.urls.year import urlpatterns as year

urlpatterns: list[URLPattern] = [*files, *lists, *chain, *goals, *plans, *training, *year, *entries]
