"""The language of queries for passages: docs/query.md says it; read into a tree, and written from one.

    présence AND NOT obstacles          words under the one and not under the other
    Lien/ près 2 texte:peur             passages of Lien and what is under it, with the word at most 2 turns away
    présence SAUF dans obstacles        whole passages of the one that lie in none of the other
    voix:"Marie Josée" ET site=Laval   words of a voice, of those of whom something is known

AND binds more tightly than OR, NOT than AND, and `near N`, `inside`, `overlapping` more than all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from qualcode.model.errors import BadQuery
from qualcode.model.messages import N_, interface_language
from qualcode.model.retrieval import (
    AFTER,
    ATTRIBUTE,
    BEFORE,
    CASE,
    CODE,
    CODER,
    DATE,
    DOCUMENT,
    INSIDE,
    MEMO,
    NEAR,
    ONLY,
    ORIGIN,
    OVERLAPPING,
    SINCE,
    TEXT,
    VOICE,
    And,
    Not,
    Or,
    Relation,
    Term,
)
from qualcode.model.spans import Span
from qualcode.words.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from qualcode.model.retrieval import Tree

FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    CODE: ("code", "code"),
    ONLY: ("only", "seul"),
    VOICE: ("speaker", "voix"),
    CASE: ("case", "cas"),
    DOCUMENT: ("document", "document"),
    TEXT: ("text", "texte"),
    CODER: ("coder", "codeur"),
    MEMO: ("memo", "mémo"),
    ORIGIN: ("origin", "origine"),
    DATE: ("date", "date"),
    AFTER: ("after", "après"),
    BEFORE: ("before", "avant"),
    SINCE: ("since", "depuis"),
}
"""How each condition is called, in English and in French; both are read in either language."""
AND, OR, NOT = "and", "or", "not"
OPERATORS: Final[Mapping[str, tuple[str, str]]] = {
    AND: ("AND", "ET"),
    OR: ("OR", "OU"),
    NOT: ("NOT", "SAUF"),
    NEAR: ("near", "près"),
    INSIDE: ("inside", "dans"),
    OVERLAPPING: ("overlapping", "chevauchant"),
}
"""How what joins conditions is written, in English and in French."""
_ALSO: Final = {"voice": VOICE, "codeuse": CODER, "seule": ONLY}
_MEANT: Final = {search_key(word): meant for meant, pair in OPERATORS.items() for word in pair}
_FIELDS: Final = {**_ALSO, **{search_key(word): meant for meant, pair in FIELDS.items() for word in pair}}
DEEPEST: Final = 40
"""Parentheses within each other at most."""
_TOKENS: Final = re.compile(
    r"""\s*(?:(?P<quoted>"(?:[^"]|"")*"|“[^”]*”|«[^»]*»)|(?P<open>["“«])|(?P<sign>[():=])|(?P<word>[^\s()":=“«]+))"""
)
_PLAIN: Final = re.compile(r"""[^\s()":=“«]+(?: [^\s()":=“«]+)*""")


class Token(NamedTuple):
    """A piece of a query: its kind (word, quoted, a sign, end), what it stands for, its bounds."""

    kind: str
    value: str
    start: int
    end: int

    @property
    def meant(self) -> str:
        """Which operator it is, empty for none."""
        return _MEANT.get(search_key(self.value), "") if self.kind == "word" else ""


def refuse(query: str, at: Span, reason: str, near: Iterable[str] = ()) -> NoReturn:
    """Refuse a query at one of its characters.

    Args:
        query: as it was typed.
        at: the bounds of what is refused.
        reason: a message, with what to do.
        near: names that are near to what was typed.

    Raises:
        BadQuery: always.
    """
    what = query[at.start : at.end].strip() or query.strip() or "?"
    raise BadQuery(what, place=at.start + 1, reason=reason, near=", ".join(near))


def tokens(query: str, *, whole: bool = True) -> list[Token]:
    """Cut a query into its pieces, the end last.

    Args:
        query: as it is typed.
        whole: whether quotes must be closed; while one types, what stands in open ones is a piece too.

    Raises:
        BadQuery: where quotes are not closed.
    """
    found, place = [], 0
    while (match := _TOKENS.match(query, place)) is not None:
        kind, start = str(match.lastgroup), match.start(str(match.lastgroup))
        value, place = match[kind], match.end()
        if kind == "open":
            if whole:
                refuse(query, Span(start, len(query)), N_("these quotes are never closed; close them"))
            value, place, kind = query[start + 1 :], len(query), "quoted"
        elif kind == "quoted":
            value = value[1:-1].replace('""', '"') if value[0] == '"' else value[1:-1].strip()
        found.append(Token(value if kind == "sign" else kind, value, start, place))
    return [*found, Token("end", "", len(query.rstrip()), len(query.rstrip()))]


def read(query: str) -> Tree:
    """Read a query.

    Raises:
        BadQuery: with the place of the character from which it cannot be read.
    """
    return _Reader(query).read()


class _Reader:
    """Reads one query, from its first piece to its last."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._tokens = tokens(query)
        self._place = 0
        self._depth = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        token = self._next
        self._place += token.kind != "end"
        return token

    def read(self) -> Tree:
        tree = self._joined(OR, lambda: self._joined(AND, self._negated, Not, And), None, Or)
        token = self._next
        if token.kind == ")" and not self._depth:
            self._refuse(token, N_("nothing is open here; take the parenthesis out"))
        if token.kind != "end" and not self._depth:
            self._refuse(token, N_("something must join this to what stands before; write AND, OR or NOT between them"))
        return tree

    def _joined(
        self,
        operator: str,
        inner: Callable[[], Tree],
        without: type[Not] | None,
        kind: type[And | Or],
    ) -> Tree:
        """Read parts that one operator joins; NOT alone between two parts is AND NOT."""
        parts = [inner()]
        while self._next.meant == operator or (without is not None and self._next.meant == NOT):
            if self._next.meant == operator:
                self._take()
            parts.append(inner())
        return kind(tuple(parts)) if len(parts) > 1 else parts[0]

    def _negated(self) -> Tree:
        if self._next.meant != NOT:
            return self._related()
        self._take()
        self._deeper()
        tree = Not(self._negated())
        self._depth -= 1
        return tree

    def _related(self) -> Tree:
        tree, depth = self._operand(), self._depth
        while True:
            negated = self._next.meant == NOT and self._tokens[self._place + 1].meant in {NEAR, INSIDE, OVERLAPPING}
            if self._tokens[self._place + negated].meant not in {NEAR, INSIDE, OVERLAPPING}:
                self._depth = depth
                return tree
            self._deeper()
            self._place += negated
            kind = self._take().meant
            turns = self._turns() if kind == NEAR else 0
            tree = Relation(tree, kind, self._operand(), turns, negated)

    def _turns(self) -> int:
        token = self._next
        if token.kind == "word" and token.value.isascii() and token.value.isdigit():
            self._take()
            return min(int(token.value[:9]), 10**6)
        return 1

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._refuse(self._next, N_("too much stands within each other here; ask it in two queries"))

    def _operand(self) -> Tree:
        token = self._next
        if token.kind == "(":
            self._take()
            self._deeper()
            tree = self.read()
            if self._next.kind == "end":
                self._refuse(token, N_("this parenthesis is never closed; write ) after what it holds"))
            if self._take().kind != ")":
                self._place -= 1
                self._refuse(
                    self._next, N_("something must join this to what stands before; write AND, OR or NOT between them")
                )
            self._depth -= 1
            return tree
        return self._term()

    def _term(self) -> Term:
        first = self._next
        value, at = self._name()
        sign = self._next
        if sign.kind not in {":", "="}:
            return Term(CODE, self._bare(value, at), at=at)
        self._take()
        field = ATTRIBUTE if sign.kind == "=" else _FIELDS.get(search_key(value), "")
        if not field:
            french = interface_language() == "fr"
            names = (pair[french] for pair in FIELDS.values())
            self._refuse(first, N_("no condition is called so; there are {near}"), names)
        asked, there = self._name()
        if field == CODE:
            asked = self._bare(asked, there)
        return Term(field, asked, value if field == ATTRIBUTE else "", there, at)

    def _bare(self, value: str, at: Span) -> str:
        """Return the name of a code without the slash that says what a name says already: with its sub-codes."""
        return value[:-1] if len(value) > 1 and self._query[at.end - 1] == "/" else value

    def _name(self) -> tuple[str, Span]:
        """Read words up to what ends them, or what stands in quotes."""
        first = self._next
        if first.kind == "quoted":
            self._take()
            if not first.value.strip():
                self._refuse(first, N_("nothing stands in these quotes; write a name in them"))
            return first.value, Span(first.start, first.end)
        if first.kind != "word" or first.meant:
            self._refuse(first, N_("a code or a condition is missing here; write one, in quotes if it is called so"))
        words = []
        while self._next.kind == "word" and not self._next.meant:
            words.append(self._take())
        return " ".join(word.value for word in words), Span(first.start, words[-1].end)

    def _refuse(self, token: Token, reason: str, near: Iterable[str] = ()) -> NoReturn:
        refuse(self._query, Span(token.start, token.end), reason, near)


def quoted(value: str) -> str:
    """Return a name as it is written in a query: in quotes where it would be read otherwise."""
    is_plain = _PLAIN.fullmatch(value) and not any(search_key(word) in _MEANT for word in value.split(" "))
    if is_plain and not value.endswith("/") and not value.isdigit():
        return value
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


def written(tree: Tree, language: str = "en") -> str:
    """Write a query as it is typed; read again, it is the same tree.

    Args:
        tree: the query.
        language: `fr` or `en`, for the operators and the names of conditions.
    """
    french = language.startswith("fr")
    match tree:
        case Term():
            value = quoted(tree.value)
            return (
                f"{quoted(tree.name)}={value}"
                if tree.condition == ATTRIBUTE
                else f"{FIELDS[tree.condition][french]}:{value}"
            )
        case Not():
            return f"{OPERATORS[NOT][french]} {_within(tree.inner, language, Not)}"
        case Relation():
            word = OPERATORS[tree.kind][french] + (f" {tree.turns}" if tree.kind == NEAR else "")
            word = f"{OPERATORS[NOT][french]} {word}" if tree.negated else word
            return f"{_within(tree.left, language, Relation)} {word} {_within(tree.right, language)}"
        case _:
            operator = OPERATORS[AND if isinstance(tree, And) else OR][french]
            bare = (Not, Relation) if isinstance(tree, And) else (Not, Relation, And)
            return f" {operator} ".join(_within(part, language, *bare) for part in tree.parts)


def _within(tree: Tree, language: str, *bare: type) -> str:
    """Write a part, in parentheses unless it is a term or of a kind that binds more tightly."""
    text = written(tree, language)
    return text if isinstance(tree, (Term, *bare)) else f"({text})"
