"""The walk over an RTF file: its groups opened and closed, what shows nothing left out and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qualcode.importers.rich_text.fields import FormField
from qualcode.importers.rich_text.flow import Flow, Format, Styles
from qualcode.importers.rich_text.letters import Letters
from qualcode.importers.rich_text.tokens import Token, tokens
from qualcode.importers.rich_text.words import (
    BOXES,
    CHARACTER_SETS,
    COUNTED,
    ESCAPED,
    LIST_MARKS,
    MARGINS,
    NOTES,
    PARAGRAPH_ENDS,
    READ_THROUGH,
    SIGNS,
    SILENT,
)
from qualcode.model.errors import TooDeep
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qualcode.importers.paragraphs import Paragraph

DEEPEST: Final = 1_000
"""Groups inside one another: tables in tables in text boxes reach 40."""
_BETWEEN_HALVES: Final = frozenset({"u", "uc"})
_LAST_LEVEL: Final = 9
"""Outline levels 0 to 8 are headings; 9 is text."""


@dataclass(slots=True)
class _State:
    """What holds inside a group, and ends with it."""

    flow: Flow
    silent: bool = False
    fonts: bool = False
    """Whether the group is the table of fonts."""
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    fallback: int = 1
    """Signs after a Unicode one that stand for it in old readers."""
    font: int | None = None
    field: FormField | None = None
    """The field of a form that is being described."""
    entry: bool = False
    """Whether the group is an entry of a list to choose from."""
    filled: bool = False
    """Whether what the field shows was said, so that its result would say it again."""

    def plain(self) -> None:
        """Set the letters back to plain ones."""
        self.bold = self.hidden = self.deleted = self.inserted = False


class Walk:
    """One walk through one file."""

    def __init__(self, what: str, styles: Styles) -> None:
        """Begin, with the file's name for refusals, and its styles."""
        self._what = what
        self._styles = styles
        self.notes: list[list[Paragraph]] = []
        self.letters = Letters(self._put)
        self._counts: Counter[str] = Counter()
        self.state = _State(Flow(styles))
        self._stack: list[_State] = []
        self._star = False

    def losses(self) -> Iterator[Loss]:
        """Yield what was left out, moved or replaced."""
        for kind, count in (self._counts + self.letters.counts).items():  # a sum leaves out what is zero
            yield Loss(kind, count)
        if self.letters.unknown_page:
            yield Loss("code_page_unknown", 1, (("encoding", self.letters.unknown_page),))

    def paragraphs(self, source: str) -> list[Paragraph]:
        """Return the paragraphs of the body; the notes are then in `notes`.

        Raises:
            TooDeep: groups inside one another without end.
        """
        body = self.state.flow
        for token in tokens(source):
            self._take(token)
            if token.kind == "close" and not self._stack:
                break
        self.letters.flush(keep_half=False)
        self._counts["rtf_cut"] += bool(self._stack)
        while self._stack:
            self._close()
        return body.finished()

    def _take(self, token: Token) -> None:
        if token.kind == "letters":
            if not self.state.silent:
                self.letters.letters(token.text)
        elif token.kind == "byte":
            if not self.state.silent:
                self.letters.byte(token.text)
        else:
            self._mark(token)

    def _mark(self, token: Token) -> None:
        """Take on what is no letter: it ends a run of bytes, and what stands for a Unicode sign."""
        self.letters.flush(keep_half=token.kind == "word" and token.text in _BETWEEN_HALVES)
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif token.kind == "sign":
            self._sign(token.text)
        else:
            star, self._star = self._star, False
            self._word(token.text, token.number, star=star)

    def _open(self) -> None:
        self.letters.interrupted()
        self._stack.append(self.state)
        if len(self._stack) > DEEPEST:
            raise TooDeep(self._what, size=len(self._stack), limit=DEEPEST)
        self.state = replace(self.state)

    def _close(self) -> None:
        self.letters.interrupted()
        self._star = False
        if not self._stack:
            return
        inner, self.state = self.state, self._stack.pop()
        self.letters.font = self.state.font
        if inner.field is not self.state.field and inner.field is not None:
            self._fill(inner.field)
        if inner.flow is not self.state.flow:
            self._deliver(inner.flow)

    def _fill(self, field: FormField) -> None:
        """Say what a box or a list shows once the group that describes it, and those around it that are silent, end."""
        shown = field.shown()
        if self.state.silent:
            self.state.field = field
        elif shown is not None:
            self.state.filled = True
            self._put(shown)

    def _deliver(self, flow: Flow) -> None:
        """Put what a note, a box or a margin said where it belongs."""
        paragraphs = flow.finished()
        if not any(paragraph.text.strip() for paragraph in paragraphs):
            return
        if flow.kind == "note":
            self.notes.append([paragraph.of_kind("note") for paragraph in paragraphs])
        elif flow.kind == "box":
            self._counts["text_boxes"] += 1
            self.state.flow.boxes.extend(paragraphs)
        else:
            self._counts["headers"] += 1

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._star = True
        elif sign in "\r\n":
            self.end_paragraph()
        elif self.state.silent:
            return
        elif sign in ESCAPED:
            self.letters.escaped(ESCAPED[sign])
        elif sign == "'":
            self._counts["rtf_bad_marks"] += 1

    def _put(self, words: str) -> None:
        state = self.state
        if state.entry and state.field is not None:
            state.field.entries[-1] += words
        elif not (state.silent or state.fonts or state.hidden or state.deleted):
            state.flow.add(words, bold=state.bold)

    def _word(self, word: str, number: int | None, *, star: bool) -> None:
        """Do what a control word says; `bin` comes here only where what it announces is not there."""
        self._counts["rtf_bad_marks"] += word == "bin" and bool(number)
        if self._of_form(word, number) or self._group(word, star=star) or self.state.silent:
            return
        if word == "u" and number is not None:
            self.letters.unicode(number, self.state.fallback)
            return
        self.letters.interrupted()
        if word in SIGNS:
            self.letters.sign(SIGNS[word])
        elif word in PARAGRAPH_ENDS:
            self.end_paragraph()
        elif word in _ACTIONS:
            _ACTIONS[word](self, number)
        elif word in CHARACTER_SETS:
            self.letters.page = CHARACTER_SETS[word]

    def _of_form(self, word: str, number: int | None) -> bool:
        """Tell whether the word describes a field of a form, and take it on; the group itself shows nothing."""
        state = self.state
        if word == "formfield":
            state.field, state.silent = FormField(), True
        elif word == "ffl" and state.field is not None:
            state.field.entries.append("")
            state.entry, state.silent = True, False
        elif word == "fldrslt" and state.filled:
            state.silent = True
        elif state.field is not None and state.silent:
            state.field.describe(word, number or 0)
        else:
            return False
        return True

    def _group(self, word: str, *, star: bool) -> bool:
        """Tell whether the word says what its whole group is, and mark it so."""
        state = self.state
        if word in COUNTED or word in LIST_MARKS:
            self._leave_out(COUNTED.get(word, "list_marks"))
        elif word in SILENT or (star and word not in READ_THROUGH):
            state.silent = True
        elif word == "fonttbl":
            state.fonts = True
        elif not state.silent and word in NOTES | BOXES | MARGINS:
            state.flow = Flow(self._styles, "note" if word in NOTES else "box" if word in BOXES else "margin")
            state.plain()
        else:
            return False
        return True

    def _leave_out(self, kind: str) -> None:
        state = self.state
        if kind == "list_marks":
            self._counts[kind] += not (state.silent or state.flow.listed)
            state.flow.listed = True
        else:
            self._counts[kind] += not state.silent
        state.silent = True

    def end_paragraph(self) -> None:
        """End the paragraph, unless its end was deleted: then the next one goes on with it."""
        state = self.state
        if not (state.silent or state.deleted or state.fonts):
            state.flow.end_paragraph()

    def change(self, name: str, number: int | None) -> None:
        """Set a property of letters; one that hides or marks words is counted where it begins."""
        on = number != 0
        if on and name in _MARKS and not getattr(self.state, name):
            self._counts[_MARKS[name]] += 1
        setattr(self.state, name, on)

    def choose_font(self, number: int | None) -> None:
        """Take the letters from another font."""
        self.state.font = self.letters.font = number

    def font_set(self, number: int | None) -> None:
        """Note a font's character set, where the table of fonts is being read."""
        if self.state.fonts:
            self.letters.name_font_set(number)


_MARKS: Final = {"hidden": "hidden", "deleted": "deletions", "inserted": "insertions"}


def _formatted(name: str, value: Callable[[int | None], object]) -> Callable[[Walk, int | None], None]:
    return lambda walk, number: setattr(walk.state.flow.format, name, value(number))


def _reset(walk: Walk, _number: int | None) -> None:
    walk.state.flow.format = Format()


def _fall_back(walk: Walk, number: int | None) -> None:
    walk.state.fallback = max(0, number or 0)


_ACTIONS: Final[Mapping[str, Callable[[Walk, int | None], None]]] = {
    "b": lambda walk, number: walk.change("bold", number),
    "v": lambda walk, number: walk.change("hidden", number),
    "deleted": lambda walk, number: walk.change("deleted", number),
    "revised": lambda walk, number: walk.change("inserted", number),
    "plain": lambda walk, _number: walk.state.plain(),
    "pard": _reset,
    "intbl": _formatted("in_table", lambda number: number != 0),
    "outlinelevel": _formatted("heading", lambda number: 0 <= (number or 0) < _LAST_LEVEL),
    "ls": _formatted("in_list", bool),
    "s": _formatted("style", lambda number: number),
    "cell": lambda walk, _number: walk.state.flow.end_cell(),
    "nestcell": lambda walk, _number: walk.state.flow.end_cell(),
    "row": lambda walk, _number: walk.state.flow.end_row(),
    "f": lambda walk, number: walk.choose_font(number),
    "deff": lambda walk, number: walk.choose_font(number),
    "fcharset": lambda walk, number: walk.font_set(number),
    "ansicpg": lambda walk, number: walk.letters.name_page(number),
    "uc": _fall_back,
}
