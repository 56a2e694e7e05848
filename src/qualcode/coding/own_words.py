"""The words that the study treats in its own way: left out of lists, let in, read as another, joined in a cloud."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from qualcode.coding.actions import Action, handles
from qualcode.coding.readers import Reader
from qualcode.coding.work import choice, clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_, _
from qualcode.model.outgoing import OWN_WORDS
from qualcode.storage.reading import names
from qualcode.storage.reading import own_words as reading
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.coding.work import Work
    from qualcode.model.own_words import OwnWord

LANGUAGES: Final = ("", "fr", "en")
"""Of every text, or of those in one language."""
_ADDED: Final = {
    "stop": N_("leave the word “{word}” out of lists"),
    "keep": N_("let the word “{word}” into lists"),
    "synonym": N_("read the word “{word}” as “{meant}”"),
    "variant": N_("join “{word}” to “{meant}” in clouds"),
}
TREATED: Final = {
    "stop": N_("left out of lists"),
    "keep": N_("let into lists"),
    "synonym": N_("read as {meant}"),
    "variant": N_("in clouds joined to {meant}"),
}
"""How a word is treated, by kind."""
_JOINED: Final = ("synonym", "variant")
_AGAINST: Final = {"stop": "keep", "keep": "stop"}


@dataclass(frozen=True, slots=True)
class AddOwnWord(Action):
    """Let the study treat a word in its own way, by one of OWN_WORDS; said of the same word anew, the last one holds.

    A word that is left out cannot be let in too: the one takes the place of the other.
    """

    words: ClassVar[str] = _ADDED["stop"]
    together: ClassVar[tuple[str, str]] = NN_("{count} word of the project’s own", "{count} words of the project’s own")
    word: str
    kind: str = "stop"
    meant: str = ""
    language: str = ""
    id: str = field(default_factory=new_id)

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it by its kind."""
        return _(_ADDED[str(arguments["kind"])]).format_map(arguments)


@dataclass(frozen=True, slots=True)
class RemoveOwnWord(Action):
    """Treat a word as the lists do again."""

    words: ClassVar[str] = N_("treat the word “{word}” as usual again")
    own_word: str


@handles(AddOwnWord)
def add_own_word(action: AddOwnWord, work: Work) -> None:
    """Write a word; the row it contradicts goes.

    Raises:
        EmptyName, NameTooLong, BadChoice, NoMeaning, MeantItself.
    """
    kind, language = choice(action.kind, OWN_WORDS), choice(action.language, LANGUAGES)
    word = clean_name(action.word)
    known = reading.listed(work.connection)
    meant = _meant(action, word, known) if kind in _JOINED else ""
    there = {one.kind: one for one in known if one.language == language and folded(one.word) == folded(word)}
    against, same = there.get(_AGAINST.get(kind, "")), there.get(kind)
    if against:
        work.writer.delete("own_words", [against.id])
    if same is None:
        row = {"id": action.id, "kind": kind, "language": language, "word": word, "word_key": folded(word)}
        work.writer.insert("own_words", [{**row, "meant": meant}])
    elif (same.word, same.meant) != (word, meant):
        work.writer.update("own_words", [same.id], {"word": word, "meant": meant})
    work.say(word=word, meant=meant)


def _meant(action: AddOwnWord, word: str, known: Sequence[OwnWord]) -> str:
    """Return the word it is joined to.

    Raises:
        NoMeaning: none is named.
        MeantItself: straight, or by way of others.
    """
    if not action.meant.strip():
        raise errors.NoMeaning(word)
    meant = clean_name(action.meant)
    leads = {folded(one.word): folded(one.meant) for one in known if one.kind == action.kind}
    here, seen = folded(meant), {folded(word)}
    while here not in seen:
        seen.add(here)
        if here not in leads:
            return meant
        here = leads[here]
    raise errors.MeantItself(word)


@handles(RemoveOwnWord)
def remove_own_word(action: RemoveOwnWord, work: Work) -> None:
    """Remove the row of a word.

    Raises:
        NoSuchOwnWord.
    """
    row = work.row("own_words", action.own_word)
    if row is None:
        raise errors.NoSuchOwnWord(action.own_word)
    work.writer.delete("own_words", [action.own_word])
    work.say(word=row["word"])


class OwnWordReader(Reader):
    """The words that the study treats in its own way."""

    def all(self) -> tuple[OwnWord, ...]:
        """Return them by kind, then by alphabet."""
        with self._database.reading() as connection:
            return reading.listed(connection)

    def get(self, typed: str) -> tuple[OwnWord, ...]:
        """Return what the study says of a word, in every kind; or the one of an id, or the end of one.

        Raises:
            NoSuchOwnWord.
        """
        known, wanted = self.all(), typed.strip().lower()
        found = tuple(one for one in known if folded(one.word) == folded(typed))
        if not found and len(wanted) >= names.SHORTEST_ID:
            found = tuple(one for one in known if one.id.endswith(wanted))
        if not found:
            raise errors.NoSuchOwnWord(typed)
        return found
