"""All addresses of the site: the roof's own, then each room's."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("organisations.urls")),
    path("", include("checklists.urls")),
    path("", include("reports.urls")),
]
if settings.DEBUG:
    urlpatterns += []
