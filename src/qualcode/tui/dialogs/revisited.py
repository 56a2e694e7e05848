"""The passages that a correction of their text changed or lost, both wordings side by side; one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from qualcode.model.messages import N_, _, pgettext
from qualcode.tui.dialogs.entries import OPEN, Asked
from qualcode.tui.dialogs.frame import key_line
from qualcode.tui.dialogs.one_by_one import OneByOneDialog
from qualcode.tui.shown.revised import target_of
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from qualcode.tui.shown.revised import Revisited, Selected, Side

SETTLED, REMOVED, PLACED = "settled", "removed", "placed"
"""What can become of a passage."""
CHOOSE, SCOPE = "choose", "scope"
"""What is answered beside going to a passage: its place is to be chosen in the text; the other documents are meant."""
_AROUND: Final = 24
"""Characters shown on each side of a passage."""


class RevisitDialog(OneByOneDialog[Asked]):
    """Shows passages; each key is done at once, and undone by u. Answers what is to be done in the text."""

    DEFAULT_CSS = """
    RevisitDialog #texts { height: auto; }
    RevisitDialog #texts Vertical { width: 1fr; height: auto; padding-right: 2; }
    RevisitDialog #texts .label { color: $faint; height: 1; }
    RevisitDialog #texts .words { height: auto; }
    RevisitDialog #means { height: auto; max-height: 2; color: $dim; margin: 1 0; }
    RevisitDialog OptionList { text-wrap: nowrap; text-overflow: ellipsis; overflow-x: hidden; }
    """
    SIGNS: ClassVar[dict[str, tuple[str, str]]] = {
        SETTLED: ("✓ ", "$success"), REMOVED: ("✗ ", "$error"), PLACED: ("→ ", "$accent"),
    }  # fmt: skip
    HELP_HERE: ClassVar[str] = N_(
        "Passages whose words were changed or lost when their text was corrected: before on the left, now on the "
        "right. One key says what becomes of each, and goes to the next."
    )
    BINDINGS: ClassVar[list[Any]] = [
        ("f", "say('settled')", ""), ("x,delete", "say('removed')", ""), ("p", "place", ""), ("d", "scope", ""),
    ]  # fmt: skip

    def __init__(  # noqa: PLR0913 - a list is all of these
        self,
        title: str,
        waiting: Awaitable[tuple[Revisited, ...]],
        act: Callable[[str, Revisited], Awaitable[bool]],
        back: Callable[[], Awaitable[bool]],
        *,
        selected: Selected | None = None,
        other: str = "",
        key: str = "",
    ) -> None:
        """Go through what waits.

        Args:
            title: what it is, and of which documents.
            waiting: the passages; keys typed before they are read wait too.
            act: does what was said of a passage; whether it was done.
            back: undoes the last of them; whether it was undone.
            selected: what is selected in the text, to place a passage on.
            other: the documents that d shows instead, in words; empty for none.
            key: the key that leads here from the text, as it is written.
        """
        super().__init__(lambda what, one: act(what, self._passages[one]), back)
        self._title = title
        self._waiting = waiting
        self._passages: dict[str, Revisited] = {}
        self._several = False
        """Whether they lie in several documents."""
        self._selected = selected
        self._other = other
        self._key = key

    def compose(self) -> ComposeResult:
        """Lay it out: how many are left, the passages, both wordings, what p does, the keys."""
        with Vertical():
            yield Static(Content(shown_line(self._title)), classes="title")
            yield Static(id="left", markup=False)
            yield OptionList(markup=False)
            with Horizontal(id="texts"):
                for side, label in (("before", _("BEFORE")), ("now", _("NOW"))):
                    with Vertical():
                        yield Static(label, classes="label", id=f"{side}-label", markup=False)
                        yield Static(classes="words", id=side, markup=False)
            yield Static(id="means", markup=False)
            other = [("d", self._other)] if self._other else []
            yield key_line(
                ("f", _("right as it is")), ("x", _("remove")), ("p", _("place")), (_("Enter"), _("to the text")),
                *other, ("u", _("undo")), (_("Esc"), _("close")),
            )  # fmt: skip

    async def on_mount(self) -> None:
        """Show what waits, and stand on the first; where nothing does, leave."""
        self.query_one(OptionList).focus()
        self._passages = {one.id: one for one in await self._waiting}
        self._several = len({one.document for one in self._passages.values()}) > 1
        if not self._passages:
            self.dismiss(None)
            return
        self.fill(tuple(self._passages))
        self.on_resize()

    def on_resize(self) -> None:
        """Leave the keys in sight in a low window."""
        room = self.app.size.height * 94 // 100 - 13
        lines = min(len(self._ids), max(room // 2, 3))
        self.query_one(OptionList).styles.max_height = lines
        for side in ("#before", "#now"):
            self.query_one(side).styles.max_height = max(min(14, room - lines), 3)

    def prompt(self, place: int) -> Content:
        """Name what lies there, how it ended, and the document."""
        one = self._passages[self._ids[place]]
        ending, where = _ending(one), one.document_name if self._several else ""
        return Content.assemble(
            self.sign(place), (f"{one.sign} " if one.sign else "", one.colour),
            (shown_line(one.name), "$dim" if self.is_done(place) else ""),
            (f"   {ending}", "$warning" if one.lost else "$dim"), (f"   {shown_line(where)}", "$faint"),
        )  # fmt: skip

    @property
    def _meant(self) -> Revisited | None:
        """The passage that one stands on."""
        place = self.query_one(OptionList).highlighted
        return self._passages[self._ids[place]] if place is not None and self._ids else None

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        """Show both wordings of the passage one stands on."""
        one = self._meant
        if one is None:
            return
        self.query_one("#before", Static).update(_wording(one.former, "underline $error"))
        perhaps = one.lost and one.now is not None
        self.query_one("#now-label", Static).update(_("PERHAPS HERE") if perhaps else _("NOW"))
        nothing = Prose(Content.styled(_("Its words are gone."), "$dim"))
        now = _wording(one.now, "underline $success") if one.now is not None else nothing
        self.query_one("#now", Static).update(now)
        self._mean(self._place_words(one))

    def _mean(self, words: str) -> None:
        self.query_one("#means", Static).update(Prose(Content(words)))

    def _place_words(self, one: Revisited) -> str:
        """Say what p would do."""
        if one.noun != "codings" and not one.lost:
            return ""
        if target_of(one, self._selected) is None:
            return _("p goes to the text: select there where it lies now, then {key}.").format(key=self._key)
        if self._selected is not None and self._selected.document == one.document:
            return _("p puts it on what is selected: {words}").format(words=shown_line(self._selected.words))
        return _("p puts it on the words at the right, with all that hung on it; x lets it go.")

    def action_say(self, what: str) -> None:
        """Say it of the passage one stands on, where it can be said of it."""
        one = self._meant
        if one is not None and what == SETTLED and one.lost:
            self._mean(_("It is lost, and lies nowhere: p places it, x lets it go."))
        elif one is not None and what == REMOVED and one.noun == "case_links" and not one.lost:
            self._mean(_("A link of a case stays: f says that it is right."))
        else:
            super().action_say(what)

    def action_place(self) -> None:
        """Place the passage on what is selected, or where it may lie; else let its place be chosen in the text."""
        one, place = self._meant, self.query_one(OptionList).highlighted
        if one is None or place is None or self.is_done(place):
            return
        if one.noun != "codings" and not one.lost:
            self._mean(_("Only a coding is placed elsewhere: f says that it is right, x removes it."))
        elif target_of(one, self._selected) is not None:
            self.action_say(PLACED)
        else:
            self.dismiss(Asked(CHOOSE, one.id))

    def action_scope(self) -> None:
        """Show those of this document only, or of all."""
        if self._other:
            self.dismiss(Asked(SCOPE, ""))

    @on(OptionList.OptionSelected)
    def _go(self) -> None:
        if self._meant is not None:
            self.dismiss(Asked(OPEN, self._meant.id))

    def action_leave(self) -> None:
        """Close; what was said is kept."""
        self.dismiss(None)

    def passage(self, identifier: str) -> Revisited:
        """Return a passage by its id."""
        return self._passages[identifier]


def _ending(one: Revisited) -> str:
    if one.lost:
        return pgettext("passage after a correction", "lost")
    return pgettext("passage after a correction", "other words")


def _wording(side: Side, look: str) -> Prose:
    """Write a wording in its context, what only it has underlined."""
    before, after = side.before[-_AROUND:], side.after[:_AROUND]
    words = [(shown_line(piece.text), look if piece.changed else "") for piece in side.words]
    return Prose(
        Content.assemble(
            (f"…{shown_line(before)}" if before else "", "$faint"),
            *words,
            (f"{shown_line(after)}…" if after else "", "$faint"),
        )
    )
