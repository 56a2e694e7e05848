"""A list of what was written or marked, with what can be done to one of it; a kind at a time where there are kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events, on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.entries import EVERY, OPEN, Act, Asked, Listed
from qualcode.tui.dialogs.frame import KeyedDialog, go_along, key_line
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

LONGEST: Final = 300
"""Characters of one that are shown."""
MOST: Final = 300
"""Lines that are shown; a filter finds the others."""


class ListingDialog(KeyedDialog[Asked]):
    """Lists; answers what is to be done with one."""

    DEFAULT_CSS = """
    ListingDialog { align: center middle; }
    ListingDialog > Vertical {
        width: 92; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    ListingDialog .title { text-style: bold; height: 1; }
    ListingDialog #kinds { height: auto; color: $dim; }
    ListingDialog #nothing { height: auto; color: $dim; margin: 1 0; }
    ListingDialog OptionList { height: auto; max-height: 16; margin: 1 0; scrollbar-gutter: stable; }
    ListingDialog .hint { height: auto; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "What was written or marked. Enter takes the line one stands on; the letters act on it."
    )
    BINDINGS: ClassVar[list[Any]] = [
        ("escape", "leave", ""), ("left,h", "kind(-1)", ""), ("right,l", "kind(1)", ""),
        ("j", "cursor(1)", ""), ("k", "cursor(-1)", ""),
    ]  # fmt: skip

    def __init__(  # noqa: PLR0913 - a list is all of these
        self,
        title: str,
        lines: Sequence[Listed],
        *,
        verb: str,
        nothing: str,
        acts: Sequence[Act] = (),
        kinds: Sequence[tuple[str, str]] = (),
        kind: str = EVERY,
        meant: str = "",
    ) -> None:
        """List these.

        Args:
            title: what they are.
            lines: all of them.
            verb: what Enter does.
            nothing: what is said where there are none.
            acts: what else can be done.
            kinds: kinds to go through, each with its words.
            kind: the one shown first.
            meant: the id of the line to stand on.
        """
        super().__init__()
        self._title = title
        self._lines = lines
        self._verb = verb
        self._nothing = nothing
        self._acts = {act.key: act for act in acts}
        self._kinds = tuple(kinds)
        self._kind = kind
        self._meant = meant

    def compose(self) -> ComposeResult:
        """Lay it out: title, kinds, lines, keys."""
        pairs = [(_("Enter"), self._verb), *((act.key, act.words) for act in self._acts.values())]
        if self._kinds:
            pairs.append(("←→", _("another kind")))
        with Vertical():
            yield Static(Content(shown_line(self._title)), classes="title")
            if self._kinds:
                yield Static(id="kinds", markup=False)
            yield Static(Content(self._nothing), id="nothing", markup=False)
            yield OptionList(markup=False)
            yield key_line(*pairs, (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """List."""
        self._list()
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """Leave the keys in sight in a low window."""
        beside = 9 + bool(self._kinds) + (self.app.size.width < 90)  # noqa: PLR2004 - there the keys take two rows
        room = self.app.size.height * 94 // 100 - beside
        self.query_one(OptionList).styles.max_height = max(min(24, room), 3)

    @property
    def _shown(self) -> list[Listed]:
        return [line for line in self._lines if self._kind in {EVERY, line.kind}][:MOST]

    def _list(self) -> None:
        listing, lines = self.query_one(OptionList), self._shown
        listing.clear_options()
        listing.add_options([Option(Prose(_content(line)), id=line.id) for line in lines])
        listing.display = bool(lines)
        self.query_one("#nothing").display = not lines
        if lines:
            listing.highlighted = next((n for n, line in enumerate(lines) if line.id == self._meant), 0)
        if self._kinds:
            parts = [
                Content.styled(words, "bold $accent" if kind == self._kind else "$dim") for kind, words in self._kinds
            ]
            self.query_one("#kinds", Static).update(Content("   ").join(parts))

    def action_kind(self, direction: int) -> None:
        """Show another kind."""
        if self._kinds:
            places = [kind for kind, _words in self._kinds]
            self._kind = places[(places.index(self._kind) + direction) % len(places)]
            self._list()

    def action_cursor(self, direction: int) -> None:
        """Go to the next line, or the one before."""
        go_along(self.query_one(OptionList), direction)

    @property
    def _here(self) -> str:
        option = self.query_one(OptionList).highlighted_option
        return (option.id or "") if option else ""

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Asked(OPEN, event.option_id or "", self._kind))

    def on_key(self, event: events.Key) -> None:
        """Do what a letter does."""
        act = self._acts.get(event.character or "")
        if act is not None and (act.alone or self._here):
            event.stop()
            self.dismiss(Asked(act.name, self._here, self._kind))

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


def _content(line: Listed) -> Content:
    words = " ".join(line.words.split())
    words = words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"
    return Content.assemble((shown_line(line.where), "$dim"), "\n", shown_line(words), "\n ")
