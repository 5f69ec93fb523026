"""The development launcher: everything the product needs, started from this checkout, without installed servers."""
