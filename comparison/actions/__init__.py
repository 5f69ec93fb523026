"""Verbs of the comparison room."""
