"""Pseudonyms: the key opened with its passphrase, names proposed and ticked, put in the place of names everywhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.model.errors import Refusal
from qualcode.model.errors.pseudonyms import KeyNeedsPlace
from qualcode.model.ids import new_id
from qualcode.model.messages import _, ngettext
from qualcode.model.pseudonyms import KEY_ENDING
from qualcode.tui.asked import Choice, ChooseDialog, NamesDialog, PassphraseDialog
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.places import has_key
from qualcode.tui.screens.people.leaving import LeavingActs

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from qualcode.coding.actions import Action
    from qualcode.model.pseudonyms import Candidate, NameKey
    from qualcode.tui.dialogs.passphrase import Unsealed
    from qualcode.tui.shown.naming import Preview

REPLACE, MAKE, KEEP = "replace", "make", "keep"
_OPEN: Final = later("qualcode.namekey:read_key")
_MAKE: Final = later("qualcode.namekey:new_key")
_WRITE: Final = later("qualcode.namekey:write_key")
_PROPOSED: Final = later("qualcode.tui.shown.naming:proposals")
_PREVIEW: Final = later("qualcode.tui.shown.naming:preview")
_STAGES: Final = later("qualcode.coding.pseudonyms.applying:stages")


class NamingActs(LeavingActs):
    """The place of people with what stands for their names."""

    _passphrase = ""
    """Of the key that is open, to write it again; in memory alone."""

    # The key: every dialog is asked at once, so that what is typed next is typed there

    def action_key(self) -> None:
        """Open the key of pseudonyms, or make one; shut one that is open."""
        if self.key is None:
            self._with_key(lambda: self.say(_("The key is open: pseudonyms are shown, o shuts it.")))
            return
        self.key, self._passphrase = None, ""
        self.refresh_people()
        self.say(_("The key is shut: pseudonyms are no longer shown."))

    def _with_key(self, then: Callable[[], None]) -> None:
        """Open the key beside the project, or make one, and go on."""
        label = self.bench.project.label
        if self.key is not None:
            then()
        elif "://" in label:
            self.say(str(KeyNeedsPlace(label.split("://", maxsplit=1)[0])))
        elif has_key(label):
            path = self._key_place
            asked = _("Passphrase of {file}").format(file=path.name)
            self.app.push_screen(PassphraseDialog(asked, partial(_OPEN, path)), partial(self._unsealed, then))
        else:
            self._offer_key(then)

    @property
    def _key_place(self) -> Path:
        return Path(self.bench.project.label).with_suffix(KEY_ENDING)

    def _unsealed(self, then: Callable[[], None], opened: Unsealed | None) -> None:
        if opened is not None:
            self.key, self._passphrase = opened
            self.refresh_people()
            then()

    def _offer_key(self, then: Callable[[], None]) -> None:
        """Ask whether a key is to be made, and under which passphrase."""
        path = self._key_place
        told = [
            _("It holds the real names and what stands for them, encrypted, in {file}.").format(file=path.name),
            _("Only its passphrase opens it: nobody can find that again."),
        ]
        choices = [Choice(MAKE, _("make one")), Choice(KEEP, _("leave it at that"))]
        warning = _("Keep it apart from the project: whoever has both knows who is who.")

        def chosen(answer: str | None) -> None:
            if answer == MAKE:
                asked = _("New passphrase of {file}").format(file=path.name)
                dialog = PassphraseDialog(asked, partial(_MAKE, path), new=True, told=warning)
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
            dialog = NamesDialog(self.key)
            self.start(self._pseudonymise(self.key, dialog, self.ask(dialog)))

    async def _pseudonymise(self, key: NameKey, dialog: NamesDialog, answer: asyncio.Future[NameKey | None]) -> None:
        found: list[Candidate] = await self.bench.run(_("looking for names"), _PROPOSED, self.bench.project, key)
        if not answer.done():
            dialog.tell(found)
        ticked = await answer
        if ticked is None:
            return
        preview: Preview = await self.bench.read(_PREVIEW, self.bench.project, ticked)
        if not preview.places:
            self.say(_("No name of the key stands in the texts: tick some with the space bar."))
            return
        choices = [Choice(REPLACE, _("replace them; u undoes it")), Choice(KEEP, _("leave the texts as they are"))]
        many = ngettext("Replace names in {count} place?", "Replace names in {count} places?", preview.places)
        asked = ChooseDialog(many.format(count=counted(preview.places)), choices, preview.lines)
        if await self.ask(asked) == REPLACE:
            await self._replaced(ticked, preview.places)

    async def _replaced(self, key: NameKey, places: int) -> None:
        """Write the key, then put its pseudonyms in the place of names, in one step for undo."""
        try:
            await self.bench.read(_WRITE, self._key_place, key, self._passphrase)
            self.key = key
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
        """Do every change in its turn; where one is refused, all is as it was."""
        batch, begun = new_id(), False
        try:
            for stage in await self.bench.read(_STAGES, self.bench.project, key.names):
                actions: list[Action] = await self.bench.read(list, stage())
                for action in actions:
                    await self.bench.perform(action, batch)
                    begun = True
        except Refusal:
            if begun:
                await self.bench.undo()
            raise
