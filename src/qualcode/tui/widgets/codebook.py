"""The codebook as a tree: sign and colour, name, own and total counts; a code is at home once, and listed elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Tree

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command, bindings
from qualcode.tui.figures import own_and_below
from qualcode.tui.widgets.painting import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from textual import events
    from textual.widgets.tree import TreeNode


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A line of the tree: a code at home, or where it is listed too; `total` counts its sub-codes' codings too."""

    id: str
    parent: str | None
    name: str
    colour: str
    sign: str
    own: int
    total: int
    again: bool = False
    """Whether its home is elsewhere: `parent` is then where it is listed too."""
    retired: bool = False
    waiting: int = 0
    """Codings of its own made under an older definition, to be looked at again."""

    @property
    def key(self) -> str:
        """What tells this line from others: the code's id at home."""
        return f"{self.parent}>{self.id}" if self.again else self.id


TIDYING: Final = (
    Command("code.new", "a", "screen.new_code", N_("new code"), N_("make a code beside this one"), rank=11),
    Command("code.new_below", "g", "screen.new_code(True)", N_("below"), N_("make a code below this one")),
    Command("code.rename", "r", "screen.rename_code", N_("rename"), N_("rename this code"), rank=12),
    Command("code.card", "e", "screen.card", N_("define"), N_("write the card of this code: definition"), rank=13),
    Command("code.colour", "o", "screen.colour", N_("colour"), N_("give this code another colour"), rank=19),
    Command(
        "code.under", "p", "screen.move_under", N_("move"), N_("move this code under another, or to the top"), rank=14
    ),
    Command("code.up", "alt+up", "screen.shift_code(-1)", N_("up"), N_("move this code before the one above"), "alt+↑"),
    Command("code.down", "alt+down", "screen.shift_code(1)", N_("down"), N_("move this code behind the next"), "alt+↓"),
    Command("code.out", "alt+left", "screen.lift_code", N_("out"), N_("move this code out of its group"), "alt+←"),
    Command("code.in", "alt+right", "screen.sink_code", N_("in"), N_("move this code under the one before"), "alt+→"),
    Command("code.merge", "f", "screen.merge_code", N_("merge"), N_("merge this code into another"), rank=15),
    Command("code.split", "s", "screen.split_code", N_("split"), N_("split this code, passage by passage"), rank=16),
    Command(
        "code.drop", "x,delete", "screen.drop_code", N_("remove"), N_("remove this code; what goes is said"), rank=17
    ),
    Command("code.also", "b", "screen.list_also", N_("also in"), N_("list this code under another group too"), rank=20),
    Command("code.retire", "i", "screen.retire_code", N_("retire"), N_("retire this code, or bring it back"), rank=21),
    Command("code.recheck", "v", "screen.recheck", N_("re-check"), N_("re-check what an older definition fitted")),
    Command("code.filter", "slash", "screen.narrow", N_("filter"), N_("show only the codes called so"), "/", rank=18),
    Command("code.passages", "l", "screen.list_code", N_("passages"), N_("list the passages of this code"), rank=10),
    Command("code.next", "n", "screen.of_code(1)", N_("next"), N_("go to the next passage of this code")),
    Command("code.back", "N", "screen.of_code(-1)", N_("previous"), N_("go to the previous passage of this code")),
    Command("code.note", "m", "screen.code_memo", N_("memo"), N_("write a memo on this code")),
)
"""What puts the codebook in order."""
ICON_AGAIN: Final = "→ "
"""Before a code that is listed where it is not at home."""


class Codebook(Tree[str]):
    """Shows codes; tells which one is meant, and where one was dragged."""

    HELP_HERE: ClassVar[str] = N_(
        "The codebook: codes with their codings; 12/45 says 12 of its own and 45 with those of its sub-codes, a group "
        "without any of its own shows the latter. Enter applies the code to what is selected, else lists its passages. "
        "A code is dragged onto the one it goes under. An arrow → before a name: the code is listed here too, its home "
        "is elsewhere, and a total counts it once. A dim name: the code is retired; it keeps its passages, and is no "
        "longer offered."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = TIDYING
    BINDINGS: ClassVar[list[Any]] = [
        *bindings(TIDYING),
        Binding("j", "cursor_down", show=False, id="codebook.down"),
        Binding("k", "cursor_up", show=False, id="codebook.up"),
    ]

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    COMPONENT_CLASSES: ClassVar[set[str]] = {"codebook--count", "codebook--retired"}
    DEFAULT_CSS = """
    Codebook { overflow-x: hidden; }
    Codebook .codebook--count { color: $faint; }
    Codebook .codebook--retired { color: $dim; }
    """

    class CodeChosen(Message):
        """A code was chosen, to be applied or looked at."""

        def __init__(self, code: str) -> None:
            """Say which."""
            super().__init__()
            self.code = code

    class CodeMeant(Message):
        """The cursor stands on a code."""

        def __init__(self, code: str) -> None:
            """Say which."""
            super().__init__()
            self.code = code

    class CodeDragged(Message):
        """A code was dragged onto another; None for the empty place below all of them."""

        def __init__(self, code: str, onto: str | None, listed_in: str = "") -> None:
            """Say which, and where to; `listed_in` is the group whose line was dragged where that is not its home."""
            super().__init__()
            self.code = code
            self.onto = onto
            self.listed_in = listed_in

    def __init__(self) -> None:
        """Show nothing yet."""
        self._held: CodeEntry | None = None
        self._wanted = ""
        self._line_of: dict[str, TreeNode[str]] = {}
        self._entries: dict[str, CodeEntry] = {}  # before Textual's own: it asks for labels at once
        super().__init__(Text(), id="codebook")  # a str would be markup, whose emoji take 10 ms to load
        self.show_root = False
        self.show_guides = False
        self.auto_expand = False
        self.guide_depth = 2

    def show(self, entries: Sequence[CodeEntry]) -> None:
        """Show these codes; where only counts changed, only their rows are painted anew."""
        before = [_standing(entry) for entry in self._entries.values()]
        changed = [entry for entry in entries if self._entries.get(entry.key) != entry]
        self._entries = {entry.key: entry for entry in entries}
        if before == [_standing(entry) for entry in entries]:
            for entry in changed:
                self._line_of[entry.key].set_label(Text(shown_line(entry.name)))
            return
        folded = {key for key, node in self._line_of.items() if node.allow_expand and not node.is_expanded}
        meant = (self.cursor_node.data or "") if self.cursor_node else ""
        self._plant(entries, folded)
        if entries:
            wanted = (self._wanted, meant, meant.rpartition(">")[2], entries[0].key)  # at home, where a place went
            self._wanted = ""
            self._stand(next(self._line_of[key] for key in wanted if key in self._line_of))

    def _plant(self, entries: Sequence[CodeEntry], folded: Container[str]) -> None:
        """Let a line grow for each entry, groups folded as they were."""
        self.clear()
        self._line_of = {}
        parents = {entry.parent for entry in entries}
        for entry in entries:
            above = self._line_of.get(entry.parent or "", self.root)
            name = Text(shown_line(entry.name))
            if entry.id in parents and not entry.again:
                node = above.add(name, data=entry.key, expand=entry.key not in folded)
            else:
                node = above.add_leaf(name, data=entry.key)
            self._line_of[entry.key] = node

    @property
    def entry(self) -> CodeEntry | None:
        """The line under the cursor, None for none."""
        return self._entry_of(self.cursor_node)

    def _entry_of(self, node: TreeNode[str] | None) -> CodeEntry | None:
        return self._entries.get(node.data or "") if node is not None else None

    @property
    def meant(self) -> str:
        """The id of the code under the cursor, empty for none."""
        return self.entry.id if self.entry else ""

    def want(self, code: str) -> None:
        """Stand on a code that is about to come."""
        self._wanted = code

    def go(self, code: str) -> None:
        """Stand on a code, at its home."""
        if code in self._line_of:
            self._stand(self._line_of[code])

    def _stand(self, node: TreeNode[str]) -> None:
        if self.last_line >= 0:  # asked for, the lines are laid: a node has none before
            self.move_cursor(node)

    # Dragging

    def _line_at(self, event: events.MouseEvent) -> CodeEntry | None:
        line = event.style.meta.get("line", -1)
        return self._entry_of(self.get_node_at_line(line)) if line >= 0 else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a code."""
        self._held = self._line_at(event) if event.button == 1 else None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go on another."""
        held, onto = self._held, self._line_at(event)
        if held is not None and onto != held and (onto is None or onto.id != held.id):
            listed_in = (held.parent or "") if held.again else ""
            self.post_message(self.CodeDragged(held.id, onto.id if onto else None, listed_in))

    def on_click(self, event: events.Click) -> None:
        """Choose nothing where a code was dragged."""
        if self._held is not None and self._line_at(event) != self._held:
            event.prevent_default()
        self._held = None

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        """Write sign, name and count, the count at the right edge."""
        entry = self._entry_of(node)
        if entry is None:
            return Text("")
        group = node.allow_expand
        sign = (self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE) if group else ICON_AGAIN * entry.again
        mark = f"{entry.sign} " if entry.own or not group else ""
        count, waits = count_words(entry), f"{entry.waiting}? " if entry.waiting else ""
        room = max(self.scrollable_content_region.width, 16) - 1 - self.guide_depth * self._depth(entry)
        room -= cell_len(sign) + cell_len(mark) + cell_len(waits) + cell_len(count) + 1
        faint = self.get_component_rich_style("codebook--count", partial=True)
        dim = self.get_component_rich_style("codebook--retired", partial=True)
        name = dim if entry.retired else Style(bold=group or None)
        return Text.assemble(
            (sign, base_style + style + (faint if entry.again else Style())),
            (mark, base_style + style + Style(color=entry.colour)),
            (shortened(shown_line(entry.name), max(room, 4)), base_style + style + name),
            (f" {waits}", base_style + style + Style(bold=True)),
            (count, base_style + style + faint),
        )

    def get_label_width(self, node: TreeNode[str]) -> int:
        """Return what is left of the row beside the indent: no label is wider."""
        entry = self._entry_of(node)
        depth = self._depth(entry) if entry else 0
        return max(self.scrollable_content_region.width - self.guide_depth * depth, 1)

    def _depth(self, entry: CodeEntry) -> int:
        depth = 0
        above = self._entries.get(entry.parent or "")
        while above is not None:
            depth += 1
            above = self._entries.get(above.parent or "")
        return depth

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[str]) -> None:
        """Tell which code the cursor is on."""
        entry = self._entry_of(event.node)
        if entry is not None:
            self.post_message(self.CodeMeant(entry.id))

    def on_tree_node_selected(self, event: Tree.NodeSelected[str]) -> None:
        """Tell which code was chosen."""
        event.stop()
        entry = self._entry_of(event.node)
        if entry is not None:
            self.post_message(self.CodeChosen(entry.id))


def count_words(entry: CodeEntry) -> str:
    """Write how often a code was applied: its own and the total where both say something; and that it is retired."""
    count = own_and_below(entry.own, entry.total)
    return _("retired, {count}").format(count=count) if entry.retired else count


def _standing(entry: CodeEntry) -> tuple[str, str, str, bool]:
    """Return what of a line makes the tree: where it stands, its name, how it is painted."""
    return entry.key, entry.parent or "", entry.name, entry.retired
