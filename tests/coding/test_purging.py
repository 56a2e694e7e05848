"""Words purged from everywhere a project keeps any: not a byte of them is left, and all else is as it was."""

from __future__ import annotations

import io
import json
import random
import re
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, select

from qualcode.coding.cases.cases import AddCase, EditCase, LinkCase, SetAttribute
from qualcode.coding.cases.consents import SetConsent
from qualcode.coding.cases.joining import JoinCases
from qualcode.coding.codebook.codes import AddCode, EditCode
from qualcode.coding.codebook.retiring import RetireCode
from qualcode.coding.codebook.rounds import StartRound
from qualcode.coding.documents.documents import ImportDocument, RemoveDocument, RenameDocument
from qualcode.coding.documents.guide import AddQuestion
from qualcode.coding.documents.reading_marks import MarkReading
from qualcode.coding.documents.revising import ReviseDocument
from qualcode.coding.documents.sets import SaveDocumentSet
from qualcode.coding.memos import AddMemo, EditMemo
from qualcode.coding.outlines.outlines import AddOutline
from qualcode.coding.outlines.parts import AddPart, WritePart
from qualcode.coding.outlines.quotes import PlaceQuote, TranslateQuote, TrimQuote
from qualcode.coding.own_words import AddOwnWord
from qualcode.coding.passages.codings import ApplyCode, EditCoding, RemoveCodings
from qualcode.coding.passages.queries import SaveQuery
from qualcode.coding.project import Project
from qualcode.coding.purging.former import PurgeFormer, purge_former
from qualcode.coding.purging.withdrawing import WithdrawCase
from qualcode.coding.purging.words import PurgeWords, purge_words
from qualcode.coding.studies import EditStudy
from qualcode.coding.themes.themes import AddTheme, EditTheme, LinkTheme
from qualcode.model import errors
from qualcode.model.changes import Touched
from qualcode.model.errors.purging import (
    NobodyWithdraws,
    NoFormerText,
    NothingToPurge,
    PurgesCoder,
    PurgesItself,
    PurgeTaken,
    SpeaksAlone,
    WasPurged,
)
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.care import backup
from qualcode.storage.purging.columns import WORDS
from qualcode.storage.tables import JOURNALLED, TABLES
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = (
    "Marie Tremblay", "Jean-Pierre Côté", "Élise Gagné", "Noémie Lévesque", "Sœur Thérèse", "O’Brien", "Zoran Kovač",
    "Hélène Ouellet", "Gaétan Bélanger", "Yvette Thibodeau", "Ghislain Proulx", "Mireille Desrosiers", "Wapikoni",
    "Anne-Sophie Hébert", "Maël Pelletier", "Rosaire Guérette", "Ludivine Cormier", "Fañch Kervella", "Ðorđe Ilić",
    "Xavière Dionne", "Quentin Boisvert", "Bérengère Fiset", "Ulric Vachon", "Clémence Arsenault", "Tancrède Morin",
)  # fmt: skip
"""Real names, invented: with accents, ligatures, hyphens, apostrophes, and letters beyond Latin-1."""
PSEUDONYMS = {name: f"P{number:02}" for number, name in enumerate(NAMES, 1)}


def spoken(text: str) -> Transcript:
    """Return a transcript of `Label : words` lines, of which Q asks."""
    found = re.finditer(r"^(?P<who>[^:\n]+) : (?P<said>.*)$", text, re.MULTILINE)
    turns = [
        Speech(turn["who"], *turn.span("said"), "interviewer" if turn["who"] == "Q" else "participant")
        for turn in found
    ]
    return Transcript(text, "txt", turns=tuple(turns), language="fr")


def original(text: str) -> bytes:
    """Return a file in which the words lie compressed and cut by marks, as Word cuts them."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "".join(f"<r>{piece}</r>" for piece in re.split("(a)", text)))
    return whole.getvalue()


TEXT = "\n".join(
    [
        "Q : Qui était là ?",
        *(f"{name} : Moi, {name}, et d’{NAMES[place - 1]}. On jardine." for place, name in enumerate(NAMES)),
    ]
)


def planted(trial: Any) -> ImportDocument:
    """Plant every name in every place there is: nouns, former texts, lost passages, kept files, the past of it all."""
    names = iter(NAMES * 4)
    do, name = trial.do, lambda: next(names)
    document = ImportDocument(f"Entrevue {NAMES[0]}", f"{NAMES[0].replace(' ', '_')}.docx", "1" * 64, spoken(TEXT),
                              origin=f"/home/{NAMES[1]}/x.docx", original=original(TEXT))  # fmt: skip
    do(document)
    code, other = AddCode(f"Comme {name()}"), AddCode("Autre")
    do(code), do(other)
    details = ("label_fr", "definition_en", "when_to_use", "example")
    do(EditCode(code.id, details=tuple((detail, f"dit par {name()}") for detail in details)))
    do(EditCode(code.id, details=(("label_fr", f"enfin {name()}"), ("example", ""))))
    do(RetireCode(other.id, f"pour {name()}"))
    codings = []
    for each in NAMES:
        start = TEXT.index(f"Moi, {each}")
        codings.append(ApplyCode(document.id, start, start + len(f"Moi, {each}"), code.id, memo=f"Voir {name()}"))
        do(codings[-1])
    do(EditCoding(codings[3].id, codings[3].start - 2, codings[3].end + 1))
    do(RemoveCodings((codings[4].id,)))
    case = trial.project.cases.get(f"Entrevue {NAMES[0]} · {NAMES[5]}").id
    do(EditCase(case, new_name=f"{name()} fils"))
    do(SetAttribute(case, f"ami de {name()}", f"et de {name()}"))
    do(SetConsent(case, note=f"vu avec {name()}"))
    memo = AddMemo(f"{name()} hésite", "document", document.id)
    do(memo), do(EditMemo(memo.id, text=f"{name()} n'hésite plus"))
    theme = AddTheme(f"Tenir, {name()}", f"{name()} tient.", memo=name())
    do(theme), do(EditTheme(theme.id, claim=f"{name()} a tenu.")), do(LinkTheme(theme.id, coding=codings[0].id))
    do(AddQuestion(f"Connaissez-vous {name()} ?", name(), name(), (name(),)))
    do(StartRound(f"Tour de {name()}", name())), do(SaveQuery(f"q {name()}", f'"{name()}"'))
    do(SaveDocumentSet(f"s {name()}", json.dumps({"where": name()})))
    do(AddOwnWord(NAMES[12], language="fr")), do(EditStudy(f"Chez {name()}"))
    outline = AddOutline(f"Plan {name()}")
    do(outline)
    part = AddPart(outline.id, title=f"Selon {name()}")
    do(part), do(WritePart(part.id, f"D’après {name()}…")), do(PlaceQuote(part.id, codings[2].id))
    do(TrimQuote(part.id, codings[2].id, ((0, 5),))), do(TranslateQuote(part.id, codings[2].id, f"Me, {name()}"))
    corrected = TEXT.replace(f"Moi, {NAMES[7]}, et", "Et").replace(NAMES[8], unicodedata.normalize("NFD", NAMES[8]))
    do(ReviseDocument(document.id, f"{name()}.txt", "2" * 64, spoken(corrected), original=original(corrected)))
    gone = ImportDocument(f"De {name()}", "g.txt", "3" * 64, spoken(f"{name()} : Oui, {name()}."), original=b"\xff Luc")
    do(gone), do(RemoveDocument(gone.id)), do(RenameDocument(document.id, f"Encore {NAMES[0]}"))
    trial.project.undo(), trial.project.derived.put("draft", {"x": name().encode()})
    return document


def kept_bytes(project: Project) -> Iterator[bytes]:
    """Give all that a project keeps: the bytes of its files, and every compressed piece read back."""
    database = project._database
    if database.path is not None:
        for side in ("", "-wal", "-shm"):
            place = database.path.with_name(database.path.name + side)
            yield place.read_bytes() if place.exists() else b""
    with database.reading() as connection:
        for table in TABLES.values():
            for row in connection.execute(select(table)):
                for value in row:
                    if isinstance(value, bytes):
                        yield value
                        yield from inflated(value)
                    elif isinstance(value, str):
                        yield value.encode()
                        yield value.encode().decode("unicode_escape", "ignore").encode() if "\\u" in value else b""


def inflated(value: bytes) -> Iterator[bytes]:
    """Give what is compressed in bytes, wherever it begins."""
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", value):
        try:
            yield zlib.decompressobj().decompress(value[start.start() :])
        except zlib.error:
            continue
    if value.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(value))
        yield from (re.sub(b"<[^>]*>", b"", archive.read(part)) for part in archive.namelist())


def forms(names: tuple[str, ...]) -> list[bytes]:
    """Return names as they may stand in bytes."""
    said = {form for name in names for form in (name, name.upper(), folded(name), name.replace(" ", "_"))}
    return [unicodedata.normalize(kind, form).encode() for form in said for kind in ("NFC", "NFD")]


def hits(project: Project, names: tuple[str, ...] = NAMES) -> int:
    whole = b"\0".join(kept_bytes(project))
    return sum(whole.count(form) for form in forms(names))


def faults(trial: Any) -> list[Any]:
    return [(fault.rule, fault.where, fault.detail) for fault in trial.project.care.check()]


def test_every_column_that_may_hold_words_is_purged() -> None:
    wordless = {
        "id", "kind", "state", "role", "type", "status", "stance", "target", "language", "corpus_language", "format",
        "colour", "noun", "ending", "form", "parent_key", "created_at", "imported_at", "replaced_at", "started_at",
        "analysis", "quotation", "reuse", "until", "cuts",
    }  # fmt: skip
    for noun in JOURNALLED:
        texts = {column.name for column in TABLES[noun].columns if type(column.type).__name__ in {"Text", "String"}}
        ids = {column.name for column in TABLES[noun].columns if column.name.endswith(("_id", "_sha256"))}
        assert texts - ids - wordless == set(WORDS.get(noun, ())), noun


def test_25_planted_names_are_found_nowhere_after_a_purge(trial: Any) -> None:
    document = planted(trial)
    assert hits(trial.project) > 300
    if trial.project.care.keeps_backups:
        backup.back_up(trial.project._database)
    codings = {coding.id: coding for coding in trial.project.codings.of_document(document.id)}
    left = purge_words(trial.project, PSEUDONYMS)
    assert left == []
    assert hits(trial.project) == 0
    assert faults(trial) == []
    for coding in trial.project.codings.of_document(document.id):
        assert coding.text == purged_text(codings[coding.id].text)
    for copy in trial.project.purging.backups(NAMES):
        trial.project.purging.purge_backup(copy.path, [PurgeWords(tuple(PSEUDONYMS.items()))], "Zoé")
        with Project.open(copy.path) as opened:
            assert hits(opened) == 0
            assert opened.care.check() == []
    assert trial.project.purging.backups(NAMES) == []
    with pytest.raises(WasPurged, match="was purged"):
        trial.project.undo()
    trial.refuses(NothingToPurge, PurgeWords(tuple(PSEUDONYMS.items())))


def purged_text(text: str) -> str:
    for name, pseudonym in PSEUDONYMS.items():
        for form in (name, unicodedata.normalize("NFD", name)):
            text = text.replace(form, pseudonym)
    return text


def group(trial: Any) -> ImportDocument:
    """Bring in a group of two and who asks, with one passage of each, and one that runs from one into the other."""
    text = (
        "Q : Et vous ?\nAnne : Je cultive des carottes bleues ici.\nLuc : Anne a raison, moi des navets.\n"
        "Anne : Toujours dans la petite cour.\n"
    )
    document = ImportDocument("Groupe A", "g.txt", "4" * 64, spoken(text), original=b"carottes bleues", origin="/Anne")
    code = AddCode("Jardin")
    trial.do(document), trial.do(code)
    for words in ("carottes bleues", "moi des navets", "ici.\nLuc : Anne", "Q : Et vous ?\nAnne : Je"):
        start = text.index(words)
        trial.do(ApplyCode(document.id, start, start + len(words), code.id, memo=f"memo sur {words.split()[-1]}"))
    trial.do(MarkReading(document.id, text.index("Toujours"), text.index("Toujours") + 8, "later"))
    return document


def described(trial: Any) -> str:
    """Say what is known of Anne, and what was known before."""
    case = trial.project.cases.get("Groupe A · Anne").id
    trial.do(SetAttribute(case, "métier", "cordonnière")), trial.do(AddMemo("Anne hésite", "case", case))
    trial.do(LinkCase(case, trial.project.documents.get("Groupe A").id, 0, 5))
    trial.do(AddCase("Annette")), trial.do(JoinCases(case, (trial.project.cases.get("Annette").id,)))
    trial.do(EditCase(case, new_name="P07"))
    return case


def test_who_withdraws_leaves_no_word_and_others_stay_as_they_were(trial: Any) -> None:
    document, case = group(trial), described(trial)
    trial.do(AddCode("Autre"))
    plan = trial.project.purging.withdrawal(trial.project.cases.get("P07"))
    assert plan.counts == {
        "documents": 1, "turns": 2, "codings": 2, "memos": 3, "attribute_values": 1, "revisions": 0, "unsettled": 0,
        "removed": 0,
    }  # fmt: skip
    assert plan.names == ["Anne", "P07"]
    change = trial.do(WithdrawCase(case))
    assert (
        change.touched["codings"] == Touched(everything=True) == trial.project.changes_since(None)[-1].touched["turns"]
    )
    assert trial.project.documents.text(document.id) == (
        "Q : Et vous ?\nparticipant retiré : [propos retirés]\nLuc : Anne a raison, moi des navets.\n"
        "participant retiré : [propos retirés]\n"
    )
    texts = [coding.text for coding in trial.project.codings.of_document(document.id)]
    assert texts == ["[propos retirés]\nLuc : Anne", "moi des navets"]
    assert [case.name for case in trial.project.cases.all()] == ["Groupe A", "Groupe A · Luc"]
    assert [turn.role for turn in trial.project.documents.turns(document.id)] == [
        "interviewer", "other", "participant", "other",
    ]  # fmt: skip
    assert faults(trial) == []
    gone = ("carottes bleues ici", "petite cour", "cordonnière", "Anne hésite", "P07", "Annette", "memo sur bleues")
    assert hits(trial.project, gone) == 0
    assert trial.project.purging.left([*plan.phrases, *gone]) == []
    assert [(one.speaker, one.text) for one in trial.project.purging.mentions(plan.names)] == [("Luc", "Anne")]
    assert trial.project.purging.bearing(["Luc"]) == ["Groupe A · Luc"]
    trial.project.undo()  # the code that came last has nothing to do with it
    with pytest.raises(WasPurged):
        trial.project.undo()
    assert faults(trial) == []


@pytest.mark.parametrize("trial", ["sqlite"], indirect=True)
def test_in_a_group_the_words_of_who_withdraws_may_stay_without_a_name(trial: Any) -> None:
    document, case = group(trial), described(trial)
    trial.do(AddCase("Participant retiré"))
    trial.do(WithdrawCase(case, keep_turns=True))
    assert "participant retiré 2 : Je cultive des carottes bleues ici." in trial.project.documents.text(document.id)
    kept = trial.project.cases.get("participant retiré 2")
    assert (kept.id, kept.attributes) == (case, ())
    assert trial.project.consents.own()[case].quotation == "no"
    assert [coding.text for coding in trial.project.codings.of_document(document.id)] == [
        "ici.\nLuc : Anne", "moi des navets",
    ]  # fmt: skip
    assert faults(trial) == []
    assert hits(trial.project, ("P07", "cordonnière", "Anne hésite", "Annette")) == 0
    trial.project.undo()  # the case that came last
    with pytest.raises(WasPurged):
        trial.project.undo()


@pytest.mark.parametrize("trial", ["sqlite"], indirect=True)
def test_what_was_written_without_turns_is_withdrawn_whole_and_nobody_speaks_alone_in_a_group(trial: Any) -> None:
    answer = ImportDocument("Réponse 3", "r.csv", "5" * 64, Transcript("Je préfère les navets violets.", "csv"))
    alone = ImportDocument("E9", "e9.txt", "6" * 64, spoken("Q : Oui ?\nIda : Je préfère nos carottes bleues, oui."))
    case, site = AddCase("R3"), AddCase("Verdun", "site")
    for action in (answer, alone, case, site, LinkCase(case.id, answer.id), AddMemo("tiens", "document", answer.id)):
        trial.do(action)
    trial.refuses(NobodyWithdraws, WithdrawCase(site.id))
    trial.refuses(SpeaksAlone, WithdrawCase(trial.project.cases.get("E9").id, keep_turns=True))
    trial.do(WithdrawCase(case.id))
    assert trial.project.documents.text(answer.id) == "[propos retirés]"
    assert trial.project.memos.all() == []
    assert faults(trial) == []


@pytest.mark.parametrize("trial", ["sqlite"], indirect=True)
def test_former_texts_are_kept_nowhere_once_purged(trial: Any) -> None:
    document = group(trial)
    before = trial.project.documents.text(document.id)
    trial.refuses(NoFormerText, PurgeFormer(document.id))
    after = before.replace("carottes bleues", "panais")
    trial.do(ReviseDocument(document.id, "g2.txt", "7" * 64, spoken(after), original=b"panais"))
    trial.do(AddMemo("les carottes, dit-on", "document", document.id))
    left = purge_former(trial.project, document.id)
    assert [(one.noun, one.count) for one in left] == [
        ("memos", 2),
        ("actions", 2),
    ]  # of a coding, on what is there now
    assert "carottes" in str(trial.project.memos.all()[-1].text)
    assert hits(trial.project, ("carottes bleues",)) == 0
    assert trial.project.documents.original(document.id) == b"panais"
    assert trial.project.revisions.of_document(document.id) == []
    assert "memo" in str(left[0])
    assert faults(trial) == []


@pytest.mark.parametrize("trial", ["sqlite"], indirect=True)
def test_a_purge_is_refused_whole_where_names_would_meet_or_nothing_is_found(trial: Any) -> None:
    group(trial)
    trial.do(AddCase("Paul")), trial.do(AddCase("Groupe A · Paul"))
    for kind, words in (
        (NothingToPurge, {"Hortense": "P1"}),
        (PurgeTaken, {"Anne": "Luc"}),
        (PurgesItself, {"Anne": "Anne B."}),
        (PurgesCoder, {"Zoé": "C1"}),
        (errors.EmptyName, {"’ ": "P1"}),
        (errors.EmptyName, {}),
        (errors.EmptyName, {"Anne": " "}),
    ):
        trial.refuses(kind, PurgeWords(tuple(words.items())))
    assert purge_words(trial.project, {"Anne": "P1", "P1": "P2"}) == []
    assert "Anne" not in str(trial.project.history())


@pytest.mark.parametrize("trial", ["sqlite"], indirect=True)
def test_passages_that_come_to_be_the_same_are_one_and_keep_their_memos(trial: Any) -> None:
    document, code = trial.document("E1", ("Luc", "Anne Roy rit.")), trial.code("Rire")
    whole, first = (trial.coding(document, code, words, memo=words[-3:]) for words in ("Anne Roy", "Anne"))
    for coding in (whole, first):
        trial.do(MarkReading(document.id, coding.start, coding.end, "later"))
    purge_words(trial.project, {"Anne Roy": "P1", "Anne": "P1"})
    (coding,) = trial.project.codings.of_document(document.id)
    assert (coding.id, coding.text) == (whole.id, "P1")
    assert sorted(memo.text for memo in trial.project.memos.all()) == ["Roy", "nne"]
    assert faults(trial) == []


@pytest.mark.parametrize("trial", ["sqlite"], indirect=True)
def test_what_did_not_hold_the_words_is_undone_as_before(trial: Any) -> None:
    document, code = (
        trial.document("E1", ("Luc", "Anne rit. Puis elle part." + " Oui." * 40 + " Fini.")),
        trial.code("Rire"),
    )
    before = trial.project.dump()
    trial.coding(document, code, "Fini."), trial.document("E2", ("Ida", "Bon."))
    purge_words(trial.project, {"Anne": "Participante 7"})
    far = trial.project.codings.of_document(document.id)
    assert [coding.text for coding in far] == ["Fini."]
    for _ in range(2):
        trial.project.undo()
    undone = trial.project.dump()
    assert {noun: len(undone[noun]) for noun in undone if noun != "study"} == {
        noun: len(before[noun]) for noun in before if noun != "study"
    }
    trial.project.redo()
    (again,) = trial.project.codings.of_document(document.id)
    assert (again.start, again.text) == (far[0].start, "Fini.")
    assert faults(trial) == []


@pytest.mark.parametrize("trial", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(3))
def test_codings_outside_the_purged_words_keep_their_words(trial: Any, seed: int) -> None:
    chance = random.Random(seed)
    said = [
        " ".join(chance.choices(["Anne", "Anne Roy", "d’Élise", "rit", "jardine", "un peu,"], k=12)) for _ in range(8)
    ]
    document = trial.document("E1", *((chance.choice(["Q", "Luc", "Anne"]), words) for words in said))
    text, codes = trial.project.documents.text(document.id), [trial.code(name) for name in ("Rire", "Anne")]
    for _ in range(30):
        start = chance.randrange(len(text) - 1)
        end = chance.randrange(start + 1, min(len(text), start + 30) + 1)
        try:
            trial.do(ApplyCode(document.id, start, end, chance.choice(codes).id))
        except errors.AlreadyCoded:
            continue
        if chance.random() < 0.3:
            trial.project.undo()
    before = {coding.id: coding for coding in trial.project.codings.of_document(document.id)}
    assert purge_words(trial.project, {"Anne Roy": "P1", "Anne": "Participante 2", "Élise": "E"}) == []
    places = [found.span() for found in re.finditer("Anne Roy|Anne|Élise", text)]
    for coding in trial.project.codings.of_document(document.id):
        old = before[coding.id]
        if not any(start < old.end and old.start < end for start, end in places):
            assert coding.text == old.text
    assert faults(trial) == []
    for _ in range(3):
        with suppress(errors.Refusal):
            trial.project.undo()
    assert faults(trial) == []


@pytest.mark.parametrize("trial", ["sqlite"], indirect=True)
def test_a_purge_that_fails_in_the_middle_has_purged_nothing(trial: Any) -> None:
    group(trial)
    before, calls = trial.project.dump(), {"left": 0}

    def fail(*_: object) -> None:
        calls["left"] -= 1
        if calls["left"] == 0:
            raise errors.DiskFull("x")

    event.listen(trial.project._database.engine, "before_cursor_execute", fail)
    for call in range(5, 400, 40):
        calls["left"] = call
        try:
            trial.do(PurgeWords((("Anne", "P1"),)))
        except errors.DiskFull:
            assert trial.project.dump() == before
        else:
            break
    calls["left"] = -1
    assert hits(trial.project, ("Anne",)) == 0
