"""A program on a real terminal: what it paints, and how long after it was asked."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

WIDTH, HEIGHT = 120, 36
STILL: Final = 0.08
"""Seconds without a byte after which a paint is over."""
PATIENCE: Final = 60.0
_SEQUENCE: Final = re.compile(
    rb"\x1b(?:\[[0-9;:?<>=!]*[A-Za-z~$]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[A-Za-z=>78])"
)


def environment(folder: Path) -> Iterator[tuple[str, str]]:
    """Give what the programs are to find: preferences of nobody, a terminal of many colours."""
    yield "QUALCODE_CONFIG", str(folder / "settings.toml")
    yield "QUALCODE_CODER", "Ana"
    yield "QUALCODE_LANGUAGE", "en"
    yield "TERM", "xterm-256color"
    yield "COLORTERM", "truecolor"
    yield "PYTHONPYCACHEPREFIX", str(folder / "bytecode")  # an installed program has its bytecode, a checkout may not


class Terminal:
    """Runs a program on a pseudo-terminal and reads what it sends."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it now."""
        self._begun = time.perf_counter()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.execve(command[0], list(command), dict(os.environ))  # noqa: S606 - the child of a pseudo-terminal
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        self._sent = b""

    def read(self, seconds: float) -> bytes:
        """Return what comes within some seconds, as soon as anything does; nothing where nothing came.

        Raises:
            SystemExit: the program ended.
        """
        if not select.select([self._terminal], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._terminal, 65536)
        except OSError:
            words = _SEQUENCE.sub(b"", self._sent).decode(errors="replace")
            raise SystemExit(f"the program ended: {words[-400:]}") from None

    def wait_for(self, words: str) -> tuple[float, float]:
        """Return the seconds, of the clock and of the processor, from the start until some words are painted.

        Raises:
            SystemExit: they never came.
        """
        while words.encode() not in _SEQUENCE.sub(b"", self._sent):
            if time.perf_counter() - self._begun > PATIENCE:
                raise SystemExit(f"{words} was never painted")
            self._sent += self.read(0.5)
        return time.perf_counter() - self._begun, self._processor()

    def settle(self) -> None:
        """Wait until it stands still for a while."""
        while self.read(STILL * 5):
            pass

    def write(self, key: bytes) -> float:
        """Press a key and wait for nothing; return when, by the clock for durations."""
        os.write(self._terminal, key)
        return time.perf_counter()

    def press(self, key: bytes) -> tuple[float, float]:
        """Press a key, and return the seconds to the first byte of what it paints, and to the last."""
        while self.read(0):
            pass
        begun = self.write(key)
        if not self.read(PATIENCE):
            raise SystemExit(f"nothing was painted after {key!r}")
        first = last = time.perf_counter() - begun
        while self.read(STILL):
            last = time.perf_counter() - begun
        return first, last

    def close(self) -> None:
        """End it."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._terminal)

    def _processor(self) -> float:
        """Return the seconds of processor it has had; none where the system does not tell."""
        try:
            with open(f"/proc/{self.process}/stat", encoding="ascii") as told:  # noqa: PTH123 - a file of the kernel's
                user, system = told.read().rpartition(")")[2].split()[11:13]
        except OSError:
            return 0.0
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
