"""What the screen of people shows, read from the project into plain values off the screen's thread."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.consent import YES, Consent
from qualcode.model.messages import _, ngettext
from qualcode.model.moments import today
from qualcode.model.query import Wanted
from qualcode.tui.dialogs.entries import Listed
from qualcode.tui.figures import counted
from qualcode.words.folding import folded
from qualcode.words.purging import Replacer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.consent import Withheld
    from qualcode.model.material import Material

EVERYONE, QUOTED, WITHHELD, UNKNOWN = "", "quoted", "withheld", "unknown"
SIFTS: Final = (EVERYONE, QUOTED, WITHHELD, UNKNOWN)
"""Whom the list may be about: everyone, who agreed to be quoted, who is not to be, of whom it is not known."""
LIGHT: Final = frozenset({"consents", "cases", "attributes", "attribute_values", "memos", "reading_marks"})
"""Nouns whose changes leave what people said as it was read."""
TURNS, PASSAGES = "turns", "passages"
"""What is listed of somebody: their turns, and what is coded of them."""
_DIFFERING: Final = 5
"""Attributes that differ and are told one by one."""
_WORDS: Final = 400
"""Characters of a turn that are listed."""


class Place(NamedTuple):
    """A document in which somebody speaks, or that they are linked to: its id, its name, their turns there."""

    document: str
    name: str
    turns: int


@dataclass(frozen=True, slots=True)
class Person:
    """A case as the screen shows it."""

    id: str
    name: str
    kind: str
    inside: str
    """The name of what it is inside; empty for nothing."""
    own: Consent
    """What was agreed with itself."""
    holds: Consent
    """What holds: its own word, else that of what it is inside."""
    why: Withheld
    """Why it is not to be quoted today."""
    attributes: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    turns: int
    words: int
    codings: int
    labels: tuple[str, ...]
    """Under which it speaks."""
    pseudonym: str = ""
    """What the opened key has for its name; empty where the key has nothing, or is shut."""

    @property
    def sifts(self) -> frozenset[str]:
        """Among whom it is listed."""
        if self.why:
            return frozenset({EVERYONE, WITHHELD})
        return frozenset({EVERYONE, QUOTED if self.holds.quotation == YES else UNKNOWN})


@dataclass(frozen=True, slots=True)
class People:
    """Everyone at one moment."""

    everyone: tuple[Person, ...]
    documents: tuple[tuple[str, str, int], ...]
    """Those with former texts: id, name, how many."""
    key: bool
    """Whether a key of pseudonyms is open."""

    def person(self, identifier: str) -> Person | None:
        """Return somebody by their id, None for nobody."""
        return next((one for one in self.everyone if one.id == identifier), None)

    def sifted(self, sift: str) -> tuple[Person, ...]:
        """Return some of them, in their order."""
        return tuple(one for one in self.everyone if sift in one.sifts)


@dataclass(frozen=True, slots=True)
class _Said:
    """What people said, which no consent changes: turns, words, codings, labels and documents of each case."""

    turns: Counter[str]
    words: Counter[str]
    codings: Counter[str]
    labels: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[Place, ...]]


def joined(person: Person, other: Person) -> list[str]:
    """Tell what joining two people would do: what comes to the first, what the other loses.

    Args:
        person: whose name stays.
        other: who is joined with them.
    """
    turns = ngettext("{count} turn", "{count} turns", other.turns).format(count=counted(other.turns))
    codings = ngettext("{count} coding", "{count} codings", other.codings).format(count=counted(other.codings))
    comes = _("{turns}, {codings} of “{other}” come to “{name}”.")
    told = [comes.format(turns=turns, codings=codings, other=other.name, name=person.name)]
    ours = dict(person.attributes)
    differing = [(name, ours[name], value) for name, value in other.attributes if ours.get(name, value) != value]
    if differing:
        many = ngettext(
            "{count} attribute is not the same: that of “{name}” stays.",
            "{count} attributes are not the same: those of “{name}” stay.",
            len(differing),
        )
        told.append(many.format(count=counted(len(differing)), name=person.name))
        told += [
            "  " + _("{attribute}: {stays}, not {goes}").format(attribute=name, stays=stays, goes=goes)
            for name, stays, goes in differing[:_DIFFERING]
        ]
        rest = len(differing) - _DIFFERING
        told += [ngettext("and {count} more", "and {count} more", rest).format(count=counted(rest))] if rest > 0 else []
    return [*told, _("Of their consents the stricter holds; u undoes it.")]


class PeopleReader:
    """Reads people; what they said is read once and kept until it changes."""

    def __init__(self, project: Project) -> None:
        """Read from this project."""
        self._project = project
        self._said: _Said | None = None
        self._forgotten = 0

    def forget(self) -> None:
        """Read what people said anew the next time."""
        self._said = None
        self._forgotten += 1

    def _known(self) -> _Said:
        kept, forgotten = self._said, self._forgotten
        if kept is None:
            kept = _said(self._project)
            if forgotten == self._forgotten:
                self._said = kept
        return kept

    def read(self, names: Mapping[str, str] | None = None) -> People:
        """Read everyone.

        Args:
            names: the pseudonym of each real name of the key that is open; None where it is shut.
        """
        said, project = self._known(), self._project
        own, holding, day = project.consents.own(), project.consents.holding(), today()
        cases = project.cases.all()
        called = {case.id: case.name for case in cases}
        replacer = Replacer(names) if names else None
        everyone = []
        for case in cases:
            holds, labels = holding.get(case.id, Consent(case.id)), said.labels.get(case.id, ())
            everyone.append(
                Person(
                    case.id, case.name, case.kind, called.get(case.inside or "", ""),
                    own.get(case.id, Consent(case.id)), holds, holds.withheld(day), case.attributes,
                    said.places.get(case.id, ()), said.turns[case.id], said.words[case.id], said.codings[case.id],
                    labels, _pseudonym((case.name, *labels), names or {}, replacer),
                )
            )  # fmt: skip
        return People(tuple(everyone), _former(project), names is not None)


def _said(project: Project) -> _Said:
    """Read what people said."""
    material, spoken = project.material(), project.cases.spoken()
    labels: dict[str, dict[str, None]] = {}
    turns: dict[tuple[str, str], int] = {}
    for turn in material.turns:
        if turn.case is not None:
            labels.setdefault(turn.case, {})[turn.speaker] = None
            turns[turn.case, turn.document] = turns.get((turn.case, turn.document), 0) + 1
    for link in material.links:
        turns.setdefault((link.case, link.document), 0)
    places: dict[str, list[Place]] = {}
    for document in material.documents:
        for case in material.cases:
            if (case.id, document.id) in turns:
                places.setdefault(case.id, []).append(Place(document.id, document.name, turns[case.id, document.id]))
    return _Said(
        Counter({case: each.turns for case, each in spoken.items()}),
        Counter({case: each.words for case, each in spoken.items()}),
        _codings(material),
        {case: tuple(found) for case, found in labels.items()},
        {case: tuple(found) for case, found in places.items()},
    )


def _codings(material: Material) -> Counter[str]:
    """Count the codings that hold words of each case: of its turns, or of what it is linked to without turns."""
    turns: dict[str, list[tuple[int, int, str | None]]] = {}
    for turn in material.turns:
        turns.setdefault(turn.document, []).append((turn.start, turn.end, turn.case))
    starts = {document: [start for start, _end, _case in found] for document, found in turns.items()}
    linked: dict[str, list[tuple[int, int | None, str]]] = {}
    for link in material.links:
        linked.setdefault(link.document, []).append((link.start or 0, link.end, link.case))
    found: Counter[str] = Counter()
    for coding in material.codings:
        if coding.document in turns:
            first = max(bisect_right(starts[coding.document], coding.start) - 1, 0)
            near = _reached(turns[coding.document], first, coding.end)
            found.update({case for start, end, case in near if case is not None and coding.start < end})
        else:
            near_links = linked.get(coding.document, ())
            found.update(
                {case for start, end, case in near_links if start < coding.end and (end is None or coding.start < end)}
            )
    return found


def _reached(turns: Sequence[tuple[int, int, str | None]], first: int, end: int) -> list[tuple[int, int, str | None]]:
    """Return the turns from one on that begin before a place."""
    last = first
    while last < len(turns) and turns[last][0] < end:
        last += 1
    return list(turns[first:last])


def _pseudonym(called: Sequence[str], names: Mapping[str, str], replacer: Replacer | None) -> str:
    """Return what the key has for somebody: for a real name by which they are called, or a pseudonym they bear."""
    if replacer is None:
        return ""
    for name in called:
        if found := replacer.edits(name):
            return found[0].new
    known = {folded(new): new for new in names.values()}
    return next((known[folded(name)] for name in called if folded(name) in known), "")


def _former(project: Project) -> tuple[tuple[str, str, int], ...]:
    """Return the documents that have former texts."""
    counts = ((one, len(project.revisions.of_document(one.id))) for one in project.documents.all())
    return tuple((one.id, one.name, count) for one, count in counts if count)


def words_of(project: Project, person: Person) -> list[Listed]:
    """Return the turns of somebody and the passages coded of them, as a list shows them.

    Args:
        project: the study.
        person: whose.
    """
    lines = []
    for place in person.places:
        text = project.documents.text(place.document)
        for number, turn in enumerate(project.documents.turns(place.document), 1):
            if turn.case == person.id:
                where = _("{document}, turn {number}").format(document=place.name, number=number)
                said = text[turn.start : min(turn.end, turn.start + _WORDS)]
                lines.append(Listed(f"{place.document}:{turn.start}", where, said, TURNS))
        if not place.turns:
            lines.append(Listed(f"{place.document}:0", place.name, text[:_WORDS], TURNS))
    documents = {one.name: one.id for one in project.documents.all()}
    linked = frozenset(place.document for place in person.places if not place.turns)
    coded = project.codings.excerpts(Wanted(cases=frozenset({person.id})))
    coded += project.codings.excerpts(Wanted(documents=linked)) if linked else []
    for one in coded:
        where = f"{one.document}   {one.code}"
        lines.append(Listed(f"{documents[one.document]}:{one.start}:{one.id}", where, one.text, PASSAGES))
    return lines


def sift_words(sift: str, count: int) -> str:
    """Say whom the list may be about, with how many they are."""
    words = {
        EVERYONE: _("everyone: {count}"),
        QUOTED: _("agreed to be quoted: {count}"),
        WITHHELD: _("not to be quoted: {count}"),
        UNKNOWN: _("not known: {count}"),
    }
    return words[sift].format(count=counted(count))
