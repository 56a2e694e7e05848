"""The words of a turn to be edited where one reads; what lies in them goes with its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.dialogs.frame import KeyedDialog
from qualcode.tui.shown.edited import found_words, kept_words
from qualcode.tui.widgets.keyline import KeyLine, Piece
from qualcode.tui.widgets.prose import Prose
from qualcode.tui.widgets.typedarea import TypedArea
from qualcode.words.shown import shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from qualcode.tui.shown.edited import Edits, Opened
    from qualcode.tui.shown.unfinished import Unfinished
    from qualcode.words.purging import Edit

SAVE, GO_ON, LET_GO = "save", "go on", "let go"
_AROUND: Final = 12
"""Rows of the window beside the words."""
_LOWEST: Final = 3


class EditDialog(KeyedDialog["dict[str, tuple[Edit, ...]] | None"]):
    """Shows stored words to be edited; answers what was typed on each, None where nothing was."""

    DEFAULT_CSS = """
    EditDialog { align: center middle; }
    EditDialog > Vertical {
        width: 92; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    EditDialog .title { text-style: bold; height: auto; margin-bottom: 1; }
    EditDialog .label { color: $dim; height: auto; }
    EditDialog VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    EditDialog TypedArea { border: none; padding: 0 1; background: $background; margin-bottom: 1; }
    EditDialog TypedArea:focus { border: none; background-tint: $foreground 4%; }
    EditDialog #wrong { color: $error; height: auto; margin-bottom: 1; }
    EditDialog .back { color: $warning; height: auto; }
    EditDialog .hint { height: auto; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "The words of this turn as they are stored: typos, names, what was misheard. Codings stay on their letters; "
        "what is typed inside one is in it, what is typed at its very bound stays outside. One undo takes all of it "
        "back, and the former text is kept."
    )
    BINDINGS: ClassVar[list[Any]] = [("ctrl+s", "save", ""), ("escape", "leave", "")]

    def __init__(
        self, title: str, edits: Edits, unfinished: Mapping[str, Unfinished], *, at: int = 0, why: str = ""
    ) -> None:
        """Edit some turns.

        Args:
            title: what is edited.
            edits: the words.
            unfinished: what keeps what is typed on each, by its key.
            at: where one stood in the document.
            why: what kept the same words from being saved, to be said; empty where nothing did.
        """
        super().__init__()
        self._title = shown_line(title)
        self._opened = edits.opened
        self._unfinished = unfinished
        self._at = at
        self._why = shown_line(why)
        self._areas = {one.key: TypedArea(one.words) for one in self._opened}
        found = {one.key: found_words(one.words, unfinished[one.key].found()) for one in self._opened}
        self._again = {key: edits for key, (edits, _words) in found.items()}
        """What was typed before the window closed, and never saved."""
        self._before = {key: words for key, (_edits, words) in found.items()}
        """The same where the words are others by now."""

    def compose(self) -> ComposeResult:
        """Lay out what is edited, the words of each turn below its label, the keys."""
        several = [Piece("Tab", _("next turn"), "tab")] if len(self._opened) > 1 else []
        with Vertical():
            yield Static(Content(self._title), classes="title")
            if self._why:
                yield Static(Prose(Content(self._why)), id="wrong", markup=False)
            with VerticalScroll(can_focus=False):
                for one in self._opened:
                    yield Static(Content(one.label), classes="label", markup=False)
                    yield from self._back(one.key)
                    yield self._areas[one.key]
            yield KeyLine(
                [
                    Piece("^s", _("save"), "ctrl+s"),
                    Piece("^z", _("take back"), "ctrl+z"),
                    *several,
                    Piece(_("Esc"), _("close"), "escape"),
                ],
                classes="hint",
            )

    def _back(self, key: str) -> ComposeResult:
        """Give a line that says what was typed here before and never saved, where something was."""
        if self._again[key]:
            yield Static(_("What you had typed and not saved is back; ^z takes it out."), classes="back", markup=False)
        if self._before[key]:
            said = _("These words were changed since you typed this on them: {words}")
            yield Static(Prose(Content(said.format(words=shown(self._before[key])))), classes="back", markup=False)

    def on_mount(self) -> None:
        """Stand where one stood in the text; what was typed and never saved is back."""
        for one in self._opened:
            self._areas[one.key].do_again(self._again[one.key])
        first = next((one for one in self._opened if self._at <= one.end), self._opened[-1])
        area = self._areas[first.key]
        area.stand(self._at - first.start)
        area.focus()
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """Leave the keys in sight in a low window."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        room = max(self.app.size.height * 94 // 100 - _AROUND, _LOWEST)
        self.query_one(VerticalScroll).styles.max_height = room + 2
        for area in self._areas.values():
            area.fit(room)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        one = next(one for one in self._opened if self._areas[one.key] is event.text_area)
        self._unfinished[one.key].follow(self, lambda: self._written(one))
        self._fit()

    def _written(self, one: Opened) -> dict[str, str]:
        """Return what was typed on one, as it is kept until the study has it."""
        return kept_words(one.words, self._areas[one.key].typing.edits, self._before[one.key])

    @property
    def _edits(self) -> dict[str, tuple[Edit, ...]]:
        """What was typed, by the key of the words."""
        return {key: edits for key, area in self._areas.items() if (edits := area.typing.edits)}

    def action_save(self) -> None:
        """Answer what was typed; until the study has it, it is kept as typed."""
        for one in self._opened:
            self._unfinished[one.key].keep(self._written(one))
        self.dismiss(self._edits or None)

    def action_leave(self) -> None:
        """Leave; where something was typed, ask what becomes of it."""
        if not self._edits:
            self.action_save()
            return
        choices = [
            Choice(SAVE, _("save it")),
            Choice(GO_ON, _("go on writing")),
            Choice(LET_GO, _("leave the text as it was")),
        ]
        self.app.push_screen(ChooseDialog(_("What you typed is not saved yet."), choices), self._left)

    def _left(self, chosen: str | None) -> None:
        if chosen == SAVE:
            self.action_save()
        elif chosen == LET_GO:
            for unfinished in self._unfinished.values():
                unfinished.let_go()
            self.dismiss(None)
