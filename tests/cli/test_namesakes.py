"""A name that speaks in several documents is offered as one person, and joined only when somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualcode.cli.documents.namesakes import offers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ana", "empty")

GROUP_A = "Animatrice : Alors?\nMarie Roy : Moi oui.\nP1 : Moi non.\nAnimatrice : Bon.\nMarie Roy : Voilà tout.\n"
GROUP_B = "Animatrice : Et vous?\nMarie Roy : Encore moi.\nP1 : Rien.\nAnimatrice : Bon.\nP1 : Voilà tout.\n"


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    folder = tmp_path / "groupes"
    folder.mkdir()
    (folder / "Groupe A.txt").write_text(GROUP_A, encoding="utf-8")
    (folder / "Groupe B.txt").write_text(GROUP_B, encoding="utf-8")
    return folder


def test_an_import_offers_names_and_not_numbers(command: Callable[..., Any], groups: Path) -> None:
    ran = command("import", groups)
    offer = (
        "“Marie Roy” speaks as Groupe A · Marie Roy, Groupe B · Marie Roy: if they are one person, “qualcode cases join"
    )
    assert next(line for line in ran.err.splitlines() if "speaks as" in line).startswith(offer)
    assert "P1" not in "".join(line for line in ran.err.splitlines() if "speaks as" in line)
    assert command("cases", "alike", "--json").rows == [
        {"speaker": "Marie Roy", "cases": ["Groupe A · Marie Roy", "Groupe B · Marie Roy"]}
    ]
    assert command("cases", "alike").out.startswith(offer)


def test_joined_cases_are_one_with_what_was_known_of_both(command: Callable[..., Any], groups: Path) -> None:
    command("import", groups)
    first, second = "Groupe A · Marie Roy", "Groupe B · Marie Roy"
    command("cases", "set", first, "âge=41")
    command("cases", "set", second, "âge=42")
    command("cases", "set", second, "rôle=mère")
    before = command("export", "json", "-").out
    ran = command("cases", "join", first, second)
    assert ran.code == 0
    assert "1 value of an attribute differed: that of “Groupe A · Marie Roy” was kept" in ran.err
    rows = {row["name"]: row for row in command("cases", "--json").rows}
    assert second not in rows
    assert (rows[first]["documents"], rows[first]["turns"]) == (2, 3)
    assert rows[first]["attributes"] == {"âge": 41, "rôle": "mère"}
    assert "No name speaks in several documents." in command("cases", "alike").err
    assert "join the case “Groupe B · Marie Roy” with “Groupe A · Marie Roy”" in command("undo").err
    assert command("export", "json", "-").out == before


def test_a_case_is_not_joined_with_itself(command: Callable[..., Any], groups: Path) -> None:
    command("import", groups)
    ran = command("cases", "join", "Groupe A · P1", "Groupe A · P1")
    assert ran.code == 1
    assert "name both" in ran.err


def test_an_offer_of_many_cases_counts_them_and_shows_how_the_command_begins() -> None:
    names = [f"Groupe {number} · Marie Roy" for number in range(1, 22)]
    (twenty,) = offers({"Marie Roy": names[:20]})
    assert all(f"'{name}'" in twenty for name in names[:20])
    (many,) = offers({"Marie Roy": names})
    assert "speaks as 21 cases" in many
    assert "qualcode cases join 'Groupe 1 · Marie Roy' 'Groupe 2 · Marie Roy' …" in many
    assert "Groupe 3" not in many
    assert len(many) < 3 * 80
