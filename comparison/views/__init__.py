"""Views of the comparison room."""
