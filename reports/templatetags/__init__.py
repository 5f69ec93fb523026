"""Template libraries of the reports room; they format, and never ask the database."""
