"""The reader with its keys: movement, selection and search are its own affair; the study is the screen's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import Binding

from qualcode.model.messages import N_
from qualcode.model.spans import Span
from qualcode.tui.commands import Command, bindings, has_own_keys
from qualcode.tui.layout.steps import SENTENCE, TURN, WORD
from qualcode.tui.layout.wholes import Ends, extended
from qualcode.tui.widgets.reader import PointedReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

    from qualcode.tui.layout.bands import Passage
    from qualcode.tui.widgets.sheetview import Sheet

READING = (
    Command("read.up", "up,k", "row(-1)", N_("up"), N_("go up a line"), "↑"),
    Command("read.down", "down,j", "row(1)", N_("down"), N_("go down a line"), "↓"),
    Command("read.left", "left,h", "letter(-1)", N_("left"), N_("go back a letter"), "←"),
    Command("read.right", "right,l", "letter(1)", N_("right"), N_("go on a letter"), "→"),
    Command("read.word", "w,ctrl+right", "word(1)", N_("word"), N_("go to the next word")),
    Command("read.word_back", "b,ctrl+left", "word(-1)", N_("word"), N_("go to the previous word")),
    Command("read.sentence", "right_parenthesis", "sentence(1)", N_("a sentence"), N_("go to the next sentence"), ")"),
    Command("read.sentence_back", "left_parenthesis", "sentence(-1)", N_("a sentence"), N_("go a sentence back"), "("),
    Command("read.turn", "alt+down", "turn(1)", N_("a turn"), N_("go to the next turn"), "alt+↓"),
    Command("read.turn_back", "alt+up", "turn(-1)", N_("a turn"), N_("go to the previous turn"), "alt+↑"),
    Command("read.line_start", "home", "line(-1)", N_("start"), N_("go to the start of the line")),
    Command("read.line_end", "end", "line(1)", N_("end"), N_("go to the end of the line")),
    Command("read.top", "g,ctrl+home", "end(-1)", N_("start"), N_("go to the start of the document")),
    Command("read.bottom", "G,ctrl+end", "end(1)", N_("end"), N_("go to the end of the document")),
    Command("read.page", "pagedown,space", "page(1)", N_("page"), N_("go a page on")),
    Command("read.page_back", "pageup", "page(-1)", N_("page"), N_("go a page back")),
    Command("select.left", "shift+left", "letter(-1, True)", N_("extend"), N_("extend the selection back a letter")),
    Command("select.right", "shift+right", "letter(1, True)", N_("extend"), N_("extend the selection on a letter")),
    Command("select.up", "shift+up", "row(-1, True)", N_("extend"), N_("extend the selection up a line")),
    Command("select.down", "shift+down", "row(1, True)", N_("extend"), N_("extend the selection down a line")),
    Command("select.word", "ctrl+shift+right", "word(1, True)", N_("extend"), N_("extend the selection on a word")),
    Command(
        "select.word_back", "ctrl+shift+left", "word(-1, True)", N_("extend"), N_("extend the selection back a word")
    ),
    Command("select.visual", "v", "visual", N_("select"), N_("select while moving"), rank=30),
    Command(
        "select.sentence", "s", "grow('sentence')", N_("a sentence"), N_("select the sentence, then the next"), rank=72
    ),
    Command("select.turn", "S", "grow('turn')", N_("a turn"), N_("select the turn, then the next"), rank=74),
    Command("passage.next", "p", "passage(1)", N_("passage"), N_("go to the next coded passage")),
    Command("passage.back", "P", "passage(-1)", N_("passage"), N_("go to the previous coded passage")),
    Command("turn.uncoded", "U", "uncoded", N_("uncoded"), N_("go to the next turn without a code")),
    # with nothing selected 1 to 3 are the places, as everywhere
    Command("code.recent", "1", "screen.recent(1)", N_("recent"), N_("apply a recent code to the selection"), "1–9"),
)
_ACTIONS = {key: command.action for command in READING for key in command.keys.split(",")}
_DIGITS = [Binding(str(n), f"screen.recent({n})", show=False, id=f"code.recent_{n}") for n in range(2, 10)]


class TranscriptReader(PointedReader):
    """The reader with its keys."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = READING
    BINDINGS: ClassVar[list[Any]] = [*bindings(READING), *_DIGITS]

    async def handle_key(self, event: events.Key) -> bool:
        """Do at once what a key of the text does: it would climb through all that holds the text, then come back."""
        action = None if has_own_keys() else _ACTIONS.get(event.key)
        if action is None or not await self.app.run_action(action, self):
            return await super().handle_key(event)
        event.stop()
        return True

    def action_row(self, count: int, extend: bool = False) -> None:
        """Go by lines."""
        self.row_step(count, extend=extend)

    def action_letter(self, direction: int, extend: bool = False) -> None:
        """Go by letters."""
        self.step(self.steps.letter, direction, extend=extend)

    def action_word(self, direction: int, extend: bool = False) -> None:
        """Go by words."""
        self._by(WORD, direction, extend=extend)

    def action_sentence(self, direction: int) -> None:
        """Go by sentences."""
        self._by(SENTENCE, direction)

    def action_turn(self, direction: int) -> None:
        """Go by turns."""
        self._by(TURN, direction)

    def _by(self, unit: str, direction: int, *, extend: bool = False) -> None:
        """Go by words, sentences or turns; while one selects, those gone over are selected whole."""
        if extend or self.visual:
            ends = Ends(self.caret if self.mark is None else self.mark, self.caret)
            mark, caret = extended(self.sheet.text, self.steps, ends, unit, direction)
            self._move(caret, mark)
        else:
            moves = {WORD: self.steps.word, SENTENCE: self.steps.sentence, TURN: self.steps.turn}
            self.step(moves[unit], direction)

    def action_line(self, direction: int) -> None:
        """Go to the start or the end of the line."""
        if self.page.rows:
            self.go(self.place_in(self.page.row_of(self.caret), -1 if direction < 0 else self.columns.text + 1))

    def action_end(self, direction: int) -> None:
        """Go to the start or the end."""
        self.go(len(self.sheet.text) if direction > 0 else 0)

    def action_page(self, direction: int) -> None:
        """Go by windows."""
        self.row_step(direction * max(self.size.height - 2, 1))

    def action_visual(self) -> None:
        """Start selecting while moving, or end it."""
        self.visual = not self.visual
        if self.visual:
            self.go(self.caret)
        else:
            self.select(None)

    def action_grow(self, unit: str) -> None:
        """Select the sentence or the turn under the caret; again, the next one too."""
        bounds = self.steps.sentence_span if unit == "sentence" else self.steps.turn_span
        found, span = bounds(self.caret), self.span
        if span is not None and span.start <= found.start and found.end <= span.end:
            found = bounds(self.steps.sentence(self.caret, 1) if unit == "sentence" else self.steps.turn(self.caret, 1))
        if span is not None:
            found = Span(min(span.start, found.start), max(span.end, found.end))
        self.select(found)

    def action_passage(self, direction: int) -> None:
        """Go to the next or previous coded passage."""
        self._to([passage.start for passage in self.sheet.passages], direction)

    def action_uncoded(self) -> None:
        """Go to the next participant's turn without a code that was not marked as read."""
        read = {self.sheet.turns[place].start for place in self.marked.read}
        turns = [start for start in coverage(self.sheet).uncoded if start not in read]
        self._to([start for start in turns if start > self.caret] or turns[:1], 1, around=True)

    def to_hit(self, direction: int) -> int | None:
        """Go to the next or previous place where what is searched stands, around the ends; answer which."""
        starts = [hit.start for hit in self.hits]
        if not starts:
            return None
        self._to(starts, direction, around=True)
        return starts.index(self.caret) if self.caret in starts else None

    def _to(self, starts: list[int], direction: int, *, around: bool = False) -> None:
        """Go to the nearest of some places ahead; `around` begins again at the other end."""
        ahead = [start for start in starts if (start > self.caret if direction > 0 else start < self.caret)]
        choice = ahead or (starts if around else [])
        if choice:
            self.go(min(choice) if direction > 0 else max(choice))


class Coverage(NamedTuple):
    """How much of what participants say is coded."""

    uncoded: list[int]
    """Where the turns begin that no coding touches."""
    share: float
    """Of the characters, 0 to 1."""


def coverage(sheet: Sheet) -> Coverage:
    """Return how much of what participants say is coded; the passages come by where they begin."""
    uncoded: list[int] = []
    said = coded = 0
    stretches = united(sheet.passages)
    place = 0
    for turn in sheet.turns:
        if turn.role == "interviewer" or turn.end <= turn.start:
            continue
        while place < len(stretches) and stretches[place].end <= turn.start:
            place += 1
        here, reached, said = 0, place, said + turn.end - turn.start
        while reached < len(stretches) and stretches[reached].start < turn.end:
            here += min(stretches[reached].end, turn.end) - max(stretches[reached].start, turn.start)
            reached += 1
        coded += here
        if not here:
            uncoded.append(turn.start)
    return Coverage(uncoded, coded / said if said else 0.0)


def united(passages: Iterable[Passage]) -> list[Span]:
    """Return the stretches that passages cover, in order, those that touch as one."""
    found: list[Span] = []
    start = end = -1
    for passage in passages:
        if passage.start > end:
            if end >= 0:
                found.append(Span(start, end))
            start, end = passage.start, passage.end
        elif passage.end > end:
            end = passage.end
    return [*found, Span(start, end)] if end >= 0 else found
