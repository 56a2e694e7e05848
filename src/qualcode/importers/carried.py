"""What a word processor's file carries beside its words: comments in the margin and highlights, as codings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.importers.comments import REFERENCE, coded, coder_of
from qualcode.importers.highlights import highlighted, passages
from qualcode.importers.options import CODES, IGNORE
from qualcode.model.transcript import Loss, Mark
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qualcode.importers.comments import Comment
    from qualcode.importers.options import ImportOptions
    from qualcode.importers.paragraphs import Anchor
    from qualcode.model.transcript import Transcript


def with_marks(
    transcript: Transcript,
    anchors: Sequence[Anchor],
    comments: Callable[[], Sequence[Comment]],
    author: str,
    options: ImportOptions,
) -> Transcript:
    """Return the transcript with the codings that its comments and highlights stand for, as far as they are wanted.

    What is not wanted is counted, with the option that brings it in.

    Args:
        transcript: as its format gives it.
        anchors: where comments and colours lie in its text.
        comments: gives the comments themselves; asked only where they are wanted.
        author: who saved the file last: whoever highlighted, as far as the file tells.
        options: whether comments and highlights become codings, and in which language codes are worded.
    """
    losses: list[Loss] = []
    marks: list[Mark] = []
    if options.comments != IGNORE:
        found, unplaced = coded(transcript, anchors, comments(), options)
        marks += found
        losses += _some("comments_unplaced", unplaced)
    else:
        losses += _some("comments", sum(anchor.kind == REFERENCE for anchor in anchors))
    colours = passages(transcript.text, anchors)
    if options.highlights == CODES:
        marks += highlighted(colours, coder_of(author), options.language)
    else:
        losses += _some("highlights", len(colours))
    return replace(transcript, marks=(*transcript.marks, *joined(marks)), losses=(*transcript.losses, *losses))


def _some(kind: str, count: int) -> list[Loss]:
    return [Loss(kind, count)] if count else []


def joined(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks in the order of the text; those of one coder and code on one passage are one, memos together."""
    found: dict[tuple[object, ...], Mark] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        key = (mark.start, mark.end, tuple(map(folded, mark.path)), mark.coder)
        first = found.get(key)
        memo = "\n\n".join(filter(None, (first.memo, mark.memo))) if first else mark.memo
        found[key] = replace(first or mark, memo=memo)
    return list(found.values())
