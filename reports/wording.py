"""What a job's state and failure mean for the person who waits."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAILURES: Final[Mapping[str, str | Promise]] = {
    "too_many_pages": _(
        "Rapporten blev längre än 200 sidor, och längre kan en rapport inte vara. Korta de längsta delarna eller "
        "utelämna någon del, och skapa rapporten igen."
    ),
    "too_large": _(
        "Rapporten blev för stor för att skapas. Korta de längsta delarna eller utelämna någon del, och skapa "
        "rapporten igen."
    ),
    "too_slow": _(
        "Rapporten tog för lång tid att skapa. Försök igen. Om det inte hjälper: korta de längsta delarna eller "
        "utelämna någon del."
    ),
    "not_rendered": _(
        "Rapporten kunde inte skapas av uppgifterna som de är. Felet är antecknat i driftloggen. Försök igen, och "
        "kontakta den som driver tjänsten om det inte hjälper."
    ),
    "gave_up": _(
        "Fem försök att skapa rapporten avbröts. Försök igen, och kontakta den som driver tjänsten om det "
        "inte hjälper."
    ),
}


def failure_text(code: str) -> str | Promise:
    """Return the reason in words; an unknown code gets the general one."""
    return FAILURES.get(code, FAILURES["not_rendered"])
