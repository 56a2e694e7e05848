"""Who can be known by what a report says: names on a list, labels of voices, addresses and numbers left in.

A prompt, and no verdict: the program cannot tell a real name from an invented one. It says where each stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qualcode.model.audit import NameKind, NameLeft
from qualcode.words.folding import join_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.report.sources import Sources

_NAME: Final = re.compile(r"[^\W\d_][\w'’.-]{2,}(?:[ -][^\W\d_][\w'’.-]+)*")
"""A label that may be a name: words of letters, of three at least; P1, E and Q are none."""
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

    Looked for are the real names of the list that was given, the labels under which participants speak where the study
    calls them something else, the values of attributes such as a name or an address, and what is written as an e-mail,
    a phone number, a postal code, a civic address, a health or social insurance number.

    Args:
        text: the report's.
        sources: the study, with the pseudonyms by real name.
    """
    found: dict[str, NameLeft] = {}
    for kind, name in dict.fromkeys((*_known(sources), *_written(text))):
        places = [place.start() for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        if places and name not in found:
            found[name] = NameLeft(name, len(places), places[0], kind)
    return tuple(sorted(found.values(), key=lambda left: (left.at, left.name)))


def _known(sources: Sources) -> Iterator[tuple[NameKind, str]]:
    """Give what the study or the list holds; what the list names goes first."""
    for name in sources.pseudonyms:
        yield "listed", name
    called = {case.id: _parts(case.name) for case in sources.cases}
    own = frozenset[str]().union(*called.values())
    for document in sources.documents:
        for stretch in document.stretches:
            if stretch.role == "participant" and _is_name(stretch.speaker) and not _parts(stretch.speaker) <= own:
                yield "label", stretch.speaker
    for case in sources.cases:
        for name, value in case.attributes.items():
            if _TELLING.search(join_key(name)) and len(value) >= _SHORTEST and not _parts(value) <= called[case.id]:
                yield "attribute", value


def _parts(name: str) -> frozenset[str]:
    return frozenset(join_key(name).split())


def _is_name(label: str) -> bool:
    """Tell whether a label may be somebody's name: letters, a capital first, not what somebody is."""
    return _NAME.fullmatch(label) is not None and label[:1].isupper() and not _parts(label) & _ROLES


def _written(text: str) -> Iterator[tuple[NameKind, str]]:
    """Give what is written in a form that people can be known by."""
    for kind, form in _FORMS:
        for place in form.finditer(text):
            yield kind, place[0].rstrip(".")
    for place in _INSURANCE.finditer(text):
        if _holds("".join(place.groups())):
            yield "number", place[0]


def _holds(digits: Iterable[str]) -> bool:
    """Tell whether the last digit of a social insurance number follows from the others (Luhn)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(digits))
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0  # noqa: PLR2004 - two digits from ten on
