"""Views of the reports room: writing, publishing, reading, files."""
