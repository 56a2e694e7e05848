"""Readings give the same with what is kept beside the texts, without it, and where it is stale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis_tiny import studies
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.frequencies import frequencies
from qualcode.model.columns import NOBODY, Columns, Unread
from qualcode.model.errors import NothingCoded
from qualcode.model.results import Question
from qualcode.words.maps import COUNTS, LENGTHS, KeptTexts, word_map

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from qualcode.model.material import Material
    from qualcode.model.results import Result


class Kept(KeptTexts):
    """Texts with what is kept of them."""

    def __init__(self, texts: dict[str, str], maps: dict[str, tuple[bytes, bytes]]) -> None:
        self.texts, self.maps = texts, maps

    def __getitem__(self, document: str) -> str:
        return self.texts[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def kept(self, kind: str, documents: Sequence[str]) -> Mapping[str, bytes]:
        place = (COUNTS, LENGTHS).index(kind)
        return {one: self.maps[one][place] for one in documents if one in self.maps}


def spoken(material: Material, document: str) -> list[tuple[int, int]]:
    return [(turn.start, turn.end) for turn in material.turns if turn.document == document]


def read(material: Material, texts: Mapping[str, str], *, raw: bool = False) -> list[Result | str]:
    asked = (
        (frequencies, Question("frequencies")),
        (frequencies, Question("frequencies", by="document", interviewer=True)),
        (cooccurrence, Question("cooccurrence", unit="turn", raw=raw)),
        (cooccurrence, Question("cooccurrence", unit="sentence", coder="Marie")),
    )
    found: list[Result | str] = []
    for reading, question in asked:
        try:
            found.append(reading(material, texts, question, made_at="now", version="1"))
        except NothingCoded as refusal:
            found.append(str(refusal))
    return found


@given(studies(), st.data())
def test_what_is_kept_changes_no_number(drawn: tuple[Material, dict[str, str]], data: st.DataObject) -> None:
    material, texts = drawn
    maps = {}
    for document, text in texts.items():
        turns = spoken(material, document)
        how = data.draw(st.sampled_from(["kept", "missing", "other turns", "other bounds"]))
        if how == "other turns":  # one was joined or split since
            turns = turns[1:]
        if how == "other bounds":
            turns = [(start, max(start, end - 1)) for start, end in turns]
        if how != "missing":
            maps[document] = word_map(text, turns)
    assert read(material, Kept(texts, maps)) == read(material, texts)


@given(studies(), st.booleans(), st.randoms(use_true_random=False))
def test_columns_and_rows_give_the_same(drawn: tuple[Material, dict[str, str]], raw: bool, chance: Random) -> None:
    material, texts = with_long_ids(*drawn)
    assert read(as_columns(material, chance), texts, raw=raw) == read(material, texts, raw=raw)


def long(identifier: str) -> str:
    return identifier.encode().hex().zfill(32)


def with_long_ids(material: Material, texts: dict[str, str]) -> tuple[Material, dict[str, str]]:
    """Give everything ids as long as the program's own."""
    renamed = replace(
        material,
        documents=tuple(row._replace(id=long(row.id)) for row in material.documents),
        turns=tuple(row._replace(document=long(row.document)) for row in material.turns),
        codings=tuple(
            row._replace(id=long(row.id), document=long(row.document), code=long(row.code), coder=long(row.coder))
            for row in material.codings
        ),
        codes=tuple(row._replace(id=long(row.id)) for row in material.codes),
        coders={long(key): name for key, name in material.coders.items()},
    )
    return renamed, {long(document): text for document, text in texts.items()}


def as_columns(material: Material, chance: Random) -> Material:
    """Give codings and turns as a database would: in no order, end to end."""
    codings = sorted(material.codings, key=lambda _row: chance.random())
    numbered = list(enumerate(material.turns))
    turns = sorted(numbered, key=lambda _row: chance.random())
    return replace(
        material,
        codings=Unread(
            Columns(
                len(codings),
                ids={
                    "id": "".join(row.id for row in codings),
                    "document": "".join(row.document for row in codings),
                    "code": "".join(row.code for row in codings),
                    "coder": "".join(row.coder for row in codings),
                },
                numbers={
                    "start": ",".join(str(row.start) for row in codings),
                    "end": ",".join(str(row.end) for row in codings),
                },
            ),
            lambda _columns: tuple(sorted(material.codings)),
        ),
        turns=Unread(
            Columns(
                len(turns),
                ids={
                    "document": "".join(row.document for _, row in turns),
                    "case": "".join(row.case or NOBODY for _, row in turns),
                },
                numbers={
                    "position": ",".join(str(position) for position, _ in turns),
                    "start": ",".join(str(row.start) for _, row in turns),
                    "end": ",".join(str(row.end) for _, row in turns),
                },
                signs={"role": "".join(row.role[0] for _, row in turns)},
            ),
            lambda _columns: material.turns,
        ),
    )


def test_ids_that_end_alike_are_told_apart() -> None:
    from qualcode.analysis.arrays import NONE, numbered  # noqa: PLC0415 - beside the one test of it

    one, other = "a" * 32, "b" + "a" * 31
    assert numbered(other + one + NOBODY, [one, other]).tolist() == [1, 0, NONE]
    assert numbered(NOBODY + one, [one]).tolist() == [NONE, 0]
    assert numbered(one, []).tolist() == [NONE]
