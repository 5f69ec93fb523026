"""Pytest plugin: after a test that commits, only those tables are emptied that hold something."""

from django.db import connection, transaction
from django.test import TransactionTestCase

# Filled by the migrations; no test changes them.
KEPT = {"django_content_type", "auth_permission"}


def pytest_configure():
    """Django would truncate more than a hundred tables after each such test, and fill the two again."""
    TransactionTestCase._fixture_teardown = empty_tables  # type: ignore[attr-defined]


def empty_tables(_case: TransactionTestCase) -> None:
    """Delete all rows; triggers that protect what is frozen, and foreign keys, are set aside meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)
        quoted = {table: connection.ops.quote_name(table) for table in tables}
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT FROM {name})"  # noqa: S608  # names of our own tables
                for table, name in quoted.items()
            )
        )
        filled = [table for (table,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in filled:
            cursor.execute(f"DELETE FROM {quoted[table]}")  # noqa: S608
