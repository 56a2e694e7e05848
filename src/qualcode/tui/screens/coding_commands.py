"""What can be asked for in the place where one codes, beside moving in the text."""

from __future__ import annotations

from typing import Final

from qualcode.model.messages import N_
from qualcode.tui.commands import Command

HERE: Final = (
    Command("code.pick", "c", "code", N_("code it"), N_("code the selection, or the sentence"), rank=10),
    Command("code.again", "full_stop", "again", N_("again"), N_("apply the last code again"), ".", rank=20),
    Command("code.in_vivo", "i", "in_vivo", N_("in vivo"), N_("make a code of the words selected"), rank=40),
    Command("code.memo", "m", "memo", N_("memo"), N_("write a memo on the coding or the document"), rank=50),
    Command("find", "slash", "find", N_("search"), N_("search in this document"), "/", rank=60),
    Command("code.remove", "x", "remove", N_("remove"), N_("remove the coding under the caret"), rank=70),
    Command("find.next", "n", "hit(1)", N_("next"), N_("go to the next place found")),
    Command("find.back", "N", "hit(-1)", N_("previous"), N_("go to the previous place found")),
    Command("code.star", "asterisk", "star", N_("star"), N_("mark the coding as one to quote, or no more"), "*"),
    Command("code.longer", "plus", "edge(1)", N_("longer"), N_("move the end of the coding on a word"), "+"),
    Command("code.shorter", "minus", "edge(-1)", N_("shorter"), N_("move the end of the coding back a word"), "-"),
    Command("code.earlier", "alt+plus", "edge(1, True)", N_("earlier"), N_("move its start back a word"), "alt++"),
    Command("code.later", "alt+minus", "edge(-1, True)", N_("later"), N_("move its start on a word"), "alt+-"),
    Command("code.copy", "y", "copy", N_("copy"), N_("copy the passage with its attribution")),
    Command("undo", "u", "undo", N_("undo"), N_("undo your last action")),
    Command("redo", "ctrl+r", "redo", N_("redo"), N_("do again what you undid")),
    Command("panel.left", "d,f2", "unfold('left')", N_("documents"), N_("show or fold the documents"), rank=80),
    Command("panel.right", "t,f3", "unfold('right')", N_("codes"), N_("show or fold the codebook"), rank=81),
)
