"""Transcripts of recordings: cues and segments with times, joined into turns."""
