"""Pages of the organisations room: get, form or action, render or redirect."""
