"""How files come in: bytes become a Transcript; a file per format, and a line in the table of formats."""
