"""The place of readings, a file for each kind of act."""
