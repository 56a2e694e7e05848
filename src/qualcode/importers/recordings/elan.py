"""ELAN's .eaf: a voice for each tier, its annotations in the order of their times.

By default the tiers that depend on no other and hold words are read; `--tiers` names others. A tier's voice is its
participant, else its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.recordings.joining import spoken
from qualcode.importers.recordings.media import media_name
from qualcode.importers.recordings.trees import read_tree
from qualcode.importers.recordings.utterances import Recording, Utterance
from qualcode.model.errors import NoSuchTier, NothingSaid, WrongContent
from qualcode.model.transcript import Loss
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Collection
    from xml.etree.ElementTree import Element

    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import Transcript

_ALIGNED: Final = "ALIGNABLE_ANNOTATION"
_DEPENDENT: Final = "REF_ANNOTATION"
_THOUSAND: Final = 1_000
DEEPEST: Final = 40
"""Annotations that refer to one another in a chain; ELAN's tiers depend on each other three or four deep."""


class _Tier(NamedTuple):
    """A tier with the annotations in it that hold words."""

    name: str
    speaker: str
    dependent: bool
    annotations: list[Element]


def read(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read a .eaf file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: which tiers, the encoding where the person says it, and who asks.

    Raises:
        ImportRefused: damaged, no file of ELAN's, or without the tiers that are wanted.
    """
    tree = read_tree(data, what, options.encoding)
    if tree.root.tag != "ANNOTATION_DOCUMENT":
        raise WrongContent(what, format=".eaf")
    tiers = [tier for tier in map(_tier, tree.root.iter("TIER")) if tier.annotations]
    chosen = _chosen(tiers, options.tiers, what)
    left = [tier.name for tier in tiers if tier not in chosen]
    losses = (*tree.losses, *((Loss("tiers_left", len(left), (("tiers", ", ".join(left)),)),) if left else ()))
    media = next((media_name(part.get("MEDIA_URL", "")) for part in tree.root.iter("MEDIA_DESCRIPTOR")), "")
    metadata = (("media", media), ("transcriber", tree.root.get("AUTHOR", "")))
    said = _in_order(tree.root, chosen)
    return spoken(Recording("eaf", said, "", tree.encoding, "", losses, metadata), what, options)


def _tier(element: Element) -> _Tier:
    name = element.get("TIER_ID", "")
    annotations = [
        annotation for kind in (_ALIGNED, _DEPENDENT) for annotation in element.iter(kind) if _words(annotation)
    ]
    return _Tier(name, element.get("PARTICIPANT", "").strip() or name, "PARENT_REF" in element.attrib, annotations)


def _words(annotation: Element) -> str:
    return (annotation.findtext("ANNOTATION_VALUE") or "").strip()


def _chosen(tiers: list[_Tier], wanted: Collection[str], what: str) -> list[_Tier]:
    """Return the tiers to read.

    Raises:
        NoSuchTier: none bears a name that is wanted.
        NothingSaid: no tier holds a word.
    """
    if not tiers:
        raise NothingSaid(what)
    if not wanted:
        return [tier for tier in tiers if not tier.dependent] or tiers
    names = {folded(name) for name in wanted}
    chosen = [tier for tier in tiers if folded(tier.name) in names]
    if not chosen:
        raise NoSuchTier(what, wanted=", ".join(wanted), tiers=", ".join(tier.name for tier in tiers))
    return chosen


def _in_order(root: Element, tiers: list[_Tier]) -> list[Utterance]:
    """Return what the tiers say by time; of what begins together, the tier that stands first comes first."""
    times = _Times(root)
    dated = []
    for place, tier in enumerate(tiers):
        for number, annotation in enumerate(tier.annotations):
            bounds = times.of(annotation)
            utterance = Utterance(_words(annotation), tier.speaker, bounds.start, bounds.end)
            dated.append(((bounds.place, place, number), utterance))
    return [utterance for _key, utterance in sorted(dated, key=lambda one: one[0])]


class _Bounds(NamedTuple):
    """When an annotation is said: seconds where its slots have a time, and its place among all slots."""

    start: float | None
    end: float | None
    place: int


class _Times:
    """The time slots of a file, and the annotations by which dependent ones are dated."""

    def __init__(self, root: Element) -> None:
        slots = [(slot.get("TIME_SLOT_ID", ""), _second(slot.get("TIME_VALUE"))) for slot in root.iter("TIME_SLOT")]
        self._seconds = dict(slots)
        self._places = _places(slots)
        self._aligned = {one.get("ANNOTATION_ID", ""): one for one in root.iter(_ALIGNED)}
        self._parents = {one.get("ANNOTATION_ID", ""): one.get("ANNOTATION_REF", "") for one in root.iter(_DEPENDENT)}

    def of(self, annotation: Element) -> _Bounds:
        """Return when an annotation is said; a dependent one when the one it depends on is."""
        name = annotation.get("ANNOTATION_ID", "")
        for _ in range(DEEPEST):
            if name not in self._parents:
                break
            name = self._parents[name]
        aligned = self._aligned.get(name)
        if aligned is None:
            return _Bounds(None, None, len(self._places))
        first, last = aligned.get("TIME_SLOT_REF1", ""), aligned.get("TIME_SLOT_REF2", "")
        place = self._places.get(first, len(self._places))
        return _Bounds(self._seconds.get(first), self._seconds.get(last), place)


def _places(slots: list[tuple[str, float | None]]) -> dict[str, int]:
    """Return the order of the slots in time; one without a time comes right after the one listed before it."""
    latest = 0.0
    keys: dict[str, float] = {}
    for name, second in slots:
        latest = latest if second is None else second
        keys[name] = latest
    order = sorted(set(keys.values()))
    rank = {second: place for place, second in enumerate(order)}
    return {name: rank[second] for name, second in keys.items()}


def _second(value: str | None) -> float | None:
    """Return thousandths of a second, as ELAN writes them, in seconds."""
    try:
        return None if value is None else int(value) / _THOUSAND
    except (ValueError, OverflowError):
        return None
