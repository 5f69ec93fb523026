"""Verbs of the reports room: write, comment, freeze, publish, share."""
