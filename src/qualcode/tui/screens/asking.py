"""What places share that ask a person and act: ask at once, wait beside, say early that nothing can be written."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from qualcode.model.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from textual.screen import ModalScreen

    from qualcode.tui.workbench import Workbench

Answer = TypeVar("Answer")


class AskingScreen(Screen[None]):
    """A place where acts are asked for; what comes of an act waits for the answer, the keys go on meanwhile."""

    bench: Workbench

    def say(self, sentence: str) -> None:
        """Say one line where every act is said."""
        raise NotImplementedError

    def start(self, doing: Coroutine[Any, Any, object]) -> None:
        """Begin to do something that waits for a person or the project."""
        self.run_worker(doing, group="acts")

    def ask(self, dialog: ModalScreen[Answer]) -> asyncio.Future[Answer | None]:
        """Ask at once: the next key typed is the dialog's already."""
        answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()

        def answered(given: Answer | None) -> None:
            if not answer.done():
                answer.set_result(given)

        self.app.push_screen(dialog, answered)
        return answer

    def may_write(self) -> bool:
        """Tell whether anything can be written here; say so where nothing can, before anything is asked."""
        try:
            self.bench.project.check_writable()
        except Refusal as refusal:
            self.say(str(refusal))
            return False
        return True
