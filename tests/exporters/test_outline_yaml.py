"""An outline goes out as YAML and comes back as it was, whatever words stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exporters.outline_yaml import outline_yaml
from qualcode.importers.outline_yaml import read_outline
from qualcode.model.errors import EmptyFile
from qualcode.model.errors.outlining import BadOutline
from qualcode.model.outgoing import QUOTE_FORMS
from qualcode.model.outlines import PLACED, Outline, PartOptions, PlannedPart, PlannedQuote
from qualcode.model.spans import Span

KEPT = st.characters(exclude_characters="\x00", exclude_categories=("Cs",))
WORDS = st.text(KEPT, max_size=12)
NAMES = st.text(KEPT, min_size=1, max_size=9).filter(str.strip)
NUMBERS = st.none() | st.integers(0, 999)
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(1, 90))


@st.composite
def quotes(draw: st.DrawFn) -> PlannedQuote:
    span = draw(SPANS)
    said = [draw(text) for text in (WORDS, NAMES, WORDS, WORDS, WORDS)]
    cuts = tuple(draw(st.lists(SPANS, max_size=2)))
    rejected, form = draw(st.booleans()), draw(st.sampled_from(QUOTE_FORMS))
    return PlannedQuote("", rejected, form, cuts, said[0], said[1], *span, *said[2:])


def parts(below: st.SearchStrategy[tuple[PlannedPart, ...]]) -> st.SearchStrategy[tuple[PlannedPart, ...]]:
    return st.lists(part(below), max_size=2).map(tuple)


@st.composite
def part(draw: st.DrawFn, below: st.SearchStrategy[tuple[PlannedPart, ...]]) -> PlannedPart:
    kind, name = draw(st.sampled_from(["free", "theme", "code", "reading"])), draw(NAMES)
    reading = draw(st.sampled_from(PLACED)) if kind == "reading" else ""
    counts = draw(st.none() | st.booleans())
    options = PartOptions(draw(NUMBERS), draw(NUMBERS), counts, draw(st.booleans()), reading, draw(WORDS))
    return PlannedPart(
        kind,
        name if kind == "free" else draw(WORDS),
        draw(WORDS),
        name if kind == "theme" else None,
        name if kind == "code" else None,
        options,
        tuple(draw(st.lists(quotes(), max_size=2))),
        draw(below),
    )


OUTLINES = parts(parts(st.just(())))


def lineless(found: tuple[PlannedPart, ...]) -> list[object]:
    """Return parts without their lines."""
    return [
        (*[getattr(one, name) for name in one.__slots__ if name not in {"line", "parts"}], lineless(one.parts))
        for one in found
    ]


@given(NAMES, st.sampled_from(["", "en"]), OUTLINES)
def test_it_comes_back_as_it_was(name: str, language: str, planned: tuple[PlannedPart, ...]) -> None:
    read = read_outline(outline_yaml(Outline("1" * 32, name, language, 0), planned), "o.yaml")
    assert (read.name, read.language, lineless(read.parts)) == (name, language, lineless(planned))


def test_a_person_can_read_and_write_it() -> None:
    quote = PlannedQuote(
        cuts=(Span(3, 9),), document="E1", start=12, end=40, words="Oui.", form="block", translation="Yes."
    )
    inner = PlannedPart("code", code="Lieux/École", options=PartOptions(quotes=2, counts=False), quotes=(quote,))
    data = outline_yaml(Outline("1" * 32, "R", "", 0), (PlannedPart("free", "Intro", "Un.\n\nDeux.", parts=(inner,)),))
    assert data.decode() == (
        "outline: R\nparts:\n- part: Intro\n  prose: |-\n    Un.\n\n    Deux.\n  parts:\n  - code: Lieux/École\n"
        "    quotes: 2\n    counts: false\n    passages:\n    - document: E1\n      place: 12-40\n      words: Oui.\n"
        "      form: block\n      cuts:\n      - 3-9\n      translation: Yes.\n"
    )
    by_hand = b"parts:\n- theme: T\n  only_mine: oui\n  passages:\n  - document: E1\n    place: 1 - 2\n    cuts: 0-1\n"
    (found,) = read_outline(by_hand, "o.yaml").parts
    assert (found.theme, found.options.only_mine, found.quotes[0].cuts) == ("T", True, (Span(0, 1),))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- a", 1),
        ("outline: x\nchapters: 3", 2),
        ("parts: words", 1),
        ("parts:\n- words", 2),
        ("parts:\n- title: x", 2),
        ("parts:\n- part: x\n  code: y", 2),
        ("parts:\n- part: ' '", 2),
        ("parts:\n- part: x\n  colour: y", 3),
        ("parts:\n- part: x\n  quotes: two", 3),
        ("parts:\n- part: x\n  counts: perhaps", 3),
        ("parts:\n- part: x\n  passages:\n  - document: E1\n    place: here", 4),
        ("parts:\n- part: [x]", 2),
        ("parts: [", 2),
    ],
)
def test_a_slip_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BadOutline) as caught:
        read_outline(f"{text}\n".encode(), "o.yaml")
    assert caught.value.fields["line"] == line
    assert "o.yaml" in str(caught.value)


def test_an_empty_file_is_told() -> None:
    with pytest.raises(EmptyFile):
        read_outline(b" ", "o.yaml")
