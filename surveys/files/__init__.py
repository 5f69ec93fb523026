"""Answers that were collected elsewhere, as tables: what a file may hold, what it would do, and a file to fill in."""
