"""Commands about outlines of reports."""
