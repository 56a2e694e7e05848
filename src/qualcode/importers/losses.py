"""What a source held and the document does not, or what is worth checking, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.messages import NN_, ngettext

if TYPE_CHECKING:
    from qualcode.model.transcript import Loss

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "encoding_guessed": NN_(
        "the bytes are not UTF-8: read as {encoding}; look at the accents, --encoding changes it",
        "the bytes are not UTF-8: read as {encoding}; look at the accents, --encoding changes it",
    ),
    "controls": NN_(
        "{count} control character replaced by a visible sign", "{count} control characters replaced by visible signs"
    ),
    "surrogates": NN_(
        "{count} broken half of a character replaced by �", "{count} broken halves of characters replaced by �"
    ),
    "noncharacters": NN_(
        "{count} code without a character kept as it is", "{count} codes without a character kept as they are"
    ),
    "name_bytes": NN_(
        "the file’s name holds {count} byte that is no letter, shown as �",
        "the file’s name holds {count} bytes that are no letters, shown as �",
    ),
    "empty_turns": NN_(
        "{count} label without a word after it left out", "{count} labels without a word after them left out"
    ),
    "split_turns": NN_(
        "{count} turn goes on after a heading, a note or a picture, as another turn of the same voice",
        "{count} turns go on after a heading, a note or a picture, as other turns of the same voice",
    ),
    "alike_labels": NN_(
        "two labels differ by an accent or a space alone: {labels}; they are kept as two voices",
        "{count} pairs of labels differ by an accent or a space alone: {labels}; they are kept as different voices",
    ),
    "interviewer_absent": NN_(
        "nobody here bears the label given by --interviewer: {labels}",
        "nobody here bears the labels given by --interviewer: {labels}",
    ),
    "interviewer_unknown": NN_(
        "who asks could not be told: everyone counts as a participant; --interviewer LABEL says it",
        "who asks could not be told: everyone counts as a participant; --interviewer LABEL says it",
    ),
    "pattern_unmatched": NN_(
        "the pattern given by --speakers fits no line: no turns",
        "the pattern given by --speakers fits no line: no turns",
    ),
    "insertions": NN_("{count} tracked insertion kept in the text", "{count} tracked insertions kept in the text"),
    "deletions": NN_("{count} tracked deletion left out", "{count} tracked deletions left out"),
    "hidden": NN_("{count} piece of hidden text left out", "{count} pieces of hidden text left out"),
    "comments": NN_("{count} Word comment left out", "{count} Word comments left out"),
    "notes": NN_(
        "{count} footnote or endnote put at the end of the text",
        "{count} footnotes or endnotes put at the end of the text",
    ),
    "text_boxes": NN_(
        "{count} text box put after the paragraph that holds it",
        "{count} text boxes put after the paragraphs that hold them",
    ),
    "pictures": NN_("{count} picture left out", "{count} pictures left out"),
    "headers": NN_("{count} page header or footer left out", "{count} page headers and footers left out"),
    "list_marks": NN_(
        "the mark or number of {count} list entry left out", "the marks or numbers of {count} list entries left out"
    ),
    "symbols": NN_(
        "{count} character of a symbol font replaced by �", "{count} characters of symbol fonts replaced by �"
    ),
    "embedded": NN_("{count} embedded file not read", "{count} embedded files not read"),
}
"""Kind of a loss, and its sentence for one and for several."""


def sentence(loss: Loss) -> str:
    """Return what was lost or is worth checking, in the language of the interface."""
    one, many = SENTENCES[loss.kind]
    return ngettext(one, many, loss.count).format_map({"count": loss.count, **dict(loss.detail)})
