"""YAML as words, lists and fields, each with its line. Values are words only; nothing in it is ever made or run.

The events of the parser are read one by one, so that neither depth nor shorthand for what comes twice can swell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NoReturn

import yaml

from qualcode.importers.decoding import decoded
from qualcode.model.messages import N_

if TYPE_CHECKING:
    from qualcode.model.errors import Refusal
    from qualcode.model.transcript import Loss

DEEPEST: Final = 100
MOST: Final = 200_000
"""Values of a file: a codebook of ten thousand codes has fewer."""
_Loader: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # in C where PyYAML has it: thirty times quicker

_NOT_YAML: Final = N_("not YAML")
_NOT_WORDS: Final = N_("words are expected here, not a list or fields")
_TWICE: Final = N_("a field that comes twice")
_SHORTHAND: Final = N_("shorthand for what comes twice (& and *) is not read")


@dataclass(slots=True)
class Node:
    """A value of the file with its line: words, or a list or fields with what is inside, names and values in turn."""

    line: int
    words: str | None = None
    fields: bool = False
    inside: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file under its name, with what refuses a line of it: a class that takes `line` and `reason`, a message id."""

    what: str
    refusal: type[Refusal]
    too_much: str
    """The message id for more values, or deeper ones, than such a file has."""
    several: str
    """The message id for a second document in it."""

    def refuse(self, line: int, reason: str) -> NoReturn:
        """Refuse a line.

        Raises:
            Refusal: of the class of this file.
        """
        raise self.refusal(self.what, line=line, reason=reason)

    def read(self, data: bytes, encoding: str | None = None) -> tuple[Node | None, tuple[Loss, ...]]:
        """Return the outermost value, None for a file without any, and what is odd in its bytes.

        Raises:
            Refusal: of the class of this file, with the line concerned.
            BadBytes, SeemsEncoded, UnknownEncoding, WrongContent: its bytes are no text.
        """
        text, _encoding, losses = decoded(data, self.what, encoding)
        try:
            return self._built(text), losses
        except yaml.MarkedYAMLError as fault:
            line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        except yaml.YAMLError as fault:
            position = getattr(fault, "position", None)
            line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        raise self.refusal(self.what, line=line, reason=_NOT_YAML)

    def _built(self, text: str) -> Node | None:
        root: Node | None = None
        above: list[Node] = []
        count = 0
        for event in yaml.parse(text, Loader=_Loader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.CollectionEndEvent):
                above.pop()
            elif isinstance(event, yaml.AliasEvent):
                self.refuse(line, _SHORTHAND)
            elif isinstance(event, yaml.NodeEvent):
                count += 1
                if count > MOST or len(above) > DEEPEST:
                    self.refuse(line, self.too_much)
                node = Node(line, getattr(event, "value", None), isinstance(event, yaml.MappingStartEvent))
                if above:
                    above[-1].inside.append(node)
                elif root is not None:
                    self.refuse(line, self.several)
                else:
                    root = node
                if node.words is None:
                    above.append(node)
        return root

    def fields(self, node: Node) -> dict[str, Node]:
        """Return the fields of a value by name."""
        found: dict[str, Node] = {}
        for name, value in zip(node.inside[::2], node.inside[1::2], strict=True):
            if name.words is None:
                self.refuse(name.line, _NOT_WORDS)
            if name.words in found:
                self.refuse(name.line, _TWICE)
            found[name.words] = value
        return found

    def words(self, node: Node | None) -> str:
        """Return the words of a value, nothing for none."""
        if node is not None and node.words is None:
            self.refuse(node.line, _NOT_WORDS)
        return "" if node is None else node.words or ""

    def listed(self, node: Node | None) -> tuple[str, ...]:
        """Return the words of a list; words alone are a list of one."""
        if node is None or node.words is not None:
            return tuple(filter(str.strip, [self.words(node)]))
        return tuple(self.words(each) for each in node.inside)
