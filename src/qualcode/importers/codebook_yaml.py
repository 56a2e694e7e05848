"""A codebook written as YAML: codes inside their groups. Values are words only; nothing in it is ever made or run.

The events of the parser are read one by one, so that neither depth nor shorthand for what comes twice can swell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.yaml_nodes import YamlFile
from qualcode.model.errors import BadCodebook, EmptyFile, UnknownField
from qualcode.model.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qualcode.importers.yaml_nodes import Node
    from qualcode.model.transcript import Loss

TEXTS: Final = ("label_fr", "label_en", "definition_fr", "definition_en", "when_to_use", "when_not_to", "example")
FIELDS: Final = ("name", "parent", "colour", *TEXTS, "retired", "retired_reason", "also_in", "codes", "in_use")
"""What a code may say of itself; `in_use`, the counts and examples of another study, is passed over."""

_NOT_CODES: Final = N_("not a list of codes; write “codes:” and under it a dash before each “name:”")
_NAMELESS: Final = N_("a code without a name")
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
    file = YamlFile(what, BadCodebook, _TOO_MUCH, _NOT_CODES)
    root, losses = file.read(data, encoding)
    if root is None:
        raise EmptyFile(what)
    if root.fields:
        root = file.fields(root).get("codes", root)
    return list(_codes(root, (), "", file)), losses


def _codes(node: Node, above: tuple[str, ...], under: str, file: YamlFile) -> Iterator[CodeRead]:
    """Give the codes of a list, each followed by those inside it."""
    if node.fields or (node.words or "").strip():
        file.refuse(node.line, _NOT_CODES)
    for each in node.inside:
        if not each.fields:
            file.refuse(each.line, _NOT_CODES)
        fields = file.fields(each)
        for name, value in fields.items():
            if name not in FIELDS or (name == "parent" and above):
                raise UnknownField(file.what, line=value.line, word=name, names=", ".join(FIELDS))
        name = file.words(fields.get("name"))
        if not name.strip():
            file.refuse(each.line, _NAMELESS)
        outermost = under or file.words(fields.get("parent"))
        said = {text: file.words(fields.get(text)) for text in ("colour", *TEXTS, "retired", "retired_reason")}
        yield CodeRead(each.line, name, above, said, file.listed(fields.get("also_in")), outermost)
        if "codes" in fields:
            yield from _codes(fields["codes"], (*above, name), outermost, file)
