"""What is being typed on one thing, kept beside the study while it is typed: a terminal that dies takes none of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from qualcode.model.errors import Refusal
from qualcode.tui.workbench import coder_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen
    from textual.timer import Timer

    from qualcode.tui.workbench import Workbench

PAUSE: Final = 1.5
"""Seconds of typing that may be lost at the most; a new line is kept at once."""
_TYPED: Final = "typed-1"
"""How the kinds begin under which a project keeps what each coder was typing: nothing of the study, so no action."""
_FIELDS: Final = "fields"
"""The only key of such a kind: a kind can be let go of by itself."""


class Unfinished:
    """Keeps the fields of a dialog while they are typed, until the study has them."""

    def __init__(self, bench: Workbench, what: str) -> None:
        """Keep them for this coder.

        Args:
            bench: what writes in turn, and remembers meanwhile.
            what: the id of what is written on, or of the memo; a word of its own for a new journal entry.
        """
        self._bench = bench
        self._kind = f"{_TYPED}:{coder_key(bench.project.coder, what)}"
        self._lines = 0
        self._timer: Timer | None = None

    def found(self) -> dict[str, str]:
        """Return what was typed by field and never kept in the study; empty for none."""
        if self._kind not in self._bench.unfinished:
            self._bench.unfinished[self._kind] = self._read()
        return self._bench.unfinished[self._kind]

    def follow(self, dialog: Screen[Any], written: Callable[[], Mapping[str, str]]) -> None:
        """Keep what changed: at once where a line was ended, else after a moment.

        Args:
            dialog: where it is typed.
            written: gives what differs from what the study has, by field.
        """
        lines = sum(text.count("\n") for text in written().values())
        ended, self._lines = lines > self._lines, lines
        if ended:
            self.keep(written())
        elif self._timer is None:
            self._timer = dialog.set_timer(PAUSE, lambda: self.keep(written()))

    def keep(self, fields: Mapping[str, str]) -> None:
        """Keep these in the writer's turn; none of them is nothing to keep."""
        self._stop()
        if dict(fields) != self.found():
            self._bench.unfinished[self._kind] = dict(fields)
            self._bench.write_aside(self._write, dict(fields))

    def let_go(self) -> None:
        """Forget them: the study has them, or nobody wants them."""
        self.keep({})

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._bench.project.derived.get(self._kind, [_FIELDS])[_FIELDS])
        except (Refusal, KeyError, ValueError):
            return {}
        return {name: str(text) for name, text in found.items()} if isinstance(found, dict) else {}

    def _write(self, fields: Mapping[str, str]) -> None:
        """Write them down; where that fails they stay on the screen, and what is typed next tries again."""
        try:
            if fields:
                self._bench.project.derived.put(self._kind, {_FIELDS: json.dumps(fields).encode()})
            else:
                self._bench.project.derived.drop(self._kind)
        except Refusal:
            return
