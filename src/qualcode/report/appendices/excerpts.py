"""Excerpts to be read on paper: by code, by case, or in a matrix of the two; each with its source."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from qualcode.model.codebook import labels
from qualcode.report.appendices.paper import note, paper, voice
from qualcode.report.appendices.passages import outermost, passage_blocks, passages
from qualcode.report.blocks import Caption, Column, Heading, Row, SourceLine, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qualcode.model.records import Case, Code, Excerpt
    from qualcode.report.appendices.paper import Cover
    from qualcode.report.blocks import Block, Draft
    from qualcode.report.wording import Wording

Order = Literal["code", "case", "matrix"]
ORDERS: Final = ("code", "case", "matrix")
ABREAST: Final = 4
"""Columns of codes that a page on its side has room for."""
_DEEPEST: Final = 3
"""The last level of heading."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The excerpts that a paper shows, with the codebook in its order and the cases by name."""

    excerpts: Sequence[Excerpt]
    codes: Sequence[Code]
    cases: Sequence[Case]

    @property
    def coders(self) -> tuple[str, ...]:
        """Who coded them."""
        return tuple(dict.fromkeys(excerpt.coder for excerpt in self.excerpts))

    def used(self) -> list[Code]:
        """Return the codes that were applied in them, in codebook order."""
        here = {excerpt.code_id for excerpt in self.excerpts}
        return [code for code in self.codes if code.id in here]


def excerpts_paper(chosen: Chosen, order: Order, cover: Cover) -> Draft:
    """Return the excerpts as a paper.

    Args:
        chosen: what it shows.
        order: a heading a code, a heading a case, or a table with a row a case and a column a code.
        cover: its first lines.
    """
    wording = cover.wording
    titles = {
        "code": wording.gettext("Excerpts by code"),
        "case": wording.gettext("Excerpts by case"),
        "matrix": wording.gettext("Excerpts by case and code"),
    }
    head = [note(sentence) for sentence in _whose(chosen, wording)]
    if order == "matrix":
        return paper(cover, titles[order], [*head, *_matrix(chosen, cover)], landscape=True)
    body = _by_code(chosen, wording) if order == "code" else _by_case(chosen, wording)
    return paper(cover, titles[order], [*head, *body], contents_levels=2 if order == "code" else 1)


def _whose(chosen: Chosen, wording: Wording) -> Iterator[str]:
    """Say how many excerpts these are, and who coded them."""
    if not chosen.excerpts:
        yield wording.gettext("No excerpt.")
        return
    yield wording.ngettext(
        "{count} excerpt; coding: {coders}.",
        "{count} excerpts; coding: {coders}.",
        len(chosen.excerpts),
        coders=wording.listed(chosen.coders),
    )


def _by_code(chosen: Chosen, wording: Wording) -> Iterator[Block]:
    under: dict[str, list[Excerpt]] = defaultdict(list)
    for excerpt in chosen.excerpts:
        under[excerpt.code_id].append(excerpt)
    shown = _with_those_above(chosen.codes, under.keys())
    for code in chosen.codes:
        if code.id not in shown:
            continue
        yield Heading(min(len(code.path), _DEEPEST), code.label(wording.language), code.id)
        found = passages(under.get(code.id, ()))
        if found:
            yield note(wording.ngettext("{count} passage", "{count} passages", len(found)), "counts")
        yield from passage_blocks(found, wording, who=len(chosen.coders) > 1)


def _with_those_above(codes: Sequence[Code], used: Iterable[str]) -> set[str]:
    """Return the ids of codes and of those they stand under."""
    parents = {code.id: code.parent for code in codes}
    found: set[str] = set()
    for start in used:
        here: str | None = start
        while here is not None and here not in found:
            found.add(here)
            here = parents.get(here)
    return found


def _by_case(chosen: Chosen, wording: Wording) -> Iterator[Block]:
    said: dict[str, list[Excerpt]] = defaultdict(list)
    for excerpt in chosen.excerpts:
        said[excerpt.case or ""].append(excerpt)
    for case in chosen.cases:
        if case.name in said:
            yield Heading(1, case.name, case.id)
            if case.attributes:
                values = (wording.gettext("{name}: {value}", name=name, value=value) for name, value in case.attributes)
                yield note("; ".join(values), "counts")
            yield from _of_voice(said[case.name], chosen, wording)
    if said.get(""):
        yield Heading(1, wording.gettext("Words of no case: interviewers, unidentified voices"), "nobody")
        yield from _of_voice(said[""], chosen, wording)


def _of_voice(excerpts: Sequence[Excerpt], chosen: Chosen, wording: Wording) -> Iterator[Block]:
    under: dict[str, list[Excerpt]] = defaultdict(list)
    for excerpt in excerpts:
        under[excerpt.code_id].append(excerpt)
    called = labels((code.id, code.path) for code in chosen.codes)
    for code in chosen.codes:
        if code.id in under:
            title = code.label(wording.language)
            yield Heading(2, title if called[code.id] == code.name else " / ".join(code.path))
            yield from passage_blocks(passages(under[code.id]), wording, who=len(chosen.coders) > 1)


def _matrix(chosen: Chosen, cover: Cover) -> Iterator[Block]:
    """Give tables of a few codes each, a row a case; what no case says has a row of its own at the end."""
    wording, used = cover.wording, chosen.used()
    rows = cells_of(chosen, wording)
    for number, first in enumerate(range(0, len(used), ABREAST), 1):
        codes = used[first : first + ABREAST]
        title = wording.listed(tuple(code.label(cover.language) for code in codes))
        identifier = f"matrix{number}"
        yield Caption("table", wording.pgettext("report", "Table"), number, title, identifier)
        columns = [
            Column(wording.gettext("Case"), width=0.7),
            *(Column(code.label(cover.language), width=1.6) for code in codes),
        ]
        filled = [
            Row((name, *("\n".join(wording.quoted(text) for text in said.get(code.id, ())) for code in codes)))
            for name, said in rows
            if any(code.id in said for code in codes)
        ]
        yield Table(tuple(columns), tuple(filled), identifier, title, breaks=True)
        yield SourceLine(
            wording.gettext(
                "Cases without a passage under these codes are left out. qualcode {version}.", version=cover.version
            ),
            identifier,
        )


def cells_of(chosen: Chosen, wording: Wording) -> list[tuple[str, dict[str, list[str]]]]:
    """Return, for each case that says something, its name and its passages by the id of their code.

    What no case says comes last, under the name of its voice; a passage within another one of the code is left out.
    """
    found: dict[str, dict[str, list[str]]] = {case.name: {} for case in chosen.cases}
    others: dict[str, dict[str, list[str]]] = {}
    for excerpt in outermost(chosen.excerpts):
        row = found if excerpt.case in found else others
        named = excerpt.case or voice(excerpt, wording) or excerpt.document
        row.setdefault(named, {}).setdefault(excerpt.code_id, []).append(excerpt.text.strip())
    return [*((name, said) for name, said in found.items() if said), *others.items()]
