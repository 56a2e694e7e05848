"""The files of the disk as a tree: folders, and what qualcode can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.widgets import DirectoryTree

from qualcode.importers.formats import importer_of
from qualcode.model.messages import N_
from qualcode.tui.commands import Command, bindings
from qualcode.tui.layout.apart import cut_apart
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widgets.directory_tree import DirEntry
    from textual.widgets.tree import TreeNode

TREE = (
    Command("files.take", "space", "take", N_("take"), N_("take this file, or all that this folder holds"), rank=10),
    Command("files.up", "backspace", "above", N_("above"), N_("show the folder above"), rank=50),
)
_LEAST = 8
"""Cells of a name, however deep its folder."""


_BACKUPS = "qualcode-backups"
"""How the folder of a project's backups ends: it holds no transcript."""


class TranscriptTree(DirectoryTree):
    """Shows folders and readable files; tells which are taken."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = TREE
    BINDINGS: ClassVar[list[Any]] = bindings(TREE)
    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "  "

    def __init__(self, folder: Path) -> None:
        """Start from a folder."""
        super().__init__(folder)
        self.guide_depth = 2
        self.show_guides = False

    class Taken(Message):
        """A file or a folder is to be looked at."""

        def __init__(self, path: Path) -> None:
            """Say which."""
            super().__init__()
            self.path = path

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Leave out what is hidden and what no importer reads."""
        return [path for path in paths if path.name[:1] not in {".", "~"} and _shows(path)]

    def render_label(self, node: TreeNode[DirEntry], base_style: Style, style: Style) -> Text:
        """Write a name as data: no markup, no control character."""
        folder = bool(node.data) and node.allow_expand
        icon = (self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE) if folder else self.ICON_FILE
        name = self._fitted(node, max(self._room(node) - cell_len(icon), _LEAST))
        return Text(icon + name, style=base_style + style + Style(bold=folder))

    def _fitted(self, node: TreeNode[DirEntry], room: int) -> str:
        """Return the name of a node, cut so that it is told from those beside it."""
        beside = list(node.parent.children) if node.parent is not None else [node]
        names = cut_apart(tuple(map(_name, beside)), (room,) * len(beside))
        return names[beside.index(node)]

    def get_label_width(self, node: TreeNode[DirEntry]) -> int:
        """Return what is left of the row beside the indent: no name is wider."""
        return self._room(node)

    def _room(self, node: TreeNode[DirEntry]) -> int:
        depth = 0
        while node.parent is not None:
            node, depth = node.parent, depth + 1
        return max(self.scrollable_content_region.width - self.guide_depth * depth, _LEAST)

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """Take the file on which Enter was pressed, or which was clicked."""
        event.stop()
        self.post_message(self.Taken(event.path))

    def action_take(self) -> None:
        """Take what the cursor stands on."""
        node = self.cursor_node
        if node is not None and node.data is not None:
            self.post_message(self.Taken(node.data.path))

    def action_above(self) -> None:
        """Start the tree one folder further up."""
        self.path = Path(self.path).absolute().parent


def _name(node: TreeNode[DirEntry]) -> str:
    path = node.data.path if node.data else Path()
    return shown_line(path.name or str(path))


def _shows(path: Path) -> bool:
    try:
        return (path.is_dir() and not path.name.endswith(_BACKUPS)) or importer_of(path.suffix) is not None
    except OSError:
        return False
