"""The commands of the place of writing that act on an outline."""

from __future__ import annotations

from typing import Final

from qualcode.model.messages import N_
from qualcode.tui.commands import Command

OUTLINES: Final = Command(
    "outline.which", "l", "outlines", N_("outlines"), N_("choose an outline, or make one"), rank=35
)
ON_PARTS: Final = (
    Command("outline.write", "e", "write", N_("write"), N_("write the prose of the part"), rank=12),
    Command("outline.free", "n", "add('free')", N_("new part"), N_("add a part of your own behind this one"), rank=14),
    Command("outline.theme", "t", "add('theme')", N_("theme"), N_("add a part about a theme"), rank=50),
    Command("outline.code", "c", "add('code')", N_("code"), N_("add a part about a code"), rank=52),
    Command("outline.reading", "g", "add('reading')", N_("table"), N_("place a table, a figure or a note"), rank=54),
    Command("outline.up", "alt+up,K", "step('up')", N_("up"), N_("move the part before the one above"), rank=56),
    Command("outline.down", "alt+down,J", "step('down')", N_("down"), N_("move the part behind the one below")),
    Command("outline.in", "alt+right,L", "step('in')", N_("in"), N_("move the part into the one above"), rank=57),
    Command("outline.out", "alt+left,H", "step('out')", N_("out"), N_("move the part out, behind the one it is in")),
    Command("outline.rename", "r", "rename", N_("rename"), N_("give the part a title of its own"), rank=58),
    Command("outline.fill", "f", "fill", N_("fill"), N_("how many passages, how long, with counts or not"), rank=60),
    Command("outline.remove", "d,delete", "remove", N_("remove"), N_("remove the part with those inside it"), rank=62),
)
ON_PASSAGES: Final = (
    Command("outline.reject", "minus", "reject", N_("reject"), N_("keep the excerpt out of this part"), "-", rank=22),
    Command("outline.form", "i", "form", N_("set"), N_("set the excerpt in the sentence, or apart"), rank=24),
    Command("outline.trim", "w", "trim", N_("trim"), N_("drop words of the excerpt, shown as […]"), rank=23),
    Command("outline.translate", "y", "translate", N_("translation"), N_("write its translation beside it"), rank=26),
)
NEEDS: Final = frozenset(
    command.action.partition("(")[0] for command in (*ON_PARTS, *ON_PASSAGES) if command is not OUTLINES
)
"""What can be done only where an outline is chosen."""
EXCERPTS: Final = frozenset(command.action.partition("(")[0] for command in ON_PASSAGES)
"""What acts on an excerpt."""
