"""Outlines of reports: their parts, what is written in these, and the passages chosen for them."""
