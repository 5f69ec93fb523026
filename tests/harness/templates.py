"""Pytest plugin: a template variable that does not exist fails the test, in `{% if %}` and behind filters too."""

import logging
from pathlib import Path

import pytest
from django.template import Engine, TemplateDoesNotExist

OUR_TEMPLATES = Path(__file__).resolve().parents[2]
# Overrides of crispy's templates keep its habit of asking for variables that may be absent.
LOOSE = ("bootstrap5/",)


class UndefinedVariables(logging.Handler):
    """Collects what Django's template engine says at DEBUG level when a lookup fails."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.found: set[str] = set()

    def emit(self, record):
        if record.msg.startswith("Exception while resolving variable") and isinstance(record.args, tuple):
            variable, template = record.args
            if is_ours(str(template)):
                self.found.add(f"{variable} in {template}")


def is_ours(template: str) -> bool:
    """Say whether the template is a file of this project and held to the strict rule."""
    if template.startswith(LOOSE):
        return False
    try:
        origin = Path(Engine.get_default().get_template(template).origin.name)
    except TemplateDoesNotExist:
        return False
    return origin.is_relative_to(OUR_TEMPLATES) and ".venv" not in origin.parts


@pytest.fixture(autouse=True)
def _no_undefined_variables():
    """Listen while a test runs; threads of the live site are heard as well."""
    logger = logging.getLogger("django.template")
    handler = UndefinedVariables()
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
    if handler.found:
        pytest.fail("Undefined template variables: " + "; ".join(sorted(handler.found)))
