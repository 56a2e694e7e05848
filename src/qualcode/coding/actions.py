"""What an action is, and how its handler is found: by type, in a table that the nouns fill."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, TypeVar

from qualcode.model.messages import N_, NN_, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class Action:
    """Something a researcher does to the study; one transaction, one row of the journal, undone as a whole.

    `words` says it for the history and the undo key, with the names that the handler noted; a pair is for one and for
    many, by the note `count`. `together` says several of its kind in one batch.
    """

    words: ClassVar[str | tuple[str, str]] = N_("change the study")
    together: ClassVar[tuple[str, str]] = NN_("{count} change", "{count} changes")
    guarded: ClassVar[bool] = False
    """Whether the study is backed up before each action of this kind."""

    def arguments(self) -> dict[str, Any]:
        """Return what the journal keeps of it: plain values; texts and tables stay out."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.metadata.get("journal", True)}

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say one that was done in the reader's language.

        Args:
            arguments: what the journal keeps of it: its own, and what its handler noted.

        Raises:
            KeyError: where a later or an earlier program kept others.
        """
        return counted(cls.words, arguments.get("count")).format_map(arguments)


class Said(NamedTuple):
    """What the journal keeps of a step, for a person to read: the kind of the last act, its arguments and notes."""

    action: str
    arguments: Mapping[str, object]
    before: tuple[tuple[str, Mapping[str, object]], ...] = ()
    """Kinds and arguments of the acts before it in the same batch."""

    def words(self) -> str:
        """Say it in the reader's language."""
        return step_words([*self.before, (self.action, self.arguments)])


Performed = TypeVar("Performed", bound=Action)
Handler = "Callable[[Performed, Work], None]"

_HANDLERS: Final[dict[type[Action], Any]] = {}
_KINDS: Final[dict[str, type[Action]]] = {}
_BESIDE: Final[dict[str, str | tuple[str, str]]] = {
    "AddCoder": N_("new coder “{coder}”"),
    "Undo": N_("undoing"),
    "Redo": N_("redoing"),
    "Repair": NN_("repair of {count} row, asked for by {coder}", "repair of {count} rows, asked for by {coder}"),
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


def kind_of(name: str) -> type[Action] | None:
    """Return the class of an action by its name, or None for what is beside actions, or of a later program.

    The files of all nouns are read for the first one that nobody imported: who reads a study does not wait for them.
    """
    if name not in _KINDS and name not in _BESIDE:
        import_module("qualcode.coding.catalogue")
    return _KINDS.get(name)


def action_words(kind: str, arguments: Mapping[str, object]) -> str:
    """Say an action of the journal in the reader's language; one of a later program is named by its kind."""
    action = kind_of(kind)
    try:
        if action is not None:
            return action.said(arguments)
        return counted(_BESIDE[kind], arguments.get("count")).format_map(arguments)
    except (KeyError, IndexError, ValueError):
        return kind


def step_words(acts: Sequence[tuple[str, Mapping[str, object]]]) -> str:
    """Say the acts of one step in the reader's language, those of one kind by their number.

    Args:
        acts: their kinds and arguments, in the order in which they were done.
    """
    kinds: dict[str, list[Mapping[str, object]]] = {}
    for kind, arguments in acts:
        kinds.setdefault(kind, []).append(arguments)
    return ", ".join(
        action_words(kind, several[0])
        if len(several) == 1
        else counted((kind_of(kind) or Action).together, len(several)).format(count=len(several))
        for kind, several in kinds.items()
    )
