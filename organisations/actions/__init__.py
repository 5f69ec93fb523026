"""Verbs of the organisations room: whatever touches more than one row, writes the log or sends a mail."""
