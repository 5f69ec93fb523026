"""Comparison: what organisations share with whom compares them, as figures, never as a ranking."""
