"""Purges: the words of a name, of a former text, of a person who withdraws; none of them can be undone."""
