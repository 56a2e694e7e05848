"""How a query may go on where one types: names, conditions, values and operators that begin with what is typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.retrieval import CASE, CODE, CODER, DOCUMENT, ONLY, ORIGIN, VOICE
from qualcode.words.folding import search_key
from qualcode.words.querying import FIELDS, NOT, OPERATORS, quoted, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qualcode.words.querying import Token

MOST: Final = 6
"""Ways to go on that are offered at once."""
ORIGINS: Final = (("auto", "auto"), ("hand", "main"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What there is to name in a study."""

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By condition: codes, voices, cases, documents, coders."""
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The values of each attribute."""


class Offered(NamedTuple):
    """A way to go on: the text that takes the place of what is typed between two characters."""

    start: int
    end: int
    text: str


def offers(query: str, caret: int, known: Vocabulary, language: str = "en") -> tuple[Offered, ...]:
    """Return how a query may go on at the caret; none where what is typed is whole.

    Args:
        query: as it is typed so far.
        caret: the place where one types, in characters from its start.
        known: what there is to name.
        language: `fr` or `en`, for the operators and the names of conditions.
    """
    before = tokens(query[:caret], whole=False)[:-1]
    begun = bool(before) and before[-1].end == caret
    run = _run(before, begun=begun)
    typed = search_key(" ".join(token.value for token in run)) + " " * (bool(run) and not begun)
    start = run[0].start if run else caret
    closed = bool(before) and before[-1].kind == ")"
    names = () if closed else _fitting(_names(before, run, known, language), typed)
    offered = [Offered(start, caret, text) for text in names]
    last = search_key(run[-1].value) if run and begun else ""
    if (run or closed) and (len(run) > 1 or not begun):
        words = (pair[language.startswith("fr")] for pair in OPERATORS.values())
        place = run[-1].start if last else caret
        offered += [Offered(place, caret, f"{word} ") for word in words if search_key(word).startswith(last)]
    return tuple(offered[:MOST])


def _run(before: Sequence[Token], *, begun: bool) -> list[Token]:
    """Return the pieces of the name that is being typed; none after a sign or an operator, unless it is begun."""
    run: list[Token] = []
    for token in reversed(before):
        if (
            (token.meant and (run or not begun))
            or token.kind not in {"word", "quoted"}
            or (run and "quoted" in {token.kind, run[-1].kind})
        ):
            break
        run.append(token)
    return run[::-1]


def _names(
    before: Sequence[Token], run: Sequence[Token], known: Vocabulary, language: str
) -> Iterator[tuple[str, str]]:
    """Give the names that may stand here, each with the text that writes it."""
    french = language.startswith("fr")
    head = before[: len(before) - len(run)]
    sign = head[-1].kind if head else ""
    if sign in {":", "="}:
        name = search_key(" ".join(token.value for token in _run(head[:-1], begun=False)))
        found = _values(name, known) if sign == "=" else _of_condition(name, known, french=french)
        yield from ((value, quoted(value)) for value in found)
        return
    yield from ((name, quoted(name)) for name in known.names.get(CODE, ()))
    yield from ((f"{pair[french]}:", f"{pair[french]}:") for kind, pair in FIELDS.items() if kind != CODE)
    yield from ((f"{name}=", f"{quoted(name)}=") for name in known.attributes)
    if not run or len(run) == 1:
        yield (OPERATORS[NOT][french], f"{OPERATORS[NOT][french]} ")


def _values(name: str, known: Vocabulary) -> Iterable[str]:
    return next((values for each, values in known.attributes.items() if search_key(each) == name), ())


def _of_condition(name: str, known: Vocabulary, *, french: bool) -> Iterable[str]:
    kind = next((kind for kind, pair in FIELDS.items() if name in map(search_key, pair)), "")
    if kind == ORIGIN:
        return [pair[french] for pair in ORIGINS]
    held = CODE if kind == ONLY else kind
    return known.names.get(held, ()) if held in {CODE, VOICE, CASE, DOCUMENT, CODER} else ()


def _fitting(names: Iterable[tuple[str, str]], typed: str) -> Iterator[str]:
    """Give the texts of the names that begin as is typed, then of those that hold it; what is whole is no offer."""
    held = []
    for name, text in names:
        key = search_key(name)
        if key.startswith(typed) and key != typed:
            yield text
        elif typed in key and key != typed:
            held.append(text)
    yield from held
