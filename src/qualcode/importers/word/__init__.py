"""Word documents: the package opened, its XML walked, its comments and forms read."""
