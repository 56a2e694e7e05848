"""An outline written as YAML: parts inside parts, each with its prose, its passages and how it is filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.yaml_nodes import YamlFile
from qualcode.model.errors import EmptyFile
from qualcode.model.errors.outlining import BadOutline
from qualcode.model.messages import N_
from qualcode.model.outlines import PartOptions, PlannedPart, PlannedQuote
from qualcode.model.spans import Span

if TYPE_CHECKING:
    from qualcode.importers.yaml_nodes import Node
    from qualcode.model.transcript import Loss

_KINDS: Final = {"part": "free", "theme": "theme", "code": "code", "reading": "reading"}
_PART: Final = frozenset({
    *_KINDS, "title", "prose", "quotes", "longest", "counts", "only_mine", "by", "passages", "parts",
})  # fmt: skip
_QUOTE: Final = frozenset({
    "document", "place", "words", "code", "coder", "rejected", "form", "cuts", "translation",
})  # fmt: skip
_HEAD: Final = frozenset({"outline", "language", "parts"})
_YES: Final = {"true": True, "yes": True, "oui": True, "false": False, "no": False, "non": False}
_LONGEST: Final = 12
"""Digits of a place: a text of a million millions of characters is none."""
_PLACE: Final = re.compile(rf"\s*(\d{{1,{_LONGEST}}})\s*-\s*(\d{{1,{_LONGEST}}})\s*")

_NOT_PARTS: Final = N_("not a list of parts; write “parts:” and under it a dash before each “part:”")
_TOO_MUCH: Final = N_("more than an outline holds")
_NO_KIND: Final = N_("a part begins with exactly one of “part:”, “theme:”, “code:”, “reading:”")
_UNKNOWN: Final = N_("a field that an outline does not have there")
_NOT_PLACE: Final = N_("a place is written as 120-180, the first character and the one after the last")
_NOT_NUMBER: Final = N_("a whole number is expected here")
_NOT_YES: Final = N_("true or false is expected here")


class OutlineRead(NamedTuple):
    """An outline as a file has it."""

    name: str
    language: str
    parts: tuple[PlannedPart, ...]
    losses: tuple[Loss, ...]


def read_outline(data: bytes, what: str, encoding: str | None = None) -> OutlineRead:
    """Return the outline of a file.

    Args:
        data: the whole file.
        what: its name, for refusals.
        encoding: how it was written; None to find out.

    Raises:
        BadOutline: with the line concerned.
        EmptyFile: there is nothing in it.
        BadBytes, SeemsEncoded, UnknownEncoding, WrongContent: its bytes are no text.
    """
    file = YamlFile(what, BadOutline, _TOO_MUCH, _NOT_PARTS)
    root, losses = file.read(data, encoding)
    if root is None:
        raise EmptyFile(what)
    if not root.fields:
        file.refuse(root.line, _NOT_PARTS)
    head = _fields(root, _HEAD, file)
    parts = _parts(head.get("parts"), file)
    return OutlineRead(file.words(head.get("outline")), file.words(head.get("language")), parts, losses)


def _fields(node: Node, known: frozenset[str], file: YamlFile) -> dict[str, Node]:
    found = file.fields(node)
    for name, value in found.items():
        if name not in known:
            file.refuse(value.line, _UNKNOWN)
    return found


def _list(node: Node | None, file: YamlFile) -> list[Node]:
    """Return what a list holds: fields each; nothing for none."""
    if node is None:
        return []
    if node.fields or (node.words or "").strip() or not all(each.fields for each in node.inside):
        file.refuse(node.line, _NOT_PARTS)
    return node.inside


def _parts(node: Node | None, file: YamlFile) -> tuple[PlannedPart, ...]:
    return tuple(_part(each, file) for each in _list(node, file))


def _part(node: Node, file: YamlFile) -> PlannedPart:
    fields = _fields(node, _PART, file)
    kinds = [name for name in _KINDS if name in fields]
    if len(kinds) != 1 or not file.words(fields[kinds[0]]).strip():
        file.refuse(node.line, _NO_KIND)
    kind, named = _KINDS[kinds[0]], file.words(fields[kinds[0]])
    options = PartOptions(
        quotes=_number(fields.get("quotes"), file),
        longest=_number(fields.get("longest"), file),
        counts=_yes(fields.get("counts"), file),
        only_mine=bool(_yes(fields.get("only_mine"), file)),
        reading=named if kind == "reading" else "",
        by=file.words(fields.get("by")),
    )
    return PlannedPart(
        kind=kind,
        title=named if kind == "free" else file.words(fields.get("title")),
        prose=file.words(fields.get("prose")),
        theme=named if kind == "theme" else None,
        code=named if kind == "code" else None,
        options=options,
        quotes=tuple(_quote(each, file) for each in _list(fields.get("passages"), file)),
        parts=_parts(fields.get("parts"), file),
        line=node.line,
    )


def _quote(node: Node, file: YamlFile) -> PlannedQuote:
    fields = _fields(node, _QUOTE, file)
    said = {name: file.words(fields.get(name)) for name in ("document", "words", "code", "coder", "translation")}
    place = _place(file.words(fields.get("place")), node.line, file)
    cuts = tuple(_place(cut, node.line, file) for cut in file.listed(fields.get("cuts")))
    form = file.words(fields.get("form")).strip() or "auto"
    rejected = bool(_yes(fields.get("rejected"), file))
    return PlannedQuote("", rejected, form, cuts, start=place.start, end=place.end, **said)


def _place(words: str, line: int, file: YamlFile) -> Span:
    found = _PLACE.fullmatch(words)
    if found is None:
        file.refuse(line, _NOT_PLACE)
    return Span(int(found[1]), int(found[2]))


def _number(node: Node | None, file: YamlFile) -> int | None:
    words = file.words(node).strip()
    if node is None or not words:
        return None
    if not re.fullmatch(rf"[0-9]{{1,{_LONGEST}}}", words):
        file.refuse(node.line, _NOT_NUMBER)
    return int(words)


def _yes(node: Node | None, file: YamlFile) -> bool | None:
    words = file.words(node).strip().lower()
    if node is None or not words:
        return None
    if words not in _YES:
        file.refuse(node.line, _NOT_YES)
    return _YES[words]
