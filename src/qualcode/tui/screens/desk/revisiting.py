"""Texts corrected from a file at the desk, and the passages gone through that a correction changed or lost."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Final

from qualcode.coding.documents.guide import UnmarkAsked
from qualcode.coding.documents.settling import PlaceLost, SettlePassages
from qualcode.coding.passages.codings import EditCoding, RemoveCodings
from qualcode.model.errors import Refusal, TooUnlike
from qualcode.model.ids import new_id
from qualcode.model.messages import _, ngettext
from qualcode.tui.asked import Choice, ChooseDialog, LineDialog, RevisitDialog
from qualcode.tui.commands import key_sign
from qualcode.tui.dialogs.entries import OPEN
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.screens.desk.commands import LOOK, REVISE
from qualcode.tui.screens.desk.editing import Editing
from qualcode.tui.widgets.shelf import Shelf
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping
    from pathlib import Path

    from qualcode.coding.actions import Action
    from qualcode.coding.documents.revising import Plan
    from qualcode.model.changes import Change
    from qualcode.tui.dialogs.entries import Asked
    from qualcode.tui.shown import study
    from qualcode.tui.shown.revised import Compared, Revisited, Selected

CORRECT, KEEP = "correct", "keep"
_ACTS: Final = frozenset({"SettlePassages", "PlaceLost", "RemoveCodings", "UnmarkAsked"})
"""Kinds of acts that passages are gone through with."""
_CORRECTIONS: Final = frozenset({"ReviseDocument", "EditText"})
"""Kinds of acts that put another text in the place of a document's."""
_READ: Final = later("qualcode.tui.shown.revised:revisited")
_COMPARED: Final = later("qualcode.tui.shown.revised:compared")
_SELECTED: Final = later("qualcode.tui.shown.revised:Selected")
_TARGET: Final = later("qualcode.tui.shown.revised:target_of")
_PATH: Final = later("qualcode.tui.opening:typed_path")
_ACTION: Final = later("qualcode.correcting:revision_of")
_SUMMARY: Final = later("qualcode.correcting:summary")


class Revisiting(Editing):
    """The desk with its texts corrected, and looked at after that."""

    _waits: Mapping[str, int] = {}
    """How many passages wait for who codes here, by document."""
    _others = False
    """Whether some wait for another coder."""
    _choosing: Revisited | None = None
    """The passage whose place is being chosen in the text."""

    async def begin(self) -> None:
        """Show the study, and say where passages wait to be looked at."""
        await super().begin()
        await self._count_waiting()
        self._say_waiting(sum(self._waits.values()))

    async def open(self, document: str, caret: int | None = None) -> None:
        """Show a document, and say what waits in it."""
        new = document != self.opened
        await super().open(document, caret)
        if new:
            self._say_waiting(self._waits.get(document, 0))

    async def show_anew(self, nouns: set[str]) -> None:
        """Read anew all that some nouns show."""
        await super().show_anew(nouns)
        if nouns & {"unsettled", "codings", "documents"}:
            await self._count_waiting()
            if self.opened:
                self.head()

    def head(self) -> None:
        """Write which document this is, how many passages wait in it, and where one stands."""
        count = self._waits.get(self.opened, 0)
        if count:
            self.beside = "   ".join(filter(None, (_waiting_words(count), self.beside)))
        super().head()

    async def _count_waiting(self) -> None:
        found = await self.bench.read(self.bench.project.revisions.waiting)
        own = [one for one, _row in found if one.coder in {None, self.whose.mine}]
        self._waits, self._others = Counter(one.document for one in own), len(found) > len(own)

    def _say_waiting(self, count: int) -> None:
        if count:
            words = ngettext(
                "{count} passage to look at after a correction of its text: {key}",
                "{count} passages to look at after a correction of their text: {key}",
                count,
            )
            self.say(words.format(count=counted(count), key=key_sign(LOOK)))

    # Passages looked at

    def action_revisit(self) -> None:
        """Go through what waits after a correction; where a place was being chosen, place that passage there."""
        selected = self._what_is_selected()
        one, self._choosing = self._choosing, None
        if one is not None and selected is not None and selected.document == one.document:
            self.reader.select(None)
            self.start(self._chosen_place(one, selected))
        elif not self._waits:
            words = _("Nothing waits to be looked at: passages do after {key} corrects their text from a file.")
            words = (
                _("What waits to be looked at is another coder’s: each looks at one’s own.") if self._others else words
            )
            self.say(words.format(key=key_sign(REVISE)))
        else:
            self._revisit(self.opened if self._waits.get(self.opened) else "", selected)

    def _what_is_selected(self) -> Selected | None:
        span = self.reader.span
        if span is None or not self.opened:
            return None
        found: Selected = _SELECTED(self.opened, span, self.quote(*span))
        return found

    async def _chosen_place(self, one: Revisited, selected: Selected) -> None:
        if not await self._became("placed", one, selected):
            self._choosing = one

    def _revisit(self, document: str, selected: Selected | None) -> None:
        """Ask about the passages of a document, or of all."""
        name = self.names.get(document, "")
        title = _("After a correction: “{name}”").format(name=name) if document else _("After a correction")
        other = ""
        if document and len(self._waits) > 1:
            other = _("all documents")
        elif not document and self._waits.get(self.opened):
            other = _("this document")
        found = self.bench.read(_READ, self.bench.project, self.book, self.whose.mine, document or None)

        def act(what: str, one: Revisited) -> Awaitable[bool]:
            done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

            async def become() -> None:  # by the desk: the dialog may be left before it is done
                became = await self._became(what, one, selected)
                if not done.done():
                    done.set_result(became)

            self.start(become())
            return done

        async def back() -> bool:
            return await self.refused(self.bench.undo()) is not None

        dialog = RevisitDialog(title, found, act, back, selected=selected, other=other, key=key_sign(LOOK))
        self.start(self._answered(dialog, self.ask(dialog), "" if document else self.opened, selected))

    async def _answered(
        self, dialog: RevisitDialog, answer: asyncio.Future[Asked | None], other: str, selected: Selected | None
    ) -> None:
        """Go to the passage that was chosen, or show the other documents."""
        asked = await answer
        if asked is None:
            return
        if asked.act not in {OPEN, "choose"}:
            self._revisit(other, selected)
            return
        one = dialog.passage(asked.id)
        await self.open(one.document, one.place.start if one.place else None)
        self.fold()
        self.reader.focus()
        if asked.act != OPEN:
            self._choosing = one
            self._say_choosing(one)
        elif one.place is None:
            self.say(_("Where it was is not to be found: its words are gone, and those around it."))

    def _say_choosing(self, one: Revisited) -> None:
        words = _("Select where “{name}” lies now, then {key}.")
        self.say(words.format(name=shown_line(one.name), key=key_sign(LOOK)))

    async def _became(self, what: str, one: Revisited, selected: Selected | None) -> bool:
        """Do what was said of a passage, in one step of undo."""
        settled = SettlePassages((one.id,))
        if what == "placed":
            start, end = _TARGET(one, selected)
            if one.lost:
                return await self._together(PlaceLost(one.id, start, end))
            return await self._together(EditCoding(one.passage, start=start, end=end), settled)
        if what == "removed" and not one.lost:
            if one.noun == "codings":  # what a correction said of it goes with it
                return await self._together(RemoveCodings((one.passage,)))
            return await self._together(UnmarkAsked(one.passage), settled)
        return await self._together(settled)

    async def _together(self, *actions: Action) -> bool:
        batch = new_id() if len(actions) > 1 else ""
        for action in actions:
            if await self.refused(self.bench.perform(action, batch)) is None:
                return False
        return True

    # Texts corrected

    def action_revise(self) -> None:
        """Ask for the file of a corrected text, say what it would do, and put it in the place of the document's."""
        shelf = self.query_one(Shelf)
        document = (shelf.meant if shelf.has_focus else "") or self.opened
        if not document:
            self.say(_("No document yet: I brings some in."))
            return
        asked = _("Correct “{name}” from which file?").format(name=self.names[document])
        example = _("its path; or drop the file here")
        answer = self.ask(LineDialog(asked, example=example, verb=_("compare")))

        async def revise() -> None:
            typed = await answer
            if typed is not None:
                await self._revise(document, _PATH(typed))

        self.start(revise())

    async def _revise(self, document: str, file: Path) -> None:
        """Compare, ask, and correct."""
        name = self.names[document]
        try:
            found, sure = await self._compare(document, file)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        if found is None:
            self.say(_("Nothing was changed."))
            return
        asked = _("Correct “{name}” from “{file}”?").format(name=name, file=found.source.source_name)
        choices = [Choice(KEEP, _("leave the text as it is")), Choice(CORRECT, _("correct it"))]
        if await self.ask(ChooseDialog(asked, choices, found.said)) != CORRECT:
            self.say(_("Nothing was changed."))
            return
        job = self.bench.jobs.begin(_("Correcting “{name}”").format(name=name))
        try:
            await self.refused(self.bench.perform(_ACTION(document, found.source, sure=sure)))
        finally:
            self.bench.jobs.end(job)

    async def _compare(self, document: str, file: Path) -> tuple[Compared | None, bool]:
        """Read the file and compare it; one that seems another text is asked about. Nothing where it was left.

        Raises:
            Refusal: where the file cannot be read.
        """
        words = _("Comparing with “{name}”").format(name=self.names[document])
        try:
            return await self.bench.run(words, _COMPARED, self.bench.project, document, file, sure=False), False
        except TooUnlike as unlike:
            asked = _("Only {percent} % of the words of “{what}” are in “{file}”: is it the right file?")
            choices = [Choice(KEEP, _("no: leave the text as it is")), Choice(CORRECT, _("yes: compare them"))]
            if await self.ask(ChooseDialog(asked.format_map(unlike.fields), choices)) != CORRECT:
                return None, False
        return await self.bench.run(words, _COMPARED, self.bench.project, document, file, sure=True), True

    def _tell(self, now: study.Standing, change: Change | None = None) -> None:
        """Say the act; of a correction, what became of the passages."""
        super()._tell(now, change)
        if self._choosing is not None and change is not None and change.kind in _ACTS:
            self._say_choosing(self._choosing)  # it was asked for while that was still being done
        if change is None or change.kind not in _CORRECTIONS or now.latest is None or now.latest.before:
            return  # of several texts in one step, how many they are is said already
        plan: Plan = change.note("plan")  # type: ignore[assignment]  # what that action notes
        parts = [_("Corrected: {summary}").format(summary=_SUMMARY(plan))]
        own = sum(one.waits and one.row.get("coder_id") in {None, self.whose.mine} for one in plan.outcomes)
        if own:
            parts.append(_waiting_words(own))
        self.say(_("{words}   u undoes it").format(words=shown_line("; ".join(parts))))


def _waiting_words(count: int) -> str:
    words = ngettext("{count} to look at: {key}", "{count} to look at: {key}", count)
    return words.format(count=counted(count), key=key_sign(LOOK))
