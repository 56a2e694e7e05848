"""Passages: found, coded, coded otherwise, one at a time or two hundred thousand."""
