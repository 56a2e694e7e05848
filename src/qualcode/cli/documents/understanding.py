"""What an importer understood of a file, in words and as a row of `--json`."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len

from qualcode.bringing import LANGUAGES, TYPES
from qualcode.cli.common import output
from qualcode.importers.conventions import NAMES
from qualcode.importers.marking import codes_told, marks_told
from qualcode.model.messages import N_, _, ngettext
from qualcode.words.maps import words_spoken

if TYPE_CHECKING:
    from qualcode.importers.options import Noted
    from qualcode.model.bundle import Answers
    from qualcode.model.transcript import Transcript

_WHY: Final = {
    "label": N_("asks, as the label says"),
    "questions": N_("asks, as the questions tell"),
    "option": N_("asks, as --interviewer says"),
}
PARTS: Final = {
    "name": N_("who answers"),
    "question": N_("questions"),
    "open": N_("own words"),
    "attribute": N_("attributes"),
    "skip": N_("left out"),
}
"""What a column of a table of answers can be, in words."""
_SOURCE: Final = frozenset({"address", "date", "media"})
"""What a file says of where it comes from: a web page its address and its day, a transcript its recording."""
_VOICES: Final = 12
"""Voices named in one answer; a debate may have a hundred."""


def row_of(file: str, document: str, transcript: Transcript, warnings: list[str]) -> dict[str, Any]:
    """Return what was understood of a file as a row of `--json`."""
    return {
        "file": file,
        "document": document,
        "format": transcript.format,
        "language": transcript.language,
        "characters": sum(end - start for start, end in transcript.speech),
        "words": words_of(transcript),
        "turns": len(transcript.turns),
        "speakers": list(transcript.speakers),
        "warnings": warnings,
        "marks": [asdict(mark) | {"path": list(mark.path)} for mark in transcript.marks],
    }


def words_of(transcript: Transcript) -> int:
    """Count the words said."""
    return words_spoken(transcript.text, transcript.speech)


def show_understood(file: str, document: str, transcript: Transcript) -> None:
    """Print what was understood of a file: its name, then a line for each thing."""
    lines = [
        (_("document"), document),
        (_("title"), "" if transcript.title == document else transcript.title),
        (_("source"), " · ".join(value for name, value in transcript.metadata if name in _SOURCE)),
        (_("text"), " · ".join(_text(transcript))),
        (_("turns"), " · ".join(_turns(transcript))),
        (_("voices"), _voices(transcript)),
        (_("not voices"), _lookalikes(transcript)),
        (_("codings"), marks_told(transcript.marks, output.numbers)),
        (_("codes"), codes_told(transcript.marks, output.numbers)),
    ]
    width = max(cell_len(label) for label, _words in lines)
    output.show_line(file)
    for label, words in lines:
        if words:
            output.show_line(f"  {label}{' ' * (width - cell_len(label))}  {words}")


def show_columns(noted: Noted) -> None:
    """Print how the columns of a table were taken: a line for each part, the columns with the type of their values."""
    output.show_line(noted.file)
    width = max(cell_len(_(word)) for word in PARTS.values())
    for part, word in PARTS.items():
        columns = [_column(column) for column in noted.columns if column.part == part and column.column]
        if columns:
            title = _(word)
            output.show_line(f"  {title}{' ' * (width - cell_len(title))}  {', '.join(columns)}")


def _column(column: Answers) -> str:
    told = [_(TYPES[column.type])] if column.part == "attribute" else []
    if column.guessed:
        told.append(_("guessed"))
    return f"{column.column} ({', '.join(told)})" if told else column.column


def show_answers(_file: str, document: str, transcript: Transcript) -> None:
    """Print on one line what was understood of a person's answers."""
    words, turns = words_of(transcript), len(transcript.turns)
    answers = ngettext("{count} answer", "{count} answers", turns).format(count=output.numbers(turns))
    said = ngettext("{count} word", "{count} words", words).format(count=output.numbers(words))
    output.show_line(f"  {document} · {answers} · {said}")


def _text(transcript: Transcript) -> list[str]:
    count = words_of(transcript)
    language = LANGUAGES.get(transcript.language)
    parts = [transcript.format, _(language) if language else _("language not told")]
    if transcript.encoding and transcript.encoding != "utf-8":
        parts.append(transcript.encoding)
    return [*parts, ngettext("{count} word", "{count} words", count).format(count=output.numbers(count))]


def _turns(transcript: Transcript) -> list[str]:
    if not transcript.turns:
        return [_("none: the text is kept whole; --speakers REGEX tells what a label looks like")]
    parts = [output.numbers(len(transcript.turns))]
    if transcript.convention is not None:
        parts.append(_(NAMES[transcript.convention.name]))
    times = [time for turn in transcript.turns for time in (turn.time_start, turn.time_end) if time is not None]
    if times:
        parts.append(_("times {start} to {end}").format(start=_clock(min(times)), end=_clock(max(times))))
    return parts


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _voices(transcript: Transcript) -> str:
    """Name the voices with their turns, who asks and why."""
    turns = Counter(turn.speaker for turn in transcript.turns)
    asking = {turn.speaker for turn in transcript.turns if turn.role == "interviewer"}
    why = _WHY.get(transcript.interviewer_by)
    parts = []
    for speaker in list(turns)[:_VOICES]:
        told = [output.numbers(turns[speaker])]
        if speaker in asking and why:
            told.append(_(why))
        parts.append(f"{speaker} ({', '.join(told)})")
    over = len(turns) - _VOICES
    if over > 0:
        parts.append(ngettext("{count} other", "{count} others", over).format(count=over))
    return ", ".join(parts)


def _lookalikes(transcript: Transcript) -> str:
    convention = transcript.convention
    return ", ".join(convention.lookalikes) if convention else ""
