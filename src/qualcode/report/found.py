"""The quotations of a report: between marks of any style, or set apart as blocks, each with its attribution."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.model.transcript import Block
from qualcode.report.translations import in_brackets
from qualcode.report.withheld import TAKEN_OUT
from qualcode.report.wording import wording_of
from qualcode.words.quotations import PAGE_BREAK, PAIRS, TERM, quotations_of
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qualcode.words.quotations import Quotations

MOST_LINES: Final = 40
"""Lines that a block set apart may have."""
INDENT: Final = 4
"""Spaces from which a paragraph of plain text is set apart."""
_ATTRIBUTION: Final = re.compile(
    r"\((?P<label>[^()\n]{1,80})\)[\s.]*$|\n\s*[—–]\s*(?P<after>[^\n]{1,60})\s*$|\s[—–]\s(?P<dash>[^\n]{1,40})\s*$"
)
_BRACKET_AFTER: Final = re.compile(r"[\s.,»”\"]*\((?P<inside>[^()]{1,120})\)")
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_INDENTED: Final = re.compile(rf"^(?:(?:[ \u00a0]{{{INDENT}}}|\t)(?=[^\S\n]*+\S)[^\n]*(?:\n|\Z))+", re.MULTILINE)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARGIN: Final = re.compile(r"^ {0,3}>[^\S\n]?", re.MULTILINE)
_HARD_BREAK: Final = re.compile(r"\\$")
_LINE: Final = re.compile(r"[^\n\f]*[\n\f]|[^\n\f]+")
_LEADS: Final = (":", "»", "”", ")")
"""What a line ends with that is no line of the block after it."""
_NO_BREAK: Final = re.compile(r"[^\n]")
_WRAPPED: Final = frozenset({"«»", "“”", '""'})
_MARKS: Final = '«»“”"„ \u00a0\u202f\t\n'


class Found(NamedTuple):
    """A quotation as the report has it: its words, its attribution, where it begins.

    Where neither marks nor the format set it apart it is not `sure`: prose may end with an attribution too.
    """

    text: str
    label: str
    at: int
    sure: bool = True
    translates: bool = False
    """Whether it stands in brackets as the translation of the quotation before it."""


class ReportQuotations(NamedTuple):
    """The quotations of a report in order; how many guillemets are terms, and how many cite the literature."""

    found: tuple[Found, ...]
    terms: int
    cited: int


def markdown_read(text: str) -> tuple[str, tuple[Block, ...]]:
    """Return Markdown as it is read, and the blocks of it that are quotations or headings.

    Args:
        text: the file's text; its escapes, the signs of its quotations and its hard breaks go.
    """
    lines: list[str] = []
    blocks: list[Block] = []
    place = 0
    for line in text.split("\n"):
        margin = _MARGIN.match(line)
        shown = _ESCAPED.sub(r"\1", _HARD_BREAK.sub("", line[margin.end() :] if margin else line))
        shown = shown.replace("&nbsp;", " ")
        kind = "quote" if margin else "heading" if line.startswith("#") else None
        last = blocks[-1] if blocks else None
        if margin and last is not None and last.kind == "quote" and last.end == place - 1:
            blocks[-1] = Block(last.start, place + len(shown), "quote")
        elif kind == "quote":
            blocks.append(Block(place, place + len(shown), "quote"))
        elif kind == "heading":
            blocks.append(Block(place, place + len(shown), "heading"))
        lines.append(shown)
        place += len(shown) + 1
    return "\n".join(lines), tuple(blocks)


def quotations_in(
    text: str,
    blocks: Sequence[Block],
    names_a_voice: Callable[[str], bool],
    is_term: Callable[[str], bool],
) -> ReportQuotations:
    """Find the quotations of a report.

    Args:
        text: the report's text.
        blocks: its pieces, with those its format sets apart as quotations or as headings.
        names_a_voice: tells whether words in brackets name a voice of the study.
        is_term: tells whether words between marks are a name of the codebook.
    """
    return _Search(text, blocks, names_a_voice, is_term).all()


class _Search:
    """One report under search; what was found is hidden from the next style of marks."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        names_a_voice: Callable[[str], bool],
        is_term: Callable[[str], bool],
    ) -> None:
        self._text, self._blocks = text, blocks
        self._names_a_voice, self._is_term = names_a_voice, is_term
        self._left = text
        self._hidden: list[tuple[int, int]] = []
        self._found: list[Found] = []
        self._terms = self._cited = 0

    def all(self) -> ReportQuotations:
        """Look for blocks, then for each style of marks, the one attributions stand after first."""
        self._translations()
        self._mask()
        self._set_apart(self._quote_blocks())
        self._mask()
        first = quotations_of(self._left, self._names_a_voice)
        self._terms += first.terms
        self._keep(first, sure=True)
        for style in PAIRS:
            self._mask()
            self._keep(quotations_of(self._left, self._names_a_voice, style), sure=False)
        self._mask()
        self._set_apart(self._indented())
        self._mask()
        self._unmarked()
        return ReportQuotations(tuple(self._in_order()), self._terms, self._cited)

    def _translations(self) -> None:
        """Keep the translations that stand in brackets, and look for no quotation in them."""
        for start, end in in_brackets(self._left):
            self._found.append(Found(self._text[start:end], "", start, translates=True))
            self._hidden.append((start, end))

    def _in_order(self) -> Iterator[Found]:
        """Give what was found in order; a translation is attributed as the quotation before it."""
        label = ""
        for found in sorted(self._found, key=lambda found: found.at):
            label = label if found.translates else found.label
            yield found._replace(label=label)

    def _keep(self, quotations: Quotations, *, sure: bool) -> None:
        """Keep the quotations of one style; of a style beside the first, what runs over a paragraph is none."""
        for start, end, label in quotations.found:
            words = self._left[start:end]
            if not words.strip(_MARKS) or (not sure and not label and "\n\n" in words):
                continue
            self._one(start, end, label)

    def _one(self, start: int, end: int, label: str) -> None:
        """Keep a quotation, unless it is a term, a heading or a citation of the literature."""
        words = self._text[start:end]
        if not label and (self._is_term(words) or self._in_heading(start)):
            self._terms += 1
        elif not label and self._cites(end):
            self._cited += 1
        else:
            self._found.append(Found(PAGE_BREAK.sub("\n", words), label, start))
        attribution = _BRACKET_AFTER.match(self._text, end) if label else None
        self._hidden.append((max(0, start - 2), attribution.end() if attribution else end + 2))

    def _mask(self) -> None:
        """Put spaces where quotations stand, so that no other style is looked for inside them."""
        pieces: list[str] = []
        place = 0
        for start, end in sorted(self._hidden):
            pieces += [self._left[place:start], _NO_BREAK.sub(" ", self._left[max(start, place) : end])]
            place = max(place, min(end, len(self._left)))
        self._left = "".join([*pieces, self._left[place:]])
        self._hidden.clear()

    def _cites(self, end: int) -> bool:
        after = _BRACKET_AFTER.match(self._text, end)
        return after is not None and _YEAR.search(after["inside"]) is not None

    def _in_heading(self, place: int) -> bool:
        return any(block.kind == "heading" and block.start <= place < block.end for block in self._blocks)

    def _quote_blocks(self) -> Iterator[tuple[int, int, bool]]:
        """Give the bounds of the quotations the format sets apart, several paragraphs of one as one."""
        start: int | None = None
        last = 0
        for block in self._blocks:
            whole = self._text[block.start : block.end]
            if block.kind == "quote" and whole.strip() and not whole.lstrip(_MARKS).startswith(self._taken_out):
                start = block.start if start is None else start
                last = block.end
                if _ATTRIBUTION.search(whole):
                    yield start, last, True
                    start = None
            elif start is not None and whole.strip():
                yield start, last, True
                start = None
        if start is not None:
            yield start, last, True

    @cached_property
    def _taken_out(self) -> tuple[str, ...]:
        """What stands in the place of an excerpt that was withdrawn, in any language: what follows is the analyst's."""
        return tuple(wording_of(language).gettext(TAKEN_OUT) for language in CORPUS_LANGUAGES)

    def _indented(self) -> Iterator[tuple[int, int, bool]]:
        """Give the bounds of paragraphs set apart by spaces."""
        for found in _INDENTED.finditer(self._left):
            yield found.start(), found.end(), False

    def _unmarked(self) -> None:
        """Keep lines that lead to the attribution of a known voice: a block whose look the format does not tell."""
        lines = [(found.start(), found.group()) for found in _LINE.finditer(self._left)]
        floor = -1
        for number, (place, line) in enumerate(lines):
            attribution = _ATTRIBUTION.search(line)
            label = next((group for group in attribution.groups() if group), "") if attribution else ""
            if attribution is None or not self._names_a_voice(label):
                continue
            first = number if line[: attribution.start()].strip() else number - 1
            while first - 1 > max(floor, number - MOST_LINES) and _goes_on(lines[first - 1][1]):
                first -= 1
            floor = number
            self._one_unmarked(lines[max(first, 0)][0], place + attribution.start(), label.strip())

    def _one_unmarked(self, start: int, end: int, label: str) -> None:
        words = self._text[start:end].strip()
        if words and count_words(words) > TERM:
            self._found.append(Found(PAGE_BREAK.sub("\n", words), label, start, sure=False))

    def _set_apart(self, bounds: Iterator[tuple[int, int, bool]]) -> None:
        """Keep what is set apart; by spaces alone, only where an attribution names a voice; marks go first."""
        for start, end, by_format in list(bounds):
            words = self._left[start:end]
            attribution = _ATTRIBUTION.search(words)
            label = next((group for group in attribution.groups() if group), "") if attribution else ""
            known = bool(label) and self._names_a_voice(label)
            if not known and not (by_format and (not label or _looks_like_a_voice(label))):
                attribution, label = (None, "") if by_format else (attribution, label)
                if not by_format:
                    continue
            quote_end = start + (attribution.start() if attribution else len(words))
            self._one_set_apart(start, quote_end, end, label.strip())

    def _one_set_apart(self, start: int, end: int, whole_end: int, label: str) -> None:
        """Keep a block, without the marks it may have all the same; within marks for a part of it, it is prose."""
        words = self._text[start:end]
        trimmed = words.strip(_MARKS)
        if not trimmed or count_words(trimmed) == 0:
            return
        begins = start + words.index(trimmed)
        edges = words.strip()[:1] + words.rstrip(" .,\n\u00a0")[-1:]
        if edges in _WRAPPED:
            return  # what stands between marks is found by them
        self._one(begins, begins + len(trimmed), label)
        self._hidden.append((start, whole_end))


def _goes_on(line: str) -> bool:
    """Tell whether a line may belong to the block that the line after it goes on with."""
    words = line.strip()
    return bool(words) and not words.endswith(_LEADS)


def _looks_like_a_voice(label: str) -> bool:
    return _YEAR.search(label) is None and any(sign.isdigit() or sign.isupper() for sign in label)
