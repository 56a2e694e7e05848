"""The questions of the interview guide in their order, under their sections, with how many were asked each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual.message import Message

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command, bindings
from qualcode.tui.figures import counted
from qualcode.tui.widgets.longlist import LongList
from qualcode.tui.widgets.painting import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.records import GuideQuestion
    from qualcode.tui.shown.guide import Guide
    from qualcode.tui.widgets.longlist import Piece

KEPT: Final = (
    Command("question.answers", "enter", "take", N_("the answers"), N_("read the answers to this question"), rank=5),
    Command("question.new", "a", "screen.new_question", N_("add"), N_("add a question behind this one"), rank=11),
    Command("question.edit", "e", "screen.edit_question", N_("edit"), N_("edit this question"), rank=12),
    Command("question.up", "alt+up", "screen.shift_question(-1)", N_("up"), N_("move this question up"), "alt+↑"),
    Command("question.down", "alt+down", "screen.shift_question(1)", N_("down"), N_("move it down"), "alt+↓"),
    Command("question.drop", "x,delete", "screen.drop_question", N_("remove"), N_("remove this question"), rank=16),
    Command("question.who", "w", "screen.who_was_asked", N_("who"), N_("see who was asked, and who was not"), rank=13),
)
"""What can be done with one question."""


class QuestionList(LongList):
    """Lists the questions; tells which one is meant."""

    HELP_HERE: ClassVar[str] = N_(
        "The questions of the guide, with in how many documents each was asked and how many cases answered it. "
        "Enter reads the answers to one across documents."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = KEPT
    BINDINGS: ClassVar[list[Any]] = bindings(KEPT)

    class QuestionMeant(Message):
        """The cursor stands on a question."""

        def __init__(self, question: str) -> None:
            """Say which, by its id."""
            super().__init__()
            self.question = question

    class QuestionChosen(QuestionMeant):
        """The answers to a question are to be read."""

    def __init__(self) -> None:
        """List nothing yet."""
        super().__init__(id="questions")
        self._lines: tuple[GuideQuestion | str, ...] = ()
        """Questions, and between them the names of sections."""
        self._figures: dict[str, tuple[str, str]] = {}
        self._wide = (0, 0)
        self._wanted = ""

    def want(self, question: str) -> None:
        """Stand on a question, by its id, once it is listed."""
        self._wanted = question

    def show(self, known: Guide, meant: str = "") -> None:
        """List the questions; the cursor stays on the one it stood on, or goes to the one meant or wanted."""
        listed = {question.id for question in known.questions}
        wanted, before = meant or (self._wanted if self._wanted in listed else self.meant), self.cursor
        self._wanted = "" if self._wanted in listed else self._wanted
        self._lines = tuple(_with_sections(known.questions))
        figures = {}
        for question in known.questions:
            reach = known.of(question.id)
            figures[question.id] = (counted(len(reach.documents)), counted(len(reach.cases)))
        self._figures = figures
        self._wide = (cell_len(_("Doc.")) + 1, cell_len(_("Cases")) + 2)
        places = [n for n, line in enumerate(self._lines) if not isinstance(line, str) and line.id == wanted]
        last = max(len(self._lines) - 1, 0)
        self.written_anew(places[0] if places else min(max(before or 0, self.first), last) if self._lines else None)
        self._tell()

    @property
    def meant(self) -> str:
        """The id of the question under the cursor, empty for none."""
        line = self._lines[self.cursor] if self.cursor is not None and self.cursor < len(self._lines) else ""
        return "" if isinstance(line, str) else line.id

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._lines)

    def stands(self, number: int) -> bool:
        """Tell whether the cursor can stand on a line: on questions alone."""
        return not isinstance(self._lines[number], str)

    def heading(self) -> Sequence[Piece]:
        """Name the columns."""
        if not self._lines:
            return ()
        documents, cases = self._wide
        titles = _("Doc.").rjust(documents) + _("Cases").rjust(cases)
        return ((titles.rjust(self.room), "faint"),)

    def pieces(self, number: int) -> Sequence[Piece]:
        """Write a section, or a question with its number, its short name and how many were asked."""
        line = self._lines[number]
        if isinstance(line, str):
            return ((shortened(shown_line(line), self.room), "dim"),)
        documents, cases = self._wide
        figures = self._figures.get(line.id, ("", ""))
        place = f"{line.position + 1:>{len(str(self._numbers))}} "
        room = max(self.room - documents - cases - len(place), 8)
        label = shortened(shown_line(line.label), room)
        quiet = "" if figures[0] != counted(0) else "dim"
        quiet = "open" if number == self.cursor and not self.has_focus else quiet
        return (
            (place, "faint"), (label, quiet), (f"{figures[0]:>{documents}}", "accent"),
            (f"{figures[1]:>{cases}}", "dim"),
        )  # fmt: skip

    @property
    def _numbers(self) -> int:
        return sum(not isinstance(line, str) for line in self._lines)

    def taken(self, number: int) -> None:  # noqa: ARG002 - the cursor stands there
        """Tell that the answers are to be read."""
        if self.meant:
            self.post_message(self.QuestionChosen(self.meant))

    def watch_cursor(self, before: int | None, now: int | None) -> None:
        """Tell which question is meant now."""
        super().watch_cursor(before, now)
        self._tell()

    def _tell(self) -> None:
        self.post_message(self.QuestionMeant(self.meant))


def _with_sections(questions: Sequence[GuideQuestion]) -> Sequence[GuideQuestion | str]:
    """Return questions with the name of each section before its first."""
    lines: list[GuideQuestion | str] = []
    before = ""
    for question in questions:
        if question.section and question.section != before:
            lines.append(question.section)
        before = question.section
        lines.append(question)
    return lines
