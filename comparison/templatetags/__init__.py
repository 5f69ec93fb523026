"""Template libraries of the comparison room; they format, and never ask the database."""
