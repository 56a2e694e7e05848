"""The parts of an outline on the screen: added, moved, named, filled, written in, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on, work
from textual.message import Message
from textual.widgets import OptionList, TextArea

from qualcode.coding.outlines.naming import PLACED_NAMES
from qualcode.coding.outlines.parts import AddPart, MovePart, RemovePart, RenamePart, SetPartOptions, WritePart
from qualcode.model.errors.outlining import NoSuchOutline
from qualcode.model.messages import N_, _, ngettext
from qualcode.model.outlines import DEEPEST, stepped
from qualcode.tui.commands import Command, bindings
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.dialogs.question import Field, QuestionDialog
from qualcode.tui.later import later
from qualcode.tui.screens.outlining.auditing import CHECK
from qualcode.tui.screens.outlining.commands import ON_PARTS, OUTLINES
from qualcode.tui.screens.outlining.quoting import QuotingActs
from qualcode.tui.screens.writing import WritingScreen
from qualcode.tui.shown.unfinished import Unfinished
from qualcode.tui.widgets.passages import Passages
from qualcode.words.shown import shown

if TYPE_CHECKING:
    from qualcode.coding.actions import Action
    from qualcode.model.outlines import Outline, OutlinePart, PartOptions, Step
    from qualcode.tui.workbench import Workbench

_COUNTS: Final = (("", N_("as the report")), ("yes", N_("yes")), ("no", N_("no")))
_QUOTES: Final = ("", "0", "1", "2", "3", "5", "8", "12", "20")
_LONGEST: Final = ("", "15", "25", "40", "60", "90")
TYPED_OVER: Final = frozenset(
    command.action.partition("(")[0] for command in (*WritingScreen.COMMANDS_HERE, CHECK, OUTLINES, *ON_PARTS)
)
"""What waits while prose is typed: its keys are letters there."""


class ProseArea(TextArea):
    """The prose of a part while it is written."""

    HELP_HERE = N_("The prose of the part. An empty line parts paragraphs; Esc keeps it.")
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("prose.keep", "escape,ctrl+s", "keep", N_("keep the text"), N_("keep the text of the part"), rank=1),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(COMMANDS_HERE)

    class Kept(Message):
        """One has written enough."""

    def action_keep(self) -> None:
        """Say so."""
        self.post_message(self.Kept())


class PartActs(QuotingActs):
    """The place of writing with the parts of an outline changed."""

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__(bench)
        self._written = ""
        """The id of the part that is being written in."""

    @property
    def outline(self) -> Outline:
        """The outline that is shown.

        Raises:
            NoSuchOutline: there is none.
        """
        outline = self.preview.outline if self.preview else None
        if outline is None:
            raise NoSuchOutline("?")
        return outline

    async def did(self, action: Action, sentence: str) -> bool:
        """Do an action and say it; a refusal is said."""
        change = await self.done(self.bench.perform(action))
        if change is not None:
            self.say(sentence)
        return change is not None

    # Parts

    @work
    async def action_add(self, kind: str) -> None:
        """Add a part behind the one under the cursor."""
        about = await self._about(kind)
        if about is None:
            return
        here = self.part
        beside = [part.id for part in self.outline.parts if here is not None and part.parent == here.parent]
        position = beside.index(here.id) + 1 if here is not None else None
        action = AddPart(self.outline.id, kind, **about, parent=here.parent if here else None, position=position)
        before, self.piece_id = self.piece_id, action.id
        if not await self.did(action, _("Part added.   alt+arrows move it, u undoes it")):
            self.piece_id = before

    async def _about(self, kind: str) -> dict[str, str] | None:
        """Ask what a new part is about; None where one leaves."""
        if kind == "free":
            title = await self.app.push_screen_wait(LineDialog(_("Title of the new part"), verb=_("add it")))
            return {"title": title} if title else None
        material = self.preview.material if self.preview else None
        if kind == "reading" or material is None:
            return await self._placed()
        if kind == "theme":
            choices = [Choice(one.id, one.name) for one in material.themes]
            if not choices:
                self.say(_("No theme yet: the board (4) makes some."))
                return None
            chosen = await self.app.push_screen_wait(ChooseDialog(_("About which theme?"), choices))
        else:
            offered = await self.bench.read(later("qualcode.tui.shown.outlines:codes_offered"), self.bench.project)
            picker = later("qualcode.tui.dialogs.one_code:OneCodePicker")(_("About which code?"), _("add it"), offered)
            picked = await self.app.push_screen_wait(picker)
            chosen = picked.codes[0] if picked and picked.codes else None
        return {kind: chosen} if chosen else None

    async def _placed(self) -> dict[str, str] | None:
        """Ask which reading; of one by attribute, which attribute."""
        choices = [Choice(name, _(words)) for name, words in PLACED_NAMES.items()]
        chosen = await self.app.push_screen_wait(ChooseDialog(_("What is placed here?"), choices))
        if chosen != "crosstab":
            return {"reading": chosen} if chosen else None
        names = await self.bench.read(later("qualcode.tui.shown.outlines:attributes"), self.bench.project)
        if not names:
            self.say(_("No attribute yet: bring in a table of attributes (I)."))
            return None
        by = await self.app.push_screen_wait(
            ChooseDialog(_("By which attribute?"), [Choice(f"attribute:{name}", name) for name in names])
        )
        return {"reading": chosen, "by": by} if by else None

    async def action_step(self, step: Step) -> None:
        """Move the part one step; among the excerpts, the excerpt."""
        if isinstance(self.focused, Passages):
            await self.move_quote(step)
            return
        part = self._needed()
        if part is None:
            return
        place = stepped(self.outline.parts, part.id, step)
        if place is None:
            deep = ngettext("a report has {count} level", "a report has {count} levels", DEEPEST).format(count=DEEPEST)
            self.say(_("It cannot go further that way; {levels}.").format(levels=deep))
            return
        await self.did(MovePart(part.id, *place), _("Moved.   u undoes it"))

    def _needed(self) -> OutlinePart | None:
        if self.part is None:
            self.say(_("No part here yet: n adds one."))
        return self.part

    @work
    async def action_rename(self) -> None:
        """Give the part a title of its own, or take that away."""
        if (part := self._needed()) is None:
            return
        empty_is = part.kind != "free"
        title = await self.app.push_screen_wait(
            LineDialog(_("Title of the part"), part.title, verb=_("rename"), may_be_empty=empty_is)
        )
        if title is not None and title != part.title:
            await self.did(RenamePart(part.id, title), _("Renamed.   u undoes it"))

    async def action_remove(self) -> None:
        """Remove the part with those inside it."""
        if (part := self._needed()) is not None:
            await self.did(RemovePart(part.id), _("Removed with what was inside it.   u undoes it"))

    @work
    async def action_fill(self) -> None:
        """Choose how the part is filled."""
        if (part := self._needed()) is None:
            return
        answer = await self.app.push_screen_wait(QuestionDialog(_("How the part is filled"), _fields(part.options)))
        if answer is not None:
            said = {"": None, "yes": True, "no": False}[answer["counts"]]
            quotes, longest = (int(answer[name]) if answer[name] else None for name in ("quotes", "longest"))
            action = SetPartOptions(part.id, quotes, longest, said, bool(answer["mine"]), part.options.by)
            await self.did(action, _("Filled otherwise.   u undoes it"))

    # Prose

    def action_write(self) -> None:
        """Write the prose of the part over the place where it will read."""
        if (part := self._needed()) is None:
            return
        self._written = part.id
        area = self.query_one(ProseArea)
        typed = Unfinished(self.bench, part.id).found().get("words", part.prose)
        area.load_text(shown(typed))
        area.move_cursor(area.document.end)
        self.query_one("#prose-holder").display = True
        area.focus()

    @on(TextArea.Changed, "#prose")
    def _typed(self) -> None:
        if self._written:
            Unfinished(self.bench, self._written).follow(self, self._words)

    def _words(self) -> dict[str, str]:
        part = next((each for each in self.outline.parts if each.id == self._written), None)
        words = self.query_one(ProseArea).text
        return {} if part is None or words == shown(part.prose) else {"words": words}

    @on(ProseArea.Kept)
    async def _keep(self) -> None:
        written, part = self._words(), self._written
        self._written = ""
        self.query_one("#prose-holder").display = False
        self.query_one("#parts", OptionList).focus()
        if written and await self.did(WritePart(part, written["words"]), _("Written.   u undoes it")):
            Unfinished(self.bench, part).let_go()


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _numbers(choices: tuple[str, ...], now: int | None, usual: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers one can choose, the one that is chosen among them."""
    known = sorted({*choices, _text(now)}, key=lambda number: int(number or -1))
    return tuple((number, number or usual) for number in known)


def _fields(options: PartOptions) -> list[Field]:
    """Return what can be chosen of how a part is filled."""
    counts = "" if options.counts is None else ("yes" if options.counts else "no")
    whose = (("", _("chosen ones, then others")), ("yes", _("only chosen ones")))
    quotes = _numbers(_QUOTES, options.quotes, _("as the report"))
    longest = _numbers(_LONGEST, options.longest, _("any"))
    return [
        Field("quotes", _("excerpts, at most"), quotes, _text(options.quotes)),
        Field("longest", _("words of one, at most"), longest, _text(options.longest)),
        Field("counts", _("how often codes were applied"), tuple((key, _(words)) for key, words in _COUNTS), counts),
        Field("mine", _("which excerpts"), whose, "yes" if options.only_mine else ""),
    ]
