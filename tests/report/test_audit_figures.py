"""Figures of a report that contradict each other, hand-counted; and those that only look so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.importers.options import ImportOptions
from qualcode.importers.reading import read_source
from qualcode.report.figures import figures_in

if TYPE_CHECKING:
    from pathlib import Path

STATED = "Des entretiens ont été faits auprès de 12 éducatrices. Les 12 éducatrices suivent les 40 jeunes. "
HOLD = (
    "Parmi les 40 jeunes, 10 des 40 jeunes (25 %) sont venus.",
    "Un quart des jeunes, soit 25 % des jeunes (n=10), sont venus.",
    "La fin du suivi est prévue dans 33 % des cas (n=4; 33 %).",
    "On en compte 3 sur 12, soit 25 % du groupe.",
    "En 2023, 5 éducatrices avaient 14 ans d'expérience, 100 % du temps dans le milieu.",
    "Le 16 des 40 jeunes, soit 40 %, est connu.",
)


@pytest.mark.parametrize("sentence", HOLD)
def test_figures_that_hold_are_left_alone(sentence: str) -> None:
    assert figures_in(STATED + sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "kind", "n", "population"),
    [
        ("On sait que 40 % des éducatrices (n=16) sont d'accord.", "above_population", 16, 12),
        ("Plus tard, 15 éducatrices répondent.", "above_population", 15, 12),
        ("Il y a 20 personnes, et les 20 personnes le savent: 31 personnes disent oui.", "above_population", 31, 20),
        ("Ainsi, 44 des 40 jeunes sont venus.", "above_population", 44, 40),
        ("On sait que 40 % des jeunes (n=10) sont venus.", "share_mismatch", 10, 40),
        ("Ce sont 10 des 40 jeunes (38 %) qui sont venus.", "share_mismatch", 10, 40),
        ("They note that 40% of the jeunes (n=10) agreed.", "share_mismatch", 10, 40),
    ],
)
def test_a_figure_that_does_not_hold_is_told(sentence: str, kind: str, n: int, population: int) -> None:
    found = figures_in(STATED + sentence)
    assert [(figure.kind, figure.n, figure.population) for figure in found] == [(kind, n, population)]
    assert sentence[5:20] in found[0].text


def test_one_thing_said_two_ways_is_told_with_both() -> None:
    once = "Les éducatrices ont coordonné des rencontres entre différentes personnes du quartier dans 30 % des cas. "
    again = (
        "En effet, 30 % des jeunes confirment avoir coordonné des rencontres entre différentes personnes du quartier."
    )
    (found,) = figures_in(STATED + once + again)
    assert (found.kind, found.share) == ("two_ways", 30.0)
    assert "30 % des cas" in found.other
    assert figures_in(STATED + once + once) == ()
    assert figures_in(STATED + once + "D'autres trouvent que 30 % des jeunes arrivent en retard le matin.") == ()


def test_what_people_say_in_figures_is_theirs() -> None:
    report = f"{STATED}« On a vu 90 éducatrices passer » (E1)."
    start = report.index("On a vu")
    assert figures_in(report, [(start, start + 30)]) == ()


def test_the_published_report_says_one_share_of_two_things_and_counts_more_than_there_are(material: Path) -> None:
    source = read_source(material / "reports" / "rapport_ips.txt", ImportOptions(speakers="none"))
    found = figures_in(source.transcript.text)
    told = [(figure.kind, figure.noun, figure.n, figure.population, figure.share) for figure in found]
    assert told == [
        ("above_population", "ips", 32, 11, None),
        ("above_population", "ips", 13, 11, 38.0),
        ("above_population", "ips", 13, 11, 40.0),
        ("two_ways", "ips", 13, None, 40.0),
    ]
