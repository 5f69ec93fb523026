"""All addresses of the site: the roof's own, then each room's."""

from django.conf import settings
from django.urls import include, path

from mrintegration import errors, views, views_public
from mrintegration.health import health

urlpatterns = [
    # First, because addresses are tried in turn and thousands may answer a survey within an hour.
    path("", include("surveys.urls")),
    path("", views.start, name="start"),
    path("o/<slug:slug>/handelser/", views.events, name="events"),
    path("health", health, name="health"),
    path("hjalp/", views_public.help_page, name="help"),
    path("tillganglighet/", views_public.accessibility, name="accessibility"),
    path("uppgifter/", views_public.privacy, name="privacy"),
    path("sprak/", views_public.set_language, name="set_language"),
    path("", include("organisations.urls")),
    path("", include("checklists.urls")),
    path("", include("resultchain.urls")),
    path("", include("programmes.urls")),
    path("", include("comparison.urls")),
    path("", include("reports.urls")),
]
if settings.DEVELOPMENT:
    # Imported here: the gallery is a development tool and is not loaded in production.
    from mrintegration.views_gallery import gallery

    urlpatterns.append(path("komponenter/", gallery, name="gallery"))

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler429 = errors.too_many_requests
handler500 = errors.server_error
