"""An outline with names instead of ids, as a file has it; and such a plan found in the study again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from qualcode.model.codebook import path_text, split_path
from qualcode.model.outgoing import QUOTE_FORMS
from qualcode.model.outlines import PLACED, PlannedPart, PlannedQuote
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.outlines import Outline, OutlinePart, OutlineQuote
    from qualcode.model.records import Code, Coding


class Fault(NamedTuple):
    """What of a file fits nothing here: its line, what kind of thing, and the word for it."""

    line: int
    kind: str
    """theme, code, reading, document, passage or words."""
    word: str


@dataclass(frozen=True, slots=True)
class Places:
    """What the study has that a plan can name."""

    themes: Mapping[str, str]
    """Names by id."""
    codes: Sequence[Code]
    documents: Mapping[str, str]
    """Ids by name."""
    coders: Mapping[str, str]
    """Names by id."""
    codings: Mapping[str, Coding]
    """By id: those that are written."""
    lying: dict[str, list[Coding]] = field(default_factory=dict)
    """Those of the documents that a file names, by the document's name."""

    def resolved(self, parts: Sequence[PlannedPart]) -> tuple[tuple[PlannedPart, ...], list[Fault]]:
        """Return the parts with ids; what fits nothing is left out and told, but never a title or prose."""
        faults: list[Fault] = []
        return tuple(self._part(part, faults) for part in parts), faults

    def _part(self, part: PlannedPart, faults: list[Fault]) -> PlannedPart:
        theme = self._theme(part.theme)
        code = self._code(part.code)
        inside = tuple(self._part(each, faults) for each in part.parts)
        quotes = [self._quote(quote, code, part.line, faults) for quote in part.quotes]
        found = replace(part, theme=theme, code=code, parts=inside, quotes=tuple(filter(None, quotes)))
        missing = {
            "theme": part.theme if theme is None else None,
            "code": part.code if code is None else None,
            "reading": part.options.reading if part.options.reading not in PLACED else None,
        }.get(part.kind)
        if not missing:
            return found
        faults.append(Fault(part.line, part.kind, missing))
        options = replace(part.options, reading="", by="")
        return replace(found, kind="free", title=part.title or missing, options=options)

    def _theme(self, name: str | None) -> str | None:
        return next((key for key, each in self.themes.items() if folded(each) == folded(name or "")), None)

    def _code(self, typed: str | None) -> str | None:
        """Return the id of the code at a path, or of the only one of a name."""
        wanted = tuple(map(folded, split_path(typed or "")))
        at = [code.id for code in self.codes if tuple(map(folded, code.path)) == wanted]
        named = [code.id for code in self.codes if (folded(code.name),) == wanted]
        found = at or named
        return found[0] if len(found) == 1 else None

    def _quote(self, quote: PlannedQuote, code: str | None, line: int, faults: list[Fault]) -> PlannedQuote | None:
        if quote.document not in self.documents:
            faults.append(Fault(line, "document", quote.document))
            return None
        wanted = self._code(quote.code) if quote.code else code
        there = [coding for coding in self.lying[quote.document] if wanted is None or coding.code == wanted]
        mine = [coding for coding in there if self.coders[coding.coder] == quote.coder] if quote.coder else there
        placed = [coding for coding in mine if (coding.start, coding.end) == (quote.start, quote.end)]
        same = [coding for coding in placed if _same(coding.text, quote.words)]
        if not same:  # the text was corrected since: the words tell where it is now
            same = [coding for coding in mine if quote.words and _same(coding.text, quote.words)]
        if not same:
            word = f"{quote.document} {quote.start}-{quote.end}"
            faults.append(Fault(line, "words" if placed else "passage", word))
            return None
        form = quote.form if quote.form in QUOTE_FORMS else "auto"
        return PlannedQuote(same[0].id, quote.rejected, form, quote.cuts, quote.translation)


def _same(text: str, words: str) -> bool:
    """Tell whether a passage has the words that a file gives it; a file that gives none asks for none."""
    return not words.strip() or text.split() == words.split()


def written(outline: Outline, places: Places) -> tuple[PlannedPart, ...]:
    """Return the parts of an outline with names, paths and places.

    Args:
        outline: as it is kept.
        places: what it names, its passages among them.
    """
    below: dict[str | None, list[OutlinePart]] = {}
    for part in outline.parts:
        below.setdefault(part.parent, []).append(part)
    return tuple(_written(part, below, places) for part in below.get(None, ()))


def _written(part: OutlinePart, below: Mapping[str | None, Sequence[OutlinePart]], places: Places) -> PlannedPart:
    paths = {code.id: path_text(code.path) for code in places.codes}
    quotes = tuple(_quote(quote, part, places, paths) for quote in part.quotes)
    return PlannedPart(
        kind=part.kind,
        title=part.title,
        prose=part.prose,
        theme=places.themes.get(part.theme or ""),
        code=paths.get(part.code or ""),
        options=part.options,
        quotes=quotes,
        parts=tuple(_written(each, below, places) for each in below.get(part.id, ())),
    )


def _quote(quote: OutlineQuote, part: OutlinePart, places: Places, paths: Mapping[str, str]) -> PlannedQuote:
    coding = places.codings[quote.coding]
    names = {identifier: name for name, identifier in places.documents.items()}
    return PlannedQuote(
        rejected=quote.rejected,
        form=quote.form,
        cuts=quote.cuts,
        translation=quote.translation,
        document=names[coding.document],
        start=coding.start,
        end=coding.end,
        words=coding.text,
        code="" if coding.code == part.code else paths[coding.code],
        coder=places.coders[coding.coder],
    )
