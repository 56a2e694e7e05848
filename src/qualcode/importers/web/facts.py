"""What a web page says of itself: its encoding, its address, its date, its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qualcode.importers.decoding import Decoded, decoded, stored
from qualcode.model.errors import BadBytes, UnknownEncoding, WrongContent

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_HEAD: Final = 4_096
"""Bytes in which the encoding is named: browsers look at 1,024."""
_CHARSET: Final = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*(?P<name>[\w.:-]{2,40})", re.IGNORECASE
)
_AS_BROWSERS: Final = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""Names that browsers read as Windows' code page (WHATWG Encoding Standard, 4.2)."""
_SAVED: Final = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(?P<address>https?://[^\s>]{1,2000})", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_DATE: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|[T\s])")
_ADDRESSES: Final = (
    ("link[rel='canonical']", "href"),
    ("meta[property='og:url']", "content"),
    ("base", "href"),
)
_DATES: Final = (
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='dcterms.date']", "content"),
    ("meta[name='DC.date']", "content"),
    ("meta[name='dcterms.created']", "content"),
    ("meta[name='citation_publication_date']", "content"),
    ("meta[name='date']", "content"),
    ("meta[name='pubdate']", "content"),
    ("time[itemprop='datePublished']", "datetime"),
    ("time[datetime]", "datetime"),
)
"""Where a page says when it was published, the surest first."""
LONGEST_TITLE: Final = 150


def decoded_page(data: bytes, what: str, encoding: str | None) -> Decoded:
    """Return a page's source as text: as the person says, else UTF-8, else as the page says, else by a guess.

    A page that names another encoding than UTF-8 and is valid UTF-8 was converted after its line was written.

    Raises:
        BadBytes, SeemsEncoded, UnknownEncoding, WrongContent: its bytes are no text.
    """
    try:
        known = decoded(data, what, encoding)
    except WrongContent:
        raise WrongContent(what, format=".html") from None
    except BadBytes:
        said = None if encoding else _as_it_says(data, what)
        if said is None:
            raise
        return said
    guessed = any(loss.kind == "encoding_guessed" for loss in known.losses)
    return (_as_it_says(data, what) or known) if guessed else known


def _as_it_says(data: bytes, what: str) -> Decoded | None:
    """Return the source in the encoding it names, or None where it names none, or a wrong one."""
    named = _CHARSET.search(data[:_HEAD])
    if named is None:
        return None
    name = named["name"].decode("ascii", "replace").lower()
    try:
        return decoded(data, what, _AS_BROWSERS.get(name, name))
    except (BadBytes, UnknownEncoding):
        return None


def address_of(page: LexborHTMLParser, source: str) -> str:
    """Return the page's address on the web, empty where it says none: as saved, else as the page names itself."""
    saved = _SAVED.search(source[:_HEAD])
    if saved:
        return saved["address"]
    return next((value for value in _said(page, _ADDRESSES) if _ADDRESS.fullmatch(value)), "")


def date_of(page: LexborHTMLParser) -> str:
    """Return the day the page was published as YYYY-MM-DD, or what it tells of it; empty where it says none."""
    return next((found[0] for value in _said(page, _DATES) if (found := _DATE.match(value))), "")


def _said(page: LexborHTMLParser, places: tuple[tuple[str, str], ...]) -> list[str]:
    """Return what some elements say in an attribute, in the order of the places."""
    found = ((page.css_first(selector), name) for selector, name in places)
    return [(node.attributes.get(name) or "").strip() for node, name in found if node is not None]


def title_of(page: LexborHTMLParser) -> str:
    """Return the page's first heading of the first level, else what its window's title says."""
    for selector in ("h1", "title"):
        node = page.css_first(selector)
        words = " ".join(node.text(deep=True).split()) if node is not None else ""
        if any(sign.isalnum() for sign in words) and len(words) <= LONGEST_TITLE:
            return stored(words)[0]
    return ""
