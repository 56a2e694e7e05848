"""A second interpreter that can be stopped: what loops in a file or a pattern ends with it, not with the program."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from typing import IO, Final

from qualcode.importers.child import READY
from qualcode.system import ended_by_processor

PATIENCE: Final = 60.0
"""Seconds for the child to start: a cold disk under an antivirus takes long, and no file is to blame."""

BUSY: Final = 5
"""Times the limit that may go by on the clock: what counts is the child's own work, and others may be working too."""

_START: Final = "import sys; sys.path[:] = sys.argv[1:]; from qualcode.importers.child import serve; serve()"


class ChildEnded(Exception):
    """The child is gone without an answer; `late` where it was stopped for taking too long."""

    def __init__(self, *, late: bool) -> None:
        """Keep why."""
        super().__init__()
        self.late = late


class Child:
    """One child process, started with the first question and again after it ended.

    A plain interpreter rather than `multiprocessing`: that one runs the caller's main file again, and cannot start
    while a full-screen program holds the standard streams.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: tuple[object, ...], limit: float) -> object:
        """Return the child's answer to a request.

        Args:
            request: what `border.understood` takes.
            limit: seconds it may work; it is stopped after `BUSY` times as many on the clock, whatever it does.

        Raises:
            ChildEnded: it died, or was stopped at the limit; the next question starts another.
        """
        process = self._running()
        stopped = _Stopping(process, limit * BUSY)
        try:
            with stopped:
                to_child, from_child = _pipes(process)
                pickle.dump((limit, request), to_child)
                to_child.flush()
                return pickle.load(from_child)  # noqa: S301 - our own child's pipe
        except (OSError, EOFError, pickle.UnpicklingError):
            self.close()
            raise ChildEnded(late=stopped.done or ended_by_processor(process.returncode)) from None
        except BaseException:
            self.close()  # half an answer is in the pipe
            raise

    def close(self) -> None:
        """End the child, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
                [sys.executable, "-c", _START, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            with _Stopping(self._process, PATIENCE):
                _pipes(self._process)[1].readline(len(READY))
        return self._process


class _Stopping:
    """Kill a process unless the block under `with` ends in time; the read that waits for it then ends too."""

    def __init__(self, process: subprocess.Popen[bytes], limit: float) -> None:
        self.done = False
        self._process = process
        self._timer = threading.Timer(limit, self._stop)
        self._timer.daemon = True

    def _stop(self) -> None:
        self.done = True
        self._process.kill()

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """Return the pipe to a process and the pipe from it."""
    if process.stdin is None or process.stdout is None:
        raise EOFError
    return process.stdin, process.stdout
