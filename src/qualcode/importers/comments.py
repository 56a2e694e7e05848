"""Comments in the margin, from whatever word processor: the passage each is on, and the coding it stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.options import CODES
from qualcode.importers.paragraphs import CELL, trimmed
from qualcode.importers.verbatims import CODER
from qualcode.model.codebook import split_path
from qualcode.model.messages import N_, catalogue
from qualcode.model.spans import Span
from qualcode.model.transcript import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.importers.options import ImportOptions
    from qualcode.importers.paragraphs import Anchor
    from qualcode.model.transcript import Transcript

BEGINNING: Final = "comment begins"
ENDING: Final = "comment ends"
REFERENCE: Final = "comment"
"""Kinds of anchors: where a comment's passage begins and ends, and where the comment itself hangs."""
LONGEST_CODE: Final = 60
"""Characters: a longer line is a remark and names no code."""
LONGEST_NAME: Final = 250
"""Characters of a coder's name that are kept."""
GROUP: Final = N_("Comments")
"""The code of remarks, which are its codings' memos."""
_TAGS: Final = re.compile(r"\s+#")
_ADDRESS: Final = "://"


class Comment(NamedTuple):
    """A comment: its key in the file, who wrote it, what, and the key of the one it answers, if any."""

    key: str
    author: str
    words: str
    answers: str = ""


def coder_of(author: str) -> str:
    """Return the coder that an author of a file is: the name on one line, `source` where the file names nobody."""
    return " ".join(author.split())[:LONGEST_NAME] or CODER


class _Places(NamedTuple):
    """Where comments begin, end and hang, by key."""

    starts: dict[str, int]
    ends: dict[str, int]
    points: dict[str, int]


def coded(
    transcript: Transcript, anchors: Sequence[Anchor], comments: Sequence[Comment], options: ImportOptions
) -> tuple[list[Mark], int]:
    """Return the codings that comments stand for, and how many comments stand for none.

    A comment of a first line short enough names a code, or several by `#`, with `/` between group and code; its other
    lines are the memo. Any other, and every one where memos are wanted, is the memo of a coding of the code “Comments”.
    Answers go below the memo of the comment they answer.

    Args:
        transcript: whose text the comments are on.
        anchors: where they lie in it.
        comments: in the order of the file.
        options: `comments` says codes or memos, `language` how the code “Comments” is called.
    """
    places, around = _places(anchors), _around(transcript, anchors)
    group = catalogue(options.language).gettext(GROUP)
    marks: list[Mark] = []
    unplaced = 0
    for comment, answers in _threads(comments):
        span = _passage(comment.key, places, transcript.text, around)
        if span is None or not (comment.words or answers):
            unplaced += 1 + len(answers)
            continue
        paths, memo = _told(comment.words, group, codes=options.comments == CODES)
        memo = "\n\n".join(filter(None, (memo, *(f"[{answer.author}] {answer.words}" for answer in answers))))
        marks += [Mark(span.start, span.end, path, coder_of(comment.author), memo) for path in paths]
    return marks, unplaced


def _places(anchors: Iterable[Anchor]) -> _Places:
    places = _Places({}, {}, {})
    tables = {BEGINNING: places.starts, ENDING: places.ends, REFERENCE: places.points}
    for anchor in anchors:
        if anchor.kind in tables:
            tables[anchor.kind][anchor.key] = anchor.start
    return places


def _threads(comments: Sequence[Comment]) -> list[tuple[Comment, list[Comment]]]:
    """Gather the answers under the comments that began the threads; one that answers nothing there began its own."""
    known = {comment.key: comment for comment in comments}
    threads: dict[str, tuple[Comment, list[Comment]]] = {}
    waiting: list[tuple[str, Comment]] = []
    for comment in comments:
        first = _first(comment, known)
        if first.key == comment.key:
            threads[comment.key] = (comment, [])
        elif comment.words:
            waiting.append((first.key, comment))
    for key, answer in waiting:
        threads[key][1].append(answer)
    return list(threads.values())


def _first(comment: Comment, known: dict[str, Comment]) -> Comment:
    """Return the comment that began a thread; one of a circle began its own."""
    met = {comment.key}
    now = comment
    while now.answers in known:
        now = known[now.answers]
        if now.key in met:
            return comment
        met.add(now.key)
    return now


def _around(transcript: Transcript, anchors: Iterable[Anchor]) -> tuple[list[Span], list[Span]]:
    """Return the cells and the paragraphs, each in order, in which a comment may hang."""
    cells = sorted(Span(anchor.start, anchor.end) for anchor in anchors if anchor.kind == CELL)
    return cells, [Span(block.start, block.end) for block in transcript.blocks]


def _passage(key: str, places: _Places, text: str, around: Iterable[Sequence[Span]]) -> Span | None:
    """Return what a comment is on: its range, else the paragraph or cell where it hangs; None where that is nothing."""
    point = places.points.get(key)
    if point is None:
        return None  # deleted with its words
    start, end = places.starts.get(key, point), places.ends.get(key, point)
    span = trimmed(text, Span(start, max(start, end)))
    if span.length:
        return span
    held = (trimmed(text, _holding(spans, point)) for spans in around)
    return next((each for each in held if each.length), None)


def _holding(spans: Sequence[Span], point: int) -> Span:
    """Return the last of some spans in order that begins before a point, where it goes up to it; else nothing."""
    place = bisect_right(spans, point, key=lambda span: span.start) - 1
    return spans[place] if place >= 0 and point <= spans[place].end else Span(point, point)


def _told(words: str, group: str, *, codes: bool) -> tuple[list[tuple[str, ...]], str]:
    """Return the paths of the codes that a comment names, and its memo."""
    lines = [line.strip() for line in words.split("\n")]
    first, rest = lines[0], "\n".join(lines[1:]).strip("\n")
    if not codes or not first or len(first) > LONGEST_CODE or _ADDRESS in first:
        return [(group,)], words
    tags = _TAGS.split(first) if first.startswith("#") else [first]
    paths = [path for tag in tags if (path := _path(tag.lstrip("#").strip()))]
    return (paths, rest) if paths else ([(group,)], words)


def _path(name: str) -> tuple[str, ...]:
    """Return the path that a name is: its parts by `/` where each has a letter, so that 1/2 is one name."""
    parts = split_path(name)
    if len(parts) > 1 and all(any(sign.isalpha() for sign in part) for part in parts):
        return tuple(" ".join(part.split()) for part in parts)
    one = " ".join((parts[0] if len(parts) == 1 else name).split())
    return (one,) if any(sign.isalnum() for sign in one) else ()
