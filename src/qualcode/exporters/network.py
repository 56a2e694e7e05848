"""Codes that meet as a network for Gephi, Cytoscape, R and others: GraphML or GEXF."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Final

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.model.records import Code
    from qualcode.model.results import Cooccurrence

SEED: Final = 1
"""Of the search for communities: the same codes meet in the same communities each time."""
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 file can hold."""


def network(result: Cooccurrence, codes: Mapping[str, Code]) -> nx.Graph[str]:
    """Return the codes that meet as an undirected graph.

    Args:
        result: which codes, groups or themes meet.
        codes: what is known of a code by its label; groups and themes are not among them.

    Returns:
        A node for each row of the diagonal with `label`, `count` (units or united passages), `community` (from 1, the
        largest first) and, of a code, `path` and `colour`; an edge for each pair with `weight` (n_ab), `jaccard` and
        `lift`, the last two where the question gives them. The graph holds the question as `question`.
    """
    graph: nx.Graph[str] = nx.Graph(question=_plain(json.dumps(result.as_json()["question"], ensure_ascii=False)))
    for pair in result.rows:
        if pair.a == pair.b:
            graph.add_node(_plain(pair.a), **_known(pair.a, codes), count=pair.n_ab)
    for pair in result.rows:
        if pair.a != pair.b and pair.n_ab:
            told = {"jaccard": pair.jaccard, "lift": pair.lift}
            graph.add_edge(_plain(pair.a), _plain(pair.b), weight=pair.n_ab, **_given(told))
    for node in graph:
        graph.nodes[node].setdefault("label", node)
    nx.set_node_attributes(graph, _communities(graph), "community")
    return graph


def graphml(graph: nx.Graph[str]) -> bytes:
    """Return a graph as GraphML (graphml.graphdrawing.org)."""
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out)
    return out.getvalue()


def gexf(graph: nx.Graph[str]) -> bytes:
    """Return a graph as GEXF 1.2 (gexf.net), which Gephi reads; its question goes with GraphML alone."""
    out = io.BytesIO()
    nx.write_gexf(graph, out, version="1.2draft")
    return out.getvalue()


def _communities(graph: nx.Graph[str]) -> dict[str, int]:
    """Return the number of each node's community: Louvain (Blondel and others 2008), weighted by n_ab."""
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    order = {node: place for place, node in enumerate(graph)}
    ranked = sorted(found, key=lambda one: (-len(one), min(order[node] for node in one)))
    return {node: number for number, one in enumerate(ranked, 1) for node in one}


def _known(label: str, codes: Mapping[str, Code]) -> dict[str, str]:
    code = codes.get(label)
    told = {"label": label} | ({"path": "/".join(code.path), "colour": code.colour} if code else {})
    return {name: _plain(value) for name, value in told.items()}


def _given(told: Mapping[str, float | None]) -> dict[str, float]:
    return {name: value for name, value in told.items() if value is not None}


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
