"""The codebook as a tree: sign and colour, name, own and total counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.widgets import Tree

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
        super().__init__("", id="codebook")
        self.show_root = False
        self.guide_depth = 2
        self._by_code: dict[str, TreeNode[str]] = {}
        self._entries: dict[str, CodeEntry] = {}

    def show(self, entries: Sequence[CodeEntry]) -> None:
        """Show these codes; where only counts changed, only labels are written anew."""
        before = [(entry.id, entry.parent, entry.name) for entry in self._entries.values()]
        self._entries = {entry.id: entry for entry in entries}
        if before == [(entry.id, entry.parent, entry.name) for entry in entries]:
            for entry in entries:
                self._by_code[entry.id].set_label(self._label(entry))
            return
        folded = {code for code, node in self._by_code.items() if node.allow_expand and not node.is_expanded}
        meant = self.cursor_node.data if self.cursor_node else None
        self.clear()
        self._by_code = {}
        parents = {entry.parent for entry in entries}
        for entry in entries:
            above = self._by_code.get(entry.parent or "", self.root)
            label = self._label(entry)
            if entry.id in parents:
                node = above.add(label, data=entry.id, expand=entry.id not in folded)
            else:
                node = above.add_leaf(label, data=entry.id)
            self._by_code[entry.id] = node
        if meant in self._by_code:
            self.call_after_refresh(self.move_cursor, self._by_code[meant])

    def _label(self, entry: CodeEntry) -> Text:
        bold = entry.own != entry.total or entry.parent is None
        text = Text.assemble(
            (f"{entry.sign} ", Style(color=entry.colour)),
            (shown_line(entry.name), Style(bold=bold)),
        )
        count = str(entry.total or "–")
        depth = 2 if entry.parent else 0
        room = max(self.size.width or 28, 20) - depth - 6 - len(count)
        text.truncate(room, overflow="ellipsis", pad=True)
        return text + Text(f" {count}", style="dim")

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[str]) -> None:
        """Tell which code the cursor is on."""
        if event.node.data:
            self.post_message(self.CodeMeant(event.node.data))

    def on_tree_node_selected(self, event: Tree.NodeSelected[str]) -> None:
        """Tell which code was chosen."""
        event.stop()
        if event.node.data:
            self.post_message(self.CodeChosen(event.node.data))
