"""Compile the French catalogue for tests, whether or not the program's own is compiled yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from qualcode.model import messages

if TYPE_CHECKING:
    from pathlib import Path


def compile_french(folder: Path) -> Path:
    """Write fr/LC_MESSAGES/qualcode.mo under a folder from the catalogue and its fragments; return the folder."""
    sources = [messages.LOCALE / "fr" / "LC_MESSAGES" / "qualcode.po"]
    sources += sorted((messages.LOCALE / "fr" / "fragments").glob("*.po"))
    whole = None
    for source in sources:
        if not source.exists():
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale="fr")
        if whole is None:
            whole = catalogue
            continue
        for message in catalogue:
            if message.id and any(message.string):
                whole.delete(message.id, message.context)
                whole[message.id] = message
    target = folder / "fr" / "LC_MESSAGES" / "qualcode.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, whole)
    return folder
