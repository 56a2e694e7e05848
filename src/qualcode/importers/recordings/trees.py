"""Trees of XML files of recordings: no entity, no outside file, an encoding that lies put right by a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from qualcode.importers.decoding import decoded
from qualcode.importers.recordings.utterances import check_size
from qualcode.model.errors import DamagedFile, ImportRefused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from qualcode.model.transcript import Loss

DEEPEST: Final = 60
"""Elements inside one another; Transcriber and ELAN nest at most six."""


class Tree(NamedTuple):
    """The root of a file, the encoding where it was not what the file says, and what was replaced."""

    root: Element
    encoding: str = ""
    losses: tuple[Loss, ...] = ()


def read_tree(data: bytes, what: str, encoding: str | None) -> Tree:
    """Return the tree of an XML file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        encoding: what the person says it is; None for what the file declares.

    Raises:
        DamagedFile: no XML, or XML that serves to swell or to spy.
        FileTooBig: more than a recording's transcript takes.
    """
    check_size(data, what)
    if encoding is None:
        try:
            return Tree(_parsed(data, None))
        except ParseError:
            pass  # perhaps its bytes are not what it declares
        except (DefusedXmlException, ValueError, LookupError):
            raise DamagedFile(what) from None
    try:
        known = decoded(data, what, encoding)
        return Tree(_parsed(known.text.encode(), "utf-8"), known.encoding, known.losses)
    except (ParseError, DefusedXmlException, ValueError):
        raise DamagedFile(what) from None
    except ImportRefused:
        if encoding is not None:
            raise
        raise DamagedFile(what) from None


def _parsed(data: bytes, encoding: str | None) -> Element:
    """Parse some bytes; a named document type is let pass, since Transcriber writes one, and is never fetched."""
    parser = DefusedXMLParser(encoding=encoding, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.feed(data)
    root: Element = parser.close()
    _check_depth(root)
    return root


def _check_depth(root: Element) -> None:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    raise ParseError
