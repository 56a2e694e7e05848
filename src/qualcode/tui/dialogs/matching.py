"""Where the questions seem to be asked, to be looked through before it is marked: what is not ticked is not marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual import events, on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.analysis.by_question import LONG
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.dialogs.entries import Offer
from qualcode.tui.dialogs.frame import KeyedDialog, key_line
from qualcode.tui.dialogs.guide_place import NONE, QuestionsDialog
from qualcode.tui.figures import counted
from qualcode.tui.layout.grid import shortened
from qualcode.tui.widgets.painting import shortened as filled
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from qualcode.model.records import GuideQuestion

_TICKED, _BARE = "☑", "☐"
_WIDE, _BORDERS = 140, 10
"""Cells of the dialog at most, and of its border, air and scroll bar."""
_ROOMY: Final = 90
"""Cells of a line from which what stands above the list and the keys below it take fewer rows."""
_WHERE: Final = 22
"""Cells of the document's name."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words of an interviewer that seem to ask a question: ids, bounds, the document's name, the words, how sure.

    `turns` are those of others that the answer runs over, to the next question that is marked or sure.
    """

    question: str
    document: str
    start: int
    end: int
    name: str
    words: str
    sure: bool
    turns: int = 0


class MatchDialog(KeyedDialog[tuple[Match, ...]]):
    """Lists what was found under the questions; answers what is ticked."""

    DEFAULT_CSS = """
    MatchDialog { align: center middle; }
    MatchDialog > Vertical {
        width: 140; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    MatchDialog .title { text-style: bold; height: auto; }
    MatchDialog #count { height: auto; color: $dim; }
    MatchDialog #whole { height: auto; max-height: 4; color: $foreground; }
    MatchDialog OptionList { height: auto; margin: 1 0; scrollbar-gutter: stable; text-wrap: nowrap; }
    MatchDialog .hint { height: auto; margin-top: 1; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "Where the interviewer seems to ask the questions of the guide. What is sure is ticked; of what is likely "
        "about half is right: look before you tick it. An answer runs to the next question: where it runs over many "
        "turns, their number stands before the words, and a question may be missing in between. Enter marks what is "
        "ticked, and one undo takes it back."
    )
    BINDINGS: ClassVar[list[Any]] = [
        ("escape", "leave", ""), Binding("enter", "take", show=False, priority=True), ("j", "cursor(1)", ""),
        ("k", "cursor(-1)", ""),
    ]  # fmt: skip

    def __init__(self, questions: Sequence[GuideQuestion], found: Sequence[Match]) -> None:
        """Show what was found; what is sure is ticked."""
        super().__init__()
        self._questions = {question.id: question for question in questions}
        self._found = list(found)
        self._ticked = {number for number, match in enumerate(self._found) if match.sure}
        self._lines: list[int | None] = []
        """The match on each line; None for the name of a question."""

    def compose(self) -> ComposeResult:
        """Lay it out: what was found, the one meant in full, the keys."""
        with Vertical():
            yield Static(Content(_("Where the questions seem to be asked")), classes="title")
            yield Static(id="count", markup=False)
            yield OptionList(markup=False)
            yield Static(id="whole", markup=False)
            yield key_line(
                (_("Enter"), _("mark those ticked")), (_("Space"), _("tick")), ("a", _("sure, all, none")),
                ("q", _("another question")), (_("Esc"), _("close")),
            )  # fmt: skip

    def on_mount(self) -> None:
        """List."""
        self._list(0)
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """Write the lines for the width there is, and leave the keys in sight."""
        listing = self.query_one(OptionList)
        around = 12 if self._room >= _ROOMY else 14
        listing.styles.max_height = max(self.app.size.height * 94 // 100 - around, 3)
        self._list(self._meant or 0)

    def _list(self, meant: int) -> None:
        listing = self.query_one(OptionList)
        listing.clear_options()
        self._lines = []
        for question in self._questions.values():
            numbers = [number for number, match in enumerate(self._found) if match.question == question.id]
            if numbers:
                self._lines += [None, *numbers]
                listing.add_option(Option(self._heading(question, len(numbers)), disabled=True))
                listing.add_options([Option(self._line(number)) for number in numbers])
        if meant in self._lines:
            listing.highlighted = self._lines.index(meant)
        self._say()

    @property
    def _room(self) -> int:
        return min(_WIDE, self.app.size.width * 96 // 100) - _BORDERS

    def _heading(self, question: GuideQuestion, count: int) -> Content:
        told = f"  {counted(count)}"
        name = shortened(shown_line(f"{question.position + 1}. {question.text}"), self._room - len(told))
        return Content.assemble((name, "$accent"), (told, "$faint"))

    def _line(self, number: int) -> Content:
        """Write a match on one line: its tick, its document, whether it is sure, the words."""
        match = self._found[number]
        wide = min(_WHERE, self._room // 3)
        how = [_("likely"), _("sure")]
        told = filled(how[match.sure], max(map(cell_len, how))) + "  "
        long = ngettext("{count} turn", "{count} turns", match.turns).format(count=counted(match.turns)) + "  "
        long = long if match.turns > LONG else ""
        words = shortened(shown_line(match.words), max(self._room - wide - cell_len(told + long) - 8, 8))
        return Content.assemble(
            f"  {_TICKED if number in self._ticked else _BARE} ",
            (f"{filled(shown_line(match.name), wide)}  ", "$dim"),
            (told, "$dim" if match.sure else "$warning"),
            (long, "$warning"),
            words,
        )

    @property
    def _meant(self) -> int | None:
        place = self.query_one(OptionList).highlighted
        return self._lines[place] if place is not None and place < len(self._lines) else None

    @on(OptionList.OptionHighlighted)
    def _say(self) -> None:
        """Say how many are ticked, and show the one meant in full."""
        count = len(self._ticked)
        ticked = ngettext("{count} ticked", "{count} ticked", count).format(count=counted(count))
        found = ngettext("{count} place found", "{count} places found", len(self._found))
        likely = sum(not match.sure for match in self._found)
        parts = [found.format(count=counted(len(self._found))), ticked]
        if likely:
            told = ngettext("{count} only likely: half are right", "{count} only likely: half are right", likely)
            parts.append(told.format(count=counted(likely)))
        long = sum(match.turns > LONG for number, match in enumerate(self._found) if number in self._ticked)
        if long:
            told = ngettext(
                "{count} answer over more than {turns} turns: is a question missing?",
                "{count} answers over more than {turns} turns: is a question missing?",
                long,
            )
            parts.append(told.format(count=counted(long), turns=LONG))
        self.query_one("#count", Static).update(Content(" · ".join(parts)))
        meant = self._meant
        self.query_one("#whole", Static).update(
            Content("" if meant is None else shown_line(shortened(self._found[meant].words, 3 * self._room)))
        )

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self._tick()

    def on_key(self, event: events.Key) -> None:
        """Do what a letter does."""
        acts = {"space": self._tick, "a": self._tick_more, "q": self._give}
        if event.key in acts:
            event.stop()
            event.prevent_default()
            acts[event.key]()

    def _tick(self) -> None:
        if self._meant is not None:
            number = self._meant
            self._ticked ^= {number}
            place = self._lines.index(number)
            self.query_one(OptionList).replace_option_prompt_at_index(place, self._line(number))
            self.query_one(OptionList).action_cursor_down()
            self._say()

    def _tick_more(self) -> None:
        """Tick all, then none, then what is sure."""
        every, sure = set(range(len(self._found))), {n for n, match in enumerate(self._found) if match.sure}
        following = {frozenset(every): set(), frozenset(): sure}
        self._ticked = following.get(frozenset(self._ticked), every)
        self._list(self._meant or 0)

    def _give(self) -> None:
        """Ask which question the words ask instead."""
        number = self._meant
        if number is None:
            return
        offer = Offer(_("Which question do these words ask?"), _("take it"), {}, _("none of them: leave it unmarked"))

        def give(chosen: str | None) -> None:
            if chosen == NONE:
                self._ticked -= {number}
            elif chosen is not None:
                self._found[number] = replace(self._found[number], question=chosen, sure=True)
                self._ticked |= {number}
            self._list(number)

        self.app.push_screen(QuestionsDialog(list(self._questions.values()), offer), give)

    def action_cursor(self, direction: int) -> None:
        """Go to the next line, or the one before."""
        listing = self.query_one(OptionList)
        (listing.action_cursor_down if direction > 0 else listing.action_cursor_up)()

    def action_take(self) -> None:
        """Answer what is ticked."""
        if self._ticked:
            self.dismiss(tuple(self._found[number] for number in sorted(self._ticked)))
        else:
            words = _("Nothing is ticked: Space ticks a place, a all of them.")
            self.query_one("#count", Static).update(Content(words))

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
