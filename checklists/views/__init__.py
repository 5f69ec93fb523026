"""Pages of the checklists, one module a subject."""
