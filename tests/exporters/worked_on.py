"""A draft that somebody has worked on, and what became of it: what tests of bringing it up to date share."""

from __future__ import annotations

import copy
import io
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

from qualcode.exporters.word_file import WordFile
from qualcode.report.draft import DraftOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from qualcode.exporters.word_refresh import Refreshed

OPTIONS = DraftOptions(language="en", date="2024-03-25")
QUOTE = "Au mois d’août"


def edited(data: bytes, edit: Callable[[etree._Element], None]) -> bytes:
    """Let somebody change the text of a file."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                root = etree.fromstring(content)
                edit(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(copy.copy(info), content)
    return out.getvalue()


def root_of(data: bytes) -> etree._Element:
    return WordFile(data).root


def fates(done: Refreshed) -> dict[str, str]:
    return {one.mark: one.fate for one in done.findings}


def said_anew(gardens: ModuleType) -> tuple[object, ...]:
    said = [one for one in gardens.excerpts() if not one.text.startswith("C’est elle qui")]
    return tuple(replace(one, text=one.text + " Oui.") if one.text.startswith(QUOTE) else one for one in said)
