"""Verbs on the result chain: whatever touches more than one row or writes the log."""
