"""The place of writing with an outline: the tree of its parts, each as it will read, with what is done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual import work
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from qualcode.coding.outlines.outlines import AddOutline, RemoveOutline, RenameOutline
from qualcode.model.messages import _, ngettext
from qualcode.tui.commands import Command, bindings
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.screens.outlining.auditing import CHECK, ChecksReports
from qualcode.tui.screens.outlining.commands import EXCERPTS, NEEDS, ON_PARTS, ON_PASSAGES, OUTLINES
from qualcode.tui.screens.outlining.parting import TYPED_OVER, PartActs, ProseArea
from qualcode.tui.screens.writing import WritingScreen
from qualcode.tui.widgets.draft import DraftView
from qualcode.tui.widgets.passages import Passages
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.model.changes import Change
    from qualcode.model.outlines import Outline
    from qualcode.tui.shown.drafts import Preview
    from qualcode.tui.workbench import Workbench

OF_OUTLINES: Final = frozenset({"outlines", "outline_parts", "outline_quotes"})
NEW, EMPTY, NONE, RENAME, REMOVE = "new", "empty", "none", "rename", "remove"


class OutliningScreen(PartActs, ChecksReports):
    """The place of writing: after an outline where one is chosen, else the usual draft."""

    CSS_PATH = "../../styles/writing.tcss"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        *(*WritingScreen.COMMANDS_HERE, CHECK, OUTLINES),
        *(*ON_PARTS, *ON_PASSAGES),
    )
    BINDINGS: ClassVar[list[Any]] = bindings((CHECK, OUTLINES, *ON_PARTS, *ON_PASSAGES))

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__(bench)
        self.outline_id = None
        self._known = False
        """Whether what the draft was made of stands: only the outline changed since."""

    async def begin(self) -> None:
        """Lay out the number of words, and the prose while it is written, over the part as it will read."""
        await super().begin()
        prose = Vertical(ProseArea(soft_wrap=True, show_line_numbers=False, id="prose"), id="prose-holder")
        await self.query_one("#page").mount(Static(id="words", markup=False), prose, before=0)

    # The draft

    def changed(self, change: Change) -> None:
        """Keep what the draft was made of where only an outline changed."""
        if change.touched.keys() - {"memos"} - OF_OUTLINES:
            self._known = False
        super().changed(change)

    async def draft_now(self) -> Preview:
        """Make the draft after the outline, or the usual one where there is none."""
        project = self.bench.project
        if self.outline_id != "":
            first = later("qualcode.tui.shown.outlines:first_outline")
            self.outline_id = cast("str", await self.bench.read(first, project, self.outline_id or ""))
        if not self.outline_id:
            return await super().draft_now()
        known = self.preview.material if self.preview is not None and self._known else None
        read = later("qualcode.tui.shown.outlines:previewed")
        made = await self.bench.read(read, project, self.options, self.coder, self.outline_id, known)
        self._known = True
        return cast("Preview", made)

    async def _show_piece(self) -> None:
        await super()._show_piece()
        outline, line = self.preview.outline if self.preview else None, self.query_one("#words", Static)
        line.display = outline is not None
        if outline is None or self.preview is None:
            return
        here = next((piece.words for piece in self.preview.pieces if piece.id == self.piece_id), 0)
        whole = sum(piece.words for piece in self.preview.pieces)
        words = ngettext("{name}: {count} word", "{name}: {count} words", whole)
        said = words.format(name=shown_line(outline.name), count=counted(whole))
        part = ngettext("this part: {count} word", "this part: {count} words", here).format(count=counted(here))
        line.update(Content.assemble((said, "bold"), "   ", (part, "$dim")))
        await self._tell_empty(outline)
        self.show_commands()

    async def _tell_empty(self, outline: Outline) -> None:
        """Say what to do next in an outline without parts."""
        if not outline.parts:
            self.query_one(Passages).show([])
            await self.query_one(DraftView).show([])
            words = _(
                "“{name}” has no part yet. n adds a part of your own, t one about a theme, c one about a code, g a "
                "table, a figure or a note."
            )
            empty = self.query_one("#empty", Static)
            empty.update(Prose(Content(words.format(name=shown_line(outline.name)))))
            empty.display = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what acts on an outline only where one is chosen, what acts on excerpts only among these."""
        if isinstance(self.focused, ProseArea) and action in TYPED_OVER:
            return False
        outlined = self.preview is not None and self.preview.outline is not None
        if action in NEEDS and not outlined:
            return False
        if action in EXCERPTS and not isinstance(self.focused, Passages):
            return False
        if action in {"write", "add", "rename", "fill", "remove"} and isinstance(self.focused, Passages):
            return False
        return super().check_action(action, parameters)

    # Outlines

    @work
    async def action_outlines(self) -> None:
        """Choose an outline, make one, rename or remove the one that is shown."""
        known = await self.bench.read(later("qualcode.tui.shown.outlines:listed"), self.bench.project)
        choices = [Choice(one.id, _("Outline “{name}”").format(name=one.name)) for one in known]
        if self.outline_id:
            choices.append(Choice(NONE, _("The usual parts, without an outline")))
        choices += [
            Choice(NEW, _("New outline, with the parts the study proposes")),
            Choice(EMPTY, _("New outline, empty")),
        ]
        if self.outline_id:
            choices += [Choice(RENAME, _("Rename this outline")), Choice(REMOVE, _("Remove this outline"))]
        chosen = await self.app.push_screen_wait(ChooseDialog(_("After which outline is the report written?"), choices))
        if chosen in {NEW, EMPTY}:
            await self._new(proposed=chosen == NEW)
        elif chosen == RENAME:
            await self._rename()
        elif chosen == REMOVE:
            await self._remove()
        elif chosen is not None:
            self._choose("" if chosen == NONE else chosen)

    def _choose(self, outline: str) -> None:
        self.outline_id, self._known = outline, False
        self.query_one("#empty").display = False
        self.refresh_draft()

    async def _new(self, *, proposed: bool) -> None:
        name = await self.app.push_screen_wait(
            LineDialog(_("What is the outline called?"), _("Report"), verb=_("make it"))
        )
        if name:
            read = later("qualcode.tui.shown.outlines:proposal")
            parts = await self.bench.read(read, self.bench.project) if proposed else ()
            action = AddOutline(name, parts=parts)
            if await self.did(action, _("New outline.   u undoes it")):
                self._choose(action.id)

    async def _rename(self) -> None:
        outline = self.outline
        name = await self.app.push_screen_wait(
            LineDialog(_("What is the outline called?"), outline.name, verb=_("rename"))
        )
        if name and name != outline.name:
            await self.did(RenameOutline(outline.id, name), _("Renamed.   u undoes it"))

    async def _remove(self) -> None:
        if await self.did(RemoveOutline(self.outline.id), _("Removed with its parts.   u undoes it")):
            self._choose("")
            self.outline_id = None
