"""Verbs on checklists: whatever touches more than one row or writes the log."""
