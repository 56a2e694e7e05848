"""Words that must leave a Word file sought where no mark of the text shows them.

That is in tables, text boxes, notes, comments, headers and footers. A cell of ours goes whole; elsewhere a run of six
words or more of a quotation goes, and what a person wrote around it stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from qualcode.exporters.word_marked import W, cell_words, marks_of
from qualcode.exporters.word_taken_out import SPACE, put
from qualcode.report.withheld import said_in, stand_in, words_in_a_row
from qualcode.words.folding import join_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.exporters.word_file import WordFile
    from qualcode.exporters.word_marked import Mark
    from qualcode.report.refreshing import Rules

RUN: Final = 6
"""Words in a row that are nobody else's."""
TEXT_BOX: Final = "textbox"
TABLE: Final = "table"
"""How places in the text are called that no mark of ours names."""
_WORD: Final = re.compile(r"[\w\u0300-\u036f]+")
_OPENS: Final = re.compile(r"\s*[«“„\"‹‘]")
"""How a quotation in a cell begins."""
_STYLE: Final = "table text"
"""What the names of the styles begin with that our cells are in."""
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What repeats a text box for programs that draw it otherwise."""
_BOX: Final = f"{W}txbxContent"
_PARAGRAPH: Final = f"{W}p"
_TEXTS: Final = (f"{W}t", f"{W}delText")
_PASSES: Final = ((_TEXTS[0],), (_TEXTS[1],), _TEXTS)
"""What is read as one text: what is shown, what a tracked change struck out, both."""
_APART: Final = (f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen")


class Seeking:
    """Looks for the words of some quotations, and takes them out."""

    def __init__(self, file: WordFile, quotations: Iterable[str], rules: Rules, fresh: Iterable[Any]) -> None:
        """Know what is looked for.

        Args:
            file: whose styles tell which cells are ours.
            quotations: what must go, with or without attribution.
            rules: what stands in its place, and which words stand in no text any more.
            fresh: the roots of what the data gives now: a cell that it gives stays.
        """
        self._file, self._rules = file, rules
        quoted = [said_in(words) for words in quotations]
        self._rows = [words_in_a_row(words) for words in quoted]
        self._runs = {run for words in quoted for run in _runs(words)}
        self._given = {cell_words(cell) for root in fresh for cell in root.iter(f"{W}tc")}

    def in_tables(self, root: Any, ours: Iterable[Any]) -> Iterator[str]:  # noqa: ANN401 - lxml elements, here and below
        """Take out what stands in tables; give the name of each place where something went.

        Args:
            root: of the text.
            ours: the tables that marks of ours still show.
        """
        known = {cell for table in ours for cell in table.iter(f"{W}tc")}
        for cell in root.iter(f"{W}tc"):
            words = cell_words(cell)
            if words in self._given or words == self._rules.in_its_place:
                continue
            mine = cell in known or any(map(self._styled, cell.iter(_PARAGRAPH)))
            if mine and _OPENS.match(words) and self._is_gone(words):
                put(list(cell.iter()), self._rules.in_its_place)
                yield TABLE
            else:
                yield from (TABLE for paragraph in cell.iter(_PARAGRAPH) if self._struck(paragraph))

    def in_boxes(self, root: Any) -> Iterator[str]:  # noqa: ANN401
        """Take out what stands in text boxes; give the name of the place as often as something went."""
        for box in root.iter(_BOX):
            struck = sum(self._struck(paragraph) for paragraph in box.iter(_PARAGRAPH))
            if next(box.iterancestors(_FALLBACK), None) is None:
                yield from [TEXT_BOX] * struck

    def in_part(self, root: Any) -> int:  # noqa: ANN401
        """Take out what stands in another part of the file; return in how many paragraphs something went."""
        return sum(self._struck(paragraph) for paragraph in root.iter(_PARAGRAPH))

    def _styled(self, paragraph: Any) -> bool:  # noqa: ANN401
        return self._file.style_of_paragraph(paragraph).startswith(_STYLE)

    def _is_gone(self, words: str) -> bool:
        return stand_in(words, self._rows) or self._rules.lost(words)

    def _struck(self, paragraph: Any) -> bool:  # noqa: ANN401
        """Take the runs out of a paragraph; tell whether there were any."""
        found = False
        for kinds in _PASSES if self._runs else ():
            pieces = list(_pieces(paragraph, kinds))
            for start, end in reversed(self._spans("".join(words for _node, words in pieces))):
                _cut(pieces, start, end, self._rules.in_its_place)
                found = True
        return found

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Return from where to where words in a row are those of a quotation."""
        tokens = _tokens(text)
        covered: set[int] = set()
        for at in range(len(tokens) - RUN + 1):
            if tuple(key for key, _start, _end in tokens[at : at + RUN]) in self._runs:
                covered.update(range(at, at + RUN))
        firsts = [at for at in sorted(covered) if at - 1 not in covered]
        lasts = [at for at in sorted(covered) if at + 1 not in covered]
        return [(tokens[first][1], tokens[last][2]) for first, last in zip(firsts, lasts, strict=True)]


def tables_under(mark: Mark) -> Iterator[Any]:
    """Give the table that stands under the mark of a caption, its source line or not."""
    for node in mark.start.getparent().itersiblings(f"{W}tbl", _PARAGRAPH):
        if node.tag == f"{W}tbl":
            yield node
        if node.tag == f"{W}tbl" or any(marks_of(node)):
            return


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as they are compared, each with its bounds."""
    found = ((join_key(word[0]), word.start(), word.end()) for word in _WORD.finditer(text))
    return [token for token in found if token[0]]


def _runs(words: str) -> Iterator[tuple[str, ...]]:
    keys = [key for key, _start, _end in _tokens(words)]
    return (tuple(keys[at : at + RUN]) for at in range(len(keys) - RUN + 1))


def _pieces(paragraph: Any, kinds: tuple[str, ...]) -> Iterator[tuple[Any, str]]:  # noqa: ANN401
    """Give the texts of a paragraph, those of a text box in it aside, and a space for what parts words."""
    for node in paragraph.iter(*kinds, *_APART):
        if next(node.iterancestors(_PARAGRAPH)) is paragraph:
            yield (node, node.text or "") if node.tag in kinds else (None, " ")


def _cut(pieces: list[tuple[Any, str]], start: int, end: int, said: str) -> None:
    """Put other words in the place of some that stand across several texts."""
    at = 0
    for node, words in pieces:
        first, last = max(start - at, 0), min(end - at, len(words))
        if node is not None and first < last:
            node.text = f"{node.text[:first]}{said}{node.text[last:]}"
            node.set(SPACE, "preserve")
            said = ""
        at += len(words)
