"""A study with one of everything, and the many ways in which its file can be spoilt; each is found by a rule."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.coding.cases.cases import AddCase, LinkCase, SetAttribute
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.documents.guide import AddQuestion, MarkAsked
from qualcode.coding.documents.revising import ReviseDocument
from qualcode.coding.memos import AddMemo
from qualcode.coding.passages.codings import ApplyCode, RemoveCodings, StarCodings
from qualcode.coding.project import Project
from qualcode.coding.themes.themes import AddTheme, LinkTheme
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

WORDS = ("Où jardinez-vous ?", "Au fond de la cour, près du puits.", "Depuis longtemps ?", "Depuis l’automne 𝒳.")
PAGE = 4096


def transcript(name: str) -> Transcript:
    """Return an interview of four turns."""
    whole, turns = f"{name}\n", []
    for place, words in enumerate(WORDS):
        speaker = ("Rita", "Luc", "Rita", "Ana")[place]
        whole += f"{speaker} : "
        role = "interviewer" if speaker == "Rita" else "participant"
        turns.append(Speech(speaker, len(whole), len(whole) + len(words), role))
        whole += f"{words}\n"
    return Transcript(whole, "txt", language="fr", turns=tuple(turns))


def whole_study(path: Path) -> None:
    """Make a study with several of every noun, things undone and done again among them."""
    with Project.create(str(path), title="Le jardin", coder="Zoé") as project:
        group, theme, question = AddCode("Lieux"), AddTheme("Dehors", "On jardine."), AddQuestion("Où jardinez-vous ?")
        below = AddCode("Cour", group.id)
        for action in (group, below, theme, question, AddQuestion("Depuis quand ?"), AddTheme("Dedans")):
            project.perform(action)
        for number in range(3):
            given = transcript(f"Entrevue {number}")
            original = given.text.encode() if number else b""
            sha256 = hashlib.sha256(given.text.encode()).hexdigest()
            document = ImportDocument(f"E{number}", f"E{number}.txt", sha256, given, original=original, origin="/x")
            project.perform(document)
            codings = [
                ApplyCode(document.id, turn.start, turn.start + 5, code.id, memo="Tiens.", weight=3)
                for turn in given.turns
                for code in (group, below)
            ]
            site = AddCase(f"Site {number}", "site")
            acts = [
                *codings,
                site,
                AddCase(f"Coin {number}", "group", site.id),
                LinkCase(site.id, document.id, 2, 6),
                SetAttribute(site.id, "âge", "4"),
                MarkAsked(question.id, document.id, 2, 9),
                LinkTheme(theme.id, coding=codings[0].id),
                AddMemo("Sur le document.", "document", document.id),
                StarCodings((codings[1].id,)),
            ]
            for act in acts:
                project.perform(act)
        project.perform(LinkTheme(theme.id, code=below.id))
        project.perform(AddMemo("Sur le projet."))
        project.undo()
        project.redo()
        project.perform(RemoveCodings((codings[2].id,)))
        project.undo()
        given = transcript("Entrevue 2")
        better = Transcript(given.text.replace("Au fond de la cour, près", "Près"), "txt", turns=())
        project.perform(ReviseDocument(document.id, "E2.txt", "2" * 64, better))
        project.derived.put("lemmas-1", {"a": b"x"})


class Spoiler(NamedTuple):
    """A way to spoil a file: what it does, and the rules that may find it."""

    name: str
    spoil: Callable[[Spoilt], None]
    rules: frozenset[str]
    mended: bool = False


class Spoilt:
    """A file under the hands of somebody careless."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.path = path
        self.chance = chance

    def run(self, statement: str, *given: Any) -> list[Any]:
        connection = sqlite3.connect(self.path)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        try:
            found = connection.execute(statement, given).fetchall()
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        return found

    def ids(self, noun: str) -> list[str]:
        column = {"texts": "sha256", "originals": "sha256", "derived": "key"}.get(noun, "id")
        return [row[0] for row in self.run(f"SELECT {column} FROM {noun} ORDER BY 1")]  # noqa: S608 - tables of ours

    def one(self, noun: str) -> str:
        return self.chance.choice(self.ids(noun))

    def set(self, noun: str, column: str, value: Any, identifier: str = "") -> None:
        key = {"texts": "sha256", "originals": "sha256", "derived": "key"}.get(noun, "id")
        chosen = identifier or self.one(noun)
        self.run(f'UPDATE {noun} SET "{column}" = ? WHERE {key} = ?', value, chosen)  # noqa: S608 - tables of ours

    def copy(self, noun: str) -> None:
        """Let a row stand there twice, under another id."""
        columns = [row[1] for row in self.run(f"PRAGMA table_info({noun})") if row[1] != "id"]
        names = ", ".join(f'"{name}"' for name in columns)
        self.run(f"INSERT INTO {noun} (id, {names}) SELECT 'twin', {names} FROM {noun} WHERE id = ?", self.one(noun))  # noqa: S608 - tables of ours

    def bytes_at(self, place: int, content: bytes) -> None:
        with self.path.open("r+b") as file:
            file.seek(place)
            file.write(content)

    def smash(self) -> None:
        """Write noise over the first page of a table."""
        pages = [row[0] for row in self.run("SELECT rootpage FROM sqlite_master WHERE rootpage > 1 ORDER BY 1")]
        self.bytes_at(PAGE * (self.chance.choice(pages) - 1), self.chance.randbytes(PAGE))


def _cut(spoilt: Spoilt) -> None:
    size = spoilt.path.stat().st_size
    spoilt.path.write_bytes(spoilt.path.read_bytes()[: spoilt.chance.randrange(size // PAGE) * PAGE])


def _change_text(spoilt: Spoilt) -> None:
    key = spoilt.one("texts")
    ((content,),) = spoilt.run("SELECT content FROM texts WHERE sha256 = ?", key)
    place = spoilt.chance.randrange(len(content))
    spoilt.set("texts", "content", content[:place] + "§" + content[place + 1 :], key)


def _swap_turns(spoilt: Spoilt) -> None:
    document = spoilt.one("documents")
    places = dict(spoilt.run("SELECT position, id FROM turns WHERE document_id = ?", document))
    first, second = spoilt.chance.sample(sorted(places), 2)
    spoilt.set("turns", "position", second, places[first])
    spoilt.set("turns", "position", first, places[second])


def _loop(noun: str, column: str) -> Callable[[Spoilt], None]:
    def spoil(spoilt: Spoilt) -> None:
        pairs = spoilt.run(f"SELECT id, {column} FROM {noun} WHERE {column} IS NOT NULL")  # noqa: S608 - tables of ours
        below, above = spoilt.chance.choice(sorted(pairs))
        spoilt.set(noun, column, spoilt.chance.choice([above, below]), above)

    return spoil


def _listed(*columns: str) -> Callable[[Spoilt], None]:
    """Return what lists a code under another: which, and under which, of a code and the one it is at home under."""

    def spoil(spoilt: Spoilt) -> None:
        names = ", ".join(columns)
        chosen = f"SELECT 'new', {names}, 0, 1 FROM codes WHERE parent_id IS NOT NULL LIMIT 1"  # noqa: S608 - our own
        spoilt.run(f"INSERT INTO also_in (id, code_id, parent_id, position, version) {chosen}")

    return spoil


def _namesake(spoilt: Spoilt) -> None:
    noun = spoilt.chance.choice(["cases", "documents", "themes"])
    first, second = spoilt.chance.sample(spoilt.ids(noun), 2)
    ((name,),) = spoilt.run(f"SELECT name FROM {noun} WHERE id = ?", first)  # noqa: S608 - tables of ours
    spoilt.set(noun, "name", name, second)


def _turned(noun: str, column: str, *values: Any) -> Callable[[Spoilt], None]:
    return lambda spoilt: spoilt.set(noun, column, spoilt.chance.choice(values))


def _end_link(value: int | None) -> Callable[[Spoilt], None]:
    """Change the end of a link to a passage; a link to a whole document has none."""

    def spoil(spoilt: Spoilt) -> None:
        links = spoilt.run("SELECT id FROM case_links WHERE start IS NOT NULL ORDER BY id")
        spoilt.set("case_links", "end", value, spoilt.chance.choice(links)[0])

    return spoil


def _any_key(spoilt: Spoilt) -> None:
    noun = spoilt.chance.choice(["coders", "documents", "cases", "attributes", "codes", "themes"])
    spoilt.set(noun, "name_key", f"x{spoilt.chance.random()}")


def _quoted(spoilt: Spoilt) -> None:
    spoilt.set("codings", spoilt.chance.choice(["text", "before", "after"]), "autre chose")


def _gone(spoilt: Spoilt) -> None:
    noun = spoilt.chance.choice(["memos", "theme_links", "attribute_values", "askings", "turns"])
    spoilt.run(f"DELETE FROM {noun} WHERE id = ?", spoilt.one(noun))  # noqa: S608 - tables of ours


def _loose_theme(spoilt: Spoilt) -> None:
    spoilt.run("UPDATE theme_links SET code_id = NULL, coding_id = NULL")


def _trigger(spoilt: Spoilt) -> None:
    spoilt.run("CREATE TRIGGER t AFTER INSERT ON codes BEGIN DELETE FROM codings; END")


def _added(spoilt: Spoilt) -> None:
    spoilt.run("INSERT INTO themes VALUES ('new', 'Neuf', 'neuf', '', 'kept', '', 9, 1)")


def _dropped_action(spoilt: Spoilt) -> None:
    spoilt.run("DELETE FROM actions WHERE number = ?", spoilt.chance.randrange(1, len(spoilt.ids("actions"))))


def _noise_in_blob(spoilt: Spoilt) -> None:
    key = spoilt.one("actions")
    ((blob,),) = spoilt.run("SELECT blob FROM actions WHERE id = ?", key)
    place = spoilt.chance.randrange(len(blob) // 2, len(blob))  # in what is packed: a header has bits that say nothing
    noise = bytes([blob[place] ^ (1 + spoilt.chance.randrange(255))])
    spoilt.set("actions", "blob", blob[:place] + noise + blob[place + 1 :], key)


def _index(spoilt: Spoilt) -> None:
    names = spoilt.run("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1")
    spoilt.run(f'DROP INDEX "{spoilt.chance.choice(names)[0]}"')


def _spoiler(name: str, spoil: Callable[[Spoilt], None], *rules: str, mended: bool = False) -> Spoiler:
    return Spoiler(name, spoil, frozenset(rules), mended)


BOUNDS = ("start", "end")
DAMAGED = ("refused", "integrity", "unreadable", "schema", "study")
SPOILERS = (
    _spoiler("a letter of a text", _change_text, "text-hash"),
    _spoiler("a kept file", _turned("originals", "content", b"", b"other"), "original-hash"),
    _spoiler("a length", _turned("documents", "length", 0, 7, 10**6), "length", mended=True),
    _spoiler("a count", _turned("documents", "words", 1, 999), "counts", mended=True),
    _spoiler("characters", _turned("documents", "characters", 1, 999), "counts", mended=True),
    _spoiler("the key of a name", _any_key, "name-key", mended=True),
    _spoiler("the key of a parent", _turned("codes", "parent_key", "x"), "name-key", mended=True),
    _spoiler("the key of a question", _turned("questions", "text_key", "x"), "name-key", mended=True),
    _spoiler("two of one name", _namesake, "unique-name"),
    _spoiler("a code in itself", _loop("codes", "parent_id"), "tree"),
    _spoiler("a case in itself", _loop("cases", "inside_id"), "tree"),
    _spoiler("a home listed again", _listed("id", "parent_id"), "second-place"),
    _spoiler("a group below itself", _listed("parent_id", "id"), "second-place"),
    _spoiler("a code listed under itself", _listed("id", "id"), "second-place"),
    _spoiler("the end of a coding", _turned("codings", "end", 10**6, 0, -1), "span"),
    _spoiler("the end of a turn", _turned("turns", "end", 10**6, -1), "span"),
    _spoiler("the end of an asking", _turned("askings", "end", 10**6, 0), "span"),
    _spoiler("the end of a link", _end_link(10**6), "span"),
    _spoiler("the order of turns", _swap_turns, "turn-order"),
    _spoiler("quoted words", _quoted, "quoted-text", mended=True),
    _spoiler("former words", _turned("unsettled", "text", "autre chose"), "quoted-text", mended=True),
    _spoiler("a former place", _turned("unsettled", "end", 10**6, 0), "span"),
    _spoiler("a former text", _turned("revisions", "number", 7), "journal-row"),
    _spoiler("moved bounds", _turned("codings", "start", 0, 1), "quoted-text"),
    _spoiler("a coding twice", lambda spoilt: spoilt.copy("codings"), "twin-coding"),
    _spoiler("a link twice", lambda spoilt: spoilt.copy("case_links"), "case-link"),
    _spoiler("half a place", _end_link(None), "case-link"),
    _spoiler("a theme on nothing", _loose_theme, "theme-link"),
    _spoiler("a memo elsewhere", _turned("memos", "target", "case"), "memo-target"),
    _spoiler("an action less", _dropped_action, "journal-number"),
    _spoiler("a number too far", _turned("actions", "number", 10**6), "journal-number"),
    _spoiler("noise in the journal", _noise_in_blob, "journal-entry", "journal-row"),
    _spoiler("an argument", _turned("actions", "arguments", "{", "[]"), "journal-entry"),
    _spoiler("a count of rows", _turned("actions", "rows", 10**6), "journal-entry"),
    _spoiler("an unknown schema", _turned("actions", "schema_revision", "9"), "journal-entry"),
    _spoiler("an undo of nothing", _turned("actions", "undoes", "x"), "journal-link"),
    _spoiler("an unknown coder", _turned("actions", "coder_id", "x"), "journal-link"),
    _spoiler("a definition", _turned("codes", "definition_fr", "autre"), "journal-row"),
    _spoiler("a claim", _turned("themes", "claim", "autre"), "journal-row"),
    _spoiler("a star", _turned("codings", "weight", 5, None), "journal-row"),
    _spoiler("a row less", _gone, "journal-row"),
    _spoiler("a row more", _added, "journal-row"),
    _spoiler("a cache", _turned("derived", "kind", "other"), "derived", mended=True),
    _spoiler("a reference", _turned("codings", "code_id", "x"), "reference"),
    _spoiler("a wrong kind", _turned("turns", "start", "abc"), "integrity", "unreadable"),
    _spoiler("a forbidden word", _turned("documents", "state", "lost"), "integrity"),
    _spoiler("noise over a page", lambda spoilt: spoilt.smash(), *DAMAGED),
    _spoiler("an index", _index, "schema"),
    _spoiler("a table", lambda spoilt: spoilt.run("DROP TABLE derived"), "schema"),
    _spoiler("no study", lambda spoilt: spoilt.run("DELETE FROM study"), "study"),
    _spoiler("a trigger", _trigger, "refused"),
    _spoiler("a view", lambda spoilt: spoilt.run("CREATE VIEW v AS SELECT 1"), "refused"),
    _spoiler("a cut", _cut, *DAMAGED),
    _spoiler("a header", lambda spoilt: spoilt.bytes_at(0, bytes(16)), "refused"),
    _spoiler("a mark", lambda spoilt: spoilt.bytes_at(68, b"XXXX"), "refused"),
    _spoiler("a later schema", lambda s: s.run("UPDATE alembic_version SET version_num = '9999'"), "refused"),
)
