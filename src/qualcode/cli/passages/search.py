"""Words found in the texts: as typed, or by all their forms, each hit with what stands around it."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.layout import room, show_hits
from qualcode.cli.common.options import reading_options
from qualcode.coding.documents.held_texts import HeldTexts
from qualcode.coding.passages.searching import fitting, found_once
from qualcode.model.messages import _, ngettext
from qualcode.model.own_words import also_said
from qualcode.model.spans import Span, piece_at
from qualcode.words.searching import forms_of, word_hits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Document, Turn

    Around = Callable[[str, Sequence[Turn], Span], tuple[int, int]]
    """Gives the bounds of what is shown of a text with a place of it."""

CONTEXT: Final = 80
"""Characters of a concordance on either side; a search gives the whole line."""


class Hit(NamedTuple):
    """A place where something was found, as a row of `--json`; `speaker` is None between the turns."""

    document: str
    start: int
    end: int
    before: str
    hit: str
    after: str
    speaker: str | None


@click.command(help=_("Find words in the texts; capitals, accents and the kind of apostrophe are ignored."))
@click.argument("text")
@click.option("--regex", is_flag=True, help=_("TEXT is a regular expression, as Python’s re; accents count."))
@reading_options
def search(text: str, regex: bool, project: str | None, as_json: bool) -> None:
    """List every place where a text occurs."""
    with session.reading(project) as opened:
        looking = _Looking(opened, _line)
        found = looking.fitting(text) if regex else looking.with_words(text)
        _answer({"reading": "search", "text": text, "regex": regex}, looking, found, as_json=as_json)


@click.command(help=_("A word in its contexts, in all its forms, with the words read as it: WORD may be several."))
@click.argument("word")
@reading_options
def concordance(word: str, project: str | None, as_json: bool) -> None:
    """List every place where a word is said."""
    with session.reading(project) as opened:
        said = also_said(opened.own_words.all(), word)
        looking = _Looking(opened, _nearby)
        question: dict[str, object] = {"reading": "concordance", "word": word}
        whole = {**question, "read_as_it": said[1:]} if said[1:] else question
        _answer(whole, looking, looking.saying([forms_of(one) for one in said]), as_json=as_json)


def _answer(
    question: dict[str, object], looking: _Looking, found: Iterator[tuple[Document, Sequence[Span]]], *, as_json: bool
) -> None:
    """Show the hits one by one: one letter has millions, and a line is as long as its speech."""
    if as_json:
        hits = (hit for document, spans in found for hit in looking.hits(document, spans))
        output.show_json(question, (hit._asdict() for hit in hits))
        return
    places, voices = looking.kept(found)
    most = 2 * room()
    hits = (hit for place in places for hit in looking.hits(place.document, place.spans()))
    rows = ((hit.document, hit.speaker or "", hit.before.rstrip()[-most:], hit.hit, hit.after[:most]) for hit in hits)
    show_hits(rows, voices)
    if places:
        total = sum(len(place.starts) for place in places)
        count = ngettext("{count} hit", "{count} hits", total).format(count=output.numbers(total))
        within = ngettext("in {count} document", "in {count} documents", len(places))
        output.say(f"{count} {within.format(count=output.numbers(len(places)))}")
    else:
        output.say(_("Nothing found: try fewer letters, or “qualcode keywords” for the words that are there."))


class _Places(NamedTuple):
    """Where something was found in a document, eight bytes a place."""

    document: Document
    starts: array[int]
    ends: array[int]

    def spans(self) -> Iterator[Span]:
        """Give the bounds of each."""
        return map(Span, self.starts, self.ends)


class _Looking:
    """Looks into the documents of a study one after the other; neither texts nor turns pile up."""

    def __init__(self, project: Project, around: Around) -> None:
        """Look in all documents, in the order of the listing."""
        self._project, self._around = project, around
        self._documents = project.documents.all()
        self._texts = HeldTexts(project, (document.id for document in self._documents))

    def with_words(self, typed: str) -> Iterator[tuple[Document, list[Span]]]:
        """Find words anywhere, in names of speakers too; only the texts that hold them are read."""
        return found_once(self._project, self._documents, typed)

    def fitting(self, pattern: str) -> Iterator[tuple[Document, list[Span]]]:
        """Find where a regular expression fits."""
        found = fitting(pattern, [self._texts[document.id] for document in self._documents])
        return ((document, spans) for document, spans in zip(self._documents, found, strict=True) if spans)

    def saying(self, sought: Sequence[tuple[str, ...]]) -> Iterator[tuple[Document, list[Span]]]:
        """Find words in what was said, each in all its forms."""
        for document in self._documents:
            text, turns = self._texts[document.id], self._project.documents.turns(document.id)
            speech = [(turn.start, turn.end) for turn in turns] or [(0, len(text))]
            found: list[Span] = []
            for bounds in speech:
                hits = (word_hits(text, *bounds, forms, document.language) for forms in sought)
                found.extend(sorted({span for some in hits for span in some}, key=lambda span: span.start))
            if found:
                yield document, found

    def hits(self, document: Document, spans: Iterable[Span]) -> Iterator[Hit]:
        """Show places of a document with what stands around them, and who speaks."""
        text, turns = self._texts[document.id], self._project.documents.turns(document.id)
        for span in spans:
            start, end = self._around(text, turns, span)
            turn = piece_at(turns, span.start)
            words = (text[start : span.start], text[span.start : span.end], text[span.end : end])
            yield Hit(document.name, span.start, span.end, *words, turn.speaker if turn else None)

    def kept(self, found: Iterable[tuple[Document, Sequence[Span]]]) -> tuple[list[_Places], set[str]]:
        """Return the places themselves, and the voices in which they lie."""
        places: list[_Places] = []
        voices: set[str] = set()
        for document, spans in found:
            turns = self._project.documents.turns(document.id)
            voices.update(turn.speaker for span in spans if (turn := piece_at(turns, span.start)))
            starts, ends = (array("i", bounds) for bounds in zip(*spans, strict=True))
            places.append(_Places(document, starts, ends))
        return places, voices


def _line(text: str, _turns: Sequence[Turn], span: Span) -> tuple[int, int]:
    """Return the bounds of the line of a place."""
    stop = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if stop < 0 else stop


def _nearby(text: str, turns: Sequence[Turn], span: Span) -> tuple[int, int]:
    """Return the bounds of what is said just before and after a place, in its turn."""
    turn = piece_at(turns, span.start)
    start, end = (turn.start, turn.end) if turn else (0, len(text))
    return max(span.start - CONTEXT, start), min(span.end + CONTEXT, end)
