"""The web server starts without what only workers need."""

import os
import subprocess
import sys


def test_the_pdf_engine_is_not_loaded_with_the_addresses():
    code = (
        "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns;"
        "sys.exit(', '.join({'weasyprint', 'plotly'} & set(sys.modules)))"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "mrintegration.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
