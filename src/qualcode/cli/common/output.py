"""The one choke point to the terminal: every word passes through `shown`, results on stdout, talk on stderr."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import traceback
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import platformdirs
from rich.cells import cell_len, set_cell_size

from qualcode.cli.common.spoken import between_marks
from qualcode.model.messages import _, interface_language
from qualcode.words.shown import shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    import click

PREFIX: Final = "qualcode: "
_DECEPTIVE: Final = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_GAP: Final = "  "
SHOWN_ID: Final = 8
"""The last digits of an id: drawn at random, they tell a study's rows apart."""
_ROWS_AT_ONCE: Final = 2_000
"""Rows of a long answer that are written together."""
_NARROWEST: Final = 16
"""Cells below which a column of words is not shrunk further."""


@dataclass(slots=True)
class _State:
    failed: bool = False


_state = _State()


def fail_at_end() -> None:
    """Let the command finish, and exit 1: part of what was asked was refused."""
    _state.failed = True


def failed() -> bool:
    """Tell whether part of what was asked was refused, and begin anew."""
    was, _state.failed = _state.failed, False
    return was


def show(text: str = "", *, end: str = "\n") -> None:
    """Print one or several lines of a result; `end` is what stands after them."""
    print(shown(text), end=end)  # noqa: T201 - the one door to stdout


def show_line(text: str) -> None:
    """Print one line of a result, whatever line breaks people's names hold."""
    show(shown_line(text))


def say(text: str) -> None:
    """Print one line of talk on stderr."""
    print(shown_line(text), file=sys.stderr)  # noqa: T201 - the one door to stderr


def warn(text: str) -> None:
    """Print one warning line on stderr."""
    say(text)


def refuse(sentence: str, code: int = 1) -> int:
    """Print the one line of a refusal, `qualcode: WHAT: reason; what to do`, and return the exit code for it."""
    say(PREFIX + sentence)
    return code


def usage(fault: click.ClickException, code: int) -> int:
    """Print what Click says of a wrong call, people's words made visible, and return the exit code for it."""
    context = getattr(fault, "ctx", None)
    if context is not None:
        say(context.get_usage().strip())
    refuse(between_marks(fault.format_message()))
    return code


def leave_pipe() -> int:
    """End quietly where the reader of our output has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def json_text(value: object) -> str:
    """Write a JSON value, plain values, on one line, as `undeceiving` writes JSON."""
    return undeceiving(json.dumps(value, ensure_ascii=False, allow_nan=False))


def undeceiving(text: str) -> str:
    r"""Return JSON in which what commands a terminal or deceives a reader is written as `\uXXXX`.

    Args:
        text: a whole, or a piece of it.
    """
    return _DECEPTIVE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def show_json(question: Mapping[str, object], rows: Iterable[object], **more: object) -> None:
    """Print the object of `--json`, some rows at a time: 200,000 are never written out in memory."""
    show(f'{{"question": {json_text(question)}, "rows": [', end="")
    coming, before = iter(rows), ""
    while few := list(islice(coming, _ROWS_AT_ONCE)):
        show(before + json_text(few)[1:-1], end="")
        before = ", "
    rest = "".join(f", {json_text(name)}: {json_text(value)}" for name, value in more.items())
    show(f"]{rest}}}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, whether numbers stand in it, and whether it may shrink to the window."""

    title: str
    right: bool = False
    shrinks: bool = False
    lines: list[str] = field(default_factory=list)


def show_table(columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    """Print a table in cells; on a terminal the columns of words shrink to its width, elsewhere nothing is cut."""
    texts = [
        [column.title, *(_shown_cell(row[place]) for row in rows)] for place, column in enumerate(columns)
    ]  # by column: 20,000 rows of numbers are written in half the time
    widths = [max(map(_width, column)) for column in texts]
    if sys.stdout.isatty():
        _shrink(columns, widths, shutil.get_terminal_size().columns)
    for begin in range(0, len(rows) + 1, _ROWS_AT_ONCE):
        filled = [
            [_cell(text, width, column) for text in cells[begin : begin + _ROWS_AT_ONCE]]
            for cells, width, column in zip(texts, widths, columns, strict=True)
        ]
        show("\n".join(_GAP.join(line).rstrip() for line in zip(*filled, strict=True)))


def _shown_cell(value: object) -> str:
    """Write a value on one line, without what commands a terminal; nothing for None."""
    text = "" if value is None else str(value)
    return text if text.isprintable() else shown_line(text)


def _width(text: str) -> int:
    """Count the cells of a line that was shown: of plain letters one each."""
    return len(text) if text.isascii() else cell_len(text)


def _shrink(columns: Sequence[Column], widths: list[int], room: int) -> None:
    """Take what is over from the widest columns that may shrink."""
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    while over > 0:
        able = [place for place, column in enumerate(columns) if column.shrinks and widths[place] > _NARROWEST]
        if not able:
            return
        widths[max(able, key=lambda place: widths[place])] -= 1
        over -= 1


def _cell(value: str, width: int, column: Column) -> str:
    cells = _width(value)
    if cells > width:
        value = set_cell_size(value, width - 1).rstrip() + "…"
        cells = _width(value)
    wide = width - cells + len(value)  # in characters: some take two cells, or none
    return value.rjust(wide) if column.right else value.ljust(wide)


def logged(fault: Exception) -> str:
    """Write an unexpected fault to the log, without its message, which may hold people's words; return the sentence."""
    place = platformdirs.user_log_path("qualcode", appauthor=False) / "faults.log"
    name = type(fault).__name__
    frames = "".join(f"  {f.filename}:{f.lineno} {f.name}\n" for f in traceback.extract_tb(fault.__traceback__))
    try:
        _append(place, f"{datetime.now(UTC).isoformat(timespec='seconds')} {name}\n{frames}")
    except OSError:
        return _("{name}: this should not happen; nothing was changed").format(name=name)
    return _("{name}: this should not happen; the place is noted in {place}, without any text").format(
        name=name, place=place
    )


def _append(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as log:
        log.write(text)


class Bar:
    """A progress bar on stderr, on a terminal only, once the work has lasted a second."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Count from now."""
        self._clock = clock
        self._begun = clock()
        self._drawn = False

    def step(self, done: int, total: int, label: str) -> None:
        """Draw how far the work is."""
        if sys.stderr.isatty() and self._clock() - self._begun > 1:
            width = shutil.get_terminal_size().columns
            filled = 20 * done // max(total, 1)
            line = f"{'━' * filled}{'┄' * (20 - filled)} {done}/{total} {shown_line(label)}"
            sys.stderr.write("\r" + set_cell_size(line, width - 1))
            sys.stderr.flush()
            self._drawn = True

    def cancelled(self) -> bool:
        """Go on: Ctrl+C stops a command."""
        return False

    def close(self) -> None:
        """Take the bar away."""
        if self._drawn:
            sys.stderr.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")
            sys.stderr.flush()


def short_id(identifier: str) -> str:
    """Return the end of an id, enough to name what it stands for; a listing shows it, a command takes it."""
    return identifier[-SHOWN_ID:]


def numbers(value: Any) -> str:  # noqa: ANN401 - a number, or nothing
    """Write a number of a table in the interface's language; nothing for None."""
    from qualcode.words.typography import number, profile_of  # noqa: PLC0415 - only where a table is printed

    return "" if value is None else number(value, profile_of(interface_language()))
