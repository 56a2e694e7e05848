"""Which texts a database takes."""

from __future__ import annotations

import re
from typing import Final

_UNKEPT: Final = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return a text that every database takes: NUL and lone surrogates become U+FFFD, one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _UNKEPT.sub("\ufffd", text)
    return text.replace("\x00", "\ufffd")
