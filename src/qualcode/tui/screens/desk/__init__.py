"""The desk where one codes, a file for each kind of act there."""
