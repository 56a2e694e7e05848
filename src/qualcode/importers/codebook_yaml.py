"""A codebook written as YAML: codes inside their groups. Values are words only; nothing in it is ever made or run.

The events of the parser are read one by one, so that neither depth nor shorthand for what comes twice can swell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from qualcode.importers.decoding import decoded
from qualcode.model.errors import BadCodebook, EmptyFile, UnknownField
from qualcode.model.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qualcode.model.transcript import Loss

TEXTS: Final = ("label_fr", "label_en", "definition_fr", "definition_en", "when_to_use", "when_not_to", "example")
FIELDS: Final = ("name", "parent", "colour", *TEXTS, "retired", "retired_reason", "also_in", "codes")
"""What a code may say of itself."""
DEEPEST: Final = 100
MOST: Final = 200_000
"""Values of a file: a codebook of ten thousand codes has fewer."""
_Loader: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # in C where PyYAML has it: thirty times quicker

_NOT_YAML: Final = N_("not YAML")
_NOT_CODES: Final = N_("not a list of codes; write “codes:” and under it a dash before each “name:”")
_NAMELESS: Final = N_("a code without a name")
_NOT_WORDS: Final = N_("words are expected here, not a list or fields")
_TWICE: Final = N_("a field that comes twice")
_SHORTHAND: Final = N_("shorthand for what comes twice (& and *) is not read")
_TOO_MUCH: Final = N_("more than a codebook holds")


class CodeRead(NamedTuple):
    """A code as the file has it; `parent` is the path above it, `said` its words by field, `also_in` paths."""

    line: int
    name: str
    parent: tuple[str, ...]
    said: Mapping[str, str]
    also_in: tuple[str, ...]
    under: str = ""
    """The path, as it was written, of the code above the outermost of these."""


@dataclass(slots=True)
class _Node:
    """A value of the file with its line: words, or a list or fields with what is inside, names and values in turn."""

    line: int
    words: str | None = None
    fields: bool = False
    inside: list[_Node] = field(default_factory=list)


def read_codebook(data: bytes, what: str, encoding: str | None = None) -> tuple[list[CodeRead], tuple[Loss, ...]]:
    """Return the codes of a file in its order, groups before what is in them, and what is odd in its bytes.

    Args:
        data: the whole file.
        what: its name, for refusals.
        encoding: how it was written; None to find out.

    Raises:
        BadCodebook, UnknownField: with the line concerned.
        EmptyFile: there is nothing in it.
        BadBytes, SeemsEncoded, UnknownEncoding, WrongContent: its bytes are no text.
    """
    text, _encoding, losses = decoded(data, what, encoding)
    root = _root(text, what)
    if root is None:
        raise EmptyFile(what)
    if root.fields:
        root = next((value for name, value in _pairs(root, what) if name == "codes"), root)
    return list(_codes(root, (), "", what)), losses


def _root(text: str, what: str) -> _Node | None:
    """Return the outermost value, None for a file without any."""
    try:
        return _built(text, what)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise BadCodebook(what, line=line, reason=_NOT_YAML) from None
    except yaml.YAMLError as fault:
        position = getattr(fault, "position", None)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        raise BadCodebook(what, line=line, reason=_NOT_YAML) from None


def _built(text: str, what: str) -> _Node | None:
    root: _Node | None = None
    above: list[_Node] = []
    count = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionEndEvent):
            above.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise BadCodebook(what, line=line, reason=_SHORTHAND)
        elif isinstance(event, yaml.NodeEvent):
            count += 1
            if count > MOST or len(above) > DEEPEST:
                raise BadCodebook(what, line=line, reason=_TOO_MUCH)
            node = _Node(line, getattr(event, "value", None), isinstance(event, yaml.MappingStartEvent))
            if above:
                above[-1].inside.append(node)
            elif root is not None:
                raise BadCodebook(what, line=line, reason=_NOT_CODES)  # a second document
            else:
                root = node
            if node.words is None:
                above.append(node)
    return root


def _pairs(node: _Node, what: str) -> Iterator[tuple[str, _Node]]:
    """Give the fields of a value by name."""
    seen: set[str] = set()
    for name, value in zip(node.inside[::2], node.inside[1::2], strict=True):
        if name.words is None:
            raise BadCodebook(what, line=name.line, reason=_NOT_WORDS)
        if name.words in seen:
            raise BadCodebook(what, line=name.line, reason=_TWICE)
        seen.add(name.words)
        yield name.words, value


def _codes(node: _Node, above: tuple[str, ...], under: str, what: str) -> Iterator[CodeRead]:
    """Give the codes of a list, each followed by those inside it."""
    if node.fields or (node.words or "").strip():
        raise BadCodebook(what, line=node.line, reason=_NOT_CODES)
    for each in node.inside:
        if not each.fields:
            raise BadCodebook(what, line=each.line, reason=_NOT_CODES)
        fields = dict(_pairs(each, what))
        for name, value in fields.items():
            if name not in FIELDS or (name == "parent" and above):
                raise UnknownField(what, line=value.line, word=name, names=", ".join(FIELDS))
        name = _words(fields.get("name"), what)
        if not name.strip():
            raise BadCodebook(what, line=each.line, reason=_NAMELESS)
        outermost = under or _words(fields.get("parent"), what)
        said = {text: _words(fields.get(text), what) for text in ("colour", *TEXTS, "retired", "retired_reason")}
        yield CodeRead(each.line, name, above, said, _listed(fields.get("also_in"), what), outermost)
        if "codes" in fields:
            yield from _codes(fields["codes"], (*above, name), outermost, what)


def _words(node: _Node | None, what: str) -> str:
    if node is not None and node.words is None:
        raise BadCodebook(what, line=node.line, reason=_NOT_WORDS)
    return "" if node is None else node.words or ""


def _listed(node: _Node | None, what: str) -> tuple[str, ...]:
    """Return the words of a list; words alone are a list of one."""
    if node is None or node.words is not None:
        return tuple(filter(str.strip, [_words(node, what)]))
    return tuple(_words(each, what) for each in node.inside)
