"""What a project knows of its own method, and the sentences that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.practice import APPROACHES
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qualcode.report.appendices.checklists import Fact
    from qualcode.report.wording import Wording

_MINUTE: Final = 60
_NAMED: Final = 12
"""Names that a sentence lists at most."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a project knows; counts are of what is there today, times are ISO 8601, durations seconds."""

    version: str
    approach: str = ""
    interviews: int = 0
    """Documents in which one participant speaks."""
    groups: int = 0
    """Documents in which several do."""
    other_documents: int = 0
    participants: int = 0
    in_several: int = 0
    """Participants who speak in several documents."""
    words: int = 0
    """Of the participants."""
    attributes: tuple[str, ...] = ()
    questions: int = 0
    """Of the interview guide."""
    memos: int = 0
    journal: int = 0
    durations: tuple[float, ...] = ()
    """Of the recordings whose transcripts bear times."""
    coders: tuple[tuple[str, int], ...] = ()
    """Each with how many codings."""
    codings: int = 0
    codes: int = 0
    headings: int = 0
    """Codes under which others stand."""
    first_coding: str = ""
    last_coding: str = ""
    rounds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    """Those kept, by name."""
    candidates: int = 0
    dropped: int = 0
    counter: int = 0
    """Links that nuance a theme or contradict it."""
    starred: int = 0
    redefined: int = 0
    """Codes whose definition changed since they were first applied."""
    corrected: int = 0
    """Documents whose text was corrected."""
    saturation: str = ""
    """A sentence on it, where it was asked for."""


def sentences(known: Known, wording: Wording) -> Mapping[Fact, str]:
    """Return what can be said, by fact; what a project does not know is left out."""
    found = {fact: say(known, wording) for fact, say in _SAY.items()}
    return {fact: said for fact, said in found.items() if said}


def saturation_sentence(reached: str | None, language: str) -> str:
    """Say whether the rule of Guest, Namey and Chen (2020) is met, with its usual base, run and threshold.

    Args:
        reached: where it is met, such as 6+2; None where it is not.
        language: fr-CA, fr-FR or en.
    """
    wording = wording_of(language)
    rule = wording.gettext(
        "rule of Guest, Namey and Chen (2020), base of 4 interviews, runs of 2, at most {share} new codes",
        share=wording.percent(0.05),
    )
    if reached is None:
        return wording.gettext("Code saturation is not met ({rule}).", rule=rule)
    return wording.gettext("Code saturation is met at {reached} ({rule}).", reached=reached, rule=rule)


def _approach(known: Known, wording: Wording) -> str:
    if known.approach not in APPROACHES:
        return ""
    return wording.gettext("Approach: {name}.", name=wording.gettext(APPROACHES[known.approach]))


def _documents(known: Known, wording: Wording) -> str:
    kinds = (
        (known.interviews, wording.ngettext("{count} interview", "{count} interviews", known.interviews)),
        (known.groups, wording.ngettext("{count} focus group", "{count} focus groups", known.groups)),
        (
            known.other_documents,
            wording.ngettext("{count} other document", "{count} other documents", known.other_documents),
        ),
    )
    return wording.listed(tuple(words for count, words in kinds if count))


def _sample(known: Known, wording: Wording) -> str:
    if not known.participants:
        return ""
    people = wording.ngettext("{count} participant", "{count} participants", known.participants)
    documents = _documents(known, wording)
    return (
        wording.gettext("{people} in {documents}.", people=people, documents=documents) if documents else f"{people}."
    )


def _dataset(known: Known, wording: Wording) -> str:
    sample = _sample(known, wording)
    if not known.words:
        return sample
    words = wording.ngettext(
        "The participants say {count} word in all.", "The participants say {count} words in all.", known.words
    )
    return " ".join(filter(None, (sample, words)))


def _described(known: Known, wording: Wording) -> str:
    if not known.attributes:
        return ""
    names = wording.listed(known.attributes[:_NAMED])
    return wording.gettext("The project knows these of them: {names}.", names=names)


def _guide(known: Known, wording: Wording) -> str:
    if not known.questions:
        return ""
    return wording.ngettext(
        "The interview guide has {count} question.", "The interview guide has {count} questions.", known.questions
    )


def _several(known: Known, wording: Wording) -> str:
    if not known.participants:
        return ""
    if not known.in_several:
        return wording.gettext("In the project, nobody speaks in several documents.")
    return wording.ngettext(
        "{count} participant speaks in several documents.",
        "{count} participants speak in several documents.",
        known.in_several,
    )


def _notes(known: Known, wording: Wording) -> str:
    if not known.memos:
        return ""
    memos = wording.ngettext("{count} memo", "{count} memos", known.memos)
    if not known.journal:
        return wording.gettext("The project holds {memos}.", memos=memos)
    journal = wording.ngettext(
        "{count} entry of the analyst’s journal", "{count} entries of the analyst’s journal", known.journal
    )
    return wording.gettext("The project holds {memos}, among them {journal}.", memos=memos, journal=journal)


def _durations(known: Known, wording: Wording) -> str:
    if not known.durations:
        return ""
    minutes = sorted(max(1, round(seconds / _MINUTE)) for seconds in known.durations)
    return wording.ngettext(
        "By the times of the transcript, {count} recording lasts {shortest} minutes.",
        "By the times of the transcripts, {count} recordings last from {shortest} to {longest} minutes, "
        "{mean} on average.",
        len(minutes),
        shortest=wording.number(minutes[0]),
        longest=wording.number(minutes[-1]),
        mean=wording.number(round(sum(known.durations) / len(known.durations) / _MINUTE)),
    )


def _coders(known: Known, wording: Wording) -> str:
    if not known.coders:
        return ""
    each = tuple(
        wording.gettext("{name} ({codings})", name=name, codings=_codings(count, wording))
        for name, count in known.coders
    )
    return wording.ngettext(
        "{count} coder: {names}.", "{count} coders: {names}.", len(each), names=wording.listed(each)
    )


def _codings(count: int, wording: Wording) -> str:
    return wording.ngettext("{count} coding", "{count} codings", count)


def _tree(known: Known, wording: Wording) -> str:
    if not known.codes:
        return ""
    codes = wording.ngettext("{count} code", "{count} codes", known.codes)
    headings = wording.ngettext("{count} of them a heading", "{count} of them headings", known.headings)
    return wording.gettext(
        "The codebook has {codes}, {headings}; it stands in an appendix of its own.", codes=codes, headings=headings
    )


def _themes(known: Known, wording: Wording) -> str:
    if not (known.themes or known.candidates or known.dropped):
        return ""
    return wording.gettext(
        "Themes in the project: {kept}, {candidates}, {dropped}.",
        kept=wording.ngettext("{count} kept", "{count} kept", len(known.themes)),
        candidates=wording.ngettext("{count} candidate", "{count} candidates", known.candidates),
        dropped=wording.ngettext("{count} dropped", "{count} dropped", known.dropped),
    )


def _software(known: Known, wording: Wording) -> str:
    return wording.gettext("Coding and analysis were done in qualcode {version}.", version=known.version)


def _quotable(known: Known, wording: Wording) -> str:
    if not known.starred:
        return ""
    return wording.ngettext(
        "{count} excerpt is marked to be quoted; each bears its case.",
        "{count} excerpts are marked to be quoted; each bears its case.",
        known.starred,
    )


def _major(known: Known, wording: Wording) -> str:
    if not known.themes:
        return ""
    names = tuple(wording.quoted(name) for name in known.themes[:_NAMED])
    return wording.gettext("Themes kept: {names}.", names=wording.listed(names))


def _minor(known: Known, wording: Wording) -> str:
    if not known.counter:
        return ""
    return wording.ngettext(
        "{count} code or passage nuances a theme or contradicts it.",
        "{count} codes or passages nuance a theme or contradict it.",
        known.counter,
    )


def _process(known: Known, wording: Wording) -> str:
    if not known.codings:
        return ""
    first, last = wording.date(known.first_coding), wording.date(known.last_coding)
    codings = _codings(known.codings, wording)
    if first == last:
        return wording.gettext("{codings}, made on {day}.", codings=codings, day=first)
    return wording.gettext("{codings}, made from {first} to {last}.", codings=codings, first=first, last=last)


def _rounds(known: Known, wording: Wording) -> str:
    if not known.rounds:
        return ""
    names = tuple(wording.quoted(name) for name in known.rounds[:_NAMED])
    said = wording.ngettext(
        "{count} round of coding: {names}.",
        "{count} rounds of coding: {names}.",
        len(known.rounds),
        names=wording.listed(names),
    )
    if not known.redefined:
        return said
    changed = wording.ngettext(
        "The definition of {count} code changed on the way; what it held was looked at again or is listed for it.",
        "The definitions of {count} codes changed on the way; what they held was looked at again or is listed for it.",
        known.redefined,
    )
    return f"{said} {changed}"


def _processing(known: Known, wording: Wording) -> str:
    if not known.corrected:
        return ""
    return wording.ngettext(
        "The text of {count} document was corrected after it was brought in, its coded passages carried along.",
        "The texts of {count} documents were corrected after they were brought in, their coded passages carried along.",
        known.corrected,
    )


def _writing(_known: Known, wording: Wording) -> str:
    return wording.gettext("Every act of coding stands in the project’s journal, with who did it and when.")


_SAY: Final[dict[Fact, Callable[[Known, Wording], str]]] = {
    "approach": _approach,
    "sample": _sample,
    "dataset": _dataset,
    "described": _described,
    "guide": _guide,
    "several": _several,
    "notes": _notes,
    "durations": _durations,
    "saturation": lambda known, _wording: known.saturation,
    "coders": _coders,
    "tree": _tree,
    "themes": _themes,
    "software": _software,
    "quotable": _quotable,
    "major": _major,
    "minor": _minor,
    "process": _process,
    "rounds": _rounds,
    "processing": _processing,
    "writing": _writing,
}
