"""Any run of actions, by one coder or two, undone to the start and redone to the end, gives the same study twice."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sqlalchemy import select, text

from qualcode.coding import (
    cases,
    codes,
    codings,
    documents,
    guide,
    joining,
    memos,
    placing,
    reading_marks,
    recoding,
    studies,
    tables,
    theme_tables,
    themes,
    tidying,
    turns,
)
from qualcode.coding.actions import action_words
from qualcode.coding.project import ACTIONS, Project
from qualcode.model import errors, records
from qualcode.model.changes import Change, Touched
from qualcode.model.codebook import tree_order
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.tables import JOURNALLED, TABLES
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from qualcode.coding.actions import Action

State = dict[str, dict[str, dict[str, Any]]]
NOBODY = "0" * 32
NAMES = st.one_of(
    st.sampled_from(["Peur", "peur", "Joie", "Lieux", "E1", "E1 · A", "Émotions", "e\u0301motions", "a/b", r"a\/b"]),
    st.sampled_from(
        ["😀", "x\x00y", "\ud800", "\udfff x", "", " \t", "é" * 251, "\ufdfa" * 200, "\u00a0x", "\u202eabc"]
    ),
    st.text(st.characters(exclude_categories=()), max_size=5),
    st.text("abcé", min_size=1, max_size=3),
    st.text("abcé", min_size=1, max_size=3),
)
WORDS = st.one_of(st.just(""), st.just("mot"), st.text(st.characters(exclude_categories=()), max_size=8))
PLACES = st.integers(-2, 45)
WEIGHTS = st.sampled_from([None, 1, 3, 5, 0, 6])
MAYBE = st.booleans()
VOICES = st.sampled_from(["A", "B", "Q", "A", "B", "Q", "", " C\n", "\ud800"])


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def transcripts(draw: Any) -> Transcript:
    whole, turns = "", []
    for speaker in draw(st.lists(st.sampled_from("QABQA"), max_size=4)):
        words = draw(st.sampled_from(["Oui.", "Et chez vous ?", "On jardine, 𝒳 et moi.", "e\u0301"]))
        whole += f"{speaker} : "
        role = "interviewer" if speaker == "Q" else "participant"
        turns.append(Speech(speaker, len(whole), len(whole) + len(words), role, None, 1.5))
        whole += f"{words}\n"
    return Transcript(whole + draw(st.sampled_from(["", "Notes.", "\x00\ud800", " "])), "txt", turns=tuple(turns))


class Draws:
    """Draws the arguments of an action among what is there and what is not."""

    def __init__(self, draw: Callable[[Any], Any], state: State) -> None:
        self.draw = draw
        self.state = state

    def __call__(self, strategy: SearchStrategy[Any]) -> Any:
        return self.draw(strategy)

    def one(self, noun: str) -> str:
        """Return an id that is there, nearly always."""
        return self.draw(st.sampled_from([*sorted(self.state[noun]) * 3, NOBODY]))

    def some(self, noun: str) -> tuple[str, ...]:
        there = sorted(self.state[noun])
        return tuple(self.draw(st.lists(st.sampled_from([*there * 5, NOBODY]), min_size=bool(there), max_size=3)))

    def name(self, noun: str) -> str:
        """Return the name of something that is there, as a rule."""
        names = sorted(row["name"] for row in self.state[noun].values())
        return self.draw(st.sampled_from(names) | NAMES if names else NAMES)

    def split(self) -> tidying.SplitCode:
        chosen = self.some("codings")
        codes_of = {self.state["codings"][one]["code_id"] for one in chosen if one != NOBODY}
        return tidying.SplitCode(min(codes_of, default=None) or self.one("codes"), self(NAMES), chosen)

    def maybe_one(self, noun: str) -> str | None:
        return self.one(noun) if self.draw(MAYBE) else None

    def choice(self, words: tuple[str, ...]) -> str:
        return self.draw(st.sampled_from([*words, *words, "?"]))

    def details(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.draw(st.lists(st.tuples(st.sampled_from(codes.TEXTS), WORDS), max_size=2)))

    def passage(self) -> codings.Passage:
        place = (self.one("documents"), self(PLACES), self(PLACES), self.one("codes"))
        return codings.Passage(*place, self(st.sampled_from(["", "Max", " ana\ud800"])), self(WORDS), self(WEIGHTS))

    def theme_line(self) -> theme_tables.ThemeLine:
        stance = self.draw(st.sampled_from(["", "nuances", "nuances", "?"]))
        return theme_tables.ThemeLine(1, self(NAMES), self(WORDS), "", self(WORDS), self(NAMES), stance)

    def memo(self) -> memos.AddMemo:
        on = self.draw(st.sampled_from(records.MEMO_TARGETS))
        return memos.AddMemo(self(WORDS), on, None if on == "project" else self.one(f"{on}s"))

    def asking(self) -> guide.Asking:
        return guide.Asking(self.one("questions"), self.one("documents"), self(PLACES), self(PLACES))

    def probes(self) -> tuple[str, ...]:
        return tuple(self.draw(st.lists(WORDS, max_size=2)))

    def coding_line(self) -> tables.CodingLine:
        names = [row["name"] for row in self.state["documents"].values()]
        return tables.CodingLine(
            self(st.integers(1, 9)),
            self(st.sampled_from([*names, *names, "E1", "rien"])),
            self(NAMES),
            self(maybe(PLACES)),
            self(maybe(PLACES)),
            self(st.sampled_from(["", "Oui", "On jardine", "e\u0301"])),
            self(st.sampled_from(["", "Max", "Zoé"])),
            self(WORDS),
            self(WEIGHTS),
            self(MAYBE),
        )


BUILDERS: dict[str, Callable[[Draws], Action]] = {
    "AddCase": lambda d: cases.AddCase(d(NAMES), d.choice(records.CASE_KINDS), d.maybe_one("cases")),
    "EditCase": lambda d: cases.EditCase(
        d.one("cases"), d(maybe(NAMES)), d(maybe(st.sampled_from(["site", "group", "?"]))), d.maybe_one("cases")
    ),
    "RemoveCase": lambda d: cases.RemoveCase(d.one("cases")),
    "LinkCase": lambda d: cases.LinkCase(d.one("cases"), d.one("documents"), d(maybe(PLACES)), d(maybe(PLACES))),
    "SetAttribute": lambda d: cases.SetAttribute(
        d.one("cases"), d(st.sampled_from(["âge", "Rôle"])), d(st.sampled_from(["", "1", "2,5", "07"]) | WORDS)
    ),
    "ImportAttributes": lambda d: cases.ImportAttributes(
        ("nom", "Âge", "âge", "Lieu"),
        tuple(
            (d.name("cases"), d(WORDS), d(st.sampled_from(["", "1"])), d(WORDS)) for _ in range(d(st.integers(0, 3)))
        ),
    ),
    "AddCode": lambda d: codes.AddCode(
        d(NAMES), d.maybe_one("codes"), d(st.sampled_from(["", "#12AB34", "rouge"])), d.details()
    ),
    "EditCode": lambda d: codes.EditCode(
        d.one("codes"), d(maybe(NAMES)), d(maybe(st.just("#000000"))), d.details(), d(maybe(st.integers(1, 2)))
    ),
    "MoveCode": lambda d: codes.MoveCode(d.one("codes"), d.maybe_one("codes"), d(maybe(st.integers(-1, 3)))),
    "RemoveCode": lambda d: codes.RemoveCode(d.one("codes"), d(MAYBE)),
    "ApplyCode": lambda d: codings.ApplyCode(
        d.one("documents"), d(PLACES), d(PLACES), d.one("codes"), d(WORDS), d(WEIGHTS), d(MAYBE)
    ),
    "ApplyCodes": lambda d: codings.ApplyCodes(tuple(d.passage() for _ in range(d(st.integers(0, 3))))),
    "EditCoding": lambda d: codings.EditCoding(
        d.one("codings"), d(maybe(PLACES)), d(maybe(PLACES)), d.maybe_one("codes"), d(WEIGHTS), d(maybe(MAYBE))
    ),
    "RemoveCodings": lambda d: codings.RemoveCodings(d.some("codings")),
    "ImportDocument": lambda d: documents.ImportDocument(d(NAMES), d(NAMES), "0" * 64, d(transcripts())),
    "RenameDocument": lambda d: documents.RenameDocument(d.one("documents"), d(NAMES)),
    "SetDocumentState": lambda d: documents.SetDocumentState(d.one("documents"), d.choice(records.DOCUMENT_STATES)),
    "RemoveDocument": lambda d: documents.RemoveDocument(d.one("documents")),
    "AddMemo": lambda d: d.memo(),
    "EditMemo": lambda d: memos.EditMemo(d.one("memos"), d(maybe(WORDS)), d(maybe(st.sampled_from(["to_do", "?"])))),
    "RemoveMemo": lambda d: memos.RemoveMemo(d.one("memos")),
    "EditStudy": lambda d: studies.EditStudy(d(maybe(NAMES)), d(maybe(st.sampled_from(["en", "fr-FR", "fr"])))),
    "ImportCodes": lambda d: tables.ImportCodes(
        tuple(tables.CodeLine(d(NAMES), d(NAMES), "", d.details()) for _ in range(d(st.integers(0, 2))))
    ),
    "ImportCodings": lambda d: tables.ImportCodings(
        tuple(d.coding_line() for _ in range(d(st.integers(0, 4)))), d(st.sampled_from([False, False, True]))
    ),
    "AddTheme": lambda d: themes.AddTheme(d(NAMES), d(WORDS), d.choice(records.THEME_STATUSES), d(WORDS)),
    "EditTheme": lambda d: themes.EditTheme(
        d.one("themes"),
        d(maybe(NAMES)),
        d(maybe(WORDS)),
        d(maybe(st.sampled_from(["kept", "?"]))),
        None,
        d(maybe(st.integers(-1, 3))),
    ),
    "LinkTheme": lambda d: themes.LinkTheme(
        d.one("themes"), d.maybe_one("codes"), d.maybe_one("codings"), d.choice(records.STANCES)
    ),
    "UnlinkTheme": lambda d: themes.UnlinkTheme(d.one("theme_links")),
    "MergeCodes": lambda d: tidying.MergeCodes(d.one("codes"), d.some("codes")),
    "StarCodings": lambda d: codings.StarCodings(d.some("codings"), d(MAYBE)),
    "ImportThemes": lambda d: theme_tables.ImportThemes(
        tuple(d.theme_line() for _ in range(d(st.integers(0, 3)))),
    ),
    "SplitCode": lambda d: d.split(),
    "JoinCases": lambda d: joining.JoinCases(d.one("cases"), d.some("cases")),
    "SplitTurn": lambda d: turns.SplitTurn(d.one("documents"), d(PLACES)),
    "JoinTurns": lambda d: turns.JoinTurns(d.one("documents"), d(PLACES)),
    "GiveVoice": lambda d: turns.GiveVoice(
        d.one("documents"), d(PLACES), d(PLACES), d(VOICES), d(maybe(st.sampled_from([*records.ROLES, "?"])))
    ),
    "RenameSpeaker": lambda d: turns.RenameSpeaker(
        d.one("documents"), d(VOICES), d(VOICES), d(maybe(st.sampled_from(records.ROLES)))
    ),
    "AddQuestion": lambda d: guide.AddQuestion(d(NAMES), d(WORDS), d(WORDS), d.probes(), d(maybe(st.integers(-1, 3)))),
    "EditQuestion": lambda d: guide.EditQuestion(
        d.one("questions"),
        d(maybe(NAMES)),
        d(maybe(WORDS)),
        d(maybe(WORDS)),
        d.probes() if d(MAYBE) else None,
        d(maybe(st.integers(-1, 3))),
    ),
    "RemoveQuestion": lambda d: guide.RemoveQuestion(d.one("questions")),
    "ImportGuide": lambda d: guide.ImportGuide(
        tuple(guide.GuideLine(d(NAMES), d(WORDS), d(WORDS), d.probes()) for _ in range(d(st.integers(0, 3))))
    ),
    "MarkAsked": lambda d: guide.MarkAsked(d.one("questions"), d.one("documents"), d(PLACES), d(PLACES)),
    "UnmarkAsked": lambda d: guide.UnmarkAsked(d.one("askings")),
    "MatchGuide": lambda d: guide.MatchGuide(tuple(d.asking() for _ in range(d(st.integers(0, 2))))),
    "MarkReading": lambda d: reading_marks.MarkReading(
        d.one("documents"), d(PLACES), d(PLACES), d.choice(records.READING_MARKS)
    ),
    "RecodeCodings": lambda d: recoding.RecodeCodings(d.some("codings"), d.one("codes")),
    "UnmarkReading": lambda d: reading_marks.UnmarkReading(d.some("reading_marks")),
    "CodePassage": lambda d: placing.CodePassage(d.one("documents"), d(PLACES), d(PLACES), d.some("codes")),
    "ApplyNewCode": lambda d: placing.ApplyNewCode(
        d.one("documents"),
        d(PLACES),
        d(PLACES),
        tuple(d(NAMES) for _ in range(d(st.integers(0, 3)))),
        d.some("codes"),
    ),
}
OFTEN = ("ImportDocument", "AddCode", "ApplyCode", "ImportCodings", "MergeCodes", "LinkTheme", "AddTheme")


def test_every_action_there_is_takes_part() -> None:
    assert set(BUILDERS) == set(ACTIONS)


class AnyRun(RuleBasedStateMachine):
    """One coder does and undoes; `coders` may let a second one in."""

    coders: tuple[str, ...] = ("Zoé",)
    new_place: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self.location = type(self).new_place()
        self.project = Project.open(self.location, coder="Zoé", write=True)
        self.start = self.dump()
        self.seen: dict[tuple[str, str], int] = {}
        self.state = self.read()

    def dump(self) -> dict[str, Any]:
        """Return the study; coders stay where their codings go."""
        return self.project.dump() | {"coders": None}

    def read(self) -> State:
        with self.project._database.reading() as connection:
            return {
                noun: {row["id"]: dict(row) for row in connection.execute(select(TABLES[noun])).mappings()}
                for noun in JOURNALLED
            }

    @initialize(given=transcripts(), bare=st.booleans())
    def begin(self, given: Transcript, bare: bool) -> None:
        """Start with something to work on: a document at least, or one of everything, doubled codings among it."""
        actions: list[Action] = [documents.ImportDocument("E1", "E1.txt", "1" * 64, given), codes.AddCode("Peur")]
        if not bare:
            text_of_two = "A : On jardine.\nB : Oui, on jardine.\n"
            turns = (Speech("A", 4, 15), Speech("B", 20, 36))
            document = documents.ImportDocument("E2", "E2.txt", "2" * 64, Transcript(text_of_two, "txt", turns=turns))
            group, theme = codes.AddCode("Émotions"), themes.AddTheme("Tenir", "On tient.")
            below, site = codes.AddCode("Joie", group.id), cases.AddCase("Verdun", "site")
            passages = [codings.ApplyCode(document.id, 4, 15, code.id, "mémo", 3) for code in (group, below)]
            actions += [document, group, below, theme, site, *passages, cases.SetAttribute(site.id, "âge", "4")]
            actions += [themes.LinkTheme(theme.id, code=below.id), cases.LinkCase(site.id, document.id)]
            actions += [themes.LinkTheme(theme.id, coding=passage.id) for passage in passages]
            question = guide.AddQuestion("Et chez vous\u00a0?", "Chez eux", "Lieux", ("où", "avec qui"))
            actions += [question, guide.AddQuestion("Oui ?"), guide.MarkAsked(question.id, document.id, 0, 3)]
        for action in actions:
            self.attempt(lambda action=action: self.project.perform(action))

    @rule(data=st.data(), kind=st.sampled_from([*sorted(BUILDERS), *OFTEN, *OFTEN]))
    def act(self, data: Any, kind: str) -> None:
        action = BUILDERS[kind](Draws(data.draw, self.state))
        change = self.attempt(lambda: self.project.perform(action))
        if change is not None and change.rows:
            (entry,) = self.project.history(1)
            assert entry.action == kind
            assert action_words(kind, entry.arguments) != kind
            assert self.project.changes_since(None)[-1].touched == {
                noun: touched for noun, touched in change.touched.items() if noun != "coders"
            }

    @rule()
    def undo(self) -> None:
        self.attempt(self.project.undo)

    @rule()
    def redo(self) -> None:
        self.attempt(self.project.redo)

    @precondition(lambda self: len(self.coders) > 1)
    @rule()
    def give_the_seat_to_another(self) -> None:
        other = next(coder for coder in self.coders if coder != self.project.coder)
        self.project.close()
        self.project = Project.open(self.location, coder=other, write=True)

    def attempt(self, act: Callable[[], Change]) -> Change | None:
        """Do something: either it is refused and nothing has changed, or it touched exactly what it says."""
        before, actions = self.state, len(self.project.history())
        try:
            change = act()
        except errors.DatabaseFailed:
            raise
        except errors.Refusal:
            assert self.read() == before
            assert len(self.project.history()) == actions
            return None
        self.state = self.read()
        self.check_touched(before, change)
        self.check_study()
        return change

    def check_touched(self, before: State, change: Change) -> None:
        for noun in JOURNALLED:
            old, new = before[noun], self.state[noun]
            both = old.keys() & new.keys()
            written = {identifier for identifier in both if old[identifier]["version"] != new[identifier]["version"]}
            assert all(old[identifier] == new[identifier] for identifier in both - written)
            expected = Touched(
                frozenset(new.keys() - old.keys()), frozenset(written), frozenset(old.keys() - new.keys())
            )
            assert change.touched.get(noun, Touched()) == expected
            for identifier in written | expected.added:
                assert new[identifier]["version"] > self.seen.get((noun, identifier), 0)
                self.seen[noun, identifier] = new[identifier]["version"]

    def check_turns(self, texts: dict[str, str]) -> None:
        """Turns stand in order, never overlap, and are what the document's counts count."""
        for document, row in self.state["documents"].items():
            spoken = sorted(
                (turn for turn in self.state["turns"].values() if turn["document_id"] == document),
                key=lambda turn: turn["position"],
            )
            for before, turn in itertools.pairwise([{"end": 0}, *spoken]):
                assert before["end"] <= turn["start"] < turn["end"] <= len(texts[document])
                assert turn["case_id"] is None or turn["case_id"] in self.state["cases"]
            if spoken:
                assert row["characters"] == sum(turn["end"] - turn["start"] for turn in spoken)

    def check_study(self) -> None:
        texts = dict(self.project.documents.texts(list(self.state["documents"])))
        for coding in self.state["codings"].values():
            whole, start, end = texts[coding["document_id"]], coding["start"], coding["end"]
            assert coding["text"] == whole[start:end] != ""
            assert coding["before"] == whole[max(start - 60, 0) : start]
            assert coding["after"] == whole[end : end + 60]
        self.check_turns(texts)
        columns = ("document_id", "start", "end", "code_id", "coder_id")
        assert_distinct(tuple(row[name] for name in columns) for row in self.state["codings"].values())
        links = self.state["theme_links"].values()
        assert_distinct((row["theme_id"], row["code_id"], row["coding_id"]) for row in links)
        self.check_trees()
        self.check_guide(texts)
        if self.project._database.is_file:
            with self.project._database.reading() as connection:
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []

    def check_guide(self, texts: dict[str, str]) -> None:
        """Askings and marks lie in their documents, each once; questions stand once, in the order of their places."""
        for row in self.state["askings"].values():
            assert 0 <= row["start"] < row["end"] <= len(texts[row["document_id"]])
        columns = ("question_id", "document_id", "start", "end")
        assert_distinct(tuple(row[name] for name in columns) for row in self.state["askings"].values())
        marks = self.project.reading_marks.all()
        assert all(0 <= mark.start < mark.end <= len(texts[mark.document]) for mark in marks)
        assert_distinct((mark.document, mark.coder) for mark in marks if mark.kind == "bookmark")
        questions = self.project.guide.all()
        assert_distinct(folded(question.text) for question in questions)
        places = [self.state["questions"][question.id]["position"] for question in questions]
        assert places == sorted(places)
        assert [question.position for question in questions] == list(range(len(questions)))
        assert all(0 < len(question.label) <= records.LABEL_LENGTH for question in questions)

    def check_trees(self) -> None:
        tree = list(self.state["codes"].values())
        assert len(tree_order((row["id"], row["parent_id"], row["position"], row["name"]) for row in tree)) == len(tree)
        assert_distinct((row["parent_id"], folded(row["name"])) for row in tree)
        assert all(row["parent_key"] == (row["parent_id"] or "") for row in tree)
        assert all(row["name_key"] == folded(row["name"]) for row in tree)
        rows = self.state["cases"].values()
        assert len(tree_order((row["id"], row["inside_id"], 0, row["name"]) for row in rows)) == len(rows)

    def run_through(self, act: Callable[[], Change]) -> bool:
        """Undo or redo as far as it goes; tell whether another's change stood in the way."""
        while True:
            actions = len(self.project.history())
            change = self.attempt(act)
            if change is None:
                assert len(self.project.history()) == actions
                try:
                    act()
                except errors.UndoConflict:
                    return True
                except (errors.NothingToUndo, errors.NothingToRedo):
                    return False

    def teardown(self) -> None:
        try:
            assert self.project.care.check() == []  # no alarm for what is sound
            self.there_and_back()
            assert self.project.care.check() == []
        finally:
            self.project.close()

    def there_and_back(self) -> None:
        self.run_through(self.project.redo)  # what was undone last belongs to the end
        end = self.dump()
        for _ in range(2):
            stuck = self.run_through(self.project.undo)
            assert stuck is False or len(self.coders) > 1
            if not stuck and len(self.coders) == 1:
                assert self.dump() == self.start
            self.run_through(self.project.redo)
            assert self.dump() == end


class AnyRunOfTwo(AnyRun):
    """Two coders take turns; nobody's undo touches what the other did."""

    coders = ("Zoé", "Max")


def assert_distinct(values: Any) -> None:
    found = list(values)
    assert len(found) == len(set(found))


def ran(machine: type[AnyRun], new_place: Callable[[], str], examples: int, steps: int) -> None:
    """Run a machine; the nightly profile runs it for long, with new examples each night."""
    long = os.environ.get("QUALCODE_HYPOTHESIS") == "nightly"
    kind = type(machine.__name__, (machine,), {"new_place": staticmethod(new_place)})
    chosen = settings(
        report_multiple_bugs=False,
        max_examples=examples * 20 if long else examples,
        stateful_step_count=steps * 2 if long else steps,
    )
    run_state_machine_as_test(kind, settings=chosen)


@pytest.fixture
def new_file(tmp_path: Path) -> Callable[[], str]:
    numbers = itertools.count()

    def made() -> str:
        location = str(tmp_path / f"{next(numbers)}.qualcode")
        Project.create(location, title="Essai", coder="Zoé").close()
        return location

    return made


@pytest.mark.parametrize("machine", [AnyRun, AnyRunOfTwo])
def test_any_run_in_a_file(machine: type[AnyRun], new_file: Callable[[], str]) -> None:
    ran(machine, new_file, examples=10, steps=20)


@pytest.mark.postgres
@pytest.mark.parametrize("machine", [AnyRun, AnyRunOfTwo])
def test_any_run_on_a_server(machine: type[AnyRun], new_database: Callable[[], str]) -> None:
    ran(machine, new_database, examples=3, steps=15)


@pytest.mark.nightly
@pytest.mark.parametrize("machine", [AnyRun, AnyRunOfTwo])
def test_a_thousand_runs_in_a_file(machine: type[AnyRun], new_file: Callable[[], str]) -> None:
    ran(machine, new_file, examples=1000, steps=40)
