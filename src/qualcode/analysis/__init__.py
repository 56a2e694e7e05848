"""Readings of a study: pure functions from plain tuples and texts to frozen results."""
