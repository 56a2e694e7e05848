"""Documents and results on their way out: bytes for files. Each format is a file, imported by who needs it."""
