"""Dialogs: each asks one thing and answers with a value; Escape answers None and loses nothing."""
