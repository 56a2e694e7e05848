"""What becomes of outlines where codes, themes and codings go, become one or change: nothing written is lost by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.model.ids import new_id
from qualcode.model.outlines import carried_cuts, cuts_text, inside
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import outlines as reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualcode.coding.work import Work
    from qualcode.model.outlines import OutlinePart
    from qualcode.model.records import Code, Coding


def let_parts_go(work: Work, gone: Sequence[Code]) -> None:
    """Remove the parts about codes that go; where the analyst wrote, or something stands inside, a free part stays.

    Args:
        work: the action under way, which has removed their codings already.
        gone: the codes.
    """
    if not codebook.resting(work.connection, "outline_parts", "code_id", [code.id for code in gone]):
        return
    names = {code.id: code.name for code in gone}
    for outline in reading.listed(work.connection):
        staying = _staying(outline.parts, names)
        about = [part for part in outline.parts if part.code in names]
        for part in about:
            title = part.title or names[part.code or ""]
            freed = {"kind": "free", "title": title, "code_id": None}
            work.writer.update("outline_parts", [part.id] if part.id in staying else [], freed)
        doomed = [part for part in about if part.id not in staying]
        work.writer.delete("outline_quotes", [quote.id for part in doomed for quote in part.quotes])
        work.writer.delete("outline_parts", [part.id for part in reversed(doomed)])


def _staying(parts: Sequence[OutlinePart], names: Mapping[str, str]) -> set[str]:
    """Return the ids of the parts that are kept: about something else, with prose, or with one of these inside."""
    own = {part.id for part in parts if part.code not in names or part.prose.strip() or part.chosen}
    return own | {part.id for part in parts if own.intersection(each.id for each in inside(parts, part.id))}


def hand_over_parts(work: Work, column: str, into: str, gone: Sequence[str]) -> None:
    """Let the parts about what is merged be about what it is merged into.

    Args:
        work: the action under way.
        column: theme_id or code_id.
        into: the id of the one that stays.
        gone: the ids of the others.
    """
    parts = codebook.resting(work.connection, "outline_parts", column, gone)
    work.writer.update("outline_parts", parts, {column: into})


def let_quotes_go(work: Work, codings: Sequence[str]) -> None:
    """Take codings that go out of every part."""
    work.writer.delete("outline_quotes", codebook.resting(work.connection, "outline_quotes", "coding_id", codings))


def hand_over_quotes(work: Work, into: Coding, gone: Sequence[Coding]) -> None:
    """Let what was said of codings that become one be said of the one that stays; choosing outweighs rejecting."""
    rows = _rows(work, [into.id, *(coding.id for coding in gone)])
    there = {row["part_id"]: (identifier, row) for identifier, row in rows.items() if row["coding_id"] == into.id}
    former = {coding.id: coding for coding in gone}
    for identifier, row in rows.items():
        if row["coding_id"] == into.id:
            continue
        known = there.get(row["part_id"])
        if known is None:
            was = former[row["coding_id"]]
            cuts = carried_cuts(reading.cuts_of(row["cuts"]), was.text, into.text, into.start - was.start)
            work.writer.update("outline_quotes", [identifier], {"coding_id": into.id, "cuts": cuts_text(cuts)})
            there[row["part_id"]] = (identifier, row)
            continue
        work.writer.delete("outline_quotes", [identifier])
        if known[1]["rejected"] and not row["rejected"]:
            work.writer.update("outline_quotes", [known[0]], {"rejected": False})


def _rows(work: Work, codings: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the rows about some codings, the earliest first."""
    ids = codebook.resting(work.connection, "outline_quotes", "coding_id", codings)
    return dict(sorted(work.writer.rows_of("outline_quotes", ids).items()))


def carry_quotes(work: Work, codings: Sequence[str], former: Iterable[str], code: str) -> None:
    """Let passages that were given another code go from the parts about the former one to the part about the new one.

    Where an outline has no part about that, they stay where the analyst chose them.

    Args:
        work: the action under way.
        codings: ids.
        former: the codes they had.
        code: the one they have now.
    """
    going, before = set(codings), set(former)
    if not codebook.resting(work.connection, "outline_quotes", "coding_id", list(codings)):
        return
    for outline in reading.listed(work.connection):
        target = next((part for part in outline.parts if part.code == code), None)
        if target is None:
            continue
        taken = {quote.coding for quote in target.quotes}
        last = max((quote.position for quote in target.quotes), default=-1)
        for quote in (quote for part in outline.parts if part.code in before for quote in part.quotes):
            if quote.coding in going and quote.coding not in taken:
                taken.add(quote.coding)
                last += 1
                work.writer.update("outline_quotes", [quote.id], {"part_id": target.id, "position": last})


def refit_cuts(work: Work, words: Mapping[str, tuple[str, str]], shift: int | None = None) -> None:
    """Carry the cuts of passages whose bounds or words changed; a cut whose words are gone goes.

    Args:
        work: the action under way.
        words: of each coding, before and now, by id.
        shift: how many characters later it begins now; None where the text was corrected.
    """
    changed = [coding for coding, (former, now) in words.items() if former != now]
    changes = []
    for identifier, row in _rows(work, changed).items():
        cuts = carried_cuts(reading.cuts_of(row["cuts"]), *words[row["coding_id"]], shift)
        changes.append((identifier, {"cuts": cuts_text(cuts)}))
    work.writer.update_each("outline_quotes", changes)


def hanging_quotes(work: Work, coding: str) -> list[list[object]]:
    """Return what parts say of a coding that is lost, so that it can be said again: part, rejected, form, words."""
    rows = _rows(work, [coding]).values()
    return [[row[name] for name in ("part_id", "rejected", "form", "translation", "position")] for row in rows]


def hang_quotes(work: Work, coding: str, hanging: Sequence[Sequence[object]]) -> None:
    """Say again of a coding what parts said of it, those that still are."""
    there = work.writer.rows_of("outline_parts", [str(quote[0]) for quote in hanging], ["id"])
    columns = ("part_id", "rejected", "form", "translation", "position")
    rows = [dict(zip(columns, quote, strict=True)) for quote in hanging if quote[0] in there]
    work.writer.insert("outline_quotes", [{"id": new_id(), "coding_id": coding, "cuts": "[]", **row} for row in rows])
