"""A question about passages as a value, and what answers it: see docs/query.md for the language it is typed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from qualcode.model.material import Material
    from qualcode.model.records import Code

CODE, ONLY = "code", "only"
"""Passages of a code with its sub-codes, or of the code alone."""
VOICE, CASE, ATTRIBUTE = "speaker", "case", "attribute"
"""Words that somebody says: by their label, their case, what is known of them."""
DOCUMENT, TEXT = "document", "text"
"""What passages lie in, or hold."""
CODER, MEMO, ORIGIN = "coder", "memo", "origin"
DATE, AFTER, BEFORE, SINCE = "date", "after", "before", "since"
"""What is known of a coding."""
OF_CODINGS: Final = frozenset({CODER, MEMO, ORIGIN, DATE, AFTER, BEFORE, SINCE})
OF_PASSAGES: Final = frozenset({DOCUMENT, TEXT})
ANY: Final = "*"
"""The value that stands for any."""
INSIDE, OVERLAPPING, NEAR = "inside", "overlapping", "near"
"""How the passages on the left lie to those on the right."""
RELATIONS: Final = (INSIDE, OVERLAPPING, NEAR)
KEY: Final = "query:"
"""How the keys begin under which queries are kept."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition, such as `code:Présence`; `name` is that of an attribute, `at` where its value is typed."""

    condition: str
    value: str
    name: str = ""
    at: Span = field(default=Span(0, 0), compare=False)
    named_at: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What the inner one does not hold."""

    inner: Tree


@dataclass(frozen=True, slots=True)
class And:
    """What all of two parts or more hold."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What one of two parts or more holds."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """The passages of the left that lie so to one of the right, or do not; `turns` is how near."""

    left: Tree
    kind: str
    right: Tree
    turns: int = 0
    negated: bool = False


Tree = Term | Not | And | Or | Relation


class Note(NamedTuple):
    """What is known of a coding beside its place: when it was made, where it comes from, its memos."""

    created_at: str
    origin: str
    memo: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a query is answered from; what is dear to read is read when it is asked for."""

    material: Material
    codes: Sequence[Code]
    notes: Callable[[], Mapping[str, Note]]
    """Gives what is known of each coding, by its id."""
    said: Callable[[str], Mapping[str, Sequence[Span]]]
    """Gives where some words stand, by the id of the document, in order."""
    texts: Callable[[Iterable[str]], Mapping[str, str]]
    """Gives the stored texts of some documents, by their ids; of others too, where they were read before."""


class Retrieved(NamedTuple):
    """A passage that answers: the id of its document, half-open bounds, the ids of the codings it comes from."""

    document: str
    start: int
    end: int
    codings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query that was given a name."""

    name: str
    query: str
