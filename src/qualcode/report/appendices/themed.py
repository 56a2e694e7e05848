"""Which themes a passage bears on: by its code, by what its code stands under, or by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.codebook import standing_below

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.records import Code, Excerpt, Theme


@dataclass(frozen=True, slots=True)
class Themed:
    """The themes that stand, in their order, by the ids of the codes and of the codings they rest on."""

    themes: tuple[Theme, ...]
    by_code: Mapping[str, tuple[Theme, ...]]
    by_coding: Mapping[str, tuple[Theme, ...]]

    def of(self, excerpt: Excerpt) -> tuple[Theme, ...]:
        """Return the themes that an excerpt bears on."""
        found = {theme.id for theme in (*self.by_code.get(excerpt.code_id, ()), *self.by_coding.get(excerpt.id, ()))}
        return tuple(theme for theme in self.themes if theme.id in found)


def themed(codes: Sequence[Code], themes: Sequence[Theme]) -> Themed:
    """Look the themes up by what they rest on; dropped ones are left out, a group brings the codes under it.

    Args:
        codes: the codebook.
        themes: every theme.
    """
    standing = sorted((theme for theme in themes if theme.status != "dropped"), key=lambda theme: theme.position)
    by_code: dict[str, list[Theme]] = {}
    by_coding: dict[str, list[Theme]] = {}
    for theme in standing:
        for link in theme.links:
            if link.coding:
                by_coding.setdefault(link.coding, []).append(theme)
            else:
                top = link.code or ""
                for code in {top, *standing_below(codes, top)}:
                    by_code.setdefault(code, []).append(theme)
    return Themed(
        tuple(standing),
        {code: tuple(several) for code, several in by_code.items()},
        {coding: tuple(several) for coding, several in by_coding.items()},
    )
