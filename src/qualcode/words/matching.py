"""Where a person's words or pattern stand in a text; a pattern is tried by a process that can be stopped."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Final

from qualcode.model.errors import BadPattern
from qualcode.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS: Final = 10.0
"""How long a pattern may take on one text; one that does not go wrong takes hundredths of a second."""

_TRIAL: Final = """
import json, re, sys
asked = json.load(sys.stdin.buffer)
wanted = re.compile(asked["pattern"], asked["flags"])
found = [[m.span() for m in wanted.finditer(text) if m.end() > m.start()] for text in asked["texts"]]
json.dump(found, sys.stdout)
"""
_PIECES: Final = re.compile(r"(\s+|[’ʼ‘']|[«»“”„\"]|[-‐‑]|…|\.\.\.|[:;?!])")
_ANY_APOSTROPHE: Final = "[’ʼ‘']"
_ANY_QUOTE: Final = '[«»“”„"]'
_ANY_HYPHEN: Final = "[-‐‑]"
_ANY_ELLIPSIS: Final = r"(?:…|\.\.\.)"


class Halt:
    """Lets one thread stop the pattern that another waits for."""

    def __init__(self) -> None:
        """Have nothing to stop yet."""
        self._lock = threading.Lock()
        self._trial: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def watch(self, trial: subprocess.Popen[bytes]) -> None:
        """Be able to stop a process; where it was asked already, it stops at once."""
        with self._lock:
            self._trial = trial
            if self._stopped:
                trial.kill()

    def stop(self) -> None:
        """Stop the process that tries the pattern, now or once it begins."""
        with self._lock:
            self._stopped = True
            if self._trial is not None:
                self._trial.kill()


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
    """Return where a regular expression fits in one text; see `found_patterns`."""
    return found_patterns(pattern, [text], case=case, seconds=seconds)[0]


def found_patterns(  # noqa: PLR0913 - all but two by name
    pattern: str,
    texts: Sequence[str],
    *,
    case: bool = False,
    lines: bool = False,
    seconds: float = SECONDS,
    halt: Halt | None = None,
) -> list[list[Span]]:
    """Return where a regular expression fits in each text, in order; places without a character are left out.

    Another interpreter tries it, for nothing in our own can stop a pattern that never ends.

    Args:
        pattern: Python's `re`.
        texts: the stored texts.
        case: whether capitals count.
        lines: whether ^ and $ meet each line rather than the text.
        seconds: how long it may take, over all texts.
        halt: lets another thread stop it sooner.

    Raises:
        BadPattern: it does not compile.
        TimeoutError: it does not end in time, is stopped, or needs too much memory.
    """
    flags = (0 if case else re.IGNORECASE) | (re.MULTILINE if lines else 0)
    try:
        re.compile(pattern, flags)
    except (re.error, RecursionError, OverflowError) as fault:
        raise BadPattern(pattern, reason=str(fault)) from fault
    asked = json.dumps({"pattern": pattern, "flags": int(flags), "texts": list(texts)})
    answer = _answered(asked.encode(), seconds, halt or Halt())
    return [[Span(start, end) for start, end in found] for found in json.loads(answer)]


def _answered(asked: bytes, seconds: float, halt: Halt) -> bytes:
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own lines
        [sys.executable, "-I", "-c", _TRIAL], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as trial:
        halt.watch(trial)
        try:
            answer, _nothing = trial.communicate(asked, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            trial.kill()  # does nothing to one that has ended
    if trial.returncode:
        raise TimeoutError
    return answer
