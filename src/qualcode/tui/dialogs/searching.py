"""Passages looked for as one types: by words or an expression, or under what is chosen of another way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import on, work
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from qualcode.model.errors import BadQuery, Refusal
from qualcode.model.messages import N_, _, interface_language
from qualcode.model.origins import CASE, HEADING, QUERY, QUESTION, ROLE, SPEAKER, WORDS
from qualcode.tui.dialogs.frame import Answer
from qualcode.tui.dialogs.places import PlacesDialog, named
from qualcode.tui.shown.found import EXTENTS, SLASH, TYPED, WAYS, Asked, Found, is_open
from qualcode.tui.widgets.keyline import KeyLine, Piece
from qualcode.tui.widgets.offered import OfferedList
from qualcode.words.offering import Vocabulary, offers
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from qualcode.tui.dialogs.entries import Scope

    Search = Callable[[Asked], Awaitable[Found]]
    """Finds what was asked."""

_WAY_WORDS: Final = {
    WORDS: N_("words"),
    SPEAKER: N_("voice"),
    CASE: N_("case"),
    ROLE: N_("role"),
    HEADING: N_("heading"),
    QUESTION: N_("guide question"),
    QUERY: N_("query"),
}
_NOTHING: Final = {
    SPEAKER: N_("Nobody is told apart here: a voice is a label before a turn."),
    CASE: N_("No case speaks here: T puts voices right, and makes cases of them."),
    ROLE: N_("Nobody is told apart here: a voice is a label before a turn."),
    HEADING: N_("No heading here: a question over an answer is one, and a title with # before it."),
    QUESTION: N_("No question of the guide is marked as asked yet: “qualcode guide match” finds where they are."),
    QUERY: N_(
        "Such as: trust NOT obstacles   trust near 2 text:fear   speaker:Ana   role=parent. Nothing is saved yet."
    ),
}


class SearchingDialog(PlacesDialog[Answer]):
    """Finds while one types, in the documents and by the way that are chosen."""

    def __init__(self, search: Search, scopes: Sequence[Scope], by: str = WORDS, typed: str = "") -> None:
        """Search.

        Args:
            search: finds what is asked.
            scopes: the documents to look in, the first of them at first.
            by: the way passages are found by at first.
            typed: what to search first.
        """
        super().__init__(by)
        self._search = search
        self._scopes = list(scopes)
        self._typed = typed
        self._keys: tuple[str, ...] = ()
        """What was chosen; none before that, and for words."""
        self._known = Vocabulary()
        """What there is to name in a query."""
        self._looking = False
        """Whether what is listed is not yet what was asked: nothing is coded by it, nowhere gone to."""

    @property
    def _line_typed(self) -> str:
        return self.query_one(Input).value.strip()

    @property
    def _asked(self) -> Asked:
        return Asked(self._by, self._line_typed, self._keys, self._scopes[0].among, self._extent)

    @property
    def _choosing(self) -> bool:
        return not self._line_typed if self._by == QUERY else self._by != WORDS and not self._keys

    def _show_way(self) -> None:
        pieces = [Piece("", _(words), by, lit=by == self._by) for by, words in _WAY_WORDS.items()]
        self.query_one("#ways", KeyLine).show(pieces)
        line = self.query_one(Input)
        line.select_on_focus = self._by != QUERY  # a query is gone on with
        words = {WORDS: _("words, or /a regular expression/"), QUERY: _("codes and conditions, joined by AND, OR, NOT")}
        line.placeholder = words.get(self._by, _("letters of its name, to list fewer"))

    @on(KeyLine.Called)
    def _way_clicked(self, event: KeyLine.Called) -> None:
        if event.calls in WAYS:
            event.stop()
            event.prevent_default()  # what a click on a key presses
            self._go_way(event.calls)

    def action_way(self, direction: int) -> None:
        """Find by the next way, or the one before; where a query may go on, write what is offered."""
        line, offered = self.query_one(Input), self.query_one(OfferedList).meant
        if direction > 0 and offered is not None and line.has_focus:
            line.value = line.value[: offered.start] + offered.text + line.value[offered.end :]
            line.cursor_position = offered.start + len(offered.text)
            self._offer()  # what is offered depends on the caret too
        elif direction > 0 and self._by == QUERY and line.value and line.has_focus:
            self._tell(_("Nothing is offered here; Shift+Tab finds by another way."))  # one Tab more loses no query
        else:
            self._go_way(WAYS[(WAYS.index(self._by) + direction) % len(WAYS)])

    def _go_way(self, by: str) -> None:
        self._by, self._keys, self._called, self._apart, self._extent = by, (), "", False, EXTENTS[by][0]
        self._marked.clear()
        line = self.query_one(Input)
        with line.prevent(Input.Changed):
            line.value = ""
        self._show_way()
        self.query_one(OfferedList).clear()
        line.focus()
        self._look_anew()

    @on(Input.Changed)
    def _changed(self) -> None:
        if self._by != WORDS or not is_open(self._line_typed):
            self._keys = ()
            self._offer()
            self._look_anew()
            return
        self.workers.cancel_group(self, "find")  # half an expression finds anything, and may never end
        self._show(Found())
        self._tell(_("Enter, or a second /, searches the expression."))

    def _offer(self) -> None:
        """Say how a query may go on where one types."""
        line, under = self.query_one(Input), self.query_one(OfferedList)
        if self._by != QUERY or not line.value:
            under.clear()
            return
        offered = offers(line.value, line.cursor_position, self._known, interface_language())
        under.offer(offered, self._column(offered[0].start if offered else 0))

    def _column(self, place: int) -> int:
        """Return the cells of the line before one of its characters, as far as it is seen."""
        line = self.query_one(Input)
        return max(cell_len(shown_line(line.value[:place])) - line.scroll_offset.x, 0)

    def _look_anew(self) -> None:
        """Find what is asked, though an expression be not closed."""
        self._looking = True
        if self._by not in TYPED or self._line_typed.startswith(SLASH):
            self._tell(_("Searching …"))
        self.look(self._asked)

    @work(exclusive=True, group="find")
    async def look(self, asked: Asked) -> None:
        """Find what is asked, and list it; what the interviewer says comes unticked."""
        try:
            self._show(await self._search(asked) if asked.typed or asked.by != WORDS else Found())
        except BadQuery as refusal:
            self._show(Found())
            self._point(refusal)
        except Refusal as refusal:
            self._show(Found())
            self._tell(shown_line(str(refusal)))

    def _point(self, refusal: BadQuery) -> None:
        """Point at the character of a query that cannot be read; what is offered comes before it."""
        under = self.query_one(OfferedList)
        if not under.offered:
            under.refuse(self._column(refusal.at), str(refusal))
        begun = not under.offered or refusal.at >= under.offered[0].start
        self._tell("" if begun else shown_line(str(refusal)))

    def _show(self, found: Found) -> None:
        self._looking = False
        self._known = found.known or self._known
        self._list(found)
        _say_enter(self.query_one("KeyLine.hint", KeyLine), _("list passages") if self._choosing else _("go there"))
        if self._by == WORDS and not self._line_typed:
            self._tell(_("Capitals, accents and the kind of apostrophe are ignored."))
        elif found.subjects and self._by == QUERY:
            self._tell(_("Saved queries: Enter asks one, x removes it. Or write one."))
        elif found.subjects:
            words = _("Enter lists what stands under one; Space ticks several to list them together.")
            listed = _("the first {count} are listed: type more to see the others")
            cut = found.count > len(found.subjects)
            self._tell(f"{words} · {listed.format(count=len(found.subjects))}" if cut else words)
        elif found.count:
            self._say()
        else:
            nothing = _("No passage answers.") if self._by == QUERY else _("Nothing found: try fewer letters.")
            self._tell(nothing if self._line_typed else _(_NOTHING.get(self._by, "")))
        self._say_here()

    @on(OptionList.OptionHighlighted)
    def _stands(self) -> None:
        self._say_here()

    def _choose(self, meant: int) -> None:
        """List what stands under those that are ticked, or under the one that is meant."""
        if self._by == QUERY:
            self._typed_anew(self._found.subjects[meant].key)
            return
        chosen = sorted(self._ticked) or [meant]
        subjects = [self._found.subjects[number] for number in chosen]
        self._keys, self._called = tuple(one.key for one in subjects), ", ".join(map(named, subjects))
        self._marked.clear()
        self._look_anew()

    def _typed_anew(self, query: str) -> None:
        """Write a saved query on the line, and list what answers it."""
        line = self.query_one(Input)
        with line.prevent(Input.Changed):
            line.value = query
        line.cursor_position = len(query)
        self._look_anew()

    def _narrow(self) -> None:
        self._scopes = [*self._scopes[1:], self._scopes[0]]
        self.query_one(".title", Static).update(Content(self._scopes[0].title))
        self._look_anew()

    def _reach(self) -> None:
        extents = EXTENTS[self._by]
        self._extent = extents[(extents.index(self._extent) + 1) % len(extents)]
        if self._by in TYPED and self._found.places:
            self._say()
        elif self._keys:
            self._look_anew()


def _say_enter(line: KeyLine, words: str) -> None:
    """Say what Enter does to a line of the list."""
    line.show([piece._replace(words=words) if piece.calls == "enter" else piece for piece in line.pieces])
