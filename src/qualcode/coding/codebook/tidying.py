"""Tidying the codebook: several codes become one, one becomes two. No coding, memo or link is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.cases.cells import join_cells
from qualcode.coding.codebook.also_in import unite_places
from qualcode.coding.codebook.codes import TEXTS, code_of, new_row, refuse_twin
from qualcode.coding.codebook.definitions import recoded, unsee
from qualcode.coding.codebook.uniting import united
from qualcode.coding.outlines.keeping import hand_over_parts, hand_over_quotes, refit_cuts
from qualcode.coding.themes.linking import united_links
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.codebook import descendants
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_
from qualcode.model.records import ThemeLink
from qualcode.model.spans import quoted
from qualcode.storage.reading import codes as reading
from qualcode.storage.reading import codings as passages
from qualcode.storage.reading import documents, themes
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.work import Work
    from qualcode.model.records import Code, Coding


@dataclass(frozen=True, slots=True)
class MergeCodes(Action):
    """Merge codes into another: their codings, memos, links and sub-codes go there, then they are removed.

    Codings of one coder that overlap under several of these codes become one, as long as all of them. The target stays
    in use or retired as it is; its second places are its own and theirs. Their former definitions go with them. Where
    links of one theme become one, the graver stance stays; summaries of one case come to stand one under the other.
    Notes: `united` codings, `differing` links whose stances were not the same, the `doubtful` themes these bear on.
    """

    words: ClassVar[tuple[str, str]] = NN_("merge {count} code into “{name}”", "merge {count} codes into “{name}”")
    guarded: ClassVar[bool] = True
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
    """Repoint everything that rests on the merged codes, then remove them.

    Raises:
        NoSuchCode, NameTaken, MergeIntoItself.
        MergeIntoRetired: where the target is retired and one of the others is in use.
    """
    codes = reading.listed(work.connection)
    into = code_of(codes, action.into)
    merged = [code_of(codes, identifier) for identifier in dict.fromkeys(action.codes) if identifier != into.id]
    if not merged:
        raise errors.MergeIntoItself(into.name)
    if into.retired and not all(code.retired for code in merged):
        raise errors.MergeIntoRetired(into.name)
    gone = [code.id for code in sorted(merged, key=lambda code: -len(code.path))]  # children first
    join_cells(work, into.id, gone)
    _lift_target(work, codes, into, gone)
    differing = [*_merge_codings(work, into.id, gone), *_hand_over(work, "code_id", into.id, gone)]
    hand_over_parts(work, "code_id", into.id, gone)
    _adopt_children(work, into, gone)
    unite_places(work, into.id, gone)
    _fill_texts(work, into, merged)
    for noun in ("definitions", "retired"):
        work.writer.delete(noun, reading.resting(work.connection, noun, "code_id", gone))
    work.writer.delete("codes", gone)
    named = {theme.id: theme.name for theme in themes.listed(work.connection)}
    doubtful = [named[theme] for theme in dict.fromkeys(differing)]
    work.say(name=into.name, count=len(merged), merged=[code.name for code in merged])
    work.say(differing=len(differing), doubtful=doubtful)


def _lift_target(work: Work, codes: list[Code], into: Code, gone: list[str]) -> None:
    """Take the target out from under a code that goes: it gets the place of the topmost such code.

    Raises:
        NameTaken: where another code there bears the target's name.
    """
    parents = {code.id: code.parent for code in codes}
    above = [identifier for identifier in gone if into.id in descendants(parents, identifier)]
    if above:
        top = code_of(codes, min(above, key=lambda identifier: len(code_of(codes, identifier).path)))
        staying = [code for code in codes if code.id not in gone]
        refuse_twin(staying, into.name, top.parent, but=into.id)
        going = [code.id for code in codes if code.id in gone and code.parent == top.parent]
        for identifier in going:  # their names are freed first: one of them may bear the target's
            work.writer.update("codes", [identifier], {"name_key": f"\x1f{identifier}"})
        place = {"parent_id": top.parent, "parent_key": top.parent or "", "position": top.position}
        work.writer.update("codes", [into.id], place)


def _merge_codings(work: Work, into: str, gone: list[str]) -> list[str]:
    """Give the codings the new code; of those that become one, the earliest stays and inherits.

    Returns:
        The themes of links whose stance was not that of the link they became one with.
    """
    unsee(work, reading.resting(work.connection, "codings", "code_id", gone))
    resting = reading.resting(work.connection, "codings", "code_id", [into, *gone])
    groups = united(passages.records(work.connection, resting))
    several = [group for group in groups if len(group) > 1]
    differing = [theme for stays, *goes in several for theme in _absorb(work, stays, goes)]
    absorbed = [coding.id for _stays, *goes in several for coding in goes]
    work.writer.delete("rechecks", reading.resting(work.connection, "rechecks", "coding_id", absorbed))
    work.writer.delete("codings", absorbed)
    widened = [stays.id for stays, *goes in several if _widen(work, stays, goes)]
    unsee(work, widened)  # with words that nobody looked at again
    work.writer.update("codings", [group[0].id for group in groups], {"code_id": into})
    work.say(united=sum(len(group) - 1 for group in several))
    return differing


def _absorb(work: Work, stays: Coding, goes: Sequence[Coding]) -> list[str]:
    """Hand memos, links, star and weight of codings that go to the one that stays; its own weight is kept."""
    differing = _hand_over(work, "coding_id", stays.id, [coding.id for coding in goes])
    hand_over_quotes(work, stays, goes)
    weights = [coding.weight for coding in (stays, *goes) if coding.weight is not None]
    starred = any(coding.starred for coding in (stays, *goes))
    work.writer.update("codings", [stays.id], {"starred": starred, "weight": weights[0] if weights else None})
    return differing


def _widen(work: Work, stays: Coding, goes: Sequence[Coding]) -> bool:
    """Give a coding the bounds of all that it stands for, its words anew; tell whether it had others."""
    start, end = min(c.start for c in (stays, *goes)), max(c.end for c in (stays, *goes))
    if (start, end) == (stays.start, stays.end):
        return False
    text = documents.text(work.connection, stays.document)
    work.writer.update("codings", [stays.id], {"start": start, "end": end, **quoted(text, start, end)})
    refit_cuts(work, {stays.id: (stays.text, text[start:end])}, start - stays.start)
    return True


def _hand_over(work: Work, column: str, into: str, gone: Sequence[str]) -> list[str]:
    """Hand over memos and theme links; return the themes of links that became one with another stance's."""
    work.writer.update("memos", reading.resting(work.connection, "memos", column, gone), {column: into})
    waiting = {"code_id": "code_id", "coding_id": "passage_id"}[column]
    work.writer.update("unsettled", reading.resting(work.connection, "unsettled", waiting, gone), {waiting: into})
    there, going = (_links(work, column, ends) for ends in ([into], gone))
    return united_links(work, there, going, **{column.removesuffix("_id"): into})


def _links(work: Work, column: str, ends: Sequence[str]) -> list[ThemeLink]:
    """Return the theme links that lead to some codes or codings, the earliest first."""
    rows = work.writer.rows_of("theme_links", reading.resting(work.connection, "theme_links", column, ends))
    return [
        ThemeLink(identifier, row["theme_id"], row["code_id"], row["coding_id"], row["stance"])
        for identifier, row in sorted(rows.items())
    ]


def _adopt_children(work: Work, into: Code, gone: Sequence[str]) -> None:
    """Put the sub-codes of what goes under the target.

    Raises:
        NameTaken: where two of them bear one name: merge these first.
    """
    codes = reading.listed(work.connection)
    staying = [code for code in codes if code.id not in gone]
    names = {folded(code.name) for code in staying if code.parent == into.id}
    last = max((code.position for code in staying if code.parent == into.id), default=-1)
    for place, code in enumerate((code for code in staying if code.parent in gone), last + 1):
        if folded(code.name) in names:
            raise errors.NameTaken(code.name)
        names.add(folded(code.name))
        work.writer.update("codes", [code.id], {"parent_id": into.id, "parent_key": into.id, "position": place})


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
    recoded(work, [coding.id for coding in chosen])
    work.say(name=code.name, new=name, codings=len(chosen))
