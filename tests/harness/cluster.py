"""PostgreSQL's folder with the databases migrated: made once for a run, and copied by each of its processes."""

import gc
import os
import sys
from pathlib import Path

import django
import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from psycopg import sql

from mrintegration.development.postgres import DATABASE
from mrintegration.development.servers import start_servers
from tests.harness.servers import hand_over, use_environment


def make_cluster(folder: Path) -> None:
    """Start the server below this folder, migrate both databases and stop it again.

    Browser tests use the product's database, as nothing is to be taken back; all others one that pytest-django names.
    """
    servers = start_servers(folder / "servers", {"REDIS_URL": "redis://127.0.0.1:1/0"}, throw_away=True)
    try:
        hand_over(os.environ, servers, folder)
        use_environment()
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        connections.close_all()
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(TEST_DATABASE_PREFIX + DATABASE), sql.Identifier(DATABASE)
        )
        with psycopg.connect(servers.database_url, dbname="postgres", autocommit=True) as server:
            server.execute(copy)
    finally:
        servers.stop()


if __name__ == "__main__":
    gc.disable()  # a fifth of the time, for memory that nobody needs yet
    make_cluster(Path(sys.argv[1]))
