"""What stands on the lines of the import screen: a file, a voice, a column, and what was understood of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content

from qualcode.bringing import TYPES
from qualcode.importers.losses import sentence
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.figures import counted
from qualcode.tui.layout.grid import shortened
from qualcode.tui.roles import ROLES
from qualcode.tui.shown import bringing, described, surveyed
from qualcode.tui.shown.bringing import CHANGED, GONE, IN, LEFT, READY, REFUSED, TABLE, THERE
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.model.bundle import Answers
    from qualcode.tui.shown.bringing import Incoming, Voice
    from qualcode.tui.shown.described import Fit

SIGNS: Final = {
    READY: ("○", "$accent"),
    THERE: ("–", "$faint"),
    CHANGED: ("≠", "$warning"),
    REFUSED: ("✗", "$error"),
    IN: ("✓", "$success"),
    GONE: ("–", "$faint"),
    TABLE: ("○", "$accent"),
    LEFT: ("–", "$faint"),
}
WARNED: Final = ("!", "$warning")
"""The sign of a file that is ready, with something under it to look at first."""
_VOICE: Final = 22
_BESIDE: Final = 28
"""Cells of a voice's label at most, and of what stands beside it."""
_ROOMY: Final = 64
"""Cells from which a voice is told in whole words."""
_LEAST: Final = 6
_FITS_NOBODY: Final = N_(
    "Nor does a row fit a participant: a table of attributes has their names, or their documents’, in a column."
)
_WAS_IN: Final = {
    THERE: (N_("Already there as “{document}”; it does not come in twice."), "$dim"),
    CHANGED: (
        N_(
            "Changed since it came in as “{document}”: the document is left as it is, with its codings. “qualcode "
            "documents revise” puts the text in its place and carries them along; under another name the file comes in "
            "as a document of its own."
        ),
        "$warning",
    ),
    GONE: (
        N_("Came in as “{document}”, and was taken out since: x leaves it out, then it can be taken again."),
        "$warning",
    ),
}
"""What is said of a file that came in before, and how it is painted."""
INSIDE: Final = " › "
"""Between a file and a document inside it."""


def file_line(file: Incoming, room: int) -> Content:
    """Write a file: a sign for its state, its name, its words or why there are none.

    Args:
        file: as it was looked at.
        room: cells.
    """
    sign, colour = WARNED if _is_doubtful(file) else SIGNS[file.state]
    beside = _state(file)
    left = max(room - cell_len(beside) - 4, _LEAST)
    name = _name(file, left)
    gap = max(room - cell_len(name) - cell_len(beside) - 2, 1)
    tone = "$warning" if file.state == CHANGED else "$dim"
    return Content.assemble((f"{sign} ", colour), name, " " * gap, (beside, tone))


def _is_doubtful(file: Incoming) -> bool:
    """Tell whether there is something to look at before a file comes in."""
    if file.state == TABLE and file.fit is not None:
        return bool(described.doubts(file.fit) or file.notes)
    return file.state == READY and bool(bringing.losses_of(file))


def _state(file: Incoming) -> str:
    if file.fit is not None and file.fit.cases:
        words = ngettext("attributes of {count} case", "attributes of {count} cases", file.fit.cases)
        return words.format(count=counted(file.fit.cases))
    if file.state == LEFT:
        return _("left aside")
    if file.state in {READY, IN}:
        return ngettext("{count} word", "{count} words", file.words).format(count=counted(file.words))
    if file.state == THERE:
        return _("already there")
    if file.state == GONE:
        return _("taken out since")
    return _("changed since") if file.state == CHANGED else _("refused")


def _name(file: Incoming, room: int) -> str:
    """Return a file's name; of a document inside one, both, the file's cut first."""
    name = shown_line(file.path.name)
    if not file.inside:
        return shortened(name, room)
    name = shortened(name, max(room - len(INSIDE) - _LEAST, _LEAST))
    return shortened(shown_line(file.file.name), room - cell_len(name) - len(INSIDE)) + INSIDE + name


def voice_line(voice: Voice, room: int) -> Content:
    """Write a voice: its label, how many turns, whether it asks.

    Args:
        voice: somebody who speaks.
        room: cells.
    """
    asks = voice.role == "interviewer"
    role, turns = _(ROLES[voice.role]), counted(voice.turns)
    if room >= _ROOMY:
        turns = ngettext("{count} turn", "{count} turns", voice.turns).format(count=turns)
    left = max(min(_VOICE, room - _BESIDE), _LEAST)
    name = shortened(shown_line(voice.label), left)
    return Content.assemble(
        (name, "" if asks else "$accent"),
        (f"{' ' * (left - cell_len(name))}{turns:>4}   ", "$faint"),
        (role, "$foreground" if asks else "$dim"),
    )


def column_line(column: Answers, room: int) -> Content:
    """Write a column of a table: its title, what it was taken for, and whether that was guessed.

    Args:
        column: how it was taken.
        room: cells.
    """
    part = _(surveyed.WORDS[column.part])
    if column.part == "attribute":
        part = _("{part} ({type})").format(part=part, type=_(TYPES[column.type]))
    guessed = _("guessed") if column.guessed else ""
    beside = cell_len(part) + cell_len(guessed) + 3
    name = shortened(shown_line(column.column) or _("without a name"), max(room - beside - 2, _LEAST))
    gap = " " * max(room - beside - cell_len(name), 1)
    tone = "$dim" if column.part in {"skip", "attribute"} else "$accent"
    return Content.assemble(name, gap, (part, tone), (f"  {guessed}" if guessed else "", "$faint"))


def facts(file: Incoming) -> Content:
    """Write what was understood and lost; for a file that does not come in, why."""
    if file.fit is not None and file.state in {TABLE, IN}:
        return _table_facts(file, file.fit)
    if file.state == LEFT:
        return Content.styled(_("Left aside: t takes it again."), "$dim")
    if file.state == REFUSED:
        told = Content.styled(shown_line(file.told), "$error")
        return told if file.fit is None else Content("\n").join([told, Content.styled(_(_FITS_NOBODY), "$dim")])
    if file.state in _WAS_IN:
        words, tone = _WAS_IN[file.state]
        return Content.styled(shown_line(_(words).format(document=file.told)), tone)
    lines = []
    if file.state == IN:
        lines.append(Content.styled(_("In as “{document}”").format(document=shown_line(file.told)), "$success"))
    if not file.voices:
        lines.append(Content(_("No voices were found: the text is kept whole.")))
    for label, words in bringing.facts_of(file):
        lines.append(Content.assemble((f"{label}  ", "$faint"), (shown_line(words), "$dim")))
    lines += [Content.styled(f"! {shown_line(words)}", "$warning") for words in bringing.losses_of(file)]
    return Content("\n").join(lines)


def _table_facts(file: Incoming, fit: Fit) -> Content:
    """Write which cases a table describes, whom it leaves out, and what it tells."""
    lines = [Content.styled(shown_line(described.told(fit)), "$success" if file.state == IN else "$accent")]
    doubts = [*described.doubts(fit), *map(sentence, file.notes)]
    lines += [Content.styled(f"! {shown_line(words)}", "$warning") for words in doubts]
    attributes = Content.assemble((_("attributes"), "$faint"), "  ", (shown_line(described.typed(fit)), "$dim"))
    return Content("\n").join([*lines, attributes])


def why_no_voices(file: Incoming) -> str:
    """Say why there is no voice to go to."""
    name = file.path.name
    if file.state in {TABLE, LEFT} or file.fit is not None:
        told = _("{file} is a table, which has no voices; t takes it for something else.")
    elif file.state == THERE:
        told = _("{file} is there already: in its document, T puts turns and voices right.")
    elif file.state == CHANGED:
        told = _("{file} does not come in, so it has no voices here.")
    elif file.state == REFUSED:
        told = _("{file} was refused, so no voices are known: what to do stands below it.")
    else:
        told = _(
            "{file} has no voices: no line begins with a label, so the text is kept whole. V gives it voices later."
        )
    return told.format(file=name)
