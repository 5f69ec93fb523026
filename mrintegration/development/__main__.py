"""Starts the launcher: `python -m mrintegration.development`."""

import sys

from mrintegration.development.launcher import main

if __name__ == "__main__":
    sys.exit(main())
