"""What is looked at when the product starts, beside Django's own checks."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning  # noqa: A004  # Django's name


def compiled_translations(**_kwargs: Any) -> list[CheckMessage]:
    """Say when a translation lies there uncompiled: pages then stay in Swedish, whatever a reader chooses."""
    return [
        Warning(
            f"{source} is not compiled, so its language is not used.",
            hint="Run `pybabel compile --directory locale --domain django`; the image's build and `make` do.",
            id="mrintegration.W001",
        )
        for folder in settings.LOCALE_PATHS
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))
        if not source.with_suffix(".mo").exists()
    ]
