"""The file an OpenDocument text is, a zip or one flat tree, its parts as trees without entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from qualcode.importers.opendocument.names import child, name_of
from qualcode.importers.zipped import LARGEST_PART, MILLION, Zipped
from qualcode.model.errors import DamagedFile, FileTooBig, LockedFile, TooDeep, WrongContent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

DEEPEST: Final = 200
"""Elements inside one another: tables in tables in lists reach 60, and each takes a few of Python's thousand calls."""
_MANIFEST: Final = "META-INF/manifest.xml"
_LOCKED: Final = b"encryption-data"
_ZIP: Final = b"PK"


class OpenDocument:
    """An opened text document: its words, and the trees that say how they look."""

    def __init__(self, data: bytes, what: str) -> None:
        """Open it.

        Args:
            data: the file's bytes, a zip (.odt) or a single tree (.fodt).
            what: its name, for refusals.

        Raises:
            DamagedFile: broken, or without words' part.
            LockedFile: encrypted.
            TooBig: more than the limits allow.
            WrongContent: an OpenDocument that is no text, such as a spreadsheet.
        """
        self._what = what
        self.trees: Sequence[Element] = self._zipped(data) if data.startswith(_ZIP) else self._flat(data)
        bodies = (child(tree, "office:body") for tree in self.trees)
        body = next((body for body in bodies if body is not None), None)
        if body is None:
            raise DamagedFile(what)
        text = child(body, "office:text")
        if text is None:
            raise WrongContent(what, format=".odt")
        self.text = text

    def _zipped(self, data: bytes) -> list[Element]:
        package = Zipped(data, self._what)
        if _LOCKED in package.part(_MANIFEST):
            raise LockedFile(self._what)
        if "content.xml" not in package.names:
            raise DamagedFile(self._what)
        parts = ["content.xml", *({"styles.xml"} & package.names)]
        return [self._tree(package.part(name)) for name in parts]

    def _flat(self, data: bytes) -> list[Element]:
        if len(data) > LARGEST_PART:
            raise FileTooBig(self._what, size=len(data) // MILLION, limit=LARGEST_PART // MILLION)
        return [self._tree(data)]

    def _tree(self, data: bytes) -> Element:
        """Return a part as a tree; a document type is refused, for its entities only serve to swell or to spy."""
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except (ParseError, DefusedXmlException, LookupError, ValueError) as fault:
            raise DamagedFile(self._what) from fault
        deep = _depth(root)
        if deep > DEEPEST:
            raise TooDeep(self._what, size=deep, limit=DEEPEST)
        return root


def _depth(root: Element) -> int:
    """Return how many elements lie in one another at most, counted without a call for each."""
    level, depth = [root], 0
    while level:
        depth += 1
        level = [inner for element in level for inner in element if name_of(inner)]
    return depth
