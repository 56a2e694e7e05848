"""The screen where transcripts come in."""
