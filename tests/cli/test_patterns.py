"""Codes that meet, where they lie, what follows what and their map, by command."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def coded(command: Callable[..., Any], study: Path) -> Path:
    """Return the folder of a study in which a third code meets two others."""
    turns = command("documents", "show", "Entrevue 01", "--json").rows[0]["turns"]
    said = next(turn for turn in turns if turn["role"] == "participant")
    for code in ("École", "Maison", "Soir"):
        command("code", "Entrevue 01", code, "--span", f"{said['start']}:{said['start'] + 4}")
    return study.parent


def test_chosen_rows_agreement_and_distance_stand_in_the_question(command: Callable[..., Any], coded: Path) -> None:
    assert coded
    rows = command("cooccurrence", "--row", "Soir", "--column", "Lieux", "--json")
    off = {(row["a"], row["b"]) for row in rows.rows if row["a"] != row["b"]}
    assert off == {("École", "Soir"), ("Maison", "Soir")}
    assert (rows.json["question"]["rows"], rows.json["question"]["columns"]) == (["Soir"], ["Lieux"])
    near = command("cooccurrence", "--near", "2", "turns", "--json")
    assert (near.json["question"]["unit"], near.json["question"]["near"]) == ("overlap", [2, "turns"])
    assert all(row["lift"] is None for row in near.rows)
    lines = command("cooccurrence", "--near", "2", "turns", "--agreed").out
    assert "unit: passages that overlap or lie at most 2 turns apart" in " ".join(lines.split())
    assert "only what all coders of a document say alike" in " ".join(lines.split())
    assert "Lift" not in lines
    assert "Lift: so many times as often as chance" in command("cooccurrence").out
    refused = command("cooccurrence", "--raw", "--agreed")
    assert refused.code == 2
    assert "neither --near nor --agreed" in refused.err
    assert "no such theme" in command("cooccurrence", "--level", "theme", "--row", "x").err


def test_what_was_tested_and_what_not_is_told_below(command: Callable[..., Any], coded: Path) -> None:
    assert coded
    out = command("cooccurrence", "--permutations", "19", "--seed", "4").out
    assert "too few" in out
    assert "pairs tested" in out
    told = command("cooccurrence", "--unit", "document", "--permutations", "19", "--json").json
    assert told["tested"]["smallest_p"] == 0.05
    assert told["resampled"] is None
    assert "only" in command("cooccurrence", "--intervals", "50").err
    assert "no interview guide yet" in command("cooccurrence", "--permutations", "9", "--within-questions").err


def test_codes_that_meet_go_into_every_kind_of_file(command: Callable[..., Any], coded: Path) -> None:
    begins = {
        "pairs.csv": b"\xef\xbb\xbfa,b,n_a",
        "pairs.xlsx": b"PK",
        "pairs.json": b"{",
        "pairs.png": b"\x89PNG",
        "pairs.svg": b"<?xml",
        "pairs.graphml": b"<",
        "pairs.gexf": b"<",
    }
    for name, start in begins.items():
        command("cooccurrence", "--out", str(coded / name))
        assert (coded / name).read_bytes().startswith(start)
    assert "the ending says no format" in command("cooccurrence", "--out", "pairs.pdf").err
    command("cooccurrence", "--network", "--out", str(coded / "net.svg"))
    assert b"Network of codes" in (coded / "net.svg").read_bytes()
    for asked in (("--network",), ("--network", "--out", "net.csv")):
        assert "--network draws a picture" in command("cooccurrence", *asked).err


def test_a_distance_has_its_own_jaccard_and_can_be_tested(command: Callable[..., Any], coded: Path) -> None:
    assert coded
    shown = command("cooccurrence", "--near", "2", "turns", "--permutations", "19").out
    assert "Jaccard: of the passages of the two" in shown
    assert "p adj." in shown
    assert "p comes out too small: take it for a hint" in " ".join(shown.split())
    told = command("cooccurrence", "--near", "2", "turns", "--permutations", "19", "--json").json
    assert all(0 < row["jaccard"] <= 1 and row["lift"] is None for row in told["rows"])
    assert told["tested"]["smallest_p"] == 0.05
    assert "overlap" in command("cooccurrence", "--near", "2", "turns", "--intervals", "20").err


def test_readings_of_numbers_are_drawn(command: Callable[..., Any], coded: Path) -> None:
    for reading in (("frequencies",), ("talk", "--by", "phase"), ("coverage", "--by", "speaker")):
        for ending in ("png", "svg", "csv", "json"):
            out = coded / f"{reading[0]}.{ending}"
            assert command(*reading, "--out", str(out)).code == 0
            assert out.stat().st_size
    assert "fewer than 5 people" in command("frequencies", "--out", str(coded / "frequencies.csv")).err
    assert (coded / "frequencies.png").read_bytes().startswith(b"\x89PNG")
    assert "the ending says no format" in command("frequencies", "--out", "f.pdf").err


def test_the_course_is_told_in_lines_followers_and_shares(command: Callable[..., Any], coded: Path) -> None:
    lines = command("codeline", "--by", "case", "--out", str(coded / "lines.png"), "--json")
    assert len({row["group"] for row in lines.rows}) > 1
    assert all(0 <= low < high <= 1 for row in lines.rows for low, high in row["stretches"])
    assert (coded / "lines.png").read_bytes().startswith(b"\x89PNG")
    for name in ("lines.csv", "lines.json", "lines.svg"):
        command("codeline", "--out", str(coded / name))
    table = csv.DictReader((coded / "lines.csv").read_text(encoding="utf-8-sig").splitlines())
    assert [row["code"] for row in table] == [row["code"] for row in command("codeline", "--json").rows]
    assert json.loads((coded / "lines.json").read_text())["question"]["reading"] == "codeline"
    shown = command("codeline").out
    assert "█" in shown
    assert "·" in shown
    after = command("sequence", "--json")
    assert all(row["n_ab"] <= row["n_a"] for row in after.rows)
    assert ("After" in command("sequence").out) == bool(after.rows)
    assert "each document holds one passage at most" in command("sequence", "--coder", "Mathis").err
    whole = command("coverage", "--json").rows
    by = command("coverage", "--by", "speaker", "--json").rows
    assert whole[0]["words"] == sum(row["words"] for row in by)
    assert "Share" in command("coverage", "--by", "speaker").out
    assert "Voice" not in command("coverage").out


def test_a_map_says_how_far_it_can_be_trusted(command: Callable[..., Any], coded: Path) -> None:
    made = command("codemap", "--out", str(coded / "map.svg"))
    assert "Kruskal’s stress-1 is" in made.out
    assert b"stress-1" in (coded / "map.svg").read_bytes()
    assert command("codemap", "--json").json["stress"] is not None
    for name in ("map.csv", "map.json", "map.png"):
        command("codemap", "--out", str(coded / name))
        assert (coded / name).stat().st_size
    assert "at least three codes" in command("codemap", "--method", "correspondence").err
