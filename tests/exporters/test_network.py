"""The network of codes: what other programs read of it is what was counted."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from qualcode.exporters.network import gexf, graphml, network
from qualcode.model.results import Cooccurrence, Pair, Population, Question

if TYPE_CHECKING:
    from collections.abc import Callable


def _meet(a: str, b: str, n: int) -> Pair:
    return Pair(a, b, 4, 4, n, n / (8 - n), 1.5, 0.5, 0.5)


@pytest.fixture
def result() -> Cooccurrence:
    """Return two threes of codes that meet among themselves, one code alone, and a name no XML can hold."""
    three = [("Temps", "Lien", 3), ("Lien", "Écoute", 2), ("Temps", "Écoute", 2)]
    others = [("a\x1b", "b", 3), ("b", "c", 3), ("a\x1b", "c", 3), ("Écoute", "a\x1b", 1)]
    alone = [(name, name, 4) for name in ("Temps", "Lien", "Écoute", "a\x1b", "b", "c", "Seul")]
    rows = tuple(_meet(*row) for row in [*alone, *three, *others])
    return Cooccurrence(
        Question("cooccurrence", unit="turn"), Population("all", 1, (), 9, 2), "1", "2026-01-01", rows=rows, n=9
    )


@pytest.fixture
def graph(result: Cooccurrence) -> nx.Graph[str]:
    known = SimpleNamespace(path=("Accueil", "Temps"), colour="#56b4e9")
    return network(result, {"Temps": known})


@pytest.mark.parametrize(
    "read",
    [lambda graph: nx.read_graphml(io.BytesIO(graphml(graph))), lambda graph: nx.read_gexf(io.BytesIO(gexf(graph)))],
)
def test_a_file_gives_back_each_pair_once(graph: nx.Graph[str], read: Callable[[nx.Graph[str]], nx.Graph[str]]) -> None:
    again = read(graph)
    assert set(again) == {"Temps", "Lien", "Écoute", "a\ufffd", "b", "c", "Seul"}
    assert again.number_of_edges() == 7
    assert again.edges["Lien", "Écoute"]["weight"] == 2
    assert again.edges["Lien", "Écoute"]["jaccard"] == pytest.approx(2 / 6)
    assert again.nodes["Temps"]["path"] == "Accueil/Temps"
    assert again.nodes["Temps"]["colour"] == "#56b4e9"
    assert again.nodes["Seul"]["count"] == 4


def test_codes_that_meet_more_among_themselves_are_one_community(graph: nx.Graph[str]) -> None:
    numbers = nx.get_node_attributes(graph, "community")
    assert numbers == {"Temps": 1, "Lien": 1, "Écoute": 1, "a\ufffd": 2, "b": 2, "c": 2, "Seul": 3}


def test_the_question_goes_along(graph: nx.Graph[str]) -> None:
    again = nx.read_graphml(io.BytesIO(graphml(graph)))
    assert '"unit": "turn"' in again.graph["question"]


def test_pairs_without_a_coefficient_have_none(result: Cooccurrence) -> None:
    raw = Cooccurrence(
        result.question, result.population, "1", "2026", rows=(Pair("a", "b", None, None, 2, None, None, None, None),)
    )
    assert dict(network(raw, {}).edges["a", "b"]) == {"weight": 2}
