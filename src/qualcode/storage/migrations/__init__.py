"""How a project of an earlier schema becomes one of this."""
