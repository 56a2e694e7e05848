"""The program's start: it chooses the language, then imports the command line, whose help texts come in it."""

from __future__ import annotations

import os
import sys

from qualcode import settings, speaking, system

_INTERRUPTED = 130  # what a shell gives a program stopped by Ctrl+C


def main() -> int:
    """Run the command line and return its exit code."""
    try:
        system.prepare_console()
        speaking.speak(speaking.choose_language(sys.argv[1:], os.environ, settings.load(silent=True).language))
        from qualcode.cli.main import run  # noqa: PLC0415 - after the language is chosen, never before

        return run()
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
