"""Cells of tables that spreadsheets open: nothing people said is run as a formula, and every text comes back."""

from __future__ import annotations

from typing import Final

_LIVE: Final = ("=", "+", "-", "@", "\t", "\r")
_GUARD: Final = "'"


def guarded(text: str) -> str:
    """Keep a text from being run as a formula: an apostrophe goes before what a spreadsheet would run.

    Texts that already begin so behind apostrophes get one more, so that `unguarded` gives every text back.
    """
    return f"{_GUARD}{text}" if text.lstrip(_GUARD).startswith(_LIVE) else text


def unguarded(text: str) -> str:
    """Take the apostrophe off that `guarded` put before a text."""
    return text[1:] if text.startswith(_GUARD) and text.lstrip(_GUARD).startswith(_LIVE) else text
