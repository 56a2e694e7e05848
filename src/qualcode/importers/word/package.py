"""The zip a Word document is: its parts found by their relations, under limits, as trees without outside entities."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from qualcode.importers.word.names import name_of
from qualcode.importers.zipped import Zipped
from qualcode.model.errors import DamagedFile

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES: Final = "[Content_Types].xml"
_ROOT_RELATIONS: Final = "_rels/.rels"
_MAIN: Final = "/officeDocument"
_PROPERTIES: Final = "/core-properties"
_SAVED_BY: Final = "lastModifiedBy"


class Package:
    """An opened Word document; parts are asked for by the end of their relation's type, such as `/footnotes`."""

    def __init__(self, data: bytes, what: str) -> None:
        """Open the zip and find the main part.

        Raises:
            DamagedFile: no zip, or no Word document in it.
            LockedFile: entries under a password.
            TooManyParts: more entries than any document has.
        """
        self.what = what
        self._zip = Zipped(data, what)
        if _TYPES not in self._zip.names or _ROOT_RELATIONS not in self._zip.names:
            raise DamagedFile(what)
        self._relations: dict[str, list[tuple[str, str]]] = {}
        self.main = next(self._related("", _MAIN), "")
        if not self.main:
            raise DamagedFile(what)

    def document(self) -> etree._Element:
        """Return the tree of the main part."""
        tree = self._tree(self.main)
        if tree is None:
            raise DamagedFile(self.what)
        return tree

    def part(self, kind: str) -> etree._Element | None:
        """Return the tree of the first part of a kind that the main part names, or None."""
        return next((tree for name in self._related(self.main, kind) if (tree := self._tree(name)) is not None), None)

    def author(self) -> str:
        """Return who saved the document last, as its properties say; empty where they do not."""
        names = self._related("", _PROPERTIES)
        tree = next((tree for name in names if (tree := self._tree(name)) is not None), None)
        found = (part for part in tree if name_of(part) == _SAVED_BY) if tree is not None else iter(())
        return next(((part.text or "").strip() for part in found), "")

    def parts_with(self, kind: str, mark: bytes) -> int:
        """Count the parts of a kind that hold some bytes."""
        return sum(1 for name in self._related(self.main, kind) if mark in self._zip.part(name))

    def _related(self, owner: str, kind: str) -> Iterator[str]:
        """Return the names of the parts to which one is related in a way that ends so; `owner` empty for the whole."""
        if owner not in self._relations:
            self._relations[owner] = list(self._relations_of(owner))
        return (target for type_, target in self._relations[owner] if type_.endswith(kind))

    def _relations_of(self, owner: str) -> Iterator[tuple[str, str]]:
        """Yield the type and the target of each relation of a part to another part of the zip."""
        folder, name = posixpath.split(owner)
        relations = self._tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in relations if relations is not None else ():
            target = relation.get("Target", "") if isinstance(relation.tag, str) else ""
            if target and relation.get("TargetMode") != "External":
                yield relation.get("Type", ""), posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def _tree(self, name: str) -> etree._Element | None:
        """Return a part as a tree, or None where there is none."""
        if name not in self._zip.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._zip.part(name), parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise DamagedFile(self.what) from fault
        if _has_doctype(root):
            raise DamagedFile(self.what)  # Word writes none: entities only serve to swell or to spy
        return root


def _has_doctype(root: etree._Element) -> bool:
    information: Any = root.getroottree().docinfo
    return bool(information.doctype) or information.internalDTD is not None
