"""A list of places found, or of what to find them by, each with its tick."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.coding.passages.subjects import role_words
from qualcode.model.messages import N_, _, ngettext
from qualcode.model.origins import QUERY, ROLE, WORDS
from qualcode.tui.dialogs.frame import Answer, KeyedDialog
from qualcode.tui.figures import counted
from qualcode.tui.layout.grid import ended, shortened
from qualcode.tui.shown.found import EXTENTS, PASSAGE, SENTENCE, TURN, TYPED, Found
from qualcode.tui.ticks import Ticks
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from qualcode.coding.passages.subjects import Subject
    from qualcode.tui.shown.found import Place

_GROWN: Final = {
    PASSAGE: N_("the words found"),
    SENTENCE: N_("their sentences"),
    TURN: N_("their turns"),
}
_CUT: Final = {
    PASSAGE: N_("whole passages"),
    SENTENCE: N_("each sentence"),
    TURN: N_("each turn"),
}
_ASKED: Final = {**_GROWN, PASSAGE: _CUT[PASSAGE]}
"""How far a place reaches in words: of words and of a query it grows, of all else it is cut."""
_TICKED, _BARE = "☑", "☐"
_WIDE, _BORDERS = 150, 10
"""Cells of the dialog at most, and of its border, air and scroll bar."""
_WHERE, _LEAST = 26, 12
"""Cells of the column that says where; fewest of what stands around the words found."""
_COUNTS: Final = 34
"""Cells of how many passages there are in how many documents."""


class PlacesDialog(KeyedDialog[Answer]):
    """Places that were found: listed, ticked, and how far a code would reach; before that, what to find them by."""

    def __init__(self, by: str) -> None:
        """List nothing yet.

        Args:
            by: the way passages are found by at first.
        """
        super().__init__()
        self._by = by
        self._extent = EXTENTS[by][0]
        self._found = Found()
        self._ticked: set[int] = set()
        self._ticks = Ticks()
        self._marked: set[str] = set()
        """What is ticked to find by, by its key."""
        self._called = ""
        """What was chosen, by its name."""
        self._apart = False
        """Whether what stands under each goes to a code of its own."""

    @property
    def _lines(self) -> tuple[Place, ...] | tuple[Subject, ...]:
        """What is listed: the places, or before anything is chosen what there is to choose."""
        return self._found.subjects or self._found.places

    def _list(self, found: Found) -> None:
        self._found = found
        marked = {number for number, subject in enumerate(found.subjects) if subject.key in self._marked}
        self._ticked = marked or self._ticks.of(self._by, found.places)
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options([Option(self._line(number)) for number in range(len(self._lines))])
        if self._lines:
            listing.highlighted = 0

    def _line(self, number: int) -> Content:
        """Write one line: its tick, where it is, the words with what stands around them; or a name with its counts."""
        room = min(_WIDE, self.app.size.width * 96 // 100) - _BORDERS
        tick = _TICKED if number in self._ticked else _BARE
        if self._found.subjects:
            subject = self._found.subjects[number]
            if subject.by == QUERY:
                half = room // 3
                query = shortened(shown_line(subject.key), room - half - 2)
                return Content.assemble(_filled(named(subject), half), "  ", (query, "$dim"))
            wide = max(room - _COUNTS, _LEAST)
            return Content.assemble(f"{tick} ", _filled(named(subject), wide), "  ", (_counts(subject), "$dim"))
        place = self._found.places[number]
        wide = min(_WHERE, room // 3)
        return Content.assemble(
            f"{tick} ",
            (_where(place, wide), "$dim"),
            "  ",
            *_context(place, max(room - wide - 6, _LEAST), around=self._by == WORDS),
        )

    def _tell(self, words: str) -> None:
        self.query_one("#count", Static).update(Content(words))

    def _say(self) -> None:
        """Say how much was found, and what a code would go to."""
        found = self._found
        places = ngettext("{count} place", "{count} places", found.count).format(count=counted(found.count))
        documents = ngettext("in {count} document", "in {count} documents", found.documents)
        parts = [f"{places} {documents.format(count=counted(found.documents))}"]
        if self._called:
            parts.insert(0, shortened(self._called, _COUNTS))
        if found.count > len(found.places):
            listed = _("the first {count} are listed: type more to see the others")
            fewer = _("the first {count} are listed: choose fewer to see the others")
            parts.append((listed if self._by in TYPED else fewer).format(count=counted(len(found.places))))
        ticked = ngettext("{count} ticked", "{count} ticked", len(self._ticked))
        parts.append(ticked.format(count=counted(len(self._ticked))))
        reach = _({WORDS: _GROWN, QUERY: _ASKED}.get(self._by, _CUT)[self._extent])
        apart = _("for each its own code, to {reach}")
        parts.append((apart if self._apart else _("a code goes to {reach}")).format(reach=reach))
        self._tell(" · ".join(parts))

    def _say_here(self) -> None:
        """Say how many places of the document one stands in are ticked."""
        place, words = self._place_meant, ""
        if place is not None and self._found.documents > 1:
            every = Counter(each.document for each in self._found.places)[place.document]
            ticked = sum(self._found.places[number].document == place.document for number in self._ticked)
            told = _("{document}: {ticked} of {count} ticked")
            words = told.format(document=shown_line(place.name), ticked=counted(ticked), count=counted(every))
        self.query_one("#here", Static).update(Content(words))

    @property
    def _meant(self) -> int | None:
        return self.query_one(OptionList).highlighted

    @property
    def _place_meant(self) -> Place | None:
        meant, places = self._meant, self._found.places
        return places[meant] if meant is not None and meant < len(places) else None

    def _tick(self) -> None:
        if self._meant is not None:
            self._ticked ^= {self._meant}
            self._write_again([self._meant])
            self.query_one(OptionList).action_cursor_down()

    def _tick_all(self) -> None:
        every = set(range(len(self._lines)))
        self._ticked = set() if self._ticked else every
        self._write_again(every)

    def _tick_document(self) -> None:
        """Tick all places of the document one stands in, or where one is ticked none of them."""
        meant = self._place_meant
        if meant is not None:
            there = {number for number, place in enumerate(self._found.places) if place.document == meant.document}
            self._ticked = self._ticked - there if self._ticked & there else self._ticked | there
            self._write_again(there)

    def _write_again(self, numbers: Collection[int]) -> None:
        """Write lines that were ticked or unticked; the list made anew knows of it."""
        self._keep(numbers)
        for number in numbers:
            self.query_one(OptionList).replace_option_prompt_at_index(number, self._line(number))
        if self._found.places:
            self._say()
            self._say_here()

    def _keep(self, numbers: Iterable[int]) -> None:
        """Keep what a person ticked, and what they unticked."""
        for number in numbers:
            is_ticked = number in self._ticked
            if self._found.subjects:
                (self._marked.add if is_ticked else self._marked.discard)(self._found.subjects[number].key)
            else:
                self._ticks.say(self._by, self._found.places[number], ticked=is_ticked)


def named(subject: Subject) -> str:
    """Return what passages are found by as a list names it."""
    return role_words(subject.key) if subject.by == ROLE else shown_line(subject.name)


def _counts(subject: Subject) -> str:
    passages = ngettext("{count} passage", "{count} passages", subject.count).format(count=counted(subject.count))
    documents = ngettext("in {count} document", "in {count} documents", len(subject.spans))
    return f"{passages} {documents.format(count=counted(len(subject.spans)))}"


def _filled(words: str, wide: int) -> str:
    words = shortened(words, wide)
    return words + " " * (wide - cell_len(words))


def _where(place: Place, wide: int) -> str:
    """Return the document and who speaks, in so many cells."""
    speaker = _("interviewer") if place.asks else place.speaker
    return _filled(shown_line(" · ".join(filter(None, (place.name, speaker)))), wide)


def _context(place: Place, room: int, *, around: bool) -> tuple[str, tuple[str, str], str]:
    """Return the words found with what stands around them; of all places they begin below each other.

    Args:
        place: where they are.
        room: cells there are for them.
        around: whether what stands before them is of use; a whole turn or answer is known by its first words.
    """
    left = room * 2 // 5 if around else 0
    words = shortened(shown_line(place.words), max(room - left - _LEAST, _LEAST) if around else room)
    before = ended(shown_line(place.before), left) if around else ""
    after = shortened(shown_line(place.after), max(room - left - cell_len(words), 1))
    return " " * (left - cell_len(before)) + before, (words, "bold $accent"), after
