"""Pseudonyms: the key opened with its passphrase, names proposed and ticked, put in the place of names everywhere."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from qualcode.model.errors import Refusal
from qualcode.model.errors.pseudonyms import KeyNeedsPlace, ReplacingStopped, StillReplacing
from qualcode.model.messages import _, ngettext
from qualcode.tui.asked import Choice, ChooseDialog, NamesDialog, PassphraseDialog
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.places import has_key
from qualcode.tui.screens.people.leaving import LeavingActs

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping

    from qualcode.coding.actions import Action
    from qualcode.coding.steps import Together
    from qualcode.model.pseudonyms import Candidate, NameKey
    from qualcode.tui.dialogs.names import Tick
    from qualcode.tui.dialogs.passphrase import Unsealed
    from qualcode.tui.shown.naming import Preview

REPLACE, MAKE, KEEP = "replace", "make", "keep"
_PROPOSED: Final = later("qualcode.tui.shown.naming:proposals")
_PREVIEW: Final = later("qualcode.tui.shown.naming:preview")
_REPLACING: Final = later("qualcode.coding.pseudonyms.applying:replacing")


class NamingActs(LeavingActs):
    """The place of people with what stands for their names."""

    _ticks: Mapping[str, Tick] = MappingProxyType({})
    """What was said of proposed names, while the key is open; in memory alone."""

    # The key: every dialog is asked at once, so that what is typed next is typed there

    def action_key(self) -> None:
        """Open the key of pseudonyms, or make one; shut one that is open."""
        if self.key is None:
            self._with_key(lambda: self.say(_("The key is open: pseudonyms are shown, o shuts it.")))
            return
        self._ticks = {}
        self.bench.key.shut()
        self.refresh_people()
        self.say(_("The key is shut: pseudonyms are no longer shown."))

    def _with_key(self, then: Callable[[], None]) -> None:
        """Open the key beside the project, or make one, and go on."""
        label, key = self.bench.project.label, self.bench.key
        if key.is_stale():
            self.start(self._read_again(then))
        elif self.key is not None:
            then()
        elif "://" in label:
            self.say(str(KeyNeedsPlace(label.split("://", maxsplit=1)[0])))
        elif has_key(label):
            asked = _("Passphrase of {file}").format(file=key.place.name)
            self.app.push_screen(PassphraseDialog(asked, key.tried), partial(self._unsealed, then))
        else:
            self._offer_key(then)

    async def _read_again(self, then: Callable[[], None]) -> None:
        """Read the key anew, which somebody wrote meanwhile, and go on."""
        await self.bench.read(self.bench.key.read_again)
        self.refresh_people()
        self._with_key(then)

    def _unsealed(self, then: Callable[[], None], opened: Unsealed | None) -> None:
        if opened is not None:
            self.bench.key.take(opened)
            self.refresh_people()
            then()

    def _offer_key(self, then: Callable[[], None]) -> None:
        """Ask whether a key is to be made, and under which passphrase."""
        file = self.bench.key.place.name
        told = [
            _("It holds the real names and what stands for them, encrypted, in {file}.").format(file=file),
            _("Only its passphrase opens it: nobody can find that again."),
        ]
        choices = [Choice(MAKE, _("make one")), Choice(KEEP, _("leave it at that"))]
        warning = _("Keep it apart from the project: whoever has both knows who is who.")

        def chosen(answer: str | None) -> None:
            if answer == MAKE:
                asked = _("New passphrase of {file}").format(file=file)
                dialog = PassphraseDialog(asked, self.bench.key.made, new=True, told=warning)
                self.app.push_screen(dialog, partial(self._unsealed, then))

        asked = _("No key of pseudonyms lies beside the project yet.")
        self.app.push_screen(ChooseDialog(asked, choices, told), chosen)

    # Names replaced

    def action_pseudonymise(self) -> None:
        """Propose names, and put pseudonyms in the place of those that are ticked."""
        if self.may_write():
            self._with_key(self._ask_names)

    def _ask_names(self) -> None:
        if self.key is not None:
            dialog = NamesDialog(self.key, partial(self.bench.read, _PREVIEW, self.bench.project), self._ticks)
            self.start(self._pseudonymise(self.key, dialog, self.ask(dialog)))

    async def _pseudonymise(
        self, key: NameKey, dialog: NamesDialog, answer: asyncio.Future[tuple[NameKey, Preview] | None]
    ) -> None:
        found: list[Candidate] = await self.bench.run(_("looking for names"), _PROPOSED, self.bench.project, key)
        if not answer.done():
            dialog.tell(found)
        taken = await answer
        self._ticks = dialog.ticks
        if taken is None:
            self._say_kept()
            return
        ticked, preview = taken
        choices = [Choice(REPLACE, _("replace them; u undoes it")), Choice(KEEP, _("leave the texts as they are"))]
        many = ngettext("Replace names in {count} place?", "Replace names in {count} places?", preview.places)
        asked = ChooseDialog(many.format(count=counted(preview.places)), choices, preview.lines)
        if await self.ask(asked) != REPLACE:
            self._say_kept()
            return
        await self._replaced(ticked, preview.places)
        if self.key is ticked:
            self._ticks = {}

    def _say_kept(self) -> None:
        """Say that what was ticked is not lost."""
        count = sum(tick.ticked for tick in self._ticks.values())
        if count:
            many = ngettext(
                "{count} ticked name is kept: p shows it again.",
                "{count} ticked names are kept: p shows them again.",
                count,
            )
            self.say(many.format(count=counted(count)))

    async def _replaced(self, key: NameKey, places: int) -> None:
        """Write the key, then put its pseudonyms in the place of names, in one step for undo."""
        try:
            await self.bench.read(self.bench.key.write, key)
            await self._all_replaced(key)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.refresh_people()
        words = ngettext(
            "Pseudonyms put in {count} place.   u undoes it; P purges the former texts",
            "Pseudonyms put in {count} places.   u undoes it; P purges the former texts",
            places,
        )
        self.say(words.format(count=counted(places)))

    async def _all_replaced(self, key: NameKey) -> None:
        """Do every change, all of them or none: nothing of anybody comes between, and undo waits for the last."""
        words = _("putting pseudonyms in the place of names")
        job = self.bench.jobs.begin(words, one_step=True, meanwhile=StillReplacing)

        def told(_act: Action) -> None:
            if job.cancelled():
                raise ReplacingStopped(self.bench.project.label)

        try:
            acts: Together = await self.bench.read(_REPLACING, self.bench.project, key.names, told)
            await self.bench.perform(acts)
        finally:
            self.bench.jobs.end(job)
