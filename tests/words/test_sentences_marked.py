"""Some 200 sentence bounds marked by hand in invented interview talk, French and English, judged half by half."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from qualcode.words.sentences import sentences

BOUND = " ‖ "
WANTED = 200
RIGHT = 195


@dataclass(frozen=True, slots=True)
class Score:
    """How many bounds were marked, how many of them are found, how many are found where none is marked."""

    marked: int
    right: int
    extra: int
    misses: tuple[str, ...]

    def __add__(self, other: Score) -> Score:
        return Score(
            self.marked + other.marked,
            self.right + other.right,
            self.extra + other.extra,
            self.misses + other.misses,
        )

    def __str__(self) -> str:
        found = self.right + self.extra
        return (
            f"{self.right} of {self.marked} bounds found ({self.right / self.marked:.1%}), "
            f"{self.right} of {found} right ({self.right / found:.1%})"
        )


def halves(language: str) -> list[list[str]]:
    """Return the marked lines of both halves; the second begins at a remark that says so."""
    lines = Path(__file__).with_name(f"sentences_{language}.txt").read_text("utf-8").splitlines()
    second = next(place for place, line in enumerate(lines) if line.startswith("# Second"))
    return [[line for line in half if line and not line.startswith("#")] for half in (lines[:second], lines[second:])]


def judged(marked: str) -> Score:
    """Compare the bounds of one line with its marks; a bound is where the next sentence begins."""
    text = marked.replace(BOUND, " ")
    wanted: set[int] = set()
    at = 0
    for sentence in marked.split(BOUND)[:-1]:
        at += len(sentence) + 1
        wanted.add(at)
    found = {span.start for span in sentences(text)} - {0}
    misses = tuple(
        f"{'missed' if at in wanted else 'extra'}: {text[max(0, at - 25) : at]}‖ {text[at : at + 20]}"
        for at in sorted(wanted ^ found)
    )
    return Score(len(wanted), len(wanted & found), len(found - wanted), misses)


def scores(language: str) -> list[Score]:
    return [sum(map(judged, half), Score(0, 0, 0, ())) for half in halves(language)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_of_200_bounds_marked_by_hand_at_least_195_are_found_and_right(language: str) -> None:
    first, second = scores(language)
    both = first + second
    said = (f"{language}, first half: {first}", f"{language}, second half: {second}", str(both), *both.misses)
    sys.stdout.write("\n" + "\n".join(said) + "\n")
    assert both.marked >= WANTED
    assert both.right / both.marked >= RIGHT / WANTED
    assert both.right / (both.right + both.extra) >= RIGHT / WANTED


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_half_holds_its_share_of_the_bounds(language: str) -> None:
    assert all(score.marked >= 0.45 * WANTED for score in scores(language))


def test_a_wrong_bound_and_a_missed_one_lower_the_score() -> None:
    assert judged("Oui. ‖ M. Roy est là. ‖ Bon.") == Score(2, 2, 0, ())
    assert judged("Oui. M. Roy est là. ‖ Bon.").extra == 1
    assert judged("Oui. ‖ M. ‖ Roy est là. ‖ Bon.").right == 2
