"""Browser tests run only when they are asked for by name: they need a process of their own (see tests/harness)."""

from pathlib import Path

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_ignore_collect(collection_path, config):
    """Leave tests/browser out of a run over everything."""
    asked_for = [
        Path(config.invocation_params.dir, argument.split("::")[0]).resolve() for argument in config.args
    ]
    if collection_path == BROWSER_TESTS and not any(path.is_relative_to(BROWSER_TESTS) for path in asked_for):
        return True
    return None
