"""Transcriber's .trs: turns with their voices and times, topics as headings, noises counted.

Where two voices speak at once and the file says who says what, each piece is a turn of its own; where it does not, the
turn bears both names and is nobody's words in particular.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.importers.losses import counted_losses
from qualcode.importers.recordings.joining import spoken
from qualcode.importers.recordings.media import media_name
from qualcode.importers.recordings.trees import read_tree
from qualcode.importers.recordings.utterances import Recording, Utterance
from qualcode.model.errors import WrongContent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import Loss, Transcript

_NOISES: Final = frozenset({"Event", "Background"})
_JOINED: Final = " + "


def read(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read a .trs file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: the encoding where the person says it, how turns are told apart, and who asks.

    Raises:
        ImportRefused: damaged, or no file of Transcriber's.
    """
    tree = read_tree(data, what, options.encoding)
    if tree.root.tag != "Trans":
        raise WrongContent(what, format=".trs")
    walk = _Walk(tree.root)
    said = list(walk.said())
    metadata = (
        ("media", media_name(tree.root.get("audio_filename", ""))),
        ("transcriber", tree.root.get("scribe", "")),
    )
    language = tree.root.get("{http://www.w3.org/XML/1998/namespace}lang", "")[:2].lower()
    recording = Recording(
        "trs", said, "", tree.encoding, language, (*tree.losses, *walk.losses()), metadata, join=False
    )
    return spoken(recording, what, options)


class _Walk:
    """A walk over the turns, in their order."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._voices = _named(root, "Speaker", "name")
        self._topics = _named(root, "Topic", "desc")
        self._counts = {"noises": 0, "remarks": 0}

    def said(self) -> Iterator[Utterance]:
        """Yield the topics of the sections and what is said in each."""
        for section in self._root.iter("Section"):
            topic = self._topics.get(section.get("topic", ""), "")
            if topic:
                yield Utterance(topic, heading=True)
            for turn in section.iter("Turn"):
                yield from self._turn(turn)

    def _turn(self, turn: Element) -> Iterator[Utterance]:
        """Yield a turn, or what each voice says in it."""
        names = [self._voices.get(key, key) for key in turn.get("speaker", "").split()]
        start, end = _second(turn.get("startTime")), _second(turn.get("endTime"))
        together = len(names) > 1
        speaker = _JOINED.join(names)
        pieces = [turn.text or ""]
        for child in turn:
            number = child.get("nb", "") if child.tag == "Who" else ""
            if number:
                yield Utterance(_words(pieces), speaker, start, end, together)
                pieces = []
                one = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0  # noqa: PLR2004 - a voice's place
                together = not 0 < one <= len(names)
                speaker = _JOINED.join(names) if together else names[one - 1]
            self._count(child)
            pieces.append(child.tail or "")
        yield Utterance(_words(pieces), speaker, start, end, together and bool(speaker))

    def _count(self, child: Element) -> None:
        if child.tag in _NOISES:
            self._counts["noises"] += 1
        elif child.tag == "Comment":
            self._counts["remarks"] += 1

    def losses(self) -> tuple[Loss, ...]:
        """Return what was left out, once all is said."""
        return counted_losses(self._counts)


def _named(root: Element, tag: str, attribute: str) -> dict[str, str]:
    """Return what a table of the file calls its entries, by their ids."""
    return {entry.get("id", ""): entry.get(attribute, "").strip() or entry.get("id", "") for entry in root.iter(tag)}


def _words(pieces: list[str]) -> str:
    """Join the pieces between synchronisations and noises: each lost the line ends of the file's own layout."""
    lines = ("\n".join(filter(None, map(str.strip, piece.split("\n")))) for piece in pieces)
    return " ".join(filter(None, lines))


def _second(time: str | None) -> float | None:
    try:
        return None if time is None else float(time)
    except ValueError:
        return None
