"""`qualcode purge`, `documents purge`, `documents revise --purge`, `cases withdraw`: what they ask, do, and say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.cli.common import session
from qualcode.cli.purging import afterwards
from qualcode.coding.purging import withdrawing
from qualcode.storage.care import backup

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("ana", "study")

Command = "Callable[..., Any]"


def bytes_here() -> bytes:
    """Return all bytes of the project's folder but of preferences and of what was brought in."""
    places = [place for place in Path().rglob("*") if place.is_file() and "study" in place.as_posix()]
    return b"".join(place.read_bytes() for place in places)


def answers(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let somebody at a terminal type these, one after the other."""
    given = iter(lines)
    for module in (afterwards, session):
        monkeypatch.setattr(module.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(afterwards.click, "prompt", lambda *_words, **_more: next(given))


def test_a_name_is_replaced_once_the_word_was_typed_and_backups_go_too(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    command("backup")
    Path("brouillon.md").write_text("Paul a dit", encoding="utf-8")
    before = command("export", "json", "-").out
    trial = command("purge", "Paul", "--with", "P07", "--dry-run")
    assert "The words stand in 1 text." in trial.out
    assert "brouillon.md" in trial.out
    assert "1 backup holds the words:" in trial.out
    refused = command("purge", "Paul", "--with", "P07")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert command("export", "json", "-").out == before
    answers(monkeypatch, "Paul", "no", "Paul", "Purge", "p")
    assert command("purge", "--with", "P07").code == 1
    done = command("purge", "--with", "P07")
    assert done.code == 0
    assert "not a byte of the words is left" in done.err
    assert "purged, whole and checked" in done.err
    assert b"Paul" not in bytes_here()
    assert command("check").code == 0
    assert "P07" in command("documents", "show", "Entrevue 01").out
    undone = [command("undo") for _ in range(12)]  # what came after it had nothing to do with it
    assert "was purged" in next(each.err for each in undone if each.code)


def piped(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Let words come by a pipe."""
    given = type("Piped", (), {"isatty": lambda _: False, "read": lambda _: words})
    monkeypatch.setattr("sys.stdin", given())


def test_words_of_a_pipe_are_purged_in_json_and_backups_deleted(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    command("backup")
    piped(monkeypatch, "Paul\nmatin\n\n")
    done = command("purge", "--yes", "--json", "--backups", "delete")
    assert (done.code, done.json["backups"], [row for row in done.rows if row["exact"]]) == (0, [], [])
    assert backup.backups(Path("study.qualcode")) == []
    assert "In other capitals" in command("purge", "soir", "--yes").out
    again = command("purge", "Paul", "--yes", "--any-case")
    assert (again.code, "stands nowhere" in again.err) == (1, True)
    assert command("purge", "Paul", "--yes", "--backups", "purge").code == 0
    piped(monkeypatch, "\n")
    assert command("purge", "--yes").code == 2


def test_a_backup_that_cannot_be_purged_is_said_and_the_rest_is_done(command: Callable[..., Any]) -> None:
    command("backup")
    (copy,) = backup.backups(Path("study.qualcode"))
    copy.write_bytes(b"SQLite format 3\0 Paul")
    done = command("purge", "Paul", "--yes", "--backups", "purge")
    assert done.code == 1
    assert "cannot be read; delete it" in done.out
    assert "not purged" in done.err
    assert command("purge", "Paul", "--yes", "--backups", "delete").code == 0
    assert not copy.exists()


def test_the_words_of_a_passage_are_purged_wherever_they_stand(command: Callable[..., Any]) -> None:
    text = command("documents", "show", "Entrevue 01", "--json").rows[0]["text"]
    start = text.index("chez ma sœur")
    done = command("documents", "purge", "Entrevue 01", "--span", f"{start}:{start + 12}", "--yes")
    assert (done.code, "[retiré], le matin" in command("documents", "show", "Entrevue 01").out) == (0, True)


def test_a_correction_may_keep_nothing_of_what_was_said_before(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = command("documents", "show", "Entrevue 01", "--json").rows[0]["text"]
    corrected = Path("corrigé.txt")
    corrected.write_text(text.replace("chez ma sœur", "ailleurs encore"), encoding="utf-8")
    refused = command("documents", "revise", "Entrevue 01", corrected, "--purge")
    assert (refused.code, "go for good" in refused.err) == (1, True)
    none = command("documents", "purge", "Entrevue 01", "--yes")
    assert (none.code, "one text only" in none.err) == (1, True)
    command("backup")
    done = command("documents", "revise", "Entrevue 01", corrected, "--purge", "--yes", "--json", "--backups", "purge")
    assert (done.code, done.json["purged"]) == (0, {"left": [], "backups": [], "beside": []})
    assert "sœur".encode() not in bytes_here()
    corrected.write_text(text, encoding="utf-8")
    command("documents", "revise", "Entrevue 01", corrected)
    trial = command("documents", "purge", "Entrevue 01", "--dry-run")
    assert "The words stand in 1 text." in trial.out
    answers(monkeypatch, "purge", "leave")
    assert command("documents", "purge", "Entrevue 01").code == 0
    corrected.write_text(text + "\n", encoding="utf-8")
    said = command("documents", "revise", "Entrevue 01", corrected, "--purge", "--yes")
    assert (said.code, "no words were looked for" in said.err) == (0, True)


def test_who_withdraws_is_named_where_others_speak_of_them(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    command("backup")
    trial = command("cases", "withdraw", "Groupe A · P1", "--dry-run")
    assert "Groupe A · P1 withdraws; what goes for good: 1 turn, 1 coding, 1 value of an attribute." in trial.out
    kept = command("cases", "withdraw", "Groupe A · P1", "--dry-run", "--keep-turns")
    assert "the words stay without a name; what goes for good: 1 coding, 1 value of an attribute." in kept.out
    group = command("cases", "withdraw", "Groupe A", "--yes")
    assert (group.code, "no single person" in group.err) == (1, True)
    done = command("cases", "withdraw", "Groupe A · P1", "--yes", "--json", "--backups", "purge")
    assert (done.code, done.rows, done.json["backups"], done.json["mentions"]) == (0, [], [], [])
    assert "participant retiré : [propos retirés]" in command("documents", "show", "Groupe A").out
    assert b"ferme le soir" not in bytes_here()
    command("memos", "add", "vu Paul", "--on", "project")
    command("documents", "rename", "Groupe A", "Groupe de Paul")
    answers(monkeypatch, "Entrevue 01", "s")
    alone = command("cases", "withdraw", "Entrevue 01")
    assert alone.code == 0
    assert "“Groupe de Paul” bears the name still" in alone.out
    assert "“Entrevue 01” bears the name still" in alone.out
    again = command("cases", "withdraw", "Entrevue 01", "--yes")
    assert (again.code, "no such case" in again.err) == (1, True)


def test_who_withdraws_is_told_what_was_looked_for_and_what_is_to_be_decided(command: Callable[..., Any]) -> None:
    Path("notes.txt").write_text("Anna dit que les hivers la brisent.\n\nBruno dit que non.\n", encoding="utf-8")
    command("import", "notes.txt", "--speakers", "none")
    for name in ("Anna", "Bruno", "Zoé"):
        command("cases", "add", name)
        command("cases", "link", name, "notes")
    waiting = command("cases", "withdraw", "Anna", "--dry-run")
    assert "notes: others are linked to this text too; none of it is taken out" in waiting.out
    nothing = command("cases", "withdraw", "Zoé", "--yes")
    assert (nothing.code, "no words of the person were found" in nothing.err) == (1, True)
    assert "not a byte" not in nothing.err
    command("cases", "remove", "Bruno", "--yes")
    assert "The whole text of 1 document goes: notes." in command("cases", "withdraw", "Anna", "--dry-run").out
    command("memos", "add", "vu Anna")
    done = command("cases", "withdraw", "Anna", "--yes")
    assert (done.code, "2 phrases of the person were looked for" in done.err) == (0, True)
    assert "The name stands in 1 memo" in done.out
    command("cases", "add", "Ida")
    kept = command("cases", "withdraw", "Ida", "--yes", "--keep-turns")
    assert (kept.code, "the words that stay were not looked for" in kept.err) == (0, True)


def test_a_purged_backup_with_the_name_alone_is_told_as_that_and_a_place_is_told_once(
    command: Callable[..., Any],
) -> None:
    command("memos", "add", "vu Entrevue 01")
    command("memos", "add", "relire entrevue 01")
    command("backup")
    done = command("cases", "withdraw", "Entrevue 01", "--yes", "--backups", "purge")
    assert "1 backup holds the name still, and none of the words." in done.out
    assert "brings the words back" not in done.err
    assert "The name stands in 2 memos" in done.out, "one as it is written, one in other capitals"


def test_who_withdraws_once_their_case_is_removed_is_found_by_name_or_label(command: Callable[..., Any]) -> None:
    command("cases", "remove", "Groupe A · P1", "--yes")
    none = command("cases", "withdraw", "P1", "--yes", "--keep-turns")
    assert (none.code, "no such case" in none.err) == (1, True)
    done = command("cases", "withdraw", "p1", "--yes")
    assert (done.code, "stands nowhere in it" in done.err) == (0, True)
    assert "participant retiré : [propos retirés]" in command("documents", "show", "Groupe A").out
    assert b"ferme le soir" not in bytes_here()
    again = command("cases", "withdraw", "p1", "--yes")
    assert (again.code, "no such case" in again.err) == (1, True)


def test_where_a_name_stands_is_short_unless_all_is_asked_and_says_what_was_looked_for(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"Anna : Voici ma phrase numéro {number}.\nBruno : Oui Anna, anna, voici {number}." for number in range(8)]
    Path("groupe.txt").write_text("\n".join(lines), encoding="utf-8")
    command("import", "groupe.txt")
    monkeypatch.setattr(withdrawing, "_LOOKED_FOR", 3)
    short = command("cases", "withdraw", "groupe · Anna", "--dry-run")
    assert "8 places where the name still stands" in short.out
    assert "8 places where it stands in other capitals" in short.out
    assert (short.out.count("Bruno  "), "--all shows each of these places." in short.err) == (10, True)
    whole = command("cases", "withdraw", "groupe · Anna", "--dry-run", "--all")
    assert (whole.out.count("Bruno  "), "--all shows" in whole.err) == (16, False)
    done = command("cases", "withdraw", "groupe · Anna", "--yes", "--json")
    assert (done.code, done.json["looked_for"], done.json["phrases"], len(done.json["mentions"])) == (0, 3, 8, 16)
    command("undo")
    said = command("cases", "withdraw", "groupe · Bruno", "--yes")
    assert (said.code, "the 3 longest of 8 phrases were looked for" in said.err) == (0, True)
