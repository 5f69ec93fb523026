#!/usr/bin/env python
"""Django's command line; in a checkout whose demo was started it talks to the demo's servers without any setting."""

import json
import os
import sys
from pathlib import Path

DEMO_ENVIRONMENT = Path(__file__).resolve().parent / ".data" / "environment.json"


def main() -> None:
    """Run one command."""
    # All or nothing: a demo's DEVELOPMENT=1 must never join the settings of a production that is started from here.
    if not {"DATABASE_URL", "SECRET_KEY"} & os.environ.keys() and not Path("/run/secrets").is_dir():
        if not DEMO_ENVIRONMENT.exists():
            sys.exit(
                "There are no settings yet: run `make demo` once in this folder, or set what README.md lists."
            )
        for name, value in json.loads(DEMO_ENVIRONMENT.read_text()).items():
            os.environ.setdefault(name, value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrintegration.settings")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415  # may be missing: see below
    except ImportError:
        sys.exit("Django is not installed for this Python: use .venv/bin/python, which `make demo` makes.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
