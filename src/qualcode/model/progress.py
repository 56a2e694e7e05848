"""How long work tells how far it is, and hears that nobody waits for it any more."""

from __future__ import annotations

from typing import Protocol


class Reporter(Protocol):
    """Whoever watches a long piece of work."""

    def step(self, done: int, total: int, label: str) -> None:
        """Hear that `done` of `total` pieces are finished, the current one being `label`."""

    def cancelled(self) -> bool:
        """Tell whether the work should stop at the next whole piece."""


class Silent:
    """A reporter that says nothing and never cancels."""

    def step(self, done: int, total: int, label: str) -> None:
        """Ignore the step."""

    def cancelled(self) -> bool:
        """Go on."""
        return False
