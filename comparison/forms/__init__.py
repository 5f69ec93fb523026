"""Forms of the comparison room."""
