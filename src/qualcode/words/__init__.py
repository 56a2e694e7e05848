"""How words are cut and shown: bounds, folding, typography. Imports the model alone."""
