"""The web server starts without what only workers need."""

import os
import subprocess
import sys


def test_the_pdf_engine_is_not_loaded_with_the_addresses():
    code = (
        "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns;"
        "sys.exit(', '.join({'weasyprint', 'plotly'} & set(sys.modules)) or None)"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "mrintegration.settings"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
