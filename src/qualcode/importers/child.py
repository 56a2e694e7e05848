"""The process that reads files which could loop or swell; it knows bytes and a name, never the disk or the terminal."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import IO, Final

from qualcode.importers.border import understood
from qualcode.model.errors import Refusal
from qualcode.system import limit_memory, limit_processor

MEMORY: Final = 640 * 1024 * 1024
"""Bytes of address space: a document of half a million words needs 250 MB, Python and lxml 150; a bomb wants it all."""

READY: Final = b"ready\n"
"""Said once everything is imported, so that the time limit counts reading only."""


def serve() -> None:
    """Read one request after another from standard input, answer each on standard output, end when input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears the key and ends us
    answers = _own_output()
    limit_memory(MEMORY)
    answers.write(READY)
    answers.flush()
    while True:
        try:
            limit, request = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent's pipe
        except EOFError:
            return
        limit_processor(limit)
        pickle.dump(_answer(*request), answers)
        answers.flush()


def _own_output() -> IO[bytes]:
    """Keep the pipe for answers alone: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return answers


def _answer(*request: object) -> object:
    try:
        return understood(*request)  # type: ignore[arg-type]  # what Batch.read sends
    except Refusal as refusal:
        return refusal
