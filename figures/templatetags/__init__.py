"""Template libraries of the figures package; they format, and never ask the database."""
