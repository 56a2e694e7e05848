"""What a researcher does: frozen actions, their handlers, and the one Project that performs them."""
