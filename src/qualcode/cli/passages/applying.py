"""A code, or a group of them, applied to the passages that were found; or only listed, with what is coded already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.cli.common import output
from qualcode.cli.common.layout import show_hits
from qualcode.cli.passages.finding import ALONE, EACH, dry_row
from qualcode.coding.passages.codings import ApplyCode, ApplyCodes, Passage
from qualcode.coding.passages.gathered import ApplyGathered, Gathered, code_names
from qualcode.model.codebook import labels, path_text, split_path
from qualcode.model.ids import new_id
from qualcode.model.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.cli.passages.finding import FoundPassages, Wish
    from qualcode.coding.passages.finding import Hit
    from qualcode.coding.project import Project
    from qualcode.model.records import Document


class Given(NamedTuple):
    """What goes with every coding of a run."""

    memo: str
    weight: int | None
    starred: bool


class Applying:
    """Applies one code to all that was found; or, under a group, to what stands under each heading its own."""

    def __init__(
        self, opened: Project, among: Sequence[Document], wish: Wish, found: FoundPassages, typed: str
    ) -> None:
        """Know which codes are meant, made or not.

        Args:
            opened: the project.
            among: the documents that were looked in.
            wish: what was asked.
            found: the passages.
            typed: the code, or the group of the codes.

        Raises:
            NoSuchCode, NotUnique, EmptyName.
        """
        self._opened, self._among, self._wish, self._found = opened, among, wish, found
        if wish.way == EACH:
            book = opened.codes.all()
            self._path = next((code.path for code in book if typed in {code.id, code.name}), split_path(typed))
            names = zip(found.subjects, code_names(found.subjects), strict=True)
            self._paths = {subject.key: (*self._path, name) for subject, name in names}
        else:
            self._path = opened.codes.get(typed).path
            self._paths = {"": self._path}

    def question(self) -> dict[str, Any]:
        """Return which documents and codes were meant, for `--json`."""
        names = [document.name for document in self._among]
        which = {"document": names[0]} if len(names) == 1 else {"documents": names}
        return {**which, "code": list(self._path)}

    def _code(self, hit: Hit) -> tuple[str, ...]:
        """Return the path of the code of a passage."""
        return self._paths[hit.subject.key if self._wish.way == EACH and hit.subject else ""]

    def _labels(self) -> dict[tuple[str, ...], str]:
        """Return how each code is called: its name where it is unique in the study, else its path."""
        book = self._opened.codes.all()
        called = labels([(code.id, code.path) for code in book])
        return {code.path: called[code.id] for code in book}

    def planned(self, coder: str) -> list[dict[str, Any]]:
        """Return the passages that would be coded, as rows of `--json`; `present` where this coder coded them so."""
        coders = {each.name: each.id for each in self._opened.coders.all()}
        known, paths = self._labels(), {code.id: code.path for code in self._opened.codes.all()}
        there = {
            (document.id, *coding.span, paths[coding.code])
            for document in self._among
            for coding in (self._opened.codings.of_document(document.id, coders[coder]) if coder in coders else ())
        }
        rows = []
        for number, hit, place in self._found.hits:
            code = self._code(hit)
            present = (hit.document.id, *hit.span, code) in there
            label = known.get(code) or path_text(code)
            rows.append(dry_row(number, place, code=label, coder=coder, present=present))
        return rows

    def done(self, memo: str, weight: int | None, *, starred: bool) -> tuple[list[dict[str, Any]], int]:
        """Apply the codes in one step of undo; return the codings made, as rows of `--json`, and how many were there.

        Raises:
            AlreadyCoded: where the one passage that was pointed at is coded so.
        """
        given, ids = Given(memo, weight, starred), [new_id() for _ in self._found.hits]
        self._opened.perform(self._each(given, ids) if self._wish.way == EACH else self._one(given, ids))
        rows = self._rows(set(ids))
        return rows, len(ids) - len(rows)

    def _each(self, given: Given, ids: Sequence[str]) -> ApplyGathered:
        """Return what applies to each passage the code of what it stands under."""
        passages = []
        for (_number, hit, _place), identifier in zip(self._found.hits, ids, strict=True):
            where = Gathered(hit.document.id, *hit.span, self._code(hit), self._found.origin(EACH, hit))
            passages.append(where._replace(**given._asdict(), id=identifier))
        return ApplyGathered(tuple(passages))

    def _one(self, given: Given, ids: Sequence[str]) -> ApplyCode | ApplyCodes:
        """Return what applies one code to all passages."""
        code = self._opened.codes.get(path_text(self._path)).id
        hits = [hit for _number, hit, _place in self._found.hits]
        if self._wish.way in ALONE:
            return ApplyCode(hits[0].document.id, *hits[0].span, code, **given._asdict(), id=ids[0])
        passages = [Passage(hit.document.id, *hit.span, code, **given._asdict()) for hit in hits]
        named = tuple(passage._replace(id=identifier) for passage, identifier in zip(passages, ids, strict=True))
        return ApplyCodes(named, self._found.origin(self._wish.way, hits[0]))

    def _rows(self, made: set[str]) -> list[dict[str, Any]]:
        known, paths = self._labels(), {code.id: code.path for code in self._opened.codes.all()}
        return [
            {
                "id": coding.id,
                "document": document.name,
                "start": coding.start,
                "end": coding.end,
                "text": coding.text,
                "code": known[paths[coding.code]],
                "coder": self._opened.coder,
            }
            for document in self._among
            for coding in self._opened.codings.of_document(document.id)
            if coding.id in made
        ]

    def asking(self, rows: Sequence[Mapping[str, Any]]) -> int:
        """Count the passages made that only the interviewer says."""
        made = {(row["document"], row["start"], row["end"]) for row in rows}
        return sum(place.asks and (place.name, *place.span) in made for _number, _hit, place in self._found.hits)

    def said(self, rows: Sequence[Mapping[str, Any]], *, present: int) -> str:
        """Say what was coded, and how to take it back."""
        name, count = self._path[-1], len(rows)
        if count == 1 and not present and self._wish.way != EACH:
            sentence = _("{document} {start}:{end}: coded “{code}” ({id})").format(
                document=rows[0]["document"],
                start=rows[0]["start"],
                end=rows[0]["end"],
                code=name,
                id=output.short_id(rows[0]["id"]),
            )
        else:
            many = ngettext(
                "{document}: {count} passage coded “{code}”", "{document}: {count} passages coded “{code}”", count
            )
            sentence = many.format(document=self._where(rows), count=output.numbers(count), code=name)
        if present:
            there = ngettext("{count} was coded so already", "{count} were coded so already", present)
            sentence += ", " + there.format(count=output.numbers(present))
        return sentence

    def _where(self, rows: Sequence[Mapping[str, Any]]) -> str:
        """Return the one document that was looked in, else in how many something was coded."""
        if len(self._among) == 1:
            return self._among[0].name
        documents = len({row["document"] for row in rows})
        return ngettext("{count} document", "{count} documents", documents).format(count=output.numbers(documents))


def show_planned(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print the passages that would be coded with their numbers, and say what is to be known of them."""
    wide = max(len(str(row["number"])) for row in rows) if rows else 0
    leads = [f"{row['number']:>{wide}}{'=' if row['present'] else '?' if row['interviewer'] else ' '}" for row in rows]
    several = len({row["code"] for row in rows}) > 1
    hits = [
        (
            f"{row['document']} → {row['code']}" if several else row["document"],
            row["speaker"] or "",
            row["before"],
            row["text"],
            row["after"],
        )
        for row in rows
    ]
    show_hits(hits, (hit[1] for hit in hits), leads)
    documents = len({row["document"] for row in rows})
    within = ngettext("in {count} document", "in {count} documents", documents).format(count=output.numbers(documents))
    many = ngettext("{count} passage would be coded", "{count} passages would be coded", len(rows))
    output.say(f"{many.format(count=output.numbers(len(rows)))} {within}")
    there = sum(row["present"] for row in rows)
    if there:
        words = ngettext("= {count} was coded so already", "= {count} were coded so already", there)
        output.say(words.format(count=output.numbers(there)))
    asks = sum(row["interviewer"] for row in rows)
    if asks:
        words = ngettext(
            "? {count} is said by an interviewer alone: --answers-only leaves it out",
            "? {count} are said by an interviewer alone: --answers-only leaves them out",
            asks,
        )
        output.say(words.format(count=output.numbers(asks)))
