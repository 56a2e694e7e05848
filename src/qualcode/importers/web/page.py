"""Web pages kept as a file (.html, .htm): text only, nothing fetched; menus and notices are left out and listed.

Rules: what a browser shows as a line of its own is a paragraph; a line break is a line end; a table gives a line for
each row, its cells parted by tabs; what is struck as deleted or set not to show is no text; the page's address and date
are kept beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from qualcode.importers.assembling import Reading, assembled
from qualcode.importers.decoding import stored
from qualcode.importers.forms import answered, cells_of
from qualcode.importers.paragraphs import laid_out
from qualcode.importers.web.facts import address_of, date_of, decoded_page, title_of
from qualcode.importers.web.walk import Walk
from qualcode.importers.word.titles import with_titles
from qualcode.model.errors import TooDeep
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import Transcript

DEEPEST: Final = 5_000
"""Elements of one name left open at once: old pages never close hundreds; the parser's time grows by the square."""
MOST_LISTED: Final = 12
"""Lines of the site that the report names; all stand in the document's metadata."""
LONGEST_LISTED: Final = 60
LONGEST_LIST: Final = 10_000
"""Characters of all lines of the site that are kept."""
_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)")
_NO_CHARACTER: Final = "\ufffd"
_NEVER_OPEN_NAMES: Final = """
area base br col embed hr img input link meta param source track wbr p li dt dd td th tr option
"""
_NEVER_OPEN: Final = frozenset(_NEVER_OPEN_NAMES.split())
"""Elements that hold nothing, or that the next of their kind ends."""


def read(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read an .html file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: the encoding where the person says it, and how turns are told apart.

    Raises:
        ImportRefused: bytes that are no text, or elements inside one another without end.
    """
    source = decoded_page(data, what, options.encoding)
    _refuse_depth(source.text, what)
    page = LexborHTMLParser(source.text)
    walk = Walk()
    if page.root is not None:
        walk.read(page.root)
    text, blocks = laid_out(walk.paragraphs)
    text, replaced = stored(text)
    absent = text.count(_NO_CHARACTER) - source.text.count(_NO_CHARACTER)
    losses = (*source.losses, *walk.losses(), *_listed(walk.of_site), *replaced)
    losses += (Loss("no_characters", absent),) if absent > 0 else ()
    facts = (("address", address_of(page, source.text)), ("date", date_of(page)), ("left_out", _all(walk.of_site)))
    reading = Reading(
        text,
        "html",
        title=title_of(page),
        encoding=source.encoding,
        blocks=with_titles(text, blocks),
        losses=losses,
        metadata=tuple((name, value) for name, value in facts if value),
    )
    return answered(assembled(reading, options), cells_of(text, blocks), PurePath(what).stem, options)


def _refuse_depth(source: str, what: str) -> None:
    """Refuse a page whose elements lie in one another without end, before the parser spends its time on it."""
    opened: Counter[str] = Counter()
    for tag in _TAG.finditer(source):
        name = tag["name"].lower()
        if name not in _NEVER_OPEN:
            opened[name] += -1 if tag["end"] else 1
            if opened[name] > DEEPEST:
                raise TooDeep(what, size=opened[name], limit=DEEPEST)


def _listed(lines: list[str]) -> Iterator[Loss]:
    """Yield how many lines of the site were left out, and the first of them."""
    if lines:
        shown = " · ".join(line[:LONGEST_LISTED] for line in lines[:MOST_LISTED])
        yield Loss("page_furniture", len(lines), (("lines", f"{shown} …" if len(lines) > MOST_LISTED else shown),))


def _all(lines: list[str]) -> str:
    return stored("\n".join(lines))[0][:LONGEST_LIST]
