"""Swedish and English date formats for the whole site."""
