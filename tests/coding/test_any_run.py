"""Any run of actions, by one coder or two, undone to the start and redone to the end, gives the same study twice."""

from __future__ import annotations

import importlib.util
import itertools
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sqlalchemy import func, select, text

from qualcode.coding.actions import action_words
from qualcode.coding.cases import cases
from qualcode.coding.catalogue import ACTIONS
from qualcode.coding.codebook import codes
from qualcode.coding.documents import documents, guide
from qualcode.coding.passages import codings
from qualcode.coding.project import Project
from qualcode.coding.themes import themes
from qualcode.model import errors, records
from qualcode.model.changes import Change, Touched
from qualcode.model.codebook import standing_below, tree_order
from qualcode.model.ids import new_id
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.journal import ERASING
from qualcode.storage.tables import JOURNALLED, TABLES
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from qualcode.coding.actions import Action


def _loaded(name: str) -> ModuleType:
    """Return a file beside this one; tests are no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


drawing = _loaded("drawing")
BATCHES, BUILDERS = drawing.BATCHES, drawing.BUILDERS
Draws, transcripts = drawing.Draws, drawing.transcripts
State = dict[str, dict[str, dict[str, Any]]]
ROWS = {noun: select(TABLES[noun]) for noun in JOURNALLED}
ENTRIES = select(func.count()).select_from(TABLES["actions"])
OFTEN = (
    "ReviseDocument",
    "ImportDocument",
    "AddCode",
    "ApplyCode",
    "ImportCodings",
    "MergeCodes",
    "LinkTheme",
    "AddTheme",
)


def test_every_action_there_is_takes_part() -> None:
    assert set(BUILDERS) == set(ACTIONS) - ERASING  # a purge is never undone


def entries(project: Project) -> int:
    """Count the actions of the journal."""
    with project._database.reading() as connection:
        return connection.execute(ENTRIES).scalar_one()


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
        self.steps: dict[str, list[tuple[str, int]]] = {}
        """Of each coder, what undo takes back at a time, the batch and how many acts, as far as it stands."""
        self.undone: dict[str, list[tuple[str, int]]] = {}
        """What redo does again at a time."""

    def dump(self) -> bytes:
        """Return the study, byte for byte; coders stay where their codings go."""
        return json.dumps(self.project.dump() | {"coders": None}).encode()

    def read(self) -> State:
        with self.project._database.reading() as connection:
            return {
                noun: {row["id"]: dict(row) for row in connection.execute(rows).mappings()}
                for noun, rows in ROWS.items()
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
            self.perform(action)

    @rule(data=st.data(), kind=st.sampled_from([*sorted(BUILDERS), *OFTEN, *OFTEN]), batch=BATCHES)
    def act(self, data: Any, kind: str, batch: str) -> None:
        self.try_one(data, kind, batch)

    @rule(data=st.data(), kinds=st.lists(st.sampled_from([*OFTEN, "ImportAttributes"]), min_size=2, max_size=4))
    def act_together(self, data: Any, kinds: list[str]) -> None:
        """Do several in a batch of their own, as an import does."""
        batch = new_id()
        for kind in kinds:
            self.try_one(data, kind, batch)

    def try_one(self, data: Any, kind: str, batch: str) -> None:
        action = BUILDERS[kind](Draws(data.draw, self.state))
        change = self.perform(action, batch)
        if change is not None and change.rows:
            (entry,) = self.project.history(1)
            assert entry.action == kind
            assert action_words(kind, entry.arguments) != kind
            assert self.project.changes_since(None)[-1].touched == {
                noun: touched for noun, touched in change.touched.items() if noun != "coders"
            }

    def perform(self, action: Action, batch: str = "") -> Change | None:
        """Do something; what undo then takes back is it alone, or it with the batch that it goes on."""
        change = self.attempt(lambda: self.project.perform(action, batch=batch))
        if change is not None and change.rows:
            steps = self.steps.setdefault(self.project.coder, [])
            goes_on = bool(batch and steps and steps[-1][0] == batch)
            steps.append((batch, steps.pop()[1] + 1 if goes_on else 1))
            self.undone[self.project.coder] = []
        return change

    @rule()
    def undo(self) -> None:
        self.turn_back(self.project.undo, self.steps, self.undone)

    @rule()
    def redo(self) -> None:
        self.turn_back(self.project.redo, self.undone, self.steps)

    def turn_back(
        self,
        act: Callable[[], Change],
        steps: dict[str, list[tuple[str, int]]],
        other: dict[str, list[tuple[str, int]]],
    ) -> Change | None:
        """Undo or redo: a whole step goes, an act of the journal for each of its acts, and can come back."""
        actions, coder = entries(self.project), self.project.coder
        change = self.attempt(act)
        if change is not None:
            batch, count = steps[coder].pop()
            there = other.setdefault(coder, [])
            there.append((batch, count))
            assert entries(self.project) == actions + count
            undo, redo = self.project.standing()
            said = redo if change.kind == "Undo" else undo
            assert said is not None
            assert len(said.before) == count - 1
            assert said.words()
        return change

    @precondition(lambda self: len(self.coders) > 1)
    @rule()
    def give_the_seat_to_another(self) -> None:
        other = next(coder for coder in self.coders if coder != self.project.coder)
        self.project.close()
        self.project = Project.open(self.location, coder=other, write=True)

    def attempt(self, act: Callable[[], Change]) -> Change | None:
        """Do something: either it is refused and nothing has changed, or it touched exactly what it says."""
        before, actions = self.state, entries(self.project)
        try:
            change = act()
        except errors.DatabaseFailed:
            raise
        except errors.Refusal:
            assert self.read() == before
            assert entries(self.project) == actions
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
        places = list(self.state["also_in"].values())
        homes = {row["id"]: row["parent_id"] for row in tree}
        assert_distinct((row["code_id"], row["parent_id"]) for row in places)
        assert all(row["parent_id"] != homes[row["code_id"]] for row in places)
        book = self.project.codes.all()
        assert all(code.id not in standing_below(book, code.id) for code in book)
        assert all(row["name_key"] == folded(row["name"]) for row in tree)
        rows = self.state["cases"].values()
        assert len(tree_order((row["id"], row["inside_id"], 0, row["name"]) for row in rows)) == len(rows)

    def run_through(self, act: Callable[[], Change]) -> bool:
        """Undo or redo as far as it goes; tell whether another's change stood in the way."""
        while True:
            actions = entries(self.project)
            steps, other = self.steps, self.undone
            if act == self.project.redo:
                steps, other = other, steps
            change = self.turn_back(act, steps, other)
            if change is None:
                assert entries(self.project) == actions
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
    """Run a machine as many times."""
    kind = type(machine.__name__, (machine,), {"new_place": staticmethod(new_place)})
    chosen = settings(report_multiple_bugs=False, max_examples=examples, stateful_step_count=steps)
    run_state_machine_as_test(kind, settings=chosen)


class Counted(AnyRun):
    """Counts what was done, undone and done again, the way there and back left out."""

    acts = 0
    runs = 0

    def teardown(self) -> None:
        type(self).acts += entries(self.project)
        type(self).runs += 1
        super().teardown()


def ran_long(new_place: Callable[[], str], acts: int) -> None:
    """Run by chance, new every time, until so many acts were done; each run there and back, dumps equal."""
    kind = type("LongRun", (Counted,), {"new_place": staticmethod(new_place)})
    chosen = settings(max_examples=10, stateful_step_count=60, derandomize=False, report_multiple_bugs=False)
    while kind.acts < acts:
        run_state_machine_as_test(kind, settings=chosen)
    sys.stdout.write(f"{kind.acts} acts in {kind.runs} studies, each undone and done again, dumps equal\n")


@pytest.fixture
def new_file(tmp_path: Path, empty_file: Path) -> Callable[[], str]:
    numbers = itertools.count()

    def made() -> str:
        return str(shutil.copy(empty_file, tmp_path / f"{next(numbers)}.qualcode"))

    return made


@pytest.mark.parametrize("machine", [AnyRun, AnyRunOfTwo])
def test_any_run_in_a_file(machine: type[AnyRun], new_file: Callable[[], str]) -> None:
    ran(machine, new_file, examples=6, steps=20)


@pytest.mark.postgres
@pytest.mark.parametrize("machine", [AnyRun, AnyRunOfTwo])
def test_any_run_on_a_server(machine: type[AnyRun], new_database: Callable[[], str]) -> None:
    ran(machine, new_database, examples=3, steps=15)


def test_a_long_trial_is_not_cut_off_by_the_limit_of_the_suite(request: pytest.FixtureRequest) -> None:
    suite = float(request.config.getini("timeout"))
    found = pytest.Function.from_parent(request.node.parent, name=test_ten_thousand_acts_in_a_file.__name__)
    request.config.hook.pytest_itemcollected(item=found)
    assert found.get_closest_marker("timeout").args[0] > 10 * suite
    request.config.hook.pytest_itemcollected(item=request.node)
    assert request.node.get_closest_marker("timeout") is None


@pytest.mark.nightly
def test_ten_thousand_acts_in_a_file(new_file: Callable[[], str]) -> None:
    ran_long(new_file, 10_000)


@pytest.mark.nightly
@pytest.mark.postgres
def test_ten_thousand_acts_on_a_server(new_database: Callable[[], str]) -> None:
    ran_long(new_database, 10_000)
