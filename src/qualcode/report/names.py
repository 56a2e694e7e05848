"""Who can be known by what a report says: names on a list, labels of voices, addresses and numbers left in.

A prompt, and no verdict: the program cannot tell a real name from an invented one. It says where each stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from qualcode.model.audit import NameKind, NameLeft
from qualcode.model.spans import Span
from qualcode.report.spotting import Sought, Spotter, parts
from qualcode.words.folding import join_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.report.sources import Sources

_NAME: Final = re.compile(r"(?=[\w'’.-]{3})[^\W\d_][\w'’.]{0,60}+(?:[ -][^\W\d_][\w'’.]{1,60}+){0,8}+")
"""A label that may be a name: words of letters, of three signs at least; P1, E and Q are none.

No sign fits two of its places: a label is read once, however long.
"""
_ROLES: Final = frozenset(
    """
    participant participante personne répondant répondante repondant sujet interviewé interviewée interviewe enquêté
    enquêtée informateur informatrice voix voice speaker unknown inconnu inconnue homme femme man woman élève eleve
    student étudiant étudiante enseignant enseignante teacher parent mère père mere pere mother father groupe group
    intervenant intervenante worker bénévole volunteer patient patiente client cliente témoin respondent interviewee
    animateur animatrice modérateur modératrice chercheur chercheuse intervieweur intervieweuse interviewer
    """.split()  # noqa: SIM905 - one word after the other is read more easily
)
"""Labels that say what somebody is, as `join_key` writes them."""
_TELLING: Final = re.compile(
    r"(?:^| )(?:nom|noms|prénom|prenom|surname|first name|last name|full name|real name|courriel|e ?mail|téléphone"
    r"|telephone|phone|cellulaire|adresse|address|postal|nam|nas|ramq)(?: |$)"
)
"""Names of attributes that hold what tells a person from all others."""
_SHORTEST: Final = 3
"""Characters of a value worth looking for."""
_GAP: Final = r"[ \u00a0\u2011.-]"
_SPACE: Final = r"[ \u00a0]"
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_STREETS: Final = (
    r"(?i:rue|avenue|av\.|boulevard|boul\.|chemin|ch\.|rang|montée|allée|impasse|côte|route|terrasse|croissant)"
)
_ENGLISH_STREETS: Final = (
    r"(?:Street|St\.|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Drive|Dr\.|Lane|Crescent|Court)(?!\w)"
)
_OF: Final = rf"(?:(?:de la|de l['’]|du|des|de|d['’]){_SPACE}?)?"
_FORMS: Final[tuple[tuple[NameKind, re.Pattern[str]], ...]] = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("phone", re.compile(rf"(?<![\d.-])(?:\+?1{_GAP})?(?:\([2-9]\d\d\) ?|[2-9]\d\d{_GAP})\d{{3}}{_GAP}\d{{4}}(?!\d)")),
    ("postal_code", re.compile(rf"\b[ABCEGHJ-NPRSTVXY]\d[A-Z]{_SPACE}?\d[A-Z]\d\b")),
    ("number", re.compile(rf"\b[A-Z]{{4}}{_SPACE}?\d{{4}}{_SPACE}?\d{{4}}\b")),  # health insurance in Québec
    ("address", re.compile(rf"\b\d{{1,5}}(?:{_SPACE}?[A-Z])?,?{_SPACE}{_STREETS}{_SPACE}{_OF}{_CAPITAL}")),
    ("address", re.compile(rf"\b\d{{1,5}}{_SPACE}(?:{_CAPITAL}{_SPACE}){{1,3}}{_ENGLISH_STREETS}")),
)
_INSURANCE: Final = re.compile(r"(?<!\d)(\d{3})[ \u00a0-](\d{3})[ \u00a0-](\d{3})(?!\d)")


def names_left(text: str, sources: Sources) -> tuple[NameLeft, ...]:
    """Return what may tell who somebody is, in the order of the report.

    Looked for are the real names of the list that was given and their parts, the labels under which participants speak
    where the study calls them something else, the values of attributes such as a name or an address, and what is
    written as an e-mail, a phone number, a postal code, a civic address, a health or social insurance number. Capitals,
    accents, apostrophes, hyphens and white space do not count; but a single word takes a capital to be a name, where
    the list does not name it.

    Args:
        text: the report's.
        sources: the study, with the pseudonyms by real name.
    """
    told: dict[str, list[int]] = {}
    kinds: dict[str, NameKind] = {}
    taken: list[Span] = []
    for sought, span in Spotter(_sought(sources)).spots(text):
        taken.append(span)
        if sought.kind is not None:
            kinds.setdefault(sought.name, sought.kind)
            told.setdefault(sought.name, []).append(span.start)
    for kind, span in sorted(dict.fromkeys(written(text)), key=lambda found: found[1]):
        before = bisect_right(taken, span.start, key=lambda each: each.start) - 1
        if before < 0 or taken[before].end < span.end:
            words = text[span.start : span.end]
            kinds.setdefault(words, kind)
            told.setdefault(words, []).append(span.start)
    found = [NameLeft(name, len(set(places)), places[0], kinds[name]) for name, places in told.items()]
    return tuple(sorted(found, key=lambda left: (left.at, left.name)))


def _sought(sources: Sources) -> Iterator[Sought]:
    """Give what the list or the study holds; what the list names goes first, and its pseudonyms may stand."""
    for name in sources.pseudonyms:
        yield Sought(name, "listed")
    for name in sources.pseudonyms.values():
        yield Sought(name, None)
    for name in sources.pseudonyms:
        yield from (Sought(part, "part", capital=True) for part in parts(name))
    called = {case.id: _parts(case.name) for case in sources.cases}
    own = frozenset[str]().union(*called.values())
    for document in sources.documents:
        for stretch in document.stretches:
            if stretch.role == "participant" and is_name(stretch.speaker) and not _parts(stretch.speaker) <= own:
                yield Sought(stretch.speaker, "label", capital=True)
    for case in sources.cases:
        for name, value in case.attributes.items():
            if _TELLING.search(join_key(name)) and len(value) >= _SHORTEST and not _parts(value) <= called[case.id]:
                yield Sought(value, "attribute", capital=value[0].isupper())


def _parts(name: str) -> frozenset[str]:
    return frozenset(join_key(name).split())


def is_name(label: str) -> bool:
    """Tell whether a label may be somebody's name: letters, a capital first, not what somebody is."""
    return _NAME.fullmatch(label) is not None and label[:1].isupper() and not _parts(label) & _ROLES


def written(text: str) -> Iterator[tuple[NameKind, Span]]:
    """Give what is written in a form that people can be known by, and where."""
    for kind, form in _FORMS:
        for place in form.finditer(text):
            yield kind, Span(place.start(), place.start() + len(place[0].rstrip(".")))
    for place in _INSURANCE.finditer(text):
        if _holds("".join(place.groups())):
            yield "number", Span(*place.span())


def _holds(digits: Iterable[str]) -> bool:
    """Tell whether the last digit of a social insurance number follows from the others (Luhn)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(digits))
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0  # noqa: PLR2004 - two digits from ten on
