"""Words for people: marked here, translated when shown."""

from __future__ import annotations

import gettext
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DOMAIN = "qualcode"
LOCALE = Path(__file__).parent.parent / "locale"

# here, so that notebooks and the importers' child processes find the catalogue too
gettext.bindtextdomain(DOMAIN, str(LOCALE))


_SAY_THE_LANGUAGE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def _spoken() -> gettext.NullTranslations:
    """Return the catalogue of the language in force, found once: the library asks the disk again for each message."""
    return _catalogue_for(tuple(map(os.environ.get, _SAY_THE_LANGUAGE)))


@lru_cache(maxsize=8)
def _catalogue_for(_variables: tuple[str | None, ...]) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, fallback=True)


def N_(message: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark a message of a table for the catalogue; it is translated when shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - the same for a message that depends on a count
    """Mark the two forms of a table's message for the catalogue; `ngettext(*pair, count)` translates them."""
    return one, many


_instead: dict[str, str] = {}
"""Messages that the approach of the open project says in words of its own, by the message it takes the place of."""


def speak_as(words: Mapping[str, str]) -> bool:
    """Say some messages in other words from now on: a project may name an approach that has its own.

    Args:
        words: messages of the catalogue by those they take the place of; none for the usual words.

    Returns:
        Whether anything is said otherwise than before.
    """
    if _instead == words:
        return False
    _instead.clear()
    _instead.update(words)
    return True


def in_words(message: str) -> str:
    """Return the message that is said in the place of another, or itself."""
    return _instead.get(message, message)


def _(message: str) -> str:
    """Translate a message into the reader's language."""
    return _spoken().gettext(in_words(message))


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a message that depends on a count; in French 0 and 1 are singular."""
    return _spoken().ngettext(one, many, count)


def counted(message: str | tuple[str, str], count: object) -> str:
    """Translate a message, or the one of a pair (see `NN_`) that the count asks for."""
    if isinstance(message, str):
        return _(message)
    return ngettext(*message, count if isinstance(count, int) else 0)


def pgettext(context: str, message: str) -> str:
    """Translate a message whose words mean different things in different places."""
    return _spoken().pgettext(context, message)


def catalogue(language: str) -> gettext.NullTranslations:
    """Return the messages in one language, whatever the interface speaks: a report has its own.

    Args:
        language: a tag such as fr-CA; English, and any language without a catalogue, answers the messages themselves.
    """
    tag = language.replace("-", "_")
    return gettext.translation(DOMAIN, LOCALE, languages=[tag, tag.partition("_")[0]], fallback=True)


def interface_language() -> str:
    """Return `fr` or `en`: the language the catalogue speaks at this moment."""
    return pgettext("the language of this catalogue: fr or en", "en")
