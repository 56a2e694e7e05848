"""People in a table: what each agreed to, what stands for their name, how much they said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.message import Message

from qualcode.model.consent import NO, USES, YES
from qualcode.model.consent_words import ANSWERS
from qualcode.model.messages import N_, _, pgettext
from qualcode.tui.commands import Command, bindings
from qualcode.tui.figures import counted
from qualcode.tui.layout.apart import cut_apart
from qualcode.tui.layout.grid import shortened
from qualcode.tui.widgets.longlist import LongList, Piece
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.tui.shown.people import Person

HERE: Final = (
    Command("people.go", "enter", "take", N_("their words"), N_("go to what they say, or what is coded of it"), rank=5),
    Command(
        "people.analysis", "a", "screen.turn_use('analysis')", N_("analysis"),
        N_("consent to the analysis: yes, no, not known"), rank=10,
    ),
    Command(
        "people.quotation", "c", "screen.turn_use('quotation')", N_("quotation"),
        N_("consent to be quoted: yes, no, not known"), rank=9,
    ),
    Command(
        "people.reuse", "r", "screen.turn_use('reuse')", N_("reuse"),
        N_("consent to the reuse of their words: yes, no, not known"), rank=13,
    ),
    Command(
        "people.until", "d", "screen.last_day", N_("last day"), N_("set the last day of a consent, or take it away"),
        rank=14,
    ),
    Command("people.note", "n", "screen.note", N_("note"), N_("note what else was agreed"), rank=20),
    Command("people.rename", "e", "screen.rename", N_("rename"), N_("rename this person"), rank=30),
    Command(
        "people.join", "f", "screen.join", N_("join"), N_("join this person with another: they are one"), rank=31,
    ),
    Command(
        "people.withdraw", "w", "screen.withdraw", N_("withdraw"),
        N_("withdraw this person: their words go for good …"), rank=11,
        also=N_("withdrawal, leave the study, delete, remove, erase"),
    ),
    Command(
        "people.find", "slash", "screen.find", N_("find"), N_("find somebody by a few letters of a name"), "/", rank=19
    ),
)  # fmt: skip
"""What can be done to whoever the cursor stands on."""
NARROWEST: Final = 16
"""Cells of a name, for which columns give way, the last first."""
WIDEST: Final = 40
"""Cells of a name at most: beyond it the eye loses the line."""
ANSWER_SIGNS: Final = {YES: "✓", NO: "✗"}


class Column(NamedTuple):
    """A column: its heading, what stands in it for each person with its style, whether at the right."""

    head: str
    cells: tuple[Piece, ...]
    right: bool = False

    @property
    def width(self) -> int:
        """Its cells."""
        return max(cell_len(self.head), *(cell_len(words) for words, _style in self.cells))


class PeopleList(LongList):
    """Lists people; tells whom the cursor stands on, and who was chosen."""

    HELP_HERE: ClassVar[str] = N_(
        "The people of the study: ✓ agreed, ✗ did not, · not known; in brackets, what holds by their group or site. A "
        "letter changes one consent, and u undoes it."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = HERE
    BINDINGS: ClassVar[list[Any]] = bindings(HERE)

    class PersonMeant(Message):
        """The cursor stands on somebody."""

        def __init__(self, person: str) -> None:
            """Say on whom."""
            super().__init__()
            self.person = person

    class PersonChosen(Message):
        """What somebody says is wanted."""

    def __init__(self) -> None:
        """List nobody yet."""
        super().__init__(id="everyone")
        self._people: tuple[Person, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self._names: tuple[str, ...] = ()
        self._name_room = NARROWEST
        self._key = False
        self._measured = 0

    def show(self, people: Sequence[Person], meant: str, *, key: bool) -> None:
        """List these, and stand on one of them, else where one stood.

        Args:
            people: who.
            meant: the id of one.
            key: whether pseudonyms are shown, since a key is open.
        """
        place = min(self.cursor or 0, len(people) - 1)
        self._people, self._key = tuple(people), key
        self._measure()
        self.written_anew(next((n for n, one in enumerate(people) if one.id == meant), place))

    @property
    def meant(self) -> str:
        """The id of whom the cursor stands on; empty for nobody."""
        return self._people[self.cursor].id if self.cursor is not None and self.cursor < len(self._people) else ""

    def watch_cursor(self, before: int | None, now: int | None) -> None:
        """Tell on whom the cursor stands."""
        super().watch_cursor(before, now)
        if self.meant:
            self.post_message(self.PersonMeant(self.meant))

    def count(self) -> int:
        """Return how many there are."""
        return len(self._people)

    def taken(self, number: int) -> None:  # noqa: ARG002 - whoever the cursor stands on
        """Tell that somebody's words are wanted."""
        self.post_message(self.PersonChosen())

    def heading(self) -> Sequence[Piece]:
        """Return the headings of the columns."""
        if not self._people:
            return ()
        name = shortened(_("Person"), self._name_room)
        heads = "".join(_cell(column.head, column) for column in self._columns)
        return ((name + " " * (self._name_room - cell_len(name)) + heads, "faint"),)

    def pieces(self, number: int) -> Sequence[Piece]:
        """Return the words of a line."""
        name, person = self._names[number], self._people[number]
        gap = " " * (self._name_room - cell_len(name))
        told = [(_cell(column.cells[number][0], column), column.cells[number][1]) for column in self._columns]
        return ((name + gap, "dim" if person.why else ""), *told)

    def on_resize(self) -> None:
        """Share the width anew."""
        if self._measured != self.room:
            self._measure()
            self.written_anew(self.cursor)

    def _measure(self) -> None:
        """Share the width among names and as many columns as there is room for."""
        self._measured = self.room
        names = tuple(shown_line(person.name) for person in self._people)
        wanted = min(max(map(cell_len, names), default=0), WIDEST)
        left, kept = self.room - 1 - min(wanted, NARROWEST), []
        for column in self._all_columns() if self._people else ():
            left -= column.width + 2
            if left < 0:
                break
            kept.append(column)
        self._columns = tuple(kept)
        self._name_room = min(self.room - 1 - sum(column.width + 2 for column in kept), wanted + 1)
        self._names = tuple(cut_apart(names, (self._name_room,) * len(names)))

    def _all_columns(self) -> list[Column]:
        people = self._people
        # TRANSLATORS: headings of narrow columns, eight letters at most
        heads = (pgettext("column", "analysis"), pgettext("column", "quotation"), pgettext("column", "reuse"))
        found = [
            Column(head, tuple(_answer(one, use) for one in people)) for use, head in zip(USES, heads, strict=True)
        ]
        found.append(Column(pgettext("column", "until"), tuple(_until(one) for one in people)))
        if self._key:
            found.append(Column(_("pseudonym"), tuple((shown_line(one.pseudonym) or "·", "dim") for one in people)))
        for head, numbers in (
            # TRANSLATORS: headings of narrow columns: how many documents, turns, codings
            (pgettext("column", "doc."), [len(one.places) for one in people]),
            (pgettext("column", "turns"), [one.turns for one in people]),
            (pgettext("column", "cod."), [one.codings for one in people]),
        ):
            found.append(Column(head, tuple((counted(number), "dim") for number in numbers), right=True))
        return found


def _answer(person: Person, use: str) -> Piece:
    """Return what somebody answered, in brackets where their group or site did."""
    own, holds = getattr(person.own, use), getattr(person.holds, use)
    if not holds:
        return "·", "faint"
    words = ANSWER_SIGNS[holds] + " " + _(ANSWERS[holds])
    return (words if own else f"({words})"), ("accent" if holds == NO else "" if own else "dim")


def _until(person: Person) -> Piece:
    """Return the last day of a consent; one that is over stands out."""
    own, day = person.own.until, person.holds.until
    style = "accent" if person.why == "until" else "dim"
    return (day if own else f"({day})", style) if day else ("·", "faint")


def _cell(words: str, column: Column) -> str:
    gap = " " * (column.width - cell_len(words))
    return "  " + (gap + words if column.right else words + gap)
