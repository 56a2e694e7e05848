"""The codebook as YAML: what is written comes back as it was, what is written by hand is read, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exporters.codebook_yaml import DEEPEST, TEXTS, codebook_yaml
from qualcode.importers import yaml_nodes
from qualcode.importers.codebook_yaml import CodeRead, read_codebook
from qualcode.model import errors
from qualcode.model.codebook import path_text, split_path
from qualcode.model.records import Code

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=6) | st.sampled_from(
    [
        "no",
        "1",
        "null",
        "~",
        "- a",
        "a: b",
        "#",
        "'",
        '"',
        "a/b",
        "a\\/",
        "?",
        "|",
        "&a",
        "*a",
        "!!int",
        "2024-01-01",
        "=",
    ]
)
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ["", "oui", "deux\nlignes\n", " \n a", "a  b\n\n\tc ", "# rien", "x\x85y\u2028z\n", "\ufeff", "a\r\nb", "… 😀"]
)


def code(identifier: str, path: tuple[str, ...], parent: str | None, **fields: Any) -> Code:
    texts = {text: fields.pop(text, "") for text in TEXTS}
    return Code(identifier, path[-1], path, parent, 0, fields.pop("colour", ""), version=1, **texts, **fields)


@st.composite
def books(draw: Any) -> list[Code]:
    """Draw a codebook in its order: parents first, names of siblings apart, second places anywhere."""
    book: list[Code] = []
    for place in range(draw(st.integers(1, 6))):
        above = draw(st.sampled_from([None, *book])) if book else None
        name = draw(NAMES.filter(str.strip)) + str(place)
        path = (*(above.path if above else ()), name)
        texts = {text: draw(WORDS) for text in draw(st.lists(st.sampled_from(TEXTS), max_size=3, unique=True))}
        also_in = tuple(draw(st.lists(st.sampled_from([one.id for one in book]), unique=True))) if book else ()
        retired = draw(st.booleans())
        said = {"colour": draw(st.sampled_from(["", "#0a1b2c"])), "retired": retired, "also_in": also_in}
        said["retired_reason"] = draw(WORDS) if retired else ""
        book.append(code(str(place), path, above.id if above else None, **said, **texts))
    return book


def said(one: CodeRead) -> tuple[Any, ...]:
    """Return what a code says: its path, its fields, its second places."""
    above = (*(split_path(one.under) if one.under else ()), *one.parent)
    return path_text((*above, one.name)), dict(one.said), one.also_in


@given(book=books())
def test_every_codebook_comes_back_as_it_was(book: list[Code]) -> None:
    paths = {each.id: path_text(each.path) for each in book}
    fields = ("colour", *TEXTS, "retired_reason")
    expected = {
        (paths[each.id]): (
            {name: getattr(each, name) for name in fields} | {"retired": "true" if each.retired else ""},
            tuple(paths[group] for group in each.also_in),
        )
        for each in book
    }
    data = codebook_yaml(book)
    found = [said(one) for one in read_codebook(data, "book.yaml")[0]]
    assert {path: (fields, also_in) for path, fields, also_in in found} == expected
    for group in {each.parent for each in book}:  # siblings in their order
        beside = [paths[each.id] for each in book if each.parent == group]
        assert [path for path, *_rest in found if path in beside] == beside
    names = [entry["name"] for entry in yaml.safe_load(data)["codes"]]  # what other programs read are words, too
    assert all(isinstance(name, str) for name in names)


def test_a_person_can_read_it() -> None:
    group = code("1", ("Émotions",), None, colour="#56b4e9")
    below = code("2", ("Émotions", "Joie"), "1", definition_fr="Rire.\nSourire.", retired=True, also_in=("3",))
    last = code("3", ("Temps",), None, label_en="No")
    assert codebook_yaml([group, below, last]).decode() == (
        "codes:\n"
        "- name: Émotions\n"
        "  colour: '#56b4e9'\n"
        "  codes:\n"
        "  - name: Joie\n"
        "    definition_fr: |-\n"
        "      Rire.\n"
        "      Sourire.\n"
        "    retired: true\n"
        "    also_in:\n"
        "    - Temps\n"
        "- name: Temps\n"
        "  label_en: 'No'\n"
    )


def test_a_tree_of_any_depth_comes_back() -> None:
    deep = [code(str(n), tuple(map(str, range(n + 1))), str(n - 1) if n else None) for n in range(DEEPEST * 20)]
    found = [said(one)[0] for one in read_codebook(codebook_yaml(deep), "b.yaml")[0]]
    assert found == [path_text(each.path) for each in deep]


def test_what_a_hand_writes_is_read() -> None:
    text = "- name: No\n  also_in: Lieux/École\n  when_to_use: yes\n- {name: b, parent: A/B, codes: [{name: c}]}\n"
    first, second, third = read_codebook(text.encode(), "b.yml")[0]
    assert (first.name, first.also_in, first.said["when_to_use"]) == ("No", ("Lieux/École",), "yes")
    assert [said(one)[0] for one in (second, third)] == ["A/B/b", "A/B/b/c"]


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("codes:\n- name: a\n  nmae: b\n", 3, errors.UnknownField),
        ("codes:\n- name: a\n  codes:\n  - name: b\n    parent: c\n", 5, errors.UnknownField),
        ("codes:\n- name: a\n- colour: '#000000'\n", 3, errors.BadCodebook),
        ("codes:\n- name: [a]\n", 2, errors.BadCodebook),
        ("codes:\n- name: a\n  name: b\n", 3, errors.BadCodebook),
        ("codes:\n- a\n", 2, errors.BadCodebook),
        ("codes: Peur\n", 1, errors.BadCodebook),
        ("name: a\n", 1, errors.BadCodebook),
        ("codes:\n- name: a\n---\ncodes: []\n", 4, errors.BadCodebook),
        ("codes:\n- &a\n  name: b\n- *a\n", 4, errors.BadCodebook),
        ("codes:\n- name: 'a\n", 3, errors.BadCodebook),
        ("codes:\n- ? [a]\n  : b\n", 2, errors.BadCodebook),
        ("codes:\n- name: !!python/object/apply:os.system ['true']\n", 2, errors.BadCodebook),
        (" \n", None, errors.EmptyFile),
        ("# rien\n", None, errors.EmptyFile),
    ],
)
def test_what_is_no_codebook_is_refused_with_its_line(text: str, line: int | None, kind: type[errors.Refusal]) -> None:
    with pytest.raises(kind) as caught:
        read_codebook(text.encode(), "book.yaml")
    assert caught.value.fields.get("line") == line
    assert str(caught.value).startswith("book.yaml: ")


@pytest.mark.parametrize("text", ["codes: " + "[" * 5_000, "codes: [" + "a," * 50 + "]"], ids=["deep", "many"])
def test_what_could_swell_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "MOST", 40 if text.endswith("]") else 10_000)
    with pytest.raises(errors.BadCodebook, match="more than a codebook holds"):
        read_codebook(text.encode(), "book.yaml")
