"""The codebook as a tree: sign and colour, name, own and total counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Tree

from qualcode.tui.widgets.painting import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

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


class Codebook(Tree[str]):
    """Shows codes; tells which one is meant."""

    BINDINGS: ClassVar[list[Any]] = [
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

    def __init__(self) -> None:
        """Show nothing yet."""
        self._by_code: dict[str, TreeNode[str]] = {}
        self._entries: dict[str, CodeEntry] = {}  # before Textual's own: it asks for labels at once
        super().__init__("", id="codebook")
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
            self.call_after_refresh(self.move_cursor, self._by_code.get(meant or "", self._by_code[entries[0].id]))

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
