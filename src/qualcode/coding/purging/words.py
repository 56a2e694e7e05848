"""Words purged: a real name replaced by a pseudonym everywhere in the project, its past included, and for good."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.errors.purging import TO_PURGE, NothingToPurge, PurgesCoder, PurgesItself, PurgeTaken
from qualcode.model.messages import NN_
from qualcode.storage.purging import finding
from qualcode.storage.purging.erasing import Erasure
from qualcode.words.folding import folded
from qualcode.words.purging import Replacer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from qualcode.coding.project import Project
    from qualcode.coding.work import Work
    from qualcode.model.purging import Left

REMOVED: Final = {"fr": "[retiré]", "en": "[removed]"}
"""What stands in the place of words for which nothing else is given, by the language of the corpus."""


@dataclass(frozen=True, slots=True)
class PurgeWords(Action):
    """Put other words in the place of some wherever the project keeps words, its history included; never undone."""

    words: ClassVar[tuple[str, str]] = NN_("purge words from {count} place", "purge words from {count} places")
    replacements: tuple[tuple[str, str], ...] = kept_out()
    """What stands now, and what will."""
    any_case: bool = False
    """Whether to find them in whatever capitals; else as given, and in capitals throughout."""


def purge_words(project: Project, words: Mapping[str, str], *, any_case: bool = False) -> list[Left]:
    """Purge words: mapping old -> new, all at once, by one act that nobody can undo; then look for them in the bytes.

    Args:
        project: open for writing.
        words: what stands now, such as a real name, and what will, such as a pseudonym. Whole words are found, elided
            or not ("d’Élise"), composed or decomposed, whatever gap or hyphen joins them; accents count.
        any_case: whether to find them in whatever capitals; else as given, and in capitals throughout.

    Returns:
        Where they still stand; an empty list where not a byte of them is left.

    Raises:
        NothingToPurge: where they stand nowhere.
        PurgeTaken: where two cases, documents, codes ... would bear one name.
        PurgesItself, PurgesCoder, EmptyName, NameTooLong.
    """
    project.perform(PurgeWords(tuple(words.items()), any_case))
    return project.purging.left(searched(words))


def searched(words: Mapping[str, str]) -> list[str]:
    """Return the words that must be found nowhere afterwards: those that none of the new ones holds."""
    return [old for old in words if not any(Replacer({old: ""}).holds(new) for new in words.values())]


@handles(PurgeWords)
def purge(action: PurgeWords, work: Work) -> None:
    """Write other words everywhere.

    Raises:
        NothingToPurge, PurgeTaken, PurgesItself, PurgesCoder, EmptyName, NameTooLong.
    """
    words = cleaned(dict(action.replacements))
    replacer = Replacer(words, any_case=action.any_case)
    _refuse(work, replacer)
    erasure = Erasure(replacer)
    for noun in finding.UNITED:
        erasure.gone[noun] |= _twins(work.connection, noun, replacer)
    for text in finding.texts_with(work.connection, replacer):
        erasure.held.add(text.sha256)
        erasure.texts.update(dict.fromkeys(text.documents, text.edits))
        erasure.former.update(dict.fromkeys(text.revisions, text.edits))
    count = work.erase(erasure)
    if not count:
        raise NothingToPurge(TO_PURGE)
    work.say(count=count)


def cleaned(words: Mapping[str, str]) -> dict[str, str]:
    """Return words fit to be looked for, and to be put in their place.

    Raises:
        EmptyName, NameTooLong: where nothing is left of one, or it is too long for a name.
        PurgesItself: where what comes holds what goes.
    """
    found = {clean_name(old): clean_name(new) for old, new in words.items()}
    if not found:
        raise errors.EmptyName("?")
    for old, new in found.items():
        if not any(sign.isalnum() for sign in old):
            raise errors.EmptyName(old)
        if Replacer({old: ""}).holds(new):
            raise PurgesItself(new)
    return found


def _refuse(work: Work, replacer: Replacer) -> None:
    """Refuse what would leave two things with one name, or who acts without theirs."""
    for coder in finding.names(work.connection, "coders"):
        if coder.id == work.coder and replacer.holds(coder.name):
            raise PurgesCoder(coder.name)
    for noun in finding.NAMED.keys() - set(finding.UNITED):
        _refuse_taken(work.connection, noun, replacer)


def _twins(connection: Connection, noun: str, replacer: Replacer) -> set[str]:
    """Return the ids of what would be the same as another; what bears its name already stays, else the first."""
    named = sorted(finding.names(connection, noun), key=lambda one: (replacer.holds(one.name), one.id))
    first: dict[tuple[str, str], str] = {}
    for one in named:
        first.setdefault((one.above, folded(replacer.text(one.name))), one.id)
    return {one.id for one in named} - set(first.values())


def _refuse_taken(connection: Connection, noun: str, replacer: Replacer) -> None:
    named = finding.names(connection, noun)
    news = {one.id: clean_name(replacer.text(one.name)) for one in named}
    borne = Counter((one.above, folded(news[one.id])) for one in named)
    for one in named:
        if news[one.id] != one.name and borne[one.above, folded(news[one.id])] > 1:
            raise PurgeTaken(news[one.id])
