"""Commands that take parts of a study out into files."""
