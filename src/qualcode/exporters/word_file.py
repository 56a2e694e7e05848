"""A Word file opened by its parts, to be changed in few places and written back with the others as they were."""

from __future__ import annotations

import copy
import json
import re
from collections import defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from lxml import etree

from qualcode.exporters.word_marked import W, words_of
from qualcode.exporters.word_package import MARKS
from qualcode.model.errors import DamagedFile

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTS: Final = re.compile(r"word/(?:footnotes|endnotes|comments|header\d*|footer\d*|glossary/document)\.xml")
"""The parts beside the text in which words may stand."""
_EMBEDDED: Final = re.compile(r"word/(?:embeddings|diagrams|charts|afchunk)[\w/-]*\.\w+", re.IGNORECASE)
"""Files within the file: what they say is not read."""
DOCUMENT: Final = "word/document.xml"
_STYLES, _RELATIONS, _CUSTOM = "word/styles.xml", "word/_rels/document.xml.rels", "docProps/custom.xml"
_LARGEST: Final = 30_000_000
"""Bytes of a part, unpacked: a thousand pages are under ten million, and a tree of them takes ten times as much."""
_READ: Final = (DOCUMENT, _STYLES, _RELATIONS, _CUSTOM)
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_STYLED: Final = (f"{W}rStyle", f"{W}pStyle", f"{W}tblStyle")


class WordFile:
    """The parts that a refresh reads and writes."""

    def __init__(self, data: bytes, what: str = "") -> None:
        """Open a file.

        Args:
            data: its bytes.
            what: its name, as the person gave it.

        Raises:
            DamagedFile: this is no Word file.
        """
        self.data = data
        self.changed: dict[str, bytes] = {}
        try:
            with ZipFile(BytesIO(data)) as parts:
                names = set(parts.namelist())
                self._parts = {name: self._read(parts, name) for name in _READ if name in names}
            self.root = _parsed(self._parts[DOCUMENT])
            self._custom = _parsed(self._parts[_CUSTOM]) if _CUSTOM in self._parts else None
            self._names = self._style_names()
            self._targets = self._pictures()
            self.properties = self._properties()
            self.written = self._written()
        except Exception:  # noqa: BLE001 - the border: libraries throw what they like on a broken file
            raise DamagedFile(what) from None

    @staticmethod
    def _read(parts: ZipFile, name: str) -> bytes:
        if parts.getinfo(name).file_size > _LARGEST:
            raise ValueError(name)
        return parts.read(name)

    def _properties(self) -> dict[str, str]:
        if self._custom is None:
            return {}
        return {one.get("name") or "": "".join(one.itertext()) for one in self._custom}

    def _written(self) -> dict[str, str]:
        """Return the map of marks; one that somebody wrote otherwise says nothing."""
        told = json.loads(self.properties.get(MARKS) or "{}")
        each = told.items() if isinstance(told, dict) else ()
        return {name: kept for name, kept in each if isinstance(kept, str)}

    def _style_names(self) -> dict[str, str]:
        """Return the names of the styles by their ids, which another program may have changed."""
        styles = _parsed(self._parts[_STYLES]) if _STYLES in self._parts else ()
        return {
            style.get(f"{W}styleId") or "": (name.get(f"{W}val") or "").casefold()
            for style in styles
            if style.tag == f"{W}style" and (name := style.find(f"{W}name")) is not None
        }

    def _pictures(self) -> dict[str, str]:
        relations = _parsed(self._parts[_RELATIONS]) if _RELATIONS in self._parts else ()
        return {one.get("Id"): f"word/{one.get('Target')}".replace("word//", "") for one in relations}

    def style_of(self, run: Any) -> str:  # noqa: ANN401 - lxml elements, here and below
        """Return the name of a run's style, nothing for one without."""
        found = run.find(f"{W}rPr/{W}rStyle")
        return self._names.get(found.get(f"{W}val"), "") if found is not None else ""

    def style_of_paragraph(self, paragraph: Any) -> str:  # noqa: ANN401
        """Return the name of a paragraph's style, nothing for one without, and for what is no paragraph."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._names.get(found.get(f"{W}val"), "") if found is not None else ""

    def restyle(self, element: Any, source: WordFile) -> None:  # noqa: ANN401
        """Let what came from another file bear this file's styles of the same names; where it has none, no style."""
        ids = {name: identifier for identifier, name in self._names.items()}
        for node in [inner for inner in element.iter() if inner.tag in _STYLED]:
            name = source._names.get(node.get(f"{W}val"), "")
            if name in ids:
                node.set(f"{W}val", ids[name])
            else:
                node.getparent().remove(node)

    def renew_table(self, old: Any, new: Any, source: WordFile) -> None:  # noqa: ANN401
        """Let a table of ours say what another says: rows that stay keep their dress, new ones bring theirs."""
        rows, grown = _rows_by_key(old), []
        for row in new.iter(f"{W}tr"):
            kept = rows[_key(row)].pop(0) if rows[_key(row)] else None
            if kept is None:
                kept = copy.deepcopy(row)
                self.restyle(kept, source)
            for cell, other in zip(kept.iter(f"{W}tc"), row.iter(f"{W}tc"), strict=True):
                _say(cell, words_of([other]))
            grown.append(kept)
        for row in list(old.iter(f"{W}tr")):
            row.getparent().remove(row)
        old.extend(grown)

    def pictures_in(self, node: Any) -> Iterator[str]:  # noqa: ANN401
        """Give the relation of each picture in a node."""
        return (blip.get(_LINK) for blip in node.iter(f"{_DRAWING}blip"))

    def bytes_of(self, relation: str) -> bytes:
        """Return a picture; nothing where it is not in the file."""
        target = self._targets.get(relation, "")
        with ZipFile(BytesIO(self.data)) as parts:
            return parts.read(target) if target in parts.namelist() else b""

    def put_bytes(self, relation: str, picture: bytes) -> None:
        """Put another picture in the place of one."""
        self.changed[self._targets[relation]] = picture

    def beside(self) -> tuple[dict[str, Any], list[str]]:
        """Return the parts in which words may stand beside the text, and the names of those that cannot be read."""
        found: dict[str, Any] = {}
        unread: list[str] = []
        with ZipFile(BytesIO(self.data)) as parts:
            for name in parts.namelist():
                if _EMBEDDED.fullmatch(name):
                    unread.append(name)
                elif _TEXTS.fullmatch(name):
                    try:
                        found[name] = _parsed(self._read(parts, name))
                    except (ValueError, etree.XMLSyntaxError):  # too large, or no XML
                        unread.append(name)
        return found, unread

    def keep(self, name: str, root: Any) -> None:  # noqa: ANN401
        """Let a part be written anew."""
        self.changed[name] = _serialised(root)

    def packed(self) -> bytes:
        """Return the file with what was changed, every other part byte for byte."""
        self.changed[DOCUMENT] = _serialised(self.root)
        if self._custom is not None:
            for one in self._custom:
                if one.get("name") == MARKS:
                    one[0].text = json.dumps(self.written, sort_keys=True)
            self.changed[_CUSTOM] = _serialised(self._custom)
        out = BytesIO()
        with ZipFile(BytesIO(self.data)) as source, ZipFile(out, "w") as target:
            for info in source.infolist():
                data = self.changed.get(info.filename)
                target.writestr(copy.copy(info), source.read(info) if data is None else data)
        return out.getvalue()


def _parsed(xml: bytes) -> Any:  # noqa: ANN401
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _serialised(root: Any) -> bytes:  # noqa: ANN401
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _rows_by_key(table: Any) -> dict[str, list[Any]]:  # noqa: ANN401
    """Return the rows of a table by what their first cell says."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in table.iter(f"{W}tr"):
        rows[_key(row)].append(row)
    return rows


def _key(row: Any) -> str:  # noqa: ANN401
    return words_of([next(row.iter(f"{W}tc"))])


def columns_of(table: Any) -> set[int]:  # noqa: ANN401
    """Return how many cells the rows of a table have."""
    return {sum(1 for _cell in row.iter(f"{W}tc")) for row in table.iter(f"{W}tr")}


def _say(cell: Any, words: str) -> None:  # noqa: ANN401
    """Let a cell hold other words, in the dress of its first run."""
    if words_of([cell]) == words:
        return
    texts = list(cell.iter(f"{W}t"))
    for text in texts[1:]:
        text.getparent().remove(text)
    if not texts:
        run = etree.SubElement(next(cell.iter(f"{W}p")), f"{W}r")
        texts = [etree.SubElement(run, f"{W}t")]
    texts[0].text = words
