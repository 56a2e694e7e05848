"""Words found in the texts: as typed, or by all their forms, each hit with what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.layout import room, show_hits
from qualcode.cli.common.options import reading_options
from qualcode.coding.documents.held_texts import HeldTexts
from qualcode.coding.passages.searching import Searcher, fitting
from qualcode.model.messages import _, ngettext
from qualcode.model.own_words import also_said
from qualcode.model.spans import piece_at
from qualcode.words.searching import forms_of, word_hits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Document, Turn
    from qualcode.model.spans import Span

CONTEXT = 80
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
        if regex:
            documents = list(_texts(opened, opened.documents.all()))
            each = zip(documents, fitting(text, [document.text for document in documents]), strict=True)
        else:
            each = _with_words(opened, text)
        found = (hit for document, spans in each for hit in document.around(spans))
        _answer({"reading": "search", "text": text, "regex": regex}, found, as_json=as_json)


@click.command(help=_("A word in its contexts, in all its forms, with the words read as it: WORD may be several."))
@click.argument("word")
@reading_options
def concordance(word: str, project: str | None, as_json: bool) -> None:
    """List every place where a word is said."""
    with session.reading(project) as opened:
        said = also_said(opened.own_words.all(), word)
        forms = [forms_of(one) for one in said]
        found = (hit for document in _texts(opened, opened.documents.all()) for hit in document.said(forms))
        question: dict[str, object] = {"reading": "concordance", "word": word}
        _answer({**question, "read_as_it": said[1:]} if said[1:] else question, found, as_json=as_json)


def _with_words(project: Project, typed: str) -> zip[tuple[_Text, list[Span]]]:
    """Find words anywhere, in names of speakers too; only the texts that hold them are read."""
    found = dict(Searcher(project, project.documents.all()).hits(typed))
    return zip(_texts(project, list(found)), found.values(), strict=True)


def _answer(question: dict[str, object], found: Iterable[Hit], *, as_json: bool) -> None:
    """Show the hits one by one; a line is as long as its speech, so only what a table shows of each is held."""
    if as_json:
        output.show_json(question, (hit._asdict() for hit in found))
        return
    most = 2 * room()
    rows = [(hit.document, hit.speaker or "", hit.before.rstrip()[-most:], hit.hit, hit.after[:most]) for hit in found]
    show_hits(rows)
    documents = len({row[0] for row in rows})
    if rows:
        count = ngettext("{count} hit", "{count} hits", len(rows)).format(count=output.numbers(len(rows)))
        within = ngettext("in {count} document", "in {count} documents", documents)
        output.say(f"{count} {within.format(count=output.numbers(documents))}")
    else:
        output.say(_("Nothing found: try fewer letters, or “qualcode keywords” for the words that are there."))


class _Text:
    """A document's text with its turns, read once something was found in it."""

    def __init__(self, project: Project, document: Document, text: str) -> None:
        self._project, self._document, self._text = project, document, text
        self._known: list[Turn] | None = None

    @property
    def _turns(self) -> list[Turn]:
        if self._known is None:
            self._known = self._project.documents.turns(self._document.id)
        return self._known

    @property
    def text(self) -> str:
        """The stored text."""
        return self._text

    def around(self, spans: Iterable[Span]) -> Iterator[Hit]:
        """Show places of the text, each in its line."""
        for span in spans:
            line = self._text.rfind("\n", 0, span.start) + 1
            stop = self._text.find("\n", span.end)
            yield self._hit(span, line, len(self._text) if stop < 0 else stop)

    def said(self, sought: Sequence[tuple[str, ...]]) -> Iterator[Hit]:
        """Find words in what was said, each in all its forms."""
        for start, end in self._speech():
            hits = (word_hits(self._text, start, end, forms, self._document.language) for forms in sought)
            for span in sorted({span for some in hits for span in some}, key=lambda span: span.start):
                yield self._hit(span, max(span.start - CONTEXT, start), min(span.end + CONTEXT, end))

    def _speech(self) -> Iterable[tuple[int, int]]:
        return [(turn.start, turn.end) for turn in self._turns] or [(0, len(self._text))]

    def _hit(self, span: Span, start: int, end: int) -> Hit:
        words = (self._text[start : span.start], self._text[span.start : span.end], self._text[span.end : end])
        return Hit(self._document.name, span.start, span.end, *words, self._speaker(span))

    def _speaker(self, span: Span) -> str | None:
        turn = piece_at(self._turns, span.start)
        return turn.speaker if turn else None


def _texts(project: Project, documents: Sequence[Document]) -> Iterator[_Text]:
    """Give some documents in their order."""
    texts = HeldTexts(project, (document.id for document in documents))
    return (_Text(project, document, texts[document.id]) for document in documents)
