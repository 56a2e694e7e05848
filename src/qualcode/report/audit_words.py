"""What an audit says to people: its verdicts, notes and figures in words, the same on the screen and in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_, _, interface_language
from qualcode.report.verdicts import DISTINCTIVE
from qualcode.words.typography import number, percent, profile_of

if TYPE_CHECKING:
    from qualcode.model.audit import Figure, NameKind, Note, NoteKind, Quoted, Verdict

VERDICTS: Final[dict[Verdict, str]] = {
    "verbatim": N_("word for word"),
    "edited": N_("lawfully edited"),
    "changed": N_("words changed"),
    "misattributed": N_("another’s words"),
    "not_found": N_("found nowhere"),
    "translated": N_("translated"),
    "withheld": N_("withheld by its voice"),
}
"""Each verdict, in the order of concern last."""
NOTES: Final[dict[NoteKind, str]] = {
    "negation": N_("a negation was taken out or put in: {detail}"),
    "negation_cut": N_("a cut swallows a negation: {detail}"),
    "long_cut": N_("a cut goes over {detail} words"),
    "across_speakers": N_("it goes over several speakers"),
    "across_turns": N_("it goes over several turns"),
    "short": N_("under {limit} words, others may have said the same"),
    "joined": N_("without a mark, it joins words said apart"),
    "bare_ellipsis": N_("dots without brackets stand for a cut"),
    "unknown_voice": N_("“{label}” is nobody the study knows"),
    "no_such_voice": N_("the study has no “{label}”"),
    "translation": N_("compared with its translation in the project"),
    "not_stored": N_("beside its original; the project keeps no translation to compare it with"),
}


NAMES: Final[dict[NameKind, str]] = {
    "listed": N_("a real name of the list"),
    "part": N_("a part of a real name of the list"),
    "label": N_("the label of a voice"),
    "attribute": N_("the value of an attribute"),
    "email": N_("an e-mail address"),
    "phone": N_("a phone number"),
    "postal_code": N_("a postal code"),
    "address": N_("a civic address"),
    "number": N_("an insurance number"),
}
"""Why words may tell who somebody is."""


def said_of(note: Note, quoted: Quoted) -> str:
    """Word a note on a quotation."""
    return _(NOTES[note.kind]).format(detail=note.detail, limit=DISTINCTIVE, label=quoted.label)


def said_of_figure(figure: Figure) -> str:
    """Word what is wrong with a figure."""
    profile = profile_of(interface_language())

    def share(value: float | None) -> str:
        value = value or 0.0
        return percent(value / 100, profile, 0 if value.is_integer() else 1)

    if figure.kind == "above_population":
        return _("n = {n}, where the report counts {population}: {noun}").format(
            n=number(figure.n or 0, profile), population=number(figure.population or 0, profile), noun=figure.noun
        )
    if figure.kind == "two_ways":
        return _("{share}, of something else elsewhere, or by another figure: {other}").format(
            share=share(figure.share), other=figure.other
        )
    if figure.population is None:
        return _("{share} beside n = {n}: no number of the report makes it").format(
            share=share(figure.share), n=number(figure.n or 0, profile)
        )
    return _("{share} beside n = {n}: of {population}, it makes {expected}").format(
        share=share(figure.share),
        n=number(figure.n or 0, profile),
        population=number(figure.population, profile),
        expected=share(figure.expected),
    )
