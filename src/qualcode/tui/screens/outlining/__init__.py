"""The place of writing with outlines of the report."""
