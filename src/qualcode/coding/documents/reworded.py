"""The turns and the headings of a text in which known words were replaced: all stay, at their new places."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.coding.documents.revoicing import Revoiced
from qualcode.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.records import Turn
    from qualcode.model.transcript import Speech
    from qualcode.words.edited import Edited


def reworded_voices(carrier: Edited, before: Sequence[Turn], speeches: Sequence[Speech]) -> Revoiced:
    """Return the turns as they lie now, under the labels that they have now.

    Args:
        carrier: the former text and the new one.
        before: the turns of the former text, in order.
        speeches: the same turns, in the same order, with their new labels.
    """
    carried = [carrier.carry(turn.span) for turn in before]
    turns = tuple(
        replace(turn, speaker=speech.speaker, start=speech.start, end=speech.end)
        for turn, speech in zip(before, speeches, strict=True)
    )
    renamed = {old.speaker: new.speaker for old, new in zip(before, turns, strict=True) if old.speaker != new.speaker}
    endings = {turn.id: each.ending for turn, each in zip(before, carried, strict=True)}
    return Revoiced(turns, frozenset(), endings, renamed, {})


def reworded_report(report: str, carrier: Edited) -> str:
    """Return an import report whose headings lie where they lie now."""
    told = json.loads(report or "{}")
    spans = [carrier.carry(Span(start, end)).span for start, end in told.get("headings", [])]
    told["headings"] = [[span.start, span.end] for span in spans if span is not None]
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
