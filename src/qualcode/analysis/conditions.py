"""The conditions of a query: which codings, which passages, whose words, each found by the names of the study."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NoReturn, ParamSpec

from qualcode.model.codebook import path_text, split_path, standing_below
from qualcode.model.messages import N_
from qualcode.model.moments import start_of
from qualcode.model.origins import AUTO, HAND, comes_from
from qualcode.model.retrieval import (
    AFTER,
    ANY,
    ATTRIBUTE,
    BEFORE,
    CASE,
    CODER,
    DOCUMENT,
    MEMO,
    OF_CODINGS,
    OF_PASSAGES,
    ONLY,
    ORIGIN,
    SINCE,
    And,
    Not,
    Or,
    Relation,
    Term,
)
from qualcode.model.spans import Span
from qualcode.words.folding import folded, search_key
from qualcode.words.querying import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qualcode.model.material import CaseRow, CodingRow, Material
    from qualcode.model.records import Code
    from qualcode.model.retrieval import Source, Tree

    CodingTest = Callable[[CodingRow], bool]
    PassageTest = Callable[[str, Span], bool]

Tested = ParamSpec("Tested")

_FEW: Final = 5
"""Names near to what was typed, or values there are, that a refusal gives."""
_PERIOD: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ORIGINS: Final = {"main": HAND, "auto": AUTO}
_NONE: Final = N_("nothing is called so here; write it as in the study, in quotes if it holds AND, OR, in or the like")
_NEAR: Final = N_("nothing is called so here; near to it: {near}")
_RANGE: Final = ".."


def plain(tree: Tree) -> Tree:
    """Return a query without what is negated twice."""
    match tree:
        case Not():
            inner = plain(tree.inner)
            return inner.inner if isinstance(inner, Not) else Not(inner)
        case And() | Or():
            return type(tree)(tuple(map(plain, tree.parts)))
        case Relation():
            return Relation(plain(tree.left), tree.kind, plain(tree.right), tree.turns, tree.negated)
        case _:
            return tree


def kind_of(tree: Tree) -> str:
    """Return what a part says something of: `coding`, `passage`, or `words`, which stand for themselves."""
    match tree:
        case Term():
            return "coding" if tree.condition in OF_CODINGS else "passage" if tree.condition in OF_PASSAGES else "words"
        case Not():
            return kind_of(tree.inner)
        case And() | Or():
            kinds = set(map(kind_of, tree.parts))
            return kinds.pop() if len(kinds) == 1 else "words"
        case _:
            return "words"


def coding_test(tree: Tree, query: str, source: Source) -> CodingTest:
    """Return what tells whether a coding fits a condition of codings.

    Args:
        tree: the condition.
        query: the whole query, as it was typed.
        source: what names are looked up in.

    Raises:
        BadQuery: it names what is not there.
    """
    return _joined(tree, lambda term: _of_coding(term, query, source))


def passage_test(tree: Tree, query: str, source: Source) -> PassageTest:
    """Return what tells whether a passage fits a condition of passages, by the id of its document and its bounds.

    Args:
        tree: the condition.
        query: the whole query, as it was typed.
        source: what names are looked up in.

    Raises:
        BadQuery: it names what is not there.
    """
    return _joined(tree, lambda term: _of_passage(term, query, source))


def _joined(tree: Tree, of_term: Callable[[Term], Callable[Tested, bool]]) -> Callable[Tested, bool]:
    """Return what tells whether something fits a whole condition, from what tells it of a single one."""
    if isinstance(tree, Term):
        return of_term(tree)
    if isinstance(tree, Not):
        test = _joined(tree.inner, of_term)
        return lambda *given, **named: not test(*given, **named)
    tests = [_joined(part, of_term) for part in _parts(tree)]
    join = all if isinstance(tree, And) else any
    return lambda *given, **named: join(test(*given, **named) for test in tests)


def _parts(tree: Tree) -> Sequence[Tree]:
    return tree.parts if isinstance(tree, (And, Or)) else ()


def _of_coding(term: Term, query: str, source: Source) -> CodingTest:
    if term.condition == CODER:
        if term.value == ANY:
            return lambda _coding: True
        names = source.material.coders
        called = _called_so(names.values(), term.value)
        wanted = {one for one, name in names.items() if name in called}
        if not wanted:
            _refuse_name(query, term.at, term.value, names.values())
        return lambda coding: coding.coder in wanted
    notes = source.notes
    if term.condition == MEMO:
        words = "" if term.value == ANY else search_key(term.value)
        return lambda coding: bool(memo := notes()[coding.id].memo) and words in search_key(memo)
    if term.condition == ORIGIN:
        asked = _ORIGINS.get(folded(term.value), term.value)
        return lambda coding: comes_from(notes()[coding.id].origin, asked)
    start, end = _period(term, query)
    if term.condition in {BEFORE, AFTER}:
        start, end = ("", start) if term.condition == BEFORE else (end, "~")
    elif term.condition == SINCE:
        end = "~"
    return lambda coding: start <= notes()[coding.id].created_at < end


def _period(term: Term, query: str) -> tuple[str, str]:
    """Return when a day, a month or a year begins and when it is over, as times are stored."""
    found = _PERIOD.fullmatch(term.value)
    try:
        if found is None:
            raise ValueError  # noqa: TRY301 - as a day that is in no calendar
        year, month, day = (int(part) if part else 0 for part in found.groups())
        first = date(year, month or 1, day or 1)
        later = first + timedelta(days=1 if day else 31 if month else 366)
        after = later if day else later.replace(day=1, **({} if month else {"month": 1}))
    except (ValueError, OverflowError):
        refuse(query, term.at, N_("not a date; write a day, a month or a year, as 2026-03-01, 2026-03 or 2026"))
    return start_of(first), start_of(after)


def _of_passage(term: Term, query: str, source: Source) -> PassageTest:
    if term.condition == DOCUMENT:
        documents = source.material.documents
        called = _called_so((one.name for one in documents), term.value)
        wanted = {one.id for one in documents if term.value == ANY or one.name in called}
        if not wanted:
            _refuse_name(query, term.at, term.value, (one.name for one in documents))
        return lambda document, _span: document in wanted
    said = source.said(term.value)

    def holds(document: str, span: Span) -> bool:
        places = said.get(document, ())
        place = bisect_left(places, span.start, key=lambda one: one.start)
        return any(one.end <= span.end for one in places[place : place + 1])

    return holds


def named_codes(term: Term, query: str, source: Source) -> frozenset[str]:
    """Return the ids of the codes that a condition names, those below it among them where it does not say `only`.

    Args:
        term: the condition.
        query: the whole query, as it was typed.
        source: the codebook.

    Raises:
        BadQuery: no code is called so, or several are.
    """
    if term.value == ANY:
        return frozenset(code.id for code in source.codes)
    fitting = _called(source.codes, term.value)
    if not fitting:
        _refuse_name(query, term.at, term.value, (code.name for code in source.codes))
    if len(fitting) > 1:
        paths = (path_text(code.path) for code in fitting)
        refuse(query, term.at, N_("several are called so; write one of: {near}"), paths)
    alone = fitting[0].id
    return frozenset({alone} if term.condition == ONLY else {alone, *standing_below(source.codes, alone)})


def _called(codes: Sequence[Code], value: str) -> list[Code]:
    """Return the codes of a path, else of a name, else of a label."""
    key, path = folded(value), tuple(map(folded, split_path(value)))
    by_path = [code for code in codes if tuple(map(folded, code.path)) == path]
    by_name = [code for code in codes if folded(code.name) == key or path == (folded(code.name),)]
    by_label = [code for code in codes if key in {folded(code.label_fr), folded(code.label_en)}]
    return by_path or by_name or by_label or [code for code in codes if search_key(code.name) == search_key(value)]


def spoken(term: Term, query: str, source: Source) -> dict[str, list[Span]]:
    """Return the words of a voice, of a case or of those of whom something is known, by the id of the document.

    A case speaks in its turns and those of the cases inside it, and in the passages that are linked to it.

    Args:
        term: the condition.
        query: the whole query, as it was typed.
        source: who speaks.

    Raises:
        BadQuery: it names what is not there.
    """
    material = source.material
    found: dict[str, list[Span]] = {}
    if term.condition in {CASE, ATTRIBUTE}:
        cases = _cases(term, query, material)
        for link in material.links:
            if link.case in cases and link.start is not None and link.end is not None:
                found.setdefault(link.document, []).append(Span(link.start, link.end))
        turns = [turn for turn in material.turns if turn.case in cases]
    else:
        called = _called_so((turn.speaker for turn in material.turns), term.value)
        turns = [turn for turn in material.turns if turn.speaker and (term.value == ANY or turn.speaker in called)]
        if not turns:
            _refuse_name(query, term.at, term.value, (turn.speaker for turn in material.turns if turn.speaker))
    for turn in turns:
        found.setdefault(turn.document, []).append(Span(turn.start, turn.end))
    return found


def _cases(term: Term, query: str, material: Material) -> set[str | None]:
    if term.condition == ATTRIBUTE:
        return {case.id for case in _described(term, query, material.cases)}
    called = _called_so((case.name for case in material.cases), term.value)
    found = {case.id for case in material.cases if term.value == ANY or case.name in called}
    if not found:
        _refuse_name(query, term.at, term.value, (case.name for case in material.cases))
    while below := {case.id for case in material.cases if case.inside in found} - found:
        found |= below
    return set(found)


def _described(term: Term, query: str, cases: Sequence[CaseRow]) -> Iterator[CaseRow]:
    """Return the cases with a value of an attribute, or one between two."""
    names = {name: None for case in cases for name in case.attributes}
    name = next(iter(_called_so(names, term.name)), None)
    if name is None:
        _refuse_name(query, term.named_at, term.name, names)
    given = [(case, value) for case in cases if (value := case.attributes.get(name, ""))]
    fits = _value_test(term.value, (value for _case, value in given))
    found = [case for case, value in given if fits(value)]
    if not found:
        _refuse_name(query, term.at, term.value, (value for _case, value in given))
    return iter(found)


def _value_test(wanted: str, values: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a value is the one, or lies between two: `30..45`, `..45`, `2024-01-01..`."""
    if wanted == ANY:
        return bool
    low, dots, high = (part.strip() for part in wanted.partition(_RANGE))
    if not dots:
        return _called_so(values, wanted).__contains__
    first, last = _measure(low) if low else None, _measure(high) if high else None
    ends = [end for end in (first, last) if end is not None]

    def lies_between(value: str) -> bool:
        measured = _measure(value)
        if not all(isinstance(measured, type(end)) for end in ends):
            return False
        return (first is None or first <= measured) and (last is None or measured <= last)  # type: ignore[operator]

    return lies_between


def _measure(value: str) -> float | str:
    """Return a number as one, a date as it is written, which sorts by itself."""
    try:
        return float("".join(value.split()).replace(",", "."))
    except ValueError:
        return value.strip()


def _called_so(names: Iterable[str], typed: str) -> frozenset[str]:
    """Return the names that were typed, capitals aside; where there are none, those that differ by accents alone."""
    known = set(names)
    exact = frozenset(name for name in known if folded(name) == folded(typed))
    return exact or frozenset(name for name in known if search_key(name) == search_key(typed))


def _refuse_name(query: str, at: Span, typed: str, names: Iterable[str]) -> NoReturn:
    """Refuse a name that nothing bears, with those that are near to it, or all where there are few."""
    known: Mapping[str, str] = {search_key(name): name for name in names}
    near = get_close_matches(search_key(typed), known, n=_FEW)
    near = (
        near or [key for key in known if search_key(typed) in key][:_FEW] or (list(known) if len(known) <= _FEW else [])
    )
    refuse(query, at, _NEAR if near else _NONE, (known[key] for key in near))
