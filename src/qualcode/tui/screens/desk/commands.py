"""What can be asked for in the place where one codes, beside moving in the text."""

from __future__ import annotations

from typing import Final

from qualcode.model.messages import N_
from qualcode.tui.commands import Command

TURNS: Final = (
    Command("turn.voice", "V", "voice", N_("who speaks"), N_("say who speaks in the selection, or in this turn")),
    Command("turn.split", "B", "split_turn", N_("cut"), N_("cut this turn in two before the caret")),
    Command("turn.join", "J", "join_turns", N_("join"), N_("join this turn with the next")),
    Command("turn.rename", "R", "rename_voice", N_("rename"), N_("rename this voice everywhere in the document")),
    Command(
        "case.consent", "ampersand", "consent", N_("consent"), N_("say what whoever speaks here agreed to"), "&",
        also=N_("consent, quotation, ethics"),
    ),
    Command("case.namesakes", "A", "namesakes", N_("one person?"), N_("join people of one name, or leave them")),
)  # fmt: skip
"""What puts turns and voices right; T lists them."""

GOING: Final = (
    Command("go.place", "colon", "go_to", N_("turn"), N_("go to a turn by its number, or to a time"), ":"),
    Command("find.everywhere", "ctrl+f", "everywhere", N_("everywhere"), N_("search all documents; code what fits")),
    Command("code.gather", "K", "gather", N_("auto-code"), N_("auto-code by voice, heading or question …")),
    Command("find.query", "equals_sign", "query", N_("query"), N_("ask for passages: codes, voices, places …"), "="),
    Command("go.document", "D", "go_to_document", N_("document"), N_("go to a document by its name")),
    Command("go.next_document", "alt+right", "document(1)", N_("next"), N_("open the next document listed"), "alt+→"),
    Command("go.last_document", "alt+left", "document(-1)", N_("previous"), N_("open the document before"), "alt+←"),
    Command("go.back", "backspace", "return", N_("back"), N_("go back to where you were reading")),
    Command("go.bookmark", "F", "to_bookmark", N_("bookmark"), N_("go to your bookmark in this document")),
)
"""What leads to another place."""

GUIDE: Final = (
    Command("guide", "Z", "guide", N_("guide"), N_("show the interview guide: who was asked, the answers")),
    Command("go.question", "q", "to_question", N_("question"), N_("go to a question asked in this document")),
    Command("go.next_question", "alt+pagedown", "asked(1)", N_("next"), N_("go to the next question asked")),
    Command("go.last_question", "alt+pageup", "asked(-1)", N_("previous"), N_("go to the question asked before")),
    Command("turn.asks", "z", "ask_here", N_("asks"), N_("say which question of the guide this turn asks")),
)
"""The interview guide beside the text."""

LOOK: Final = Command("revised.look", "Y", "revisit", N_("corrected"), N_("passages to look at after a correction"))
REVISE: Final = Command("document.revise", "X", "revise", N_("correct"), N_("correct this text from a file …"))
"""A text corrected from a file, and what that leaves to be looked at."""
# TRANSLATORS: words by which somebody looks for the way to edit a transcript; they are shown nowhere
MISSPELT: Final = N_("correct a mistake, an error, a typo, a slip, the spelling, the transcription")
EDITING: Final = (
    Command(
        "text.edit", "e", "edit_text", N_("edit"), N_("edit the words of this turn, or of those selected"), rank=79,
        also=MISSPELT,
    ),
    Command(
        "text.replace", "percent_sign", "replace_words", N_("replace"), N_("replace a misspelt word …"), "%",
        also=MISSPELT,
    ),
)  # fmt: skip
"""Words edited where one reads."""

READING: Final = (
    Command(
        "mark.highlight", "H", "highlight", N_("highlight"), N_("highlight without a code, to code later"), rank=77
    ),
    Command("mark.later", "L", "later", N_("to code"), N_("list what is highlighted and has no code yet"), rank=78),
    Command("mark.read", "r", "read", N_("read"), N_("mark this turn as read, nothing to code; or no more")),
    Command("mark.bookmark", "f", "bookmark", N_("bookmark"), N_("put your bookmark here, or take it away")),
    Command("memos", "M", "memos", N_("memos"), N_("list the memos: go there, edit, remove"), rank=79),
    Command("journal", "E", "journal", N_("journal"), N_("write in the analyst’s journal")),
)
"""What is marked and noted while reading; none of it is a coding."""

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
    Command("code.move", "a", "recode_here", N_("another code"), N_("give the coding under the caret another code")),
    Command("code.weight", "W", "weigh", N_("weight"), N_("weigh the coding under the caret, 1 to 5")),
    Command("code.theme", "O", "to_theme", N_("to a theme"), N_("put the coding, or those marked, under a theme")),
    Command("code.copy", "y", "copy", N_("copy"), N_("copy the passage with its attribution")),
    Command("turn.play", "o", "play", N_("listen"), N_("open the recording at the time of this turn")),
    Command("coders", "C", "whose", N_("coders"), N_("choose whose codings are shown: mine, another’s, everyone’s")),
    Command("undo", "u", "undo", N_("undo"), N_("undo your last action")),
    Command("redo", "ctrl+r", "redo", N_("redo"), N_("do again what you undid")),
    Command("project.practice", "Q", "practice", N_("rounds"), N_("start a round of coding, or name the approach")),
    Command("turn.menu", "T", "turns", N_("turn"), N_("put this turn right: cut, join, who speaks"), rank=76),
    *TURNS,
    *READING,
    *GOING,
    *GUIDE,
    *EDITING,
    LOOK,
    REVISE,
    Command("panel.left", "d,f2", "unfold('left')", N_("documents"), N_("show or fold the documents"), rank=80),
    Command("panel.right", "t,f3", "unfold('right')", N_("codes"), N_("show or fold the codebook"), rank=81),
)
