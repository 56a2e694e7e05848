"""The deep road to words: what a language model found, kept in the project by the hash of the text."""

from __future__ import annotations

import json
import time
import zlib
from math import ceil
from typing import TYPE_CHECKING, Final

from qualcode import __version__
from qualcode.analysis.modelled import Term
from qualcode.cli.common import output, session
from qualcode.coding.project import Project
from qualcode.model.errors import Refusal
from qualcode.model.messages import _, ngettext
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.material import DocumentRow

_KIND: Final = "terms {language} {version}"
"""What the results are kept as: another version of the program reads anew."""


def opened_to_keep(given: str | None) -> Project:
    """Open the project so that results can be kept or, where somebody writes in it, for reading."""
    place = session.location(given)
    try:
        return Project.open(place, write=True)
    except Refusal:
        return Project.open(place)


def terms_of(
    project: Project, documents: Sequence[DocumentRow], texts: Mapping[str, str]
) -> dict[str, tuple[Term, ...]]:
    """Return the terms of some documents by the SHA-256 of their text: those that are kept, the others found now.

    Args:
        project: where they are kept; one open for reading only keeps nothing.
        documents: whose terms are wanted.
        texts: the stored text by document id.

    Raises:
        ModelMissing: no model for a language is installed.
    """
    found: dict[str, tuple[Term, ...]] = {}
    for language in sorted({document.language[:2] for document in documents}):
        hashes = [document.text_sha256 for document in documents if document.language[:2] == language]
        kept = project.derived.get(_KIND.format(language=language, version=__version__), hashes)
        found |= {sha256: _unpacked(content) for sha256, content in kept.items()}
    missing = [document for document in documents if document.text_sha256 not in found]
    return found | (_read(project, missing, texts) if missing else {})


def _read(project: Project, documents: Sequence[DocumentRow], texts: Mapping[str, str]) -> dict[str, tuple[Term, ...]]:
    from qualcode.analysis.deep import WORDS_A_SECOND, deep_terms  # noqa: PLC0415 - spaCy, where something is not kept

    words = sum(count_words(texts[document.id]) for document in documents)
    _announce(words, ceil(words / WORDS_A_SECOND) + 2, keeps=project.derived.keeps)
    bar = output.Bar(time.monotonic)
    found: dict[str, tuple[Term, ...]] = {}
    for done, document in enumerate(documents):
        bar.step(done, len(documents), document.name)
        terms = found[document.text_sha256] = deep_terms(texts[document.id], document.language)
        if project.derived.keeps:
            kind = _KIND.format(language=document.language[:2], version=__version__)
            project.derived.put(kind, {document.text_sha256: _packed(terms)})
    bar.close()
    return found


def _announce(words: int, seconds: int, *, keeps: bool) -> None:
    sentence = ngettext(
        "The language model reads {words} words: about {count} second.",
        "The language model reads {words} words: about {count} seconds.",
        seconds,
    ).format(words=output.numbers(words), count=output.numbers(seconds))
    not_kept = _("The project is open elsewhere: the result is not kept.")
    output.say(sentence if keeps else f"{sentence} {not_kept}")


def _packed(terms: Sequence[Term]) -> bytes:
    return zlib.compress(json.dumps(terms, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _unpacked(content: bytes) -> tuple[Term, ...]:
    return tuple(Term(*term) for term in json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass")))
