"""What stands under a table of codes that meet: what was tested and what was not, whom the intervals drew anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.meeting import NEAR
from qualcode.model.messages import NN_
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from qualcode.model.meeting import PairsTested, Resampled
    from qualcode.model.results import Cooccurrence
    from qualcode.report.wording import Wording

_DRAWN: Final = {
    "case": NN_("{count} case", "{count} cases"),
    "group": NN_("{count} group", "{count} groups"),
    "document": NN_("{count} document", "{count} documents"),
}
_DECIMALS: Final = 4


def meeting_notes(result: Cooccurrence, language: str) -> list[str]:
    """Return the sentences that stand under a table of codes that meet; none where all is as usual.

    Args:
        result: which codes meet.
        language: fr-CA, fr-FR or en.
    """
    wording = wording_of(language)
    near = NEAR in dict(result.question.options)
    notes = [_caution(wording)] if near and result.tested and result.tested.pairs else []  # first: a low window cuts
    notes += [_of_distance(wording)] if near else []
    notes += _of_test(result.tested, _met(result), wording) if result.tested else []
    return [*notes, *([_of_resamples(result.resampled, wording)] if result.resampled else [])]


def _caution(wording: Wording) -> str:
    return wording.gettext(
        "At a distance, where codes stand in long turns above all, p comes out too small: take it for a hint, and read "
        "the passages."
    )


def _of_distance(wording: Wording) -> str:
    return wording.gettext(
        "Jaccard: of the passages of the two, the share of those that are as near as that to one of the other."
    )


def _met(result: Cooccurrence) -> int:
    """Return how many of the pairs tested meet at all: only they have a row, and a p of their own."""
    return sum(row.p_value is not None for row in result.rows)


def pairs_tested(tested: PairsTested, met: int, wording: Wording) -> str:
    """Say how many pairs were tested, and how many of them meet where some do not.

    Args:
        tested: what the test took.
        met: those of them that meet at least once.
        wording: the language.
    """
    pairs = wording.ngettext("{count} pair tested", "{count} pairs tested", tested.pairs)
    if met >= tested.pairs:
        return pairs
    return wording.ngettext("{pairs}, of which {count} meets", "{pairs}, of which {count} meet", met, pairs=pairs)


def _of_test(tested: PairsTested, met: int, wording: Wording) -> list[str]:
    pairs = pairs_tested(tested, met, wording)
    few = wording.ngettext(
        "{count} that meets is too few to test, for chance would bring it together less than once",
        "{count} that meet are too few to test, for chance would bring each together less than once",
        tested.too_few,
    )
    notes = [wording.gettext("{one}; {other}.", one=pairs, other=few) if tested.too_few else f"{pairs}."]
    if tested.pairs:
        notes.append(
            wording.gettext(
                "p is one-sided; “p adj.” is adjusted over all pairs tested (max-z), q by Benjamini and Hochberg."
            )
        )
        smallest = wording.number(tested.smallest_q, _DECIMALS)
        notes.append(
            wording.gettext(
                "The smallest q that one pair alone can reach here is {q}; more random arrangements lower it.",
                q=smallest,
            )
        )
    return notes


def _of_resamples(resampled: Resampled, wording: Wording) -> str:
    who = wording.ngettext(*_DRAWN[resampled.who], resampled.n)
    times = wording.number(resampled.resamples)
    return wording.gettext("95 %: where the Jaccards of {times} resamples of {who} lie.", times=times, who=who)
