"""OpenDocument texts: the package opened, its XML walked."""
