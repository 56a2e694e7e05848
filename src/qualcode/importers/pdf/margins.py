"""What a PDF repeats in its margins and nobody says: running heads, page numbers, line numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.transcript import Loss
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.importers.pdf.pages import Page, Piece

ZONE: Final = 0.08
"""Share of the page's height at its top and its foot where heads stand; margins of 2.5 cm are 0.084 of a sheet."""
NEAR: Final = 4.0
"""Points by which the place of a head may differ from page to page."""
LEAST_PAGES: Final = 3
"""Pages on which a line must come again at one place; in a document of fewer pages, all."""
_LEAST_NUMBERS: Final = 5
_SHOWN: Final = 5
_DIGITS: Final = re.compile(r"\d+")
_ROMAN: Final = re.compile(r"[ivxl]{1,7}")
_LINE_NUMBER: Final = re.compile(r"[0-9]{1,5}")
_PAGE_NUMBER: Final = re.compile(r"[-–—\s]*(?:p\.|pp\.|page|p)?\s*#\s*(?:(?:/|of|de|sur)\s*#)?[-–—\s]*")


class Cleaned(NamedTuple):
    """Pages without what stands in their margins, and what was taken off."""

    pages: list[Page]
    losses: tuple[Loss, ...]


def cleaned(pages: Sequence[Page]) -> Cleaned:
    """Take running heads, page numbers, line numbers and what lies outside the page off all pages."""
    numbered, lines = _without_line_numbers(pages)
    shown, outside = _within(numbered)
    heads = list(_heads(shown))
    taken = set(heads)
    kept = [page._replace(pieces=[piece for piece in page.pieces if piece not in taken]) for page in shown]
    several = list(dict.fromkeys(_DIGITS.sub("#", piece.text) for piece in heads))
    names = ", ".join(several[:_SHOWN]) + (", …" if len(several) > _SHOWN else "")
    losses = (
        Loss("running_heads", len(heads), (("lines", names),)),
        Loss("line_numbers", lines),
        Loss("outside_page", outside),
    )
    return Cleaned(kept, tuple(loss for loss in losses if loss.count))


def _within(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """Leave out what is drawn outside the page, which nobody sees, and the other half of a line that an edge cuts."""
    shown: list[Page] = []
    for page in pages:
        pieces = [piece for piece in page.pieces if _inside(piece, page)]
        known = {piece.text for piece in shown[-1].pieces} if shown else set()
        whole = [piece for piece in pieces if piece.base + piece.height <= page.height or piece.text not in known]
        shown.append(page._replace(pieces=whole))
    return shown, sum(len(page.pieces) for page in pages) - sum(len(page.pieces) for page in shown)


def _inside(piece: Piece, page: Page) -> bool:
    return -piece.height < piece.base < page.height and piece.right > 0 and piece.left < page.width


def _without_line_numbers(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """Leave out the numbers beside the lines, where pages have a column of them outside the text."""
    margin = next((reach for page in pages if (reach := _reach(page)) is not None), None)
    if margin is None:
        return list(pages), 0
    kept = [page._replace(pieces=[piece for piece in page.pieces if not _beside(piece, margin)]) for page in pages]
    return kept, sum(len(page.pieces) for page in pages) - sum(len(page.pieces) for page in kept)


def _beside(piece: Piece, margin: tuple[float, float]) -> bool:
    return bool(_LINE_NUMBER.fullmatch(piece.text)) and margin[0] <= piece.left and piece.right <= margin[1]


def _reach(page: Page) -> tuple[float, float] | None:
    """Return how far a page's column of line numbers reaches, left and right, or None where it has none."""
    numbers = [piece for piece in page.pieces if _LINE_NUMBER.fullmatch(piece.text)]
    others = [piece.left for piece in page.pieces if not _LINE_NUMBER.fullmatch(piece.text)]
    if not others:
        return None
    edge = sorted(others)[len(others) // 20]  # a heading may stand further out
    beside = [piece for piece in numbers if piece.right < edge]
    values = [int(piece.text) for piece in beside]
    if len(beside) < _LEAST_NUMBERS or values != sorted(set(values)):
        return None
    return min(piece.left for piece in beside) - NEAR * 2, max(piece.right for piece in beside) + NEAR


def _pattern(piece: Piece) -> str:
    """Return what is alike in a head on all pages: its words, the numbers aside."""
    words = _DIGITS.sub("#", folded(piece.text))
    return "#" if _ROMAN.fullmatch(words) else words


def _heads(pages: Sequence[Page]) -> Iterator[Piece]:
    """Yield the pieces at the top and the foot that come again at one place, and numbers of pages."""
    found: dict[tuple[str, bool], list[Piece]] = defaultdict(list)
    for page in pages:
        for piece in page.pieces:
            top = piece.base + piece.height / 2 > page.height * (1 - ZONE)
            if top or piece.base + piece.height / 2 < page.height * ZONE:
                found[_pattern(piece), top].append(piece)
    least = min(LEAST_PAGES, len(pages))
    for (pattern, _top), pieces in found.items():
        if len(pages) == 1:
            again = pieces if _PAGE_NUMBER.fullmatch(pattern) else []
        else:
            again = _again(pattern, pieces, least)
        yield from again


def _again(pattern: str, pieces: list[Piece], least: int) -> list[Piece]:
    """Return the pieces of one pattern that stand at one height on enough pages; numbers must follow the pages."""
    height = median(piece.base for piece in pieces)
    near = [piece for piece in pieces if abs(piece.base - height) <= NEAR]
    if len({piece.page for piece in near}) < least:
        return []
    if "#" in pattern and not _PAGE_NUMBER.fullmatch(pattern):
        return near
    return near if "#" not in pattern or _counting(near, least) else []


def _counting(pieces: list[Piece], least: int) -> bool:
    """Tell whether the first numbers of some pieces go up with the pages."""
    steps: Counter[int] = Counter()
    for piece in pieces:
        number = _DIGITS.search(piece.text)
        steps[int(number[0]) - piece.page if number else _roman(piece.text) - piece.page] += 1
    return steps.most_common(1)[0][1] >= min(least, len(pieces))


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}.get(sign, 0) for sign in text.strip().casefold()]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
