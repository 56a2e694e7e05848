"""The words that the study treats in its own way, changed from the list of what people say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work

from qualcode.coding.own_words import TREATED, AddOwnWord, RemoveOwnWord
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.commands import Command
from qualcode.tui.dialogs.entries import OPEN, Act, Listed
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.dialogs.listing import ListingDialog
from qualcode.tui.figures import between_marks, counted
from qualcode.tui.screens.answering import AnsweringScreen
from qualcode.tui.shown import asking
from qualcode.tui.widgets.bars import Bars
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from qualcode.coding.actions import Action
    from qualcode.model.own_words import OwnWord

WORDS: Final = (
    Command("explore.drop_word", "x,delete", "drop_word", N_("leave out"), N_("leave this word out of lists"), rank=20),
    Command("explore.join_word", "equals_sign", "join_word", N_("join"), N_("read this word as another"), rank=21),
    Command(
        "explore.own_words",
        "W",
        "own_words",
        N_("project’s words"),
        N_("list the words this project treats in its own way"),
        rank=22,
    ),
)
ABOUT_WORDS: Final = frozenset({asking.KEYWORDS, asking.CLOUD})


class OwnWordsScreen(AnsweringScreen):
    """A place of readings where words can be left out, let in and joined."""

    def offers_words(self, action: str) -> bool:
        """Tell whether an act on words has something to act on: a word of the list, or the list of one's own."""
        if action == "own_words":
            return self.reading in ABOUT_WORDS
        return action not in {"drop_word", "join_word"} or self.reading == asking.KEYWORDS

    def _word(self) -> str:
        """Return the word under the cursor of the list; empty for none."""
        place = self.query_one(Bars).cursor
        row = self.rows[place] if self.reading in self.results and place < len(self.rows) else None
        return row[0] if row else ""

    @work
    async def action_drop_word(self) -> None:
        """Leave the word under the cursor out of lists and clouds."""
        if word := self._word():
            await self.treat(AddOwnWord(word))

    @work
    async def action_join_word(self) -> None:
        """Read the word under the cursor as another."""
        word = self._word()
        if not word:
            return
        asked = _("Read {word} as …").format(word=between_marks(word))
        meant = await self.app.push_screen_wait(LineDialog(asked, means=self._told, verb=_("join")))
        if meant:
            await self.treat(AddOwnWord(word, "synonym", meant))

    def _told(self, typed: str) -> str:
        """Say how often a word is said that is in the list; of another, that it is a new name."""
        row = next((row for row in self.query_one(Bars).rows if folded(row.label) == folded(typed)), None)
        if row is None:
            return _("a name of its own") if typed else ""
        return ngettext("{count} time", "{count} times", int(row.value)).format(count=counted(row.value))

    async def treat(self, *actions: Action) -> None:
        """Do acts, one step; what the last was is said, with the key that takes it back."""
        batch, words = new_id() if len(actions) > 1 else "", ""
        for action in actions:
            change = await self.done(self.bench.perform(action, batch=batch))
            if change is None:
                return
            words = type(action).said({**action.arguments(), **dict(change.notes)})
        self.say(_("{act}   u undoes it").format(act=words))

    @work
    async def action_own_words(self) -> None:
        """List the project's own words; x treats one as usual again, a and e add one."""
        meant = ""
        while True:
            known = await self.bench.read(self.bench.project.own_words.all)
            asked = await self.app.push_screen_wait(_listing(known, meant))
            if asked is None or asked.act == OPEN:
                return
            if asked.act == "remove":
                place = [one.id for one in known].index(asked.id)
                meant = known[place - 1].id if place else ""
                await self.treat(RemoveOwnWord(asked.id))
            elif typed := await self.app.push_screen_wait(LineDialog(_(_ASKED[asked.act]), verb=_("add"))):
                action = AddOwnWord(typed, asked.act)
                meant = action.id
                await self.treat(action)


_ASKED: Final = {"stop": N_("Which word is left out of lists?"), "keep": N_("Which word is let into lists?")}


def _listing(known: tuple[OwnWord, ...], meant: str) -> ListingDialog:
    lines = [Listed(one.id, _(TREATED[one.kind]).format(meant=between_marks(one.meant)), one.word) for one in known]
    acts = (
        Act("x", "remove", _("as usual again")),
        Act("a", "stop", _("leave a word out"), alone=True),
        Act("e", "keep", _("let a word in"), alone=True),
    )
    nothing = _("No word of this project’s own yet. In the list of words, x leaves one out, = joins it to another.")
    title = _("Words that this project treats in its own way")
    return ListingDialog(title, lines, verb=_("close"), nothing=nothing, acts=acts, meant=meant)
