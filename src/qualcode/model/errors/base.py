"""The base of every refusal. The sentence is made when shown, in the reader's language: WHAT: reason; what to do."""

from __future__ import annotations

from typing import ClassVar

from qualcode.model.messages import N_, _, counted


class Refusal(Exception):
    """Something qualcode will not do, or could not; nothing was half done.

    A subclass gives `message`, a sentence with named fields (or a pair, for one and for many, by the field `count`); an
    instance gives the fields.
    """

    message: ClassVar[str | tuple[str, str]] = N_("{what}: this cannot be done")
    translated: ClassVar[tuple[str, ...]] = ()
    """Names of the fields that are themselves messages of a table, translated when shown."""

    def __init__(self, what: object = "", **fields: object) -> None:
        """Keep the fields; `what` names the thing concerned, as the person knows it."""
        super().__init__(what)
        self.fields: dict[str, object] = {"what": what, **fields}

    def __str__(self) -> str:
        """Return the sentence in the language of the interface."""
        worded = {name: _(str(self.fields[name])) for name in self.translated if name in self.fields}
        return counted(self.message, self.fields.get("count")).format_map({**self.fields, **worded})

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with all fields."""
        return (_rebuilt, (type(self), self.fields))


def _rebuilt(kind: type[Refusal], fields: dict[str, object]) -> Refusal:
    return kind(**fields)
