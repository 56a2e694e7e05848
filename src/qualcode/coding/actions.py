"""What an action is, and how its handler is found: by type, in a table that the nouns fill."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from qualcode.model.messages import N_, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class Action:
    """Something a researcher does to the study; one transaction, one row of the journal, undone as a whole.

    `words` says it for the history and the undo key, with the names that the handler noted; a pair is for one and for
    many, by the note `count`.
    """

    words: ClassVar[str | tuple[str, str]] = N_("change the study")

    def arguments(self) -> dict[str, Any]:
        """Return what the journal keeps of it: plain values; texts and tables stay out."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.metadata.get("journal", True)}


Performed = TypeVar("Performed", bound=Action)
Handler = "Callable[[Performed, Work], None]"

_HANDLERS: Final[dict[type[Action], Any]] = {}
_KINDS: Final[dict[str, type[Action]]] = {}
_BESIDE: Final = {
    "AddCoder": N_("new coder “{coder}”"),
    "Undo": N_("undoing"),
    "Redo": N_("redoing"),
}
"""What the journal holds beside actions."""


def kept_out(**options: Any) -> Any:  # noqa: ANN401 - like dataclasses.field itself
    """Declare a field that the journal's row does not repeat: its content lies in the rows written."""
    return field(metadata={"journal": False}, **options)


def handles(
    kind: type[Performed],
) -> Callable[[Callable[[Performed, Work], None]], Callable[[Performed, Work], None]]:
    """Make a function the handler of an action."""

    def register(handler: Callable[[Performed, Work], None]) -> Callable[[Performed, Work], None]:
        _HANDLERS[kind] = handler
        _KINDS[kind.__name__] = kind
        return handler

    return register


def handler_of(action: Action) -> Callable[[Any, Work], None]:
    """Return the handler of an action."""
    handler: Callable[[Any, Work], None] = _HANDLERS[type(action)]
    return handler


def action_words(kind: str, arguments: Mapping[str, object]) -> str:
    """Say an action of the journal in the reader's language; one of a later program is named by its kind."""
    action = _KINDS.get(kind)
    words = action.words if action else _BESIDE.get(kind)
    if words is None:
        return kind
    try:
        return counted(words, arguments.get("count")).format_map(arguments)
    except (KeyError, IndexError, ValueError):
        return kind
