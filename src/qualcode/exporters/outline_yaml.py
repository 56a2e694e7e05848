"""An outline as YAML: parts inside parts, only the fields that say something; people read and write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from qualcode.exporters.codebook_yaml import Dumper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.outlines import Outline, PlannedPart, PlannedQuote

_WIDTH: Final = 100


def outline_yaml(outline: Outline, parts: Sequence[PlannedPart]) -> bytes:
    """Return an outline as YAML that comes back in as it was.

    Args:
        outline: its name and language.
        parts: its parts, with names instead of ids.
    """
    head = {"outline": outline.name, **({"language": outline.language} if outline.language else {})}
    written = yaml.dump(
        {**head, "parts": [_part(part) for part in parts]},
        Dumper=Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=_WIDTH,
    )
    return written.encode("utf-8", "replace")


def _part(part: PlannedPart) -> dict[str, Any]:
    options = part.options
    about = {"free": ("part", part.title), "theme": ("theme", part.theme), "code": ("code", part.code)}
    kind, name = about.get(part.kind, ("reading", options.reading))
    said: dict[str, Any] = {kind: name, "title": part.title if part.kind != "free" else "", "prose": part.prose}
    said |= {"quotes": options.quotes, "longest": options.longest, "counts": options.counts}
    said |= {"by": options.by, "only_mine": options.only_mine or None}
    said |= {"passages": [_quote(quote) for quote in part.quotes], "parts": [_part(each) for each in part.parts]}
    return {name: value for name, value in said.items() if value not in ("", None, [])}


def _quote(quote: PlannedQuote) -> dict[str, Any]:
    """Return a passage: where it is first, then its words for whoever reads, then how it is quoted."""
    said: dict[str, Any] = {
        "document": quote.document,
        "place": f"{quote.start}-{quote.end}",
        "words": quote.words,
        "code": quote.code,
        "coder": quote.coder,
        "rejected": quote.rejected,
        "form": "" if quote.form == "auto" else quote.form,
        "cuts": [f"{cut.start}-{cut.end}" for cut in quote.cuts],
        "translation": quote.translation,
    }
    return {name: value for name, value in said.items() if value}
