"""Help for where one is: what has the focus, and every key in reach of it."""

from __future__ import annotations

from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command, key_signs, keys_of, owned_commands
from qualcode.tui.dialogs.frame import KeyedDialog, key_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.dom import DOMNode
    from textual.screen import Screen

_WHAT: Final = (
    ("Reader", N_("The transcript. Move by keys or mouse, select, then code what is selected.")),
    (
        "HeatMap",
        N_(
            "How often two codes meet. The arrows go from pair to pair, Enter to the passages of one. Lift: so many "
            "times as often as chance alone would have it; 1 is neither more nor less. Seed: the same one draws the "
            "same again."
        ),
    ),
    ("Bars", N_("The numbers of the answer, row by row. Enter goes to the passages behind a row.")),
    ("WordCloud", N_("The words people use, the most used the largest. d draws them into a picture.")),
    ("Passages", N_("The passages behind what is chosen. Enter shows one in its document, Esc goes back.")),
    ("DraftView", N_("The draft as it would be written now. The arrows scroll it.")),
    ("ExcerptList", N_("The passages of the code. Enter goes to one, Esc brings the codebook back.")),
    (
        "FileList",
        N_(
            "The files looked at. Enter goes to the voices of one; t says what a table is: attributes, answers. One "
            "marked ! comes in too, but has something to look at first: it is said below."
        ),
    ),
    ("Codebook", N_("The codebook: codes with their counts. Enter applies the code to what is selected.")),
    ("TranscriptTree", N_("Your files. Enter opens a folder or takes a file; Space takes all a folder holds.")),
    ("VoiceList", N_("The voices of the file. Enter says whether a voice asks the questions.")),
    ("Input", N_("A line to write on. Enter goes on, Esc leaves.")),
    ("Tree", N_("A tree: the arrows move, Space opens and folds, Enter takes.")),
    ("OptionList", N_("A list: the arrows move, Enter takes.")),
)
"""By the name of a class, its own or inherited, what a person has before them; a widget's HELP_HERE goes before."""


def explanation(node: DOMNode | None) -> str:
    """Return what is said of a widget: its own words, else those for its kind, else the screen's."""
    while node is not None:
        own = getattr(node, "HELP_HERE", "")
        if own:
            return _(own)
        kinds = {kind.__name__ for kind in type(node).__mro__}
        for kind, words in _WHAT:
            if kind in kinds:
                return _(words)
        node = node.parent
    return ""


_ROOMY: Final = 116
"""Cells from which the names of the commands have room beside what they do."""
_AROUND: Final = 5
"""Rows of the box that are neither its title nor its sheet: the border, the air below the title, the keys."""


class SheetDialog(KeyedDialog[None]):
    """Shows commands with their keys, group by group; reading it changes nothing."""

    DEFAULT_CSS = """
    SheetDialog { align: center middle; }
    SheetDialog > Vertical {
        width: 76; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    SheetDialog.wide > Vertical { width: 108; }
    SheetDialog .title { text-style: bold; margin-bottom: 1; height: auto; }
    SheetDialog VerticalScroll { height: auto; scrollbar-size-vertical: 1; background: $panel;
        scrollbar-background: $panel; scrollbar-background-hover: $panel; }
    SheetDialog .hint { color: $dim; height: auto; margin-top: 1; }
    SheetDialog #sheet { height: auto; }
    """
    BINDINGS: ClassVar[list[Any]] = [("escape,q,question_mark,f1,enter", "leave", "")]

    def __init__(self, title: str, groups: Sequence[tuple[str, Sequence[Command]]], *, ids: bool = False) -> None:
        """Show these groups; `ids` tells under which name the settings rebind a command."""
        super().__init__()
        self._words = title
        self._groups = groups
        self._ids = ids
        self._written = 0

    def compose(self) -> ComposeResult:
        """Lay it out, written already: a box that grows under the eyes is read twice."""
        with Vertical():
            yield Static(Content(self._words), classes="title")
            with VerticalScroll(can_focus=True):
                yield Static(self._sheet(), id="sheet")
            yield key_line(("↑↓", _("scroll")), *self.more_keys(), (_("Esc"), _("close")))

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return further keys of the sheet, and what they do."""
        return ()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Write the sheet for the width there is, the keys below it in sight."""
        title = len(wrap(self._words, self._inside()))
        room = self.app.size.height * 94 // 100 - _AROUND - title
        self.query_one(VerticalScroll).styles.max_height = max(room, 3)
        if self.app.size.width != self._written:
            self.query_one("#sheet", Static).update(self._sheet())

    def _sheet(self) -> Content:
        """Write all groups for the width there is."""
        self._written = self.app.size.width
        self.set_class(self._ids and self._written >= _ROOMY, "wide")
        room = self._inside() - 1  # the scrollbar's
        return Content("\n").join(self._lines(room)[:-1])

    def _lines(self, room: int) -> list[Content]:
        return [line for title, commands in self._groups for line in _group(title, commands, room, ids=self._ids)]

    def _inside(self) -> int:
        """Return the cells within the border and its air."""
        return min((108 if self.has_class("wide") else 76), self.app.size.width * 96 // 100) - 6

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)


def _group(title: str, commands: Iterable[Command], room: int, *, ids: bool) -> list[Content]:
    keyed = [(key_signs(command), _(command.help), command.id if ids else "") for command in commands]
    return _keyed(title, keyed, room, ids=ids)


def _keyed(title: str, keyed: Sequence[tuple[str, str, str]], room: int, *, ids: bool) -> list[Content]:
    """Write keys, what they do and, where asked for, under which name the settings have it."""
    lines = [Content.styled(title.upper(), "$faint")]
    left = min(max((cell_len(signs) for signs, _words, _id in keyed), default=0), room // 3) + 2
    for signs, words, identifier in keyed:
        line = Content.styled(_fitted(signs, left), "bold $accent") + Content(_fitted(words, room - left - 20 * ids))
        lines.append(line + Content.styled(identifier, "$faint") if ids else line)
    return [*lines, Content("")]


def _fitted(words: str, room: int) -> str:
    """Return words in so many cells, what is cut told by three dots; the last cell is left free."""
    if cell_len(words) >= room:
        while cell_len(words) > room - 2:
            words = words[:-1]
        words = words.rstrip() + "…"
    return words + " " * (room - cell_len(words))


class HelpDialog(SheetDialog):
    """Explains what had the focus."""

    def __init__(self, node: DOMNode | None) -> None:
        """Explain this widget."""
        super().__init__(explanation(node) or _("Keys"), help_groups(node))


class DialogHelp(SheetDialog):
    """Explains a dialog: what it is for, and its keys."""

    def __init__(self, dialog: Screen[Any]) -> None:
        """Explain this one."""
        super().__init__(explanation(dialog) or explanation(dialog.focused) or _("Keys"), [])
        told = getattr(dialog, "told_keys", list)
        self._told: list[tuple[str, str, str]] = [(sign, words, "") for sign, words in told()]

    def _lines(self, room: int) -> list[Content]:
        """Write the keys of the dialog."""
        return _keyed(_("Here"), self._told, room, ids=False)


def explained(screen: Screen[Any]) -> SheetDialog:
    """Return what explains the dialog in front; where none is, what has the focus."""
    return DialogHelp(screen) if hasattr(screen, "told_keys") else HelpDialog(screen.focused or screen)


def help_groups(node: DOMNode | None) -> list[tuple[str, list[Command]]]:
    """Return the commands in reach by how near they are: of the widget, of the screen, of everywhere.

    A key that something nearer has is told there only: it does nothing else here.
    """
    near: dict[str, list[Command]] = {}
    titles = {"Widget": _("Here"), "Screen": _("On this screen"), "App": _("Everywhere")}
    holders: dict[str, DOMNode] = {}
    for known, owner in owned_commands(node):
        keys = [key for key in keys_of(known) if holders.setdefault(key, owner) is owner]
        if not keys:
            continue
        command = known if keys == keys_of(known) else replace(known, id="", keys=",".join(keys))
        kinds = [kind.__name__ for kind in type(owner).__mro__]
        kind = "App" if "App" in kinds else "Screen" if "Screen" in kinds else "Widget"
        near.setdefault(titles[kind], []).append(command)
    return list(near.items())
