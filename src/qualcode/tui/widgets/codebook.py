"""The codebook as a tree: sign and colour, name, own and total counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Tree

from qualcode.model.messages import N_
from qualcode.tui.commands import Command, bindings
from qualcode.tui.widgets.painting import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.widgets.tree import TreeNode


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code as the tree shows it; `total` counts its sub-codes' codings too."""

    id: str
    parent: str | None
    name: str
    colour: str
    sign: str
    own: int
    total: int


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
    Command("code.filter", "slash", "screen.narrow", N_("filter"), N_("show only the codes called so"), "/", rank=18),
    Command("code.passages", "l", "screen.list_code", N_("passages"), N_("list the passages of this code"), rank=10),
    Command("code.next", "n", "screen.of_code(1)", N_("next"), N_("go to the next passage of this code")),
    Command("code.back", "N", "screen.of_code(-1)", N_("previous"), N_("go to the previous passage of this code")),
    Command("code.note", "m", "screen.code_memo", N_("memo"), N_("write a memo on this code")),
)
"""What puts the codebook in order."""


class Codebook(Tree[str]):
    """Shows codes; tells which one is meant, and where one was dragged."""

    HELP_HERE: ClassVar[str] = N_(
        "The codebook: codes with their counts. Enter applies the code to what is selected, else lists its passages. "
        "A code is dragged onto the one it goes under."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = TIDYING
    BINDINGS: ClassVar[list[Any]] = [
        *bindings(TIDYING),
        Binding("j", "cursor_down", show=False, id="codebook.down"),
        Binding("k", "cursor_up", show=False, id="codebook.up"),
    ]

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    COMPONENT_CLASSES: ClassVar[set[str]] = {"codebook--count"}
    DEFAULT_CSS = """
    Codebook { overflow-x: hidden; }
    Codebook .codebook--count { color: $faint; }
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

        def __init__(self, code: str, onto: str | None) -> None:
            """Say which, and where to."""
            super().__init__()
            self.code = code
            self.onto = onto

    def __init__(self) -> None:
        """Show nothing yet."""
        self._held: str | None = None
        self._wanted = ""
        self._by_code: dict[str, TreeNode[str]] = {}
        self._entries: dict[str, CodeEntry] = {}  # before Textual's own: it asks for labels at once
        super().__init__(Text(), id="codebook")  # a str would be markup, whose emoji take 10 ms to load
        self.show_root = False
        self.show_guides = False
        self.auto_expand = False
        self.guide_depth = 2

    def show(self, entries: Sequence[CodeEntry]) -> None:
        """Show these codes; where only counts changed, only their rows are painted anew."""
        before = [(entry.id, entry.parent, entry.name) for entry in self._entries.values()]
        changed = [entry for entry in entries if self._entries.get(entry.id) != entry]
        self._entries = {entry.id: entry for entry in entries}
        if before == [(entry.id, entry.parent, entry.name) for entry in entries]:
            for entry in changed:
                self._by_code[entry.id].set_label(Text(shown_line(entry.name)))
            return
        folded = {code for code, node in self._by_code.items() if node.allow_expand and not node.is_expanded}
        meant = self.cursor_node.data if self.cursor_node else None
        self.clear()
        self._by_code = {}
        parents = {entry.parent for entry in entries}
        for entry in entries:
            above = self._by_code.get(entry.parent or "", self.root)
            name = Text(shown_line(entry.name))
            if entry.id in parents:
                node = above.add(name, data=entry.id, expand=entry.id not in folded)
            else:
                node = above.add_leaf(name, data=entry.id)
            self._by_code[entry.id] = node
        if entries:
            there = self._by_code.get(self._wanted) or self._by_code.get(meant or "", self._by_code[entries[0].id])
            self._wanted = ""
            self._stand(there)

    @property
    def meant(self) -> str:
        """The id of the code under the cursor, empty for none."""
        return (self.cursor_node.data or "") if self.cursor_node else ""

    def want(self, code: str) -> None:
        """Stand on a code that is about to come."""
        self._wanted = code

    def go(self, code: str) -> None:
        """Stand on a code."""
        if code in self._by_code:
            self._stand(self._by_code[code])

    def _stand(self, node: TreeNode[str]) -> None:
        if self.last_line >= 0:  # asked for, the lines are laid: a node has none before
            self.move_cursor(node)

    # Dragging

    def _code_at(self, event: events.MouseEvent) -> str | None:
        line = event.style.meta.get("line", -1)
        node = self.get_node_at_line(line) if line >= 0 else None
        return node.data if node else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a code."""
        self._held = self._code_at(event) if event.button == 1 else None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go on another."""
        held, onto = self._held, self._code_at(event)
        if held is not None and onto != held:
            self.post_message(self.CodeDragged(held, onto))

    def on_click(self, event: events.Click) -> None:
        """Choose nothing where a code was dragged."""
        if self._held is not None and self._code_at(event) != self._held:
            event.prevent_default()
        self._held = None

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        """Write sign, name and count, the count at the right edge."""
        entry = self._entries.get(node.data or "")
        if entry is None:
            return Text("")
        group = node.allow_expand
        sign = (self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE) if group else ""
        mark = f"{entry.sign} " if entry.own or not group else ""
        count = count_words(entry)
        room = max(self.scrollable_content_region.width, 16) - 1 - self.guide_depth * self._depth(entry)
        room -= cell_len(sign) + cell_len(mark) + cell_len(count) + 1
        return Text.assemble(
            (sign, base_style + style),
            (mark, base_style + style + Style(color=entry.colour)),
            (shortened(shown_line(entry.name), max(room, 4)), base_style + style + Style(bold=group or None)),
            (f" {count}", base_style + style + self.get_component_rich_style("codebook--count", partial=True)),
        )

    def get_label_width(self, node: TreeNode[str]) -> int:
        """Return what is left of the row beside the indent: no label is wider."""
        entry = self._entries.get(node.data or "")
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
        if event.node.data:
            self.post_message(self.CodeMeant(event.node.data))

    def on_tree_node_selected(self, event: Tree.NodeSelected[str]) -> None:
        """Tell which code was chosen."""
        event.stop()
        if event.node.data:
            self.post_message(self.CodeChosen(event.node.data))


def count_words(entry: CodeEntry) -> str:
    """Write how often a code was applied: its own and the total where both say something."""
    if entry.own and entry.own != entry.total:
        return f"{entry.own}/{entry.total}"
    return str(entry.total or "–")
