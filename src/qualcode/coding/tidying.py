"""Tidying the codebook: several codes become one, one becomes two. No coding, memo or link is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.codes import TEXTS, code_of, new_row, refuse_twin
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.codebook import descendants
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.storage.reading import codes as reading
from qualcode.storage.reading import codings as passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.work import Work
    from qualcode.model.records import Code, Coding


@dataclass(frozen=True, slots=True)
class MergeCodes(Action):
    """Merge codes into another: their codings, memos, links and sub-codes go there, then they are removed."""

    words: ClassVar[str] = N_("merge {count} codes into “{name}”")
    into: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitCode(Action):
    """Move some codings of a code to a new code beside it."""

    words: ClassVar[str] = N_("split “{new}” from “{name}”")
    code: str
    new_name: str
    codings: tuple[str, ...]
    id: str = field(default_factory=new_id)


@handles(MergeCodes)
def merge_codes(action: MergeCodes, work: Work) -> None:
    """Repoint everything that rests on the merged codes, then remove them."""
    codes = reading.listed(work.connection)
    into = code_of(codes, action.into)
    merged = [code_of(codes, identifier) for identifier in dict.fromkeys(action.codes) if identifier != into.id]
    if not merged:
        raise errors.MergeIntoItself(into.name)
    gone = [code.id for code in sorted(merged, key=lambda code: -len(code.path))]  # children first
    _lift_target(work, codes, into, gone)
    _merge_codings(work, into.id, gone)
    _repoint(work, into.id, gone)
    _adopt_children(work, into, gone)
    _fill_texts(work, into, merged)
    work.writer.delete("codes", gone)
    work.say(name=into.name, count=len(merged), merged=[code.name for code in merged])


def _lift_target(work: Work, codes: list[Code], into: Code, gone: list[str]) -> None:
    """Take the target out from under a code that goes: it gets the place of the topmost such code."""
    parents = {code.id: code.parent for code in codes}
    above = [identifier for identifier in gone if into.id in descendants(parents, identifier)]
    if above:
        top = min(above, key=lambda identifier: len(code_of(codes, identifier).path))
        parent = parents[top]
        if any(c.parent == parent and c.id not in gone and c.name == into.name for c in codes):
            raise errors.NameTaken(into.name)
        # the key is freed first where the code that goes bears the same name
        work.writer.update("codes", [top], {"name_key": f"\x1f{top}"})
        work.writer.update("codes", [into.id], {"parent_id": parent, "parent_key": parent or ""})


def _merge_codings(work: Work, into: str, gone: list[str]) -> None:
    """Give the codings the new code; of two that become the same row, the earlier stays and inherits."""
    there = reading.resting(work.connection, "codings", "code_id", [into])
    coming = reading.resting(work.connection, "codings", "code_id", gone)
    kept: dict[tuple[str, int, int, str], Coding] = {}
    moved: list[str] = []
    for coding in passages.records(work.connection, [*there, *sorted(coming)]):
        place = (coding.document, coding.start, coding.end, coding.coder)
        if place in kept:
            _absorb(work, kept[place], coding)
        else:
            kept[place] = coding
            if coding.code != into:
                moved.append(coding.id)
    work.writer.update("codings", moved, {"code_id": into})


def _absorb(work: Work, stays: Coding, goes: Coding) -> None:
    """Hand memos, links, star and weight of a doubled coding to the one that stays."""
    for noun in ("memos", "theme_links"):
        ids = reading.resting(work.connection, noun, "coding_id", [goes.id])
        work.writer.update(noun, ids, {"coding_id": stays.id})
    values: dict[str, Any] = {"starred": stays.starred or goes.starred}
    if stays.weight is None:
        values["weight"] = goes.weight
    work.writer.update("codings", [stays.id], values)
    work.writer.delete("codings", [goes.id])


def _repoint(work: Work, into: str, gone: Sequence[str]) -> None:
    """Hand over memos and theme links; of two links of one theme to the code, the first stays."""
    memos = reading.resting(work.connection, "memos", "code_id", gone)
    work.writer.update("memos", memos, {"code_id": into})
    links = work.writer.rows_of("theme_links", reading.resting(work.connection, "theme_links", "code_id", gone))
    here = work.writer.rows_of("theme_links", reading.resting(work.connection, "theme_links", "code_id", [into]))
    themes = {row["theme_id"] for row in here.values()}
    for identifier, row in sorted(links.items()):
        if row["theme_id"] in themes:
            work.writer.delete("theme_links", [identifier])
        else:
            work.writer.update("theme_links", [identifier], {"code_id": into})
            themes.add(row["theme_id"])


def _adopt_children(work: Work, into: Code, gone: Sequence[str]) -> None:
    """Put the sub-codes of what goes under the target.

    Raises:
        NameTaken: where two of them bear one name: merge these first.
    """
    for code in [code for code in reading.listed(work.connection) if code.parent in gone and code.id not in gone]:
        if code.id != into.id:
            refuse_twin(reading.listed(work.connection), code.name, into.id)
            work.writer.update("codes", [code.id], {"parent_id": into.id, "parent_key": into.id})


def _fill_texts(work: Work, into: Code, merged: Sequence[Code]) -> None:
    """Take the texts that the target lacks from the first merged code that has them."""
    values = {}
    for text in TEXTS:
        if not getattr(into, text):
            values[text] = next((value for code in merged if (value := getattr(code, text))), "")
    if values:
        work.writer.update("codes", [into.id], values)


@handles(SplitCode)
def split_code(action: SplitCode, work: Work) -> None:
    """Make a code beside another and give it some of its codings."""
    codes = reading.listed(work.connection)
    code = code_of(codes, action.code)
    name = clean_name(action.new_name)
    refuse_twin(codes, name, code.parent)
    chosen = passages.records(work.connection, action.codings)
    strangers = set(action.codings) - {coding.id for coding in chosen if coding.code == code.id}
    if strangers:
        raise errors.NoSuchCoding(min(strangers))
    work.writer.insert("codes", [new_row(codes, name, code.parent, code.colour, {}, action.id)])
    work.writer.update("codings", [coding.id for coding in chosen], {"code_id": action.id})
    work.say(name=code.name, new=name, codings=len(chosen))
