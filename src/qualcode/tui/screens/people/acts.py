"""What the acts on people share: who is meant, what is asked, what is done and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.messages import _
from qualcode.tui.screens.place import PlaceScreen
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.coding.actions import Action
    from qualcode.model.changes import Change
    from qualcode.model.pseudonyms import NameKey
    from qualcode.tui.shown.people import People, Person
    from qualcode.tui.workbench import Workbench


class PeopleActs(PlaceScreen):
    """The place of people, with what its acts share."""

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__(bench)
        self.people: People | None = None
        self.open = ""
        """The id of whom the cursor stands on."""

    @property
    def key(self) -> NameKey | None:
        """The key of pseudonyms of the project, while it is open."""
        return self.bench.key.content

    def refresh_people(self) -> None:
        """Read everyone anew."""
        raise NotImplementedError

    def meant(self) -> Person | None:
        """Return whom the cursor stands on; say so where there is nobody."""
        found = self.people.person(self.open) if self.people else None
        if found is None:
            self.say(_("Nobody here yet: people come with the transcripts, I brings those in."))
        return found

    async def did(self, action: Action, sentence: str) -> Change | None:
        """Do an action, and say it; a refusal is said."""
        change = await self.done(self.bench.perform(action))
        if change is not None:
            self.say(shown_line(sentence))
        return change
