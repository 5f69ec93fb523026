"""Entries in files: columns, cells, what an import would do, and what is written."""
