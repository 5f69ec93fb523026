"""Speed, measured; importing the package makes Django ready, so that each module can be run by itself."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrintegration.settings")
django.setup()
