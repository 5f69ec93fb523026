"""Starts servers of its own, loads the demo into them, and runs every measurement."""

import os
from pathlib import Path

import django

from mrintegration.development.servers import start_servers
from tests.harness.servers import hand_over, make_folder, remove_folder, use_environment


def main() -> None:
    """Measure everything, then leave nothing behind."""
    folder = make_folder()
    servers = start_servers(folder / "servers", {}, throw_away=True)
    try:
        hand_over(os.environ, servers, folder)
        use_environment()
        os.environ["LOG_LEVEL"] = "ERROR"
        os.environ["DJANGO_SETTINGS_MODULE"] = "mrintegration.settings"
        django.setup()
        _measure(folder)
    finally:
        remove_folder(folder, servers)


def _measure(folder: Path) -> None:
    # They import models, so they come after django.setup().
    from django.core.management import call_command

    from bench import (
        answering,
        chain,
        comparison,
        disclosure,
        drafts,
        entries,
        entry_list,
        imports,
        pages,
        pdf,
        scale,
        status,
        surveys,
        workers,
    )

    (folder / "data").mkdir(exist_ok=True)
    call_command("prepare", demo=True, verbosity=0)
    for title, measurement in (
        ("PDF", pdf),
        ("Pages", pages),
        ("Reports", drafts),
        ("Imports", imports),
        ("Entries in files", entries),
        ("Chain", chain),
        ("Status report", status),
        ("Survey results", surveys),
        ("Workers", workers),
        ("Scale", scale),
        ("List of entries", entry_list),
        ("Comparison", comparison),
        ("Answering a survey", answering),
        ("Disclosure control", disclosure),
    ):
        print(f"\n{title}\n{'-' * len(title)}", flush=True)
        measurement.main()


if __name__ == "__main__":
    main()
