"""One file a released schema, oldest first."""
