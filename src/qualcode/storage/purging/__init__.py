"""Taking words out of a project for good: out of its rows, its texts, its journal, its file and its backups."""
