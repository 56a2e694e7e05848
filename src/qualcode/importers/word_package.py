"""The zip a Word document is: its parts found by their relations, under limits, as trees without outside entities."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from qualcode.model.errors import DamagedFile, FileTooBig, LockedFile, TooManyParts

if TYPE_CHECKING:
    from collections.abc import Iterator

MILLION: Final = 1_000_000
MOST_PARTS: Final = 4_000
"""Entries of the zip: a document with a thousand pictures has some 1,100."""
LARGEST_PART: Final = 40 * MILLION
"""Bytes of one part once unpacked: Word writes 10 to 30 a word, so over a million words; the tree takes 300 MB."""
LARGEST_RATIO: Final = 200
"""Unpacked to packed size over which a part of more than a million bytes is a bomb; Word's own markup reaches 60."""
_ENCRYPTED: Final = 0x1

_TYPES: Final = "[Content_Types].xml"
_ROOT_RELATIONS: Final = "_rels/.rels"
_MAIN: Final = "/officeDocument"


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
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as fault:
            raise DamagedFile(what) from fault
        names = self._zip.namelist()
        if len(names) > MOST_PARTS:
            raise TooManyParts(what, size=len(names), limit=MOST_PARTS)
        if any(entry.flag_bits & _ENCRYPTED for entry in self._zip.infolist()):
            raise LockedFile(what)
        if len(set(names)) != len(names) or _TYPES not in names or _ROOT_RELATIONS not in names:
            raise DamagedFile(what)  # two parts of one name: nobody can say which one Word would show
        self._names = frozenset(names)
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

    def parts_with(self, kind: str, mark: bytes) -> int:
        """Count the parts of a kind that hold some bytes."""
        return sum(1 for name in self._related(self.main, kind) if mark in self._bytes(name))

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
        if name not in self._names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._bytes(name), parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise DamagedFile(self.what) from fault
        if _has_doctype(root):
            raise DamagedFile(self.what)  # Word writes none: entities only serve to swell or to spy
        return root

    def _bytes(self, name: str) -> bytes:
        """Return a part unpacked, never more than the limits allow whatever its size claims to be."""
        if name not in self._names:
            return b""
        entry = self._zip.getinfo(name)
        allowed = max(MILLION, min(LARGEST_PART, entry.compress_size * LARGEST_RATIO))
        try:
            with self._zip.open(entry) as part:
                data = part.read(allowed + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        ) as fault:
            raise DamagedFile(self.what) from fault
        if len(data) > allowed:
            raise FileTooBig(self.what, size=max(entry.file_size, len(data)) // MILLION, limit=allowed // MILLION)
        return data


def _has_doctype(root: etree._Element) -> bool:
    information: Any = root.getroottree().docinfo
    return bool(information.doctype) or information.internalDTD is not None
