"""What may tell who somebody is in the texts of a study: proposed with its number and a context, to be judged."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from qualcode.model.pseudonyms import Candidate
from qualcode.model.spans import Span
from qualcode.report.names import is_name, written
from qualcode.report.spotting import Sought, Spotter, parts
from qualcode.words.oral import ORAL_FORMS
from qualcode.words.searching import plain_text
from qualcode.words.sentences import sentences
from qualcode.words.stopwords import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qualcode.model.pseudonyms import CandidateKind, Entry

_KINDS: Final[tuple[CandidateKind, ...]] = (
    "variant", "email", "phone", "postal_code", "number", "address", "label", "model", "capital",
)  # fmt: skip
"""In the order in which they are proposed; what one kind found, the next does not propose again."""
_GUESSED: Final = frozenset({"model", "capital"})
_TALK: Final = frozenset(
    {plain_text(word) for language in ("fr", "en") for word in (*ORAL_FORMS[language], *stop_words(language))}
)
"""Words of talk that begin what somebody says: no names."""
_COMMON: Final = frozenset(
    """
    bs cegep cegeps cégep cégeps chsld chslds chu chum cisss ciusss cle clsc clscs cnesst cpe cpes dpj hlm oqlf qi ramq
    saaq stm adn covid dvd gps iq pdf sms tdah adhd tv usb vih hiv
    monday tuesday wednesday thursday friday saturday sunday
    """.split()  # noqa: SIM905 - one word after the other is read more easily
)
"""Words with a capital that everybody shares: public services, short forms, English days."""
_FEASTS: Final = re.compile(r"(?:Noël|Pâques|Halloween|Christmas|Easter|Thanksgiving|Ramadan)$")
_WHEN: Final = re.compile(
    r"(?:\b(?:à|avant|après|pour|depuis|dès|vers|de|le|la|un|ce|du|au|chaque|joyeux|at|before|after|for|since|by|every|this"
    r"|last|next|merry|happy)[ \u00a0]|\bl[’'])$",
    re.IGNORECASE,
)
"""What stands before a feast, where it is a day: elsewhere it may be somebody who is called so."""
_ASKED: Final = re.compile(
    r"[^\W\d_]+(?:-t)?-(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|le|la|les|lui|leur|y|en)$"
)
"""A verb with what hangs behind it: « As-tu », « Dis-moi »."""
_AROUND: Final = 30
"""Characters of context before and behind."""
_ELIDED: Final = r"(?:[dlDLnsjmtcNSJMTC]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu)['’]"
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’-][^\W\d_]+)*"
_JOINED: Final = r"(?:[ \u00a0-]|[ \u00a0](?:de|du|des|la|le|of|the)[ \u00a0](?:la[ \u00a0])?)"
_NAMES: Final = re.compile(rf"(?<![\w.]){_CAPITAL}(?:{_JOINED}{_CAPITAL})*")
_BEGINS: Final = re.compile(rf"^[^\w]*(?:{_ELIDED})?[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ELISION: Final = re.compile(rf"^{_ELIDED}(?=[^\W\d_])")
_LOWER: Final = re.compile(r"(?<![\w])[^\W\d_]{2,}(?![\w])")


@dataclass(slots=True)
class _Found:
    """Where some words stand."""

    kind: CandidateKind
    spellings: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    context: str = ""
    of: str = ""


def initials(name: str) -> tuple[str, ...]:
    """Return how a name may be shortened: « M. Tremblay », « M. T. », « M.T. »; nothing of a single word."""
    told = parts(name)
    if len(told) < 2:  # noqa: PLR2004 - a name and a surname
        return ()
    first = [word[:1] for word in told]
    return (f"{first[0]}. {told[-1]}", " ".join(f"{letter}." for letter in first), "".join(f"{one}." for one in first))


def candidates(
    texts: Mapping[str, str],
    known: Sequence[Entry],
    *,
    labels: Iterable[str] = (),
    modelled: Mapping[str, Sequence[Span]] | None = None,
) -> list[Candidate]:
    """Return what may tell who somebody is and the key has not yet, by kind, the most frequent first.

    Forms of the names of the key (a part of one, its initials), e-mails, phone numbers, postcodes, health and social
    insurance numbers, addresses, labels of voices, what a language model takes for a name, and capitals inside
    sentences. What the key has, and its pseudonyms, are not proposed.

    Args:
        texts: the stored text by the document's name.
        known: the names of the key.
        labels: under which people speak.
        modelled: places that a language model takes for names, by the document's name.
    """
    gathering = _Gathering(texts, known)
    for name, text in texts.items():
        for kind, span in _written(text):
            gathering.add(kind, name, span)
        for span in (modelled or {}).get(name, ()):
            gathering.add("model", name, _bare(text, span))
        for span in _capitals(text):
            gathering.add("capital", name, span)
    for label in labels:
        if is_name(label):
            gathering.add_label(label)
    return gathering.told()


class _Gathering:
    """What was found so far, by how it is searched."""

    def __init__(self, texts: Mapping[str, str], known: Sequence[Entry]) -> None:
        self._texts = texts
        self._found: dict[str, _Found] = {}
        self._settled = {plain_text(word) for entry in known for word in (entry.name, entry.pseudonym)}
        self._small = _small_words(texts)
        for name, text in texts.items():
            for entry, span in _variants(text, known):
                self.add("variant", name, span, entry.pseudonym)

    def add(self, kind: CandidateKind, document: str, span: Span, of: str = "") -> None:
        """Note a place, by the kind that counts most of all that found it."""
        text = self._texts[document]
        words = " ".join(text[span.start : span.end].split())
        key = plain_text(words)
        if not key.strip() or key in self._settled or (kind in _GUESSED and not self._may_be_name(words, key)):
            return
        there = self._found.setdefault(key, _Found(kind, context=_context(text, span), of=of))
        if _KINDS.index(kind) < _KINDS.index(there.kind):
            there.kind, there.of, there.spellings = kind, of, Counter()
        if there.kind == kind:
            there.spellings[words] += 1
        there.documents.add(document)

    def _may_be_name(self, words: str, key: str) -> bool:
        """Tell whether what was guessed may be a name: no word that stands small elsewhere, of talk, or a question."""
        return not (key in self._small or key in _TALK or key in _COMMON or _ASKED.match(words)) and is_name(words)

    def add_label(self, label: str) -> None:
        """Note a label, however often its words stand."""
        key = plain_text(label)
        if key not in self._settled:
            there = self._found.setdefault(key, _Found("label"))
            there.kind = min(there.kind, "label", key=_KINDS.index)
            there.spellings[label] += 0

    def told(self) -> list[Candidate]:
        """Return them as they are proposed."""
        found = [
            Candidate(
                each.spellings.most_common(1)[0][0],
                each.kind,
                each.spellings.total(),
                len(each.documents),
                each.context,
                each.of,
            )
            for each in self._found.values()
        ]
        return sorted(found, key=lambda one: (_KINDS.index(one.kind), -one.count, one.words))


def _small_words(texts: Mapping[str, str]) -> set[str]:
    """Return the words that stand somewhere without a capital: no names, as a rule."""
    return {plain_text(word) for text in texts.values() for word in set(_LOWER.findall(text)) if word[0].islower()}


def _variants(text: str, known: Sequence[Entry]) -> Iterator[tuple[Entry, Span]]:
    """Give the forms of names of the key that stand by themselves: a part, initials."""
    whole = [Sought(entry.name, "listed") for entry in known]
    shorter: dict[str, Entry] = {}
    for entry in known:
        for form in (*parts(entry.name), *initials(entry.name)):
            shorter.setdefault(form, entry)
    wanted = [*whole, *(Sought(form, "part", capital=True) for form in shorter)]
    for sought, span in Spotter(wanted).spots(text):
        if sought.kind == "part":
            stop = sought.name.endswith(".") and text[span.end : span.end + 1] == "."
            yield shorter[sought.name], Span(span.start, span.end + stop)


def _written(text: str) -> Iterator[tuple[CandidateKind, Span]]:
    """Give what is written in a form that people can be known by; of two that begin together, the first."""
    taken: dict[int, tuple[CandidateKind, Span]] = {}
    for kind, span in written(text):
        taken.setdefault(span.start, (cast("CandidateKind", kind), span))
    yield from taken.values()


def _capitals(text: str) -> Iterator[Span]:
    """Give the words with a capital that begin no sentence, several of them as one name."""
    for sentence in sentences(text):
        said = text[sentence.start : sentence.end]
        begins = _BEGINS.match(said)
        for name in _NAMES.finditer(said):
            if (begins is None or name.start() >= begins.end()) and not _is_day(said, name):
                yield _bare(text, Span(sentence.start + name.start(), sentence.start + name.end()))


def _is_day(said: str, name: re.Match[str]) -> bool:
    """Tell whether a word with a capital is the day of a feast: « avant Noël »."""
    return _FEASTS.match(name[0]) is not None and _WHEN.search(said[: name.start()]) is not None


def _bare(text: str, span: Span) -> Span:
    """Return a name without what is elided before it."""
    elided = _ELISION.match(text[span.start : span.end])
    return Span(span.start + elided.end(), span.end) if elided else span


def _context(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return " ".join(f"{before}{text[span.start : span.end]}{after}".split())
