"""What a source held and the document does not, or what is worth checking, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.messages import NN_, ngettext
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "encoding_guessed": NN_(
        "the bytes are not UTF-8: read as {encoding}; look at the accents, --encoding changes it",
        "the bytes are not UTF-8: read as {encoding}; look at the accents, --encoding changes it",
    ),
    "turns_without_end": NN_(
        "more than {count} lines bear labels: kept whole, without turns; split it, or import it with --speakers REGEX",
        "more than {count} lines bear labels: kept whole, without turns; split it, or import it with --speakers REGEX",
    ),
    "encoding_doubtful": NN_(
        "read as {encoding}, as --encoding says, though the bytes are sound UTF-8; look at the accents",
        "read as {encoding}, as --encoding says, though the bytes are sound UTF-8; look at the accents",
    ),
    "controls": NN_(
        "{count} control character replaced by a visible sign", "{count} control characters replaced by visible signs"
    ),
    "no_verbatims": NN_(
        "no quotation between quotation marks was found: no turns",
        "no quotation between quotation marks was found: no turns",
    ),
    "unattributed": NN_(
        "{count} quotation of more than four words without attribution: voice unknown (?), to be given one",
        "{count} quotations of more than four words without attribution: voices unknown (?), to be given one",
    ),
    "shared": NN_(
        "{count} quotation given to the voice that closes its sentence",
        "{count} quotations given to the voices that close their sentences",
    ),
    "unquoted": NN_(
        "{count} attribution without a quotation before it passed over",
        "{count} attributions without a quotation before them passed over",
    ),
    "unclosed": NN_(
        "{count} quotation never closed: it ends where its attribution begins",
        "{count} quotations never closed: they end where their attribution begins",
    ),
    "terms": NN_(
        "{count} expression of four words or fewer between quotation marks taken for a term",
        "{count} expressions of four words or fewer between quotation marks taken for terms",
    ),
    "page_breaks": NN_(
        "{count} quotation goes on after a page break, as another turn of the same voice",
        "{count} quotations go on after a page break, as other turns of the same voice",
    ),
    "members_left_out": NN_(
        "{count} file inside left out, hidden or of a format not read here: {names}",
        "{count} files inside left out, hidden or of a format not read here: {names}",
    ),
    "columns_name": NN_(
        "who answers was guessed: the column “{names}”; --columns says otherwise",
        "who answers was guessed: the columns “{names}”; --columns says otherwise",
    ),
    "columns_open": NN_(
        "{count} column was taken for answers in people’s own words: {names}",
        "{count} columns were taken for answers in people’s own words: {names}",
    ),
    "columns_question": NN_(
        "{count} column was taken for questions: {names}", "{count} columns were taken for questions: {names}"
    ),
    "columns_attribute": NN_(
        "{count} column was taken for an attribute: {names}", "{count} columns were taken for attributes: {names}"
    ),
    "columns_skip": NN_("{count} column left out: {names}", "{count} columns left out: {names}"),
    "columns_unnamed": NN_(
        "{count} column without a name left out; give it one", "{count} columns without a name left out; give them one"
    ),
    "rows_overlong": NN_(
        "line {lines} has more cells than the first line has names; what is over was left out",
        "lines {lines} have more cells than the first line has names; what is over was left out",
    ),
    "rows_silent": NN_(
        "{count} person answered no open question and gets no document: line {lines}",
        "{count} people answered no open question and get no document: lines {lines}",
    ),
    "attributes_differ": NN_(
        "rows of one name differ: {people}; the first value is kept, the others left out; look whether it is one "
        "person",
        "rows of {count} names differ: {people}; the first values are kept, the others left out; look whether each is "
        "one person",
    ),
    "cells_uncounted": NN_(
        "{count} formula without its result is empty here: {cells}; open the file in its program and save it again",
        "{count} formulas without results are empty here: {cells}; open the file in its program and save it again",
    ),
    "cells_faulty": NN_(
        "{count} cell shows an error in place of a text: {cells}",
        "{count} cells show an error in place of a text: {cells}",
    ),
    "sheets_left_out": NN_(
        "the sheet “{sheet}” was read, {count} other left out: {names}",
        "the sheet “{sheet}” was read, {count} others left out: {names}",
    ),
    "no_column_names": NN_(
        "the first row names no columns: the sheet is one text, a line a row",
        "the first row names no columns: the sheet is one text, a line a row",
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
    "odd_labels": NN_(
        "line {lines} begins like a label of another form, and is kept in the turn before it",
        "lines {lines} begin like labels of another form, and are kept in the turns before them",
    ),
    "odd_voices": NN_(
        "line {lines} bears its label in another form, taken for a voice that speaks here",
        "lines {lines} bear their labels in another form, taken for voices that speak here",
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
    "voiceless": NN_(
        "{count} turn has no voice named: it is kept under the label (?) and counts for nobody",
        "{count} turns have no voice named: they are kept under the label (?) and count for nobody",
    ),
    "unlabelled_cues": NN_(
        "{count} cue has no label: it stays with the voice before it only where it goes on with its sentence",
        "{count} cues have no label: they stay with the voice before them only where they go on with its sentence",
    ),
    "unlabelled_kept": NN_(
        "{count} cue has no label: it stays with the voice before it; look whether it is that voice’s",
        "{count} cues have no label: they stay with the voice before them; look whether they are that voice’s",
    ),
    "repeated_labels": NN_(
        "{count} label that only says again who is speaking left out",
        "{count} labels that only say again who is speaking left out",
    ),
    "rolled_lines": NN_(
        "{count} line that rolls up left out: the caption before shows it already",
        "{count} lines that roll up left out: the captions before show them already",
    ),
    "times_untold": NN_(
        "no voice is named and no label found: no turns, so the times are not kept",
        "no voice is named and no label found: no turns, so the times are not kept",
    ),
    "times_left": NN_(
        "{count} time left out: it ends before it begins, or lies past any recording",
        "{count} times left out: they end before they begin, or lie past any recording",
    ),
    "times_back": NN_(
        "{count} time begins before the one that stands above it; the order of the file is kept",
        "{count} times begin before those that stand above them; the order of the file is kept",
    ),
    "cue_notes": NN_("{count} note between the cues left out", "{count} notes between the cues left out"),
    "outside_cues": NN_(
        "{count} block of text before the first cue left out", "{count} blocks of text before the first cue left out"
    ),
    "noises": NN_("{count} mark of a noise left out", "{count} marks of noises left out"),
    "remarks": NN_("{count} remark of the transcriber left out", "{count} remarks of the transcriber left out"),
    "tiers_left": NN_(
        "{count} tier left out: {tiers}; --tiers NAME reads it",
        "{count} tiers left out: {tiers}; --tiers NAME reads one, and may come again",
    ),
    "running_heads": NN_(
        "{count} running head or page number left out: {lines}",
        "{count} running heads and page numbers left out: {lines}",
    ),
    "line_numbers": NN_("{count} line number left out", "{count} line numbers left out"),
    "outside_page": NN_(
        "{count} line drawn outside its page left out", "{count} lines drawn outside their pages left out"
    ),
    "hyphens_joined": NN_(
        "{count} word cut at the end of a line put together", "{count} words cut at the ends of lines put together"
    ),
    "form_fields": NN_(
        "{count} field of a form put after the line beside it",
        "{count} fields of forms put after the lines beside them",
    ),
    "pages_missing": NN_(
        "{count} page that the file announces cannot be read", "{count} pages that the file announces cannot be read"
    ),
    "pages_without_text": NN_(
        "{count} page is a picture without text; OCR gives it a text layer",
        "{count} pages are pictures without text; OCR gives them a text layer",
    ),
    "pdf_repaired": NN_(
        "the file is damaged and was repaired; compare the text with its pages",
        "the file is damaged and was repaired; compare the text with its pages",
    ),
    "insertions": NN_("{count} tracked insertion kept in the text", "{count} tracked insertions kept in the text"),
    "deletions": NN_("{count} tracked deletion left out", "{count} tracked deletions left out"),
    "hidden": NN_("{count} piece of hidden text left out", "{count} pieces of hidden text left out"),
    "comments": NN_(
        "{count} comment in the margin left out; --comments codes or memos makes a coding of it",
        "{count} comments in the margin left out; --comments codes or memos makes codings of them",
    ),
    "comments_unplaced": NN_(
        "{count} comment is no coding: it is empty, or the words it was on are gone",
        "{count} comments are no codings: they are empty, or the words they were on are gone",
    ),
    "highlights": NN_(
        "{count} highlighted passage came in as plain text; --highlights codes makes a coding of it",
        "{count} highlighted passages came in as plain text; --highlights codes makes codings of them",
    ),
    "moves": NN_(
        "{count} tracked move: the words stand where they were moved to",
        "{count} tracked moves: the words stand where they were moved to",
    ),
    "formulas": NN_(
        "{count} formula written in a line, its layout not kept",
        "{count} formulas written in a line, their layout not kept",
    ),
    "rubies": NN_(
        "the reading over {count} group of characters left out",
        "the readings over {count} groups of characters left out",
    ),
    "prompts": NN_(
        "{count} field of a form was not filled in; its prompt left out",
        "{count} fields of a form were not filled in; their prompts left out",
    ),
    "unanswered": NN_(
        "{count} question of the form has no answer and no turn",
        "{count} questions of the form have no answer and no turn",
    ),
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
    "margin_comments": NN_("{count} comment in the margin left out", "{count} comments in the margin left out"),
    "form_controls": NN_("{count} field of a form left out", "{count} fields of forms left out"),
    "rtf_cut": NN_(
        "the file ends before its last part is closed: what it holds is there, see whether the end is missing",
        "the file ends before its last parts are closed: what it holds is there, see whether the end is missing",
    ),
    "rtf_bad_marks": NN_(
        "{count} mark that says nothing sensible left out", "{count} marks that say nothing sensible left out"
    ),
    "code_page_unknown": NN_(
        "the file names a code page nobody knows ({encoding}): read as cp1252; look at the accents",
        "the file names a code page nobody knows ({encoding}): read as cp1252; look at the accents",
    ),
    "unreadable_bytes": NN_(
        "{count} byte without a letter in its code page replaced by �",
        "{count} bytes without a letter in their code page replaced by �",
    ),
    "no_characters": NN_(
        "{count} reference to a character that does not exist replaced by �",
        "{count} references to characters that do not exist replaced by �",
    ),
    "page_furniture": NN_(
        "{count} line of menus, notices or appeals left out: {lines}",
        "{count} lines of menus, notices or appeals left out: {lines}",
    ),
}
"""Kind of a loss, and its sentence for one and for several."""


def counted_losses(counts: Mapping[str, int]) -> tuple[Loss, ...]:
    """Return a loss for each kind that was met, in the order in which they were."""
    return tuple(Loss(kind, count) for kind, count in counts.items() if count)


def sentence(loss: Loss) -> str:
    """Return what was lost or is worth checking, in the language of the interface."""
    one, many = SENTENCES[loss.kind]
    return ngettext(one, many, loss.count).format_map({"count": loss.count, **dict(loss.detail)})
