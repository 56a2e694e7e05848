"""Words found in the texts of a study, by the copies that are kept of them as they are searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.documents.held_texts import AT_ONCE
from qualcode.model.errors import PatternTakesTooLong
from qualcode.model.messages import _
from qualcode.storage.writing import pieces
from qualcode.words.matching import SECONDS, found_patterns
from qualcode.words.plain_maps import PLAIN, PlainMap, plain_map
from qualcode.words.searching import literal, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Document
    from qualcode.model.spans import Span
    from qualcode.words.matching import Halt


class Searcher:
    """Looks for words in every text; the first search reads the copies, the next ones find them read."""

    def __init__(self, project: Project, documents: Sequence[Document]) -> None:
        """Look in these documents, in this order."""
        self._project = project
        self._documents = documents
        self._maps: Mapping[str, PlainMap] | None = None

    def hits(self, typed: str) -> Iterator[tuple[Document, list[Span]]]:
        """Yield each document in which some words occur, with the bounds of every place, as `words.searching.hits`."""
        wanted = literal(typed)
        if wanted is not None:
            pieces = plain_text(typed).split()
            for document in self._documents:
                found = list(self._read()[document.text_sha256].hits(wanted, pieces))
                if found:
                    yield document, found

    def _read(self) -> Mapping[str, PlainMap]:
        if self._maps is None:
            kept = self._project.derived.get(PLAIN, sorted({document.text_sha256 for document in self._documents}))
            missing = [document for document in self._documents if document.text_sha256 not in kept]
            sha256 = {document.id: document.text_sha256 for document in missing}
            for identifier, text in self._project.documents.texts(list(sha256)):
                kept[sha256[identifier]] = plain_map(text)
            self._maps = {key: PlainMap.read(content) for key, content in kept.items()}
        return self._maps


def found_once(project: Project, documents: Sequence[Document], typed: str) -> Iterator[tuple[Document, list[Span]]]:
    """Yield the same as a searcher's `hits`, for one search after which nothing is kept: the copies never pile up.

    Args:
        project: an open one.
        documents: where to look, in this order.
        typed: words.
    """
    for few in pieces(documents, AT_ONCE):
        yield from Searcher(project, few).hits(typed)


def fitting(
    pattern: str, texts: Sequence[str], halt: Halt | None = None, *, case: bool = False, lines: bool = True
) -> list[list[Span]]:
    """Return where a regular expression fits in the texts of a study, in their order.

    Args:
        pattern: Python's `re`.
        texts: the stored texts.
        halt: lets another thread stop it.
        case: whether capitals count.
        lines: whether ^ and $ meet each line rather than the text.

    Raises:
        BadPattern: it cannot be read.
        PatternTakesTooLong: it does not end, or was stopped.
    """
    try:
        return found_patterns(pattern, texts, case=case, lines=lines, halt=halt)
    except TimeoutError:
        raise PatternTakesTooLong(pattern, seconds=int(SECONDS), document=_("the whole study")) from None
