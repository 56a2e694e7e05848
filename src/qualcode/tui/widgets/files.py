"""The files of the disk as a tree: folders, and what qualcode can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.widgets import DirectoryTree

from qualcode.importers.formats import importer_of
from qualcode.model.messages import N_
from qualcode.tui.commands import Command, bindings
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widgets.directory_tree import DirEntry
    from textual.widgets.tree import TreeNode

TREE = (
    Command("files.take", "space", "take", N_("take"), N_("take this file, or all that this folder holds"), rank=10),
    Command("files.up", "backspace", "above", N_("above"), N_("show the folder above"), N_("Bksp"), rank=50),
)


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
        path = node.data.path if node.data else Path()
        folder = bool(node.data) and node.allow_expand
        icon = (self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE) if folder else self.ICON_FILE
        return Text(icon + shown_line(path.name or str(path)), style=base_style + style + Style(bold=folder))

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


def _shows(path: Path) -> bool:
    try:
        return path.is_dir() or importer_of(path.suffix) is not None
    except OSError:
        return False
