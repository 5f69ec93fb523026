"""Template tags of the roof: the parts that pages are built of."""
