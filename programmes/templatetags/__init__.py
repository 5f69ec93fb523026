"""Words and links that templates of programmes use."""
