"""Views of the surveys room."""
