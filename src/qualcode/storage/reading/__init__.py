"""Queries: a connection in, records and plain tuples out. A file per noun."""
