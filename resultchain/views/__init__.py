"""Pages of the result chain, one module a subject."""
