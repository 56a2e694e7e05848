"""Passages found for a code from the command line: in one document or in many, in every way there is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.analysis.by_question import answers
from qualcode.coding.passages.codings import check_span
from qualcode.coding.passages.finding import PASSAGE, Finder, Hit
from qualcode.coding.readers import span_of
from qualcode.model import errors
from qualcode.model.messages import _, ngettext
from qualcode.model.origins import CASE, HEADING, PATTERN, QUESTION, ROLE, SPEAKER, WORDS, origin_of
from qualcode.model.records import ROLES
from qualcode.words.extending import UNITS
from qualcode.words.folding import folded
from qualcode.words.matching import SECONDS, found_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.cli.common.options import Decorated
    from qualcode.coding.passages.finding import Place
    from qualcode.coding.passages.subjects import Subject
    from qualcode.coding.project import Project
    from qualcode.model.records import Document
    from qualcode.model.spans import Span

SPAN, TEXT, EACH = "span", "text", "each"
WAYS: Final = (SPAN, TEXT, WORDS, PATTERN, SPEAKER, ROLE, CASE, HEADING, QUESTION, EACH)
ALONE: Final = (SPAN, TEXT)
"""What is looked for in one document alone, and stands there once."""
_FEW: Final = 3
"""Documents that a refusal names."""
_NUMBERS: Final = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")


def ways_options(command: Decorated) -> Decorated:
    """Add the options that say where a code goes, and how far."""
    for option in reversed(
        (
            click.option("--span", metavar="A:B", help=_("The characters from A up to, but not including, B.")),
            click.option("--text", metavar="T", help=_("These words, which must occur once.")),
            click.option(
                "--words", metavar="T", help=_("Every place of these words; capitals and accents are ignored.")
            ),
            click.option(
                "--pattern", metavar="RE", help=_("Whatever fits a regular expression (Python’s “re”), case-blind.")
            ),
            click.option("--speaker", metavar="S", help=_("Every turn of this voice.")),
            click.option("--role", type=click.Choice(ROLES), help=_("Every turn of those who have this role.")),
            click.option("--said-by", CASE, metavar="CASE", help=_("Every turn of this case, and of those inside it.")),
            click.option("--heading", metavar="H", help=_("What stands under this heading or question of a survey.")),
            click.option("--question", metavar="N", help=_("The answers to this question of the guide.")),
            click.option(
                "--each",
                type=click.Choice((HEADING, QUESTION, SPEAKER)),
                help=_("What stands under each, by a code of its own; CODE is the group of these codes."),
            ),
            click.option(
                "--extend",
                type=click.Choice(UNITS),
                help=_("Grow each passage to whole words, sentences or turns; what stands under a heading is cut so."),
            ),
            click.option("--case", "case_counts", is_flag=True, help=_("Capitals count in the pattern.")),
            click.option("--answers-only", is_flag=True, help=_("Leave out what only an interviewer says.")),
        )
    ):
        command = option(command)
    return command


def only_way(asked: dict[str, str | None]) -> str:
    """Return which of the ways was asked for.

    Raises:
        UsageError: none was, or several.
    """
    given = [way for way in WAYS if asked[way] is not None]
    if len(given) != 1:
        names = ", ".join("--said-by" if way == CASE else f"--{way}" for way in WAYS)
        raise click.UsageError(_("say where with exactly one of {names}").format(names=names))
    return given[0]


def numbers_of(typed: Sequence[str]) -> frozenset[int]:
    """Return the numbers that a person wrote, such as `3,7-9`.

    Raises:
        UsageError: it is not written so.
    """
    found: set[int] = set()
    for piece in (piece.strip() for text in typed for piece in text.split(",")):
        match = _NUMBERS.fullmatch(piece)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            raise click.UsageError(_("--but takes numbers that --dry-run shows, such as 3,7-9"))
        found.update(range(int(match[1]), min(int(match[2] or match[1]), 10**6) + 1))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked: the way and what it looks for, how far a passage reaches, and what is left out."""

    way: str
    what: str
    extend: str | None
    case_counts: bool
    answers_only: bool
    but: frozenset[int]


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """The passages that were found, in order, with what stands around them; numbers count from 1."""

    hits: tuple[tuple[int, Hit, Place], ...]
    subjects: tuple[Subject, ...]
    what: str
    """What was looked for, by its name."""

    def origin(self, way: str, hit: Hit) -> str:
        """Return where a coding of it says that it comes from; empty for one that a person pointed at."""
        if way in ALONE:
            return ""
        return origin_of(hit.subject.by, hit.subject.name) if hit.subject else origin_of(way, self.what)


class Finding:
    """Finds the passages that were asked for, in some documents of a project."""

    def __init__(self, opened: Project, among: Sequence[Document]) -> None:
        """Look in these documents."""
        self._opened = opened
        self._among = among
        self._finder = Finder(opened, answers)

    @property
    def _where(self) -> str:
        """Return the documents by their names, for a refusal; where they are many, their number."""
        if len(self._among) <= _FEW:
            return ", ".join(document.name for document in self._among)
        many = ngettext("{count} document", "{count} documents", len(self._among))
        return many.format(count=len(self._among))

    def found(self, wish: Wish) -> FoundPassages:
        """Return what was asked for.

        Raises:
            Refusal: the words or bounds are not there, or nothing fits.
        """
        subjects, what = self._subjects(wish)
        if wish.way in {SPAN, TEXT, WORDS, PATTERN}:
            hits = self._grown(self._plainly(wish), wish.extend)
        else:
            unit = wish.extend if wish.extend in {"sentence", "turn"} else PASSAGE
            hits = self._finder.by_subjects(subjects, self._among, unit)
        numbered = [
            (hit, place)
            for hit, place in zip(hits, self._finder.places(hits), strict=True)
            if not (wish.answers_only and place.asks)
        ]
        if not numbered:
            raise errors.NothingMatched(what, document=self._where)
        if max(wish.but, default=1) > len(numbered):
            raise errors.NoSuchHit(str(max(wish.but)), count=len(numbered))
        kept = tuple((place, *hit) for place, hit in enumerate(numbered, 1) if place not in wish.but)
        return FoundPassages(kept, tuple(subjects), what)

    def _plainly(self, wish: Wish) -> list[Hit]:
        """Find bounds, words or an expression."""
        one = self._among[0]
        if wish.way == SPAN:
            span = span_of(wish.what)
            check_span(*span, len(self._finder.text(one.id)), one.name)
            return [Hit(one, span)]
        if wish.way == TEXT:
            return [Hit(one, self._once(one, wish.what))]
        if wish.way == WORDS:
            return self._finder.by_words(wish.what, self._among)
        try:
            return self._finder.by_pattern(wish.what, self._among, case=wish.case_counts, lines=False)
        except errors.PatternTakesTooLong:
            raise errors.PatternTakesTooLong(wish.what, document=self._where, seconds=int(SECONDS)) from None

    def _once(self, document: Document, asked: str) -> Span:
        found = found_words(self._finder.text(document.id), asked)
        if not found:
            raise errors.TextNotFound(_beginning(asked), document=document.name)
        if len(found) > 1:
            raise errors.TextTwice(_beginning(asked), document=document.name, count=len(found))
        return found[0]

    def _grown(self, hits: Iterable[Hit], unit: str | None) -> list[Hit]:
        """Grow passages to whole units; those that become the same are one."""
        spans: dict[Document, list[Span]] = {}
        for hit in hits:
            spans.setdefault(hit.document, []).append(hit.span)
        return [
            Hit(document, span)
            for document, each in spans.items()
            for span in self._finder.grown(document.id, each, unit or PASSAGE)
        ]

    def _subjects(self, wish: Wish) -> tuple[list[Subject], str]:
        """Return what passages are found by, and what was looked for by its name.

        Raises:
            NoSuchSpeaker, NoSuchCase, NoSuchHeading, NoSuchQuestion, NotUnique, NeverAsked.
        """
        if wish.way not in {SPEAKER, ROLE, CASE, HEADING, QUESTION, EACH}:
            return [], wish.what
        by = wish.what if wish.way == EACH else wish.way
        ids = [document.id for document in self._among]
        known = [one for one in (each.within(ids) for each in self._finder.subjects(by)) if one.count]
        if wish.way == EACH:
            return known, wish.what
        key, name = self._named(wish)
        chosen = [subject for subject in known if subject.key == key]
        if not chosen:
            self._refuse(wish, name, [subject.name for subject in known])
        return chosen, name

    def _named(self, wish: Wish) -> tuple[str, str]:
        """Return what a subject is known by, and its name."""
        if wish.way == CASE:
            case = self._opened.cases.get(wish.what)
            return case.id, case.name
        if wish.way == QUESTION:
            question = self._opened.guide.get(wish.what)
            return question.id, question.name
        return folded(wish.what), wish.what

    def _refuse(self, wish: Wish, name: str, known: list[str]) -> None:
        if wish.way == SPEAKER:
            raise errors.NoSuchSpeaker(name, document=self._where, names=", ".join(known) or "-")
        if wish.way == HEADING:
            raise errors.NoSuchHeading(name, document=self._where, names="; ".join(known) or "-")
        if wish.way == QUESTION and not any(
            asked.question == self._named(wish)[0] for asked in self._opened.guide.askings()
        ):
            raise errors.NeverAsked(name)
        raise errors.NothingMatched(name, document=self._where)


def dry_row(number: int, place: Place, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - values of JSON
    """Return a passage that would be coded as a row of `--json`."""
    return {
        "number": number,
        "document": place.name,
        "speaker": place.speaker or None,
        "start": place.span.start,
        "end": place.span.end,
        "before": place.before,
        "text": place.words,
        "after": place.after,
        "interviewer": place.asks,
        **more,
    }


def _beginning(words: str) -> str:
    """Return enough of the words to know them by, for a refusal."""
    return words if len(words) <= 40 else words[:39] + "…"  # noqa: PLR2004 - a short line
