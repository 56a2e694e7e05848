"""Words for people: marked here, translated when shown."""

from __future__ import annotations

import gettext

DOMAIN = "qualcode"


def N_(message: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark a message of a table for the catalogue; it is translated when shown."""
    return message


def _(message: str) -> str:
    """Translate a message into the reader's language."""
    return gettext.dgettext(DOMAIN, message)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a message that depends on a count; in French 0 and 1 are singular."""
    return gettext.dngettext(DOMAIN, one, many, count)


def pgettext(context: str, message: str) -> str:
    """Translate a message whose words mean different things in different places."""
    return gettext.dpgettext(DOMAIN, context, message)
