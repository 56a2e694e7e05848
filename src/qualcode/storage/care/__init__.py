"""What keeps a project safe: one writer at a time."""
