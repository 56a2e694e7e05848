"""What an import screen shows of a file before it comes in, and what a person may correct of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.bringing import LANGUAGES, action_of
from qualcode.importers.conventions import NAMES
from qualcode.importers.losses import sentence
from qualcode.importers.marking import codes_told, marks_told
from qualcode.importers.options import Noted, Refused, Source, There
from qualcode.importers.turns import alike
from qualcode.model.messages import NN_, _, ngettext
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from qualcode.coding.documents.documents import ImportDocument
    from qualcode.coding.project import Project
    from qualcode.importers.options import ImportOptions
    from qualcode.importers.reading import Batch
    from qualcode.importers.tables import Table
    from qualcode.model.bundle import Answers
    from qualcode.model.transcript import Loss
    from qualcode.tui.shown.described import Fit

    Act = Callable[[str, str], tuple[str, str]]

TABLES: Final = (".csv", ".xlsx")
"""Endings of files where each person who answers is a document."""
READY, THERE, CHANGED, REFUSED, IN, GONE = "ready", "there", "changed", "refused", "in", "gone"
TABLE, LEFT = "table", "left"
_OURS: Final = {
    "interviewer_unknown": NN_(
        "who asks could not be told: choose the voice and press Enter",
        "who asks could not be told: choose the voice and press Enter",
    ),
    "encoding_guessed": NN_(
        "the bytes are not UTF-8: read as {encoding}; look at the accents, e reads them otherwise",
        "the bytes are not UTF-8: read as {encoding}; look at the accents, e reads them otherwise",
    ),
    "comments": NN_(
        "{count} comment in the margin left out; c makes a coding of it",
        "{count} comments in the margin left out; c makes codings of them",
    ),
    "highlights": NN_(
        "{count} highlighted passage came in as plain text; h makes a coding of it",
        "{count} highlighted passages came in as plain text; h makes codings of them",
    ),
}
"""Losses for which the screen names a key where the command line names an option."""
_BETWEEN: Final = 100
"""Acts of anybody that are looked at beside those of an import."""
ALIKE: Final = "alike_labels"
"""The loss of two labels that may be one voice: it goes once they are one."""
_SHOWN: Final = frozenset({"columns_name", "columns_open", "columns_question", "columns_attribute", "columns_skip"})
"""What the list of the columns says already."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a file, by the label."""

    label: str
    turns: int
    role: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was looked at, or a document inside one: what it says, or why it does not come in.

    Attributes:
        path: what it is listed under: where it is, or the file that holds it and its place inside.
        state: ready, there (its bytes are a document already), changed (others are), refused, in, gone (came in and was
            taken out since); table (of attributes, to be joined), left (aside, as was said).
        source: what was understood; None where it was refused or is there.
        words: of speech.
        told: the refusal's sentence, or the document's name.
        notes: what is worth saying of the file of several documents that it came in.
        file: the file of the disk that it came in.
        columns: of a table of answers, how each column was taken.
        acts: what a person corrected of its voices, in order.
        heard: once it is in, its voices.
        facts: once it is in, what was understood of it.
        table: what may be attributes of the participants; None for all other files, and once it is joined.
        fit: how its rows find cases, once that is known.
        document: once it is in, the document's id.
    """

    path: Path
    state: str
    source: Source | None = None
    words: int = 0
    told: str = ""
    notes: tuple[Loss, ...] = ()
    file: Path = Path()
    columns: tuple[Answers, ...] = ()
    acts: tuple[Act, ...] = ()
    heard: tuple[Voice, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    fit: Fit | None = None
    document: str = ""

    @property
    def inside(self) -> bool:
        """Whether it is one of several documents of a file."""
        return self.file not in {Path(), self.path}

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What was lost of it, or is worth checking."""
        return (*(self.source.transcript.losses if self.source else ()), *self.notes)

    @property
    def voices(self) -> list[Voice]:
        """Who speaks, in order of appearance."""
        if self.source is None:
            return list(self.heard)
        turns = self.source.transcript.turns
        counts = Counter(turn.speaker for turn in turns)
        roles = {turn.speaker: turn.role for turn in turns}
        return [Voice(label, count, roles[label]) for label, count in counts.items()]


def understand(
    batch: Batch,
    project: Project,
    path: Path,
    options: ImportOptions | None = None,
    before: Mapping[str, str] | None = None,
) -> list[Incoming]:
    """Look at a file and write nothing; whatever is wrong with it is its own affair.

    A file of several documents gives one for each, with what is worth saying of the whole.

    Args:
        batch: reads it.
        project: where it would go.
        path: the file.
        options: how it is read; None for as the batch reads.
        before: what `by_origin` told, where many files are looked at; None to ask it.
    """
    before = by_origin(project) if before is None else before
    batch.options = replace(options or batch.options, language=project.study.corpus_language)
    whole = Incoming(path, REFUSED, file=path)
    files: list[Incoming] = []
    for found in batch.every(path, project.documents.with_source):
        if isinstance(found, Noted):
            columns = found.columns if found.file == str(path) else whole.columns
            whole = replace(whole, notes=found.losses, columns=columns)
        elif isinstance(found, There):
            files.append(
                replace(whole, path=_place(found.file, found.document, path), state=THERE, told=found.document)
            )
        elif isinstance(found, Refused):
            files.append(replace(whole, path=Path(found.file), told=str(found.refusal)))
        elif found.origin in before:
            named = before[found.origin]
            files.append(replace(whole, path=_place(found.file, found.name, path), state=CHANGED, told=named))
        else:
            files.append(_ready(found, whole))
    return files


def by_origin(project: Project) -> dict[str, str]:
    """Return the name of the latest document that came from each place."""
    return {origin: came[-1].name for origin, came in project.documents.by_origin().items()}


def _ready(source: Source, whole: Incoming) -> Incoming:
    transcript = source.transcript
    words = sum(count_words(transcript.text, span.start, span.end) for span in transcript.speech)
    place = _place(source.file, source.name, whole.path)
    return replace(whole, path=place, state=READY, source=source, words=words)


def _place(file: str, document: str, path: Path) -> Path:
    """Return the name a document is listed under: its file's, or for one of a table who answers, inside the table."""
    return Path(file, document) if file == str(path) and path.suffix.lower() in TABLES else Path(file)


def looked_at_again(files: dict[Path, Incoming], path: Path, anew: list[Incoming]) -> dict[Path, Incoming]:
    """Return the list with a file read in another way: what was corrected holds, what is in stays as it came in.

    Args:
        files: the list, by what each is listed under.
        path: the file of the disk that was read again.
        anew: what it gave.
    """
    before = {place: file for place, file in files.items() if file.file == path}
    columns = next((file.columns for file in before.values() if file.columns), ())
    fresh = {}
    for file in anew:
        old = before.get(file.path)
        for act in old.acts if old is not None else ():
            file = _with_turns(file, act)  # noqa: PLW2901 - the same file, corrected
        fresh[file.path] = file if file.columns else replace(file, columns=columns)
    fresh |= {place: file for place, file in before.items() if file.state == IN}
    result: dict[Path, Incoming] = {}
    for place, file in files.items():
        result |= fresh if place in before else {place: file}
    return result


def asking_turned(file: Incoming, label: str) -> Incoming:
    """Say of a voice that it asks the questions, or that it does not."""
    role = next(voice.role for voice in file.voices if voice.label == label)
    other = "participant" if role == "interviewer" else "interviewer"
    return _with_turns(file, lambda speaker, now: (speaker, other if speaker == label else now))


def merged(file: Incoming, label: str, into: str) -> Incoming:
    """Give one voice's turns to another: two labels of one person."""
    role = next(voice.role for voice in file.voices if voice.label == into)
    return _with_turns(file, lambda speaker, now: (into, role) if speaker == label else (speaker, now))


def _with_turns(file: Incoming, act: Act) -> Incoming:
    if file.source is None:
        return file
    transcript = file.source.transcript
    turns = []
    for turn in transcript.turns:
        speaker, role = act(turn.speaker, turn.role)
        turns.append(replace(turn, speaker=speaker, role=role))
    losses = [loss for loss in transcript.losses if loss.kind not in {"interviewer_unknown", ALIKE}]
    if any(loss.kind == ALIKE for loss in transcript.losses):
        losses += alike(tuple(turns))
    corrected = replace(transcript, turns=tuple(turns), interviewer_by="option", losses=tuple(losses))
    return replace(file, source=replace(file.source, transcript=corrected), acts=(*file.acts, act))


def originals(batch: Batch, options: ImportOptions, path: Path) -> dict[str, Source]:
    """Read a file again to keep its bytes; return its documents by where they came from.

    Args:
        batch: reads it.
        options: how it was read.
        path: the file of the disk.
    """
    batch.options = replace(options, keep=True)
    return {found.origin: found for found in batch.every(path) if isinstance(found, Source)}


def bring_in(file: Incoming, original: bytes = b"") -> ImportDocument | None:
    """Return the action that brings a file in; None where it does not come in.

    Args:
        file: as it was understood and corrected.
        original: the bytes to keep; none for none.
    """
    if file.source is None or file.state != READY:
        return None
    return action_of(file.source, original)


def came_in(file: Incoming, told: str, document: str) -> Incoming:
    """Return a file that is in: what the screen says of it stays, its transcript is let go.

    Args:
        file: as it was understood and corrected.
        told: the document's name.
        document: its id.
    """
    heard, facts = tuple(file.voices), tuple(facts_of(file))
    return replace(
        file, state=IN, source=None, told=told, notes=file.losses, heard=heard, facts=facts, document=document
    )


def gone(project: Project, files: Iterable[Incoming]) -> list[Incoming]:
    """Return, as such, those of the files that came in and that the project holds no longer.

    Args:
        project: where they went.
        files: as they are listed.
    """
    held = {document.id for document in project.documents.all()}
    lost = [file for file in files if file.state == IN and file.document and file.document not in held]
    return [replace(file, state=GONE) for file in lost]


def in_parts(project: Project, batch: str, count: int) -> bool:
    """Tell whether acts of one's own stand between those of an import: undo then takes it back in parts.

    Args:
        project: where it went.
        batch: the import's.
        count: how many acts it has at most.
    """
    latest = project.history(2 * count + _BETWEEN)
    own = [entry.batch == batch for entry in latest if entry.coder == project.coder and entry.undoes is None]
    ours = [number for number, theirs in enumerate(own) if theirs]
    return bool(ours) and not all(own[ours[0] : ours[-1]])


def losses_of(file: Incoming) -> list[str]:
    """Return what was lost or is worth checking, in words that fit the screen."""
    if file.source is None and file.state != IN:
        return []
    return [_loss(loss) for loss in file.losses if not (file.columns and loss.kind in _SHOWN)]


def _loss(loss: Loss) -> str:
    ours = _OURS.get(loss.kind)
    return (
        ngettext(*ours, loss.count).format_map({"count": loss.count, **dict(loss.detail)}) if ours else sentence(loss)
    )


def facts_of(file: Incoming) -> list[tuple[str, str]]:
    """Return what was understood of a file, by label."""
    if file.source is None:
        return list(file.facts)
    transcript = file.source.transcript
    language = LANGUAGES.get(transcript.language)
    told = [(_("language"), _(language) if language else _("language not told"))]
    convention = transcript.convention
    if convention is not None:
        told.append((_("turns"), _(NAMES[convention.name])))
        if convention.lookalikes:
            told.append((_("not voices"), ", ".join(convention.lookalikes)))
    times = [time for turn in transcript.turns for time in (turn.time_start, turn.time_end) if time is not None]
    if times:
        told.append((_("recorded"), f"{_clock(min(times))} – {_clock(max(times))}"))
    if transcript.encoding and transcript.encoding != "utf-8":
        told.append((_("encoding"), transcript.encoding))
    if transcript.marks:
        told += [(_("codings"), marks_told(transcript.marks)), (_("codes"), codes_told(transcript.marks))]
    return told


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
