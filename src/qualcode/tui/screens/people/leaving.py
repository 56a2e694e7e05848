"""Words that go for good: somebody withdraws, a former text is purged; counted, confirmed, and told afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qualcode.coding.purging.former import PurgeFormer
from qualcode.coding.purging.withdrawing import WithdrawCase
from qualcode.model.errors import Refusal
from qualcode.model.messages import _, ngettext, pgettext
from qualcode.tui.asked import Choice, ChooseDialog, PurgeDialog, TellingDialog
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.screens.people.consenting import ConsentActs
from qualcode.tui.shown.leaving import BACKUPS, LEAVE, STAY, WORDS, Done

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping

    from qualcode.coding.actions import Action
    from qualcode.tui.shown.leaving import Former, Leaving
    from qualcode.tui.shown.people import Person

    Answered = asyncio.Future[dict[str, str] | None]
    """What is chosen in a dialog, None where one leaves it."""

_LEAVING: Final = later("qualcode.tui.shown.leaving:leaving")
_FORMER: Final = later("qualcode.tui.shown.leaving:former")
_AFTERWARDS: Final = later("qualcode.tui.shown.leaving:afterwards")


class LeavingActs(ConsentActs):
    """The place of people with what goes for good."""

    def action_withdraw(self) -> None:
        """Count what goes with somebody who withdraws, ask, and do it."""
        person = self.meant()
        if person is not None and self.may_write():
            dialog = PurgeDialog(_("{name} withdraws").format(name=person.name), person.name)
            self.start(self._withdraw(person, dialog, self.ask(dialog)))

    async def _counted(
        self,
        dialog: PurgeDialog,
        answer: Answered,
        count: Callable[..., Any],
        identifier: str,
    ) -> Any:  # noqa: ANN401 - what is counted
        """Count what goes, and tell it in the dialog that is open; None where one left, or it is refused."""
        try:
            found = await self.bench.run(_("counting what goes"), count, self.bench.project, identifier)
        except Refusal as refusal:
            if not answer.done():
                dialog.dismiss(None)
            self.say(str(refusal))
            return None
        if not answer.done():
            dialog.tell(found.lines, found.fields())
        return found

    async def _withdraw(self, person: Person, dialog: PurgeDialog, answer: Answered) -> None:
        found: Leaving | None = await self._counted(dialog, answer, _LEAVING, person.id)
        values = await answer
        if found is None:
            return
        if values is None:
            self.say(_("Nothing was done: {name} stays.").format(name=person.name))
            return
        stays = values.get(WORDS) == STAY
        action = WithdrawCase(person.id, stays)
        said = (
            _("{name} is withdrawn; the words stay, under no name and not to be quoted.")
            if stays
            else _("{name} is withdrawn: turns, codings, memos and values are gone, from the history too.")
        )
        left = () if stays else tuple(found.plan.phrases)
        sought = tuple(found.sought(stays=stays))
        phrases = None if stays else found.plan.said
        done = Done(said.format(name=person.name), (action,), left, sought, found.names, phrases, stays)
        await self.purge(action, done, values, _("What was done for {name}").format(name=person.name))

    async def purge(self, action: Action, done: Done, values: Mapping[str, str], title: str) -> None:
        """Do what goes for good, then the same in the backups, and tell of it."""
        if await self.done(self.bench.perform(action)) is None:
            return
        words = _("looking where the words still stand")
        try:
            lines = await self.bench.run(words, _AFTERWARDS, self.bench.project, done, values.get(BACKUPS, LEAVE))
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.say(lines[0])
        await self.ask(TellingDialog(title, lines))

    # Former texts

    def action_purge_former(self) -> None:
        """Ask which document’s former texts go for good."""
        if self.people is None or not self.may_write():
            return
        if not self.people.documents:
            self.say(_("No document has a former text: there is nothing to purge."))
            return
        person = self.people.person(self.open)
        theirs = {place.document for place in person.places} if person else set()
        documents = sorted(self.people.documents, key=lambda one: one[0] not in theirs)
        choices = [Choice(document, f"{name}   {_former_count(count)}") for document, name, count in documents]
        asked = _("The former texts of which document go for good?")
        told = [_("What it says now stays; what it said before its corrections goes.")]

        def chosen(document: str | None) -> None:
            if document is not None:
                name = next(called for known, called, _count in documents if known == document)
                dialog = PurgeDialog(
                    _("Purge the former texts of “{name}”").format(name=name), pgettext("typed to confirm", "purge")
                )
                self.start(self._purge_former(document, name, dialog, self.ask(dialog)))

        self.app.push_screen(ChooseDialog(asked, choices, told), chosen)

    async def _purge_former(self, document: str, name: str, dialog: PurgeDialog, answer: Answered) -> None:
        found: Former | None = await self._counted(dialog, answer, _FORMER, document)
        values = await answer
        if found is None:
            return
        if values is None:
            self.say(_("Nothing was done: the former texts stay."))
            return
        action = PurgeFormer(document)
        as_now = await self.bench.read(self.bench.project.purging.as_now, document)
        said = _("The former texts of “{name}” are gone.").format(name=name)
        title = _("What was done for {name}").format(name=name)
        await self.purge(action, Done(said, (as_now, action), found.words, found.words), values, title)


def _former_count(count: int) -> str:
    return ngettext("{count} former text", "{count} former texts", count).format(count=counted(count))
