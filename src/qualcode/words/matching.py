"""Where a person's words or pattern stand in a text; a pattern is tried by a process that can be stopped."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Final

from qualcode.model.errors import BadPattern
from qualcode.model.spans import Span

SECONDS: Final = 10.0
"""How long a pattern may take on one text; one that does not go wrong takes hundredths of a second."""

_TRIAL: Final = """
import json, re, sys
asked = json.load(sys.stdin.buffer)
found = re.compile(asked["pattern"], asked["flags"]).finditer(asked["text"])
json.dump([match.span() for match in found if match.end() > match.start()], sys.stdout)
"""
_PIECES: Final = re.compile(r"(\s+|[’ʼ‘']|[«»“”„\"]|[-‐‑]|…|\.\.\.|[:;?!])")
_ANY_APOSTROPHE: Final = "[’ʼ‘']"
_ANY_QUOTE: Final = '[«»“”„"]'
_ANY_HYPHEN: Final = "[-‐‑]"
_ANY_ELLIPSIS: Final = r"(?:…|\.\.\.)"


def found_words(text: str, wanted: str) -> list[Span]:
    """Return where some words stand, as they are; where they do not, as they would be typed on a plain keyboard.

    Then every apostrophe, quotation mark, hyphen, ellipsis and run of white space is as good as another.

    Args:
        text: the stored text.
        wanted: the words.
    """
    exact = [
        Span(found.start(), found.start() + len(wanted)) for found in re.finditer(f"(?={re.escape(wanted)})", text)
    ]
    if exact or not wanted.strip():
        return exact if wanted else []
    return [Span(*found.span()) for found in re.finditer(_loosely(wanted.strip()), text)]


def _loosely(wanted: str) -> str:
    """Return the expression of some words, typography apart; it holds no repetition inside another."""
    return "".join(_piece(piece) for piece in _PIECES.split(wanted) if piece)


def _piece(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    for signs, expression in (
        ("’ʼ‘'", _ANY_APOSTROPHE),
        ('«»“”„"', rf"\s?{_ANY_QUOTE}\s?"),
        ("-‐‑", _ANY_HYPHEN),
        (("…", "..."), _ANY_ELLIPSIS),
        (":;?!", rf"\s?{re.escape(piece)}"),
    ):
        if piece in signs:
            return expression
    return re.escape(piece)


def found_pattern(pattern: str, text: str, *, case: bool = False, seconds: float = SECONDS) -> list[Span]:
    """Return where a regular expression fits, in order; places without a character are left out.

    Another interpreter tries it, for nothing in our own can stop a pattern that never ends.

    Args:
        pattern: Python's `re`.
        text: the stored text.
        case: whether capitals count.
        seconds: how long it may take.

    Raises:
        BadPattern: it does not compile.
        TimeoutError: it does not end in time, or needs too much memory.
    """
    flags = 0 if case else re.IGNORECASE
    try:
        re.compile(pattern, flags)
    except (re.error, RecursionError, OverflowError) as fault:
        raise BadPattern(pattern, reason=str(fault)) from fault
    asked = json.dumps({"pattern": pattern, "flags": int(flags), "text": text})
    try:
        answer = subprocess.run(  # noqa: S603 - our own interpreter and our own lines
            [sys.executable, "-I", "-c", _TRIAL], input=asked.encode(), capture_output=True, check=True, timeout=seconds
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise TimeoutError from None
    return [Span(start, end) for start, end in json.loads(answer.stdout)]
