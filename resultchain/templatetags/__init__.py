"""Template filters of this room: formatting only."""
