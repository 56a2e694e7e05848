"""What parts of an outline are called in the history and in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_, _, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.model.outlines import Outline
    from qualcode.model.records import Code, Theme

PLACED_NAMES: Final = {
    "highlights": N_("Highlights"),
    "frequencies": N_("Table of frequencies"),
    "cooccurrence": N_("Table of co-occurrence"),
    "crosstab": N_("Table by attribute"),
    "keywords": N_("Table of words"),
    "cloud": N_("Word cloud"),
    "bars": N_("Bars of cases by code"),
    "columns": N_("Two codes side by side"),
    "method": N_("Method note"),
    "network": N_("Network of codes"),
    "saturation": N_("Table of saturation"),
}
"""What a reading that is placed is called where it has no title."""


def said_of_part(words: str | tuple[str, str], arguments: Mapping[str, object]) -> str:
    """Say an act on a part in the reader's language.

    Args:
        words: the message, or a pair for one and for many.
        arguments: the names that the handler noted; a reading without a title is noted by its kind.
    """
    reading = str(arguments.get("placed", ""))
    name = _(PLACED_NAMES[reading]) if reading in PLACED_NAMES else arguments["name"]
    return counted(words, arguments.get("count")).format_map({**arguments, "name": name})


def called(outline: Outline, themes: Iterable[Theme], codes: Iterable[Code]) -> dict[str, str]:
    """Return what each part of an outline is called, by its id.

    Args:
        outline: its parts.
        themes: every theme of the study.
        codes: the codebook.
    """
    names = {theme.id: theme.name for theme in themes} | {code.id: code.name for code in codes}
    return {
        part.id: part.title
        or names.get(part.theme or part.code or "")
        or _(PLACED_NAMES.get(part.options.reading, part.options.reading))
        for part in outline.parts
    }
