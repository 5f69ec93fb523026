"""Verbs of the programmes room."""
