"""Actions drawn by chance among what a study has and what it has not, of every kind there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from qualcode.coding import dismissals, memos, own_words, studies
from qualcode.coding.cases import cases, consents, joining
from qualcode.coding.cases.cells import KIND
from qualcode.coding.codebook import also_in, approach, codes, rechecking, retiring, rounds, tidying
from qualcode.coding.documents import documents, editing, guide, reading_marks, revising, settling, turns
from qualcode.coding.documents import sets as document_sets
from qualcode.coding.outlines import outlines, parts, quotes
from qualcode.coding.passages import codings, gathered, placing, queries, recoding, tables
from qualcode.coding.themes import tables as theme_tables
from qualcode.coding.themes import themes
from qualcode.coding.themes import tidying as theme_tidying
from qualcode.model import outgoing, records
from qualcode.model.outlines import PLACED, PartOptions, PlannedPart, PlannedQuote
from qualcode.model.spans import Span
from qualcode.model.transcript import Speech, Transcript
from qualcode.words.purging import Edit

if TYPE_CHECKING:
    from collections.abc import Callable

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
FORMS = st.sampled_from([*outgoing.QUOTE_FORMS, "?"])
WEIGHTS = st.sampled_from([None, 1, 3, 5, 0, 6])
MAYBE = st.booleans()
BATCHES = st.sampled_from(["", "", "b" * 32, "c" * 32])
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

    def split_theme(self) -> theme_tidying.SplitTheme:
        links = self.some("theme_links")
        themes_of = {self.state["theme_links"][one]["theme_id"] for one in links if one != NOBODY}
        return theme_tidying.SplitTheme(min(themes_of, default=None) or self.one("themes"), self(NAMES), links)

    def maybe_one(self, noun: str) -> str | None:
        return self.one(noun) if self.draw(MAYBE) else None

    def choice(self, words: tuple[str, ...]) -> str:
        return self.draw(st.sampled_from([*words, *words, "?"]))

    def details(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.draw(st.lists(st.tuples(st.sampled_from(codes.TEXTS), WORDS), max_size=2)))

    def passage(self) -> codings.Passage:
        place = (self.one("documents"), self(PLACES), self(PLACES), self.one("codes"))
        return codings.Passage(*place, self(st.sampled_from(["", "Max", " ana\ud800"])), self(WORDS), self(WEIGHTS))

    def gathered(self) -> gathered.Gathered:
        path = tuple(self(NAMES) for _ in range(self(st.sampled_from([1, 2, 2, 0]))))
        return gathered.Gathered(self.one("documents"), self(PLACES), self(PLACES), path, self(WORDS), self(WORDS))

    def theme_line(self) -> theme_tables.ThemeLine:
        stance = self.draw(st.sampled_from(["", "nuances", "nuances", "?"]))
        return theme_tables.ThemeLine(1, self(NAMES), self(WORDS), "", self(WORDS), self(NAMES), stance)

    def code_line(self) -> tables.CodeLine:
        places = tuple(self(NAMES) for _ in range(self(st.sampled_from([0, 0, 1]))))
        return tables.CodeLine(self(NAMES), self(NAMES), "", self.details(), places, self(maybe(MAYBE)), self(WORDS))

    def no_more(self) -> also_in.ListNoMore:
        return also_in.ListNoMore(*self.second_place())

    def second_place(self) -> tuple[str, str]:
        rows = self.state["also_in"].values()
        there = sorted((row["code_id"], row["parent_id"]) for row in rows)
        return self.draw(st.sampled_from([*there, (self.one("codes"), self.one("codes"))]))

    def memo(self) -> memos.AddMemo:
        on = self.draw(st.sampled_from(records.MEMO_TARGETS))
        if on == "case" and self.draw(MAYBE):  # a summary, which a name ties to its cell
            noun = self.draw(st.sampled_from(["codes", "themes"]))
            return memos.AddMemo(f"{self.name(noun)}\n{self(WORDS)}", on, self.one("cases"), KIND)
        return memos.AddMemo(self(WORDS), on, None if on == "project" else self.one(f"{on}s"))

    def asking(self) -> guide.Asking:
        return guide.Asking(self.one("questions"), self.one("documents"), self(PLACES), self(PLACES))

    def probes(self) -> tuple[str, ...]:
        return tuple(self.draw(st.lists(WORDS, max_size=2)))

    def plan(self, depth: int = 0) -> tuple[PlannedPart, ...]:
        return tuple(self.planned(depth) for _ in range(self(st.integers(0, 2))))

    def planned(self, depth: int) -> PlannedPart:
        options = PartOptions(self(maybe(st.integers(0, 3))), reading=self(st.sampled_from([*PLACED, "?"])))
        coding = self.state["codings"] and self.one("codings")
        chosen = (PlannedQuote(coding, self(MAYBE), self(FORMS), self.cuts()),) if coding else ()
        below = self.plan(depth + 1) if depth < self(st.sampled_from([1, 2, 3])) else ()
        about = (self.maybe_one("themes"), self.maybe_one("codes"))
        return PlannedPart(self.choice(outgoing.PART_KINDS), self(NAMES), self(WORDS), *about, options, chosen, below)

    def cuts(self) -> tuple[Span, ...]:
        places = st.integers(-1, 12)
        return tuple(Span(self(places), self(places)) for _ in range(self(st.integers(0, 2))))

    def part(self) -> parts.AddPart:
        return parts.AddPart(
            self.one("outlines"),
            self.choice(outgoing.PART_KINDS),
            self(NAMES),
            self.maybe_one("themes"),
            self.maybe_one("codes"),
            self(st.sampled_from([*PLACED, "?"])),
            parent=self.maybe_one("outline_parts"),
            position=self(maybe(st.integers(-1, 3))),
        )

    def quote(self) -> tuple[str, str]:
        return self.one("outline_parts"), self.one("codings")

    def edit(self) -> editing.EditText:
        document = self.one("documents")
        row = self.state["documents"].get(document, {"text_sha256": "0" * 64})
        sha256 = self(st.sampled_from([row["text_sha256"]] * 5 + ["0" * 64]))
        said = sorted(
            (turn["start"], turn["end"]) for turn in self.state["turns"].values() if turn["document_id"] == document
        )
        start, end = self(st.sampled_from([*said * 5, (0, 3), (40, 2)]))
        new = self(st.sampled_from(["", "", "Oui", " e\u0301", "\x00\ud800\r\n", "Et"]))
        at = self(st.integers(start, max(start, end)))
        edit = Edit(at, self(st.integers(at, max(at, end + 1))), new)
        return editing.EditText(document, sha256, (editing.Stretch(start, end, (edit,)),))

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
        d(st.sampled_from([(), (("quotation", "âge"),), (("until", "Lieu"), ("note", "Rien"))])),
    ),
    "DismissWarning": lambda d: dismissals.DismissWarning(
        d(st.sampled_from(["small_cells", "small_cells", "?"])), d(st.sampled_from(["frequencies", " "])), d(WORDS)
    ),
    "SetConsent": lambda d: consents.SetConsent(
        d.one("cases"),
        *(d(maybe(st.sampled_from(["", "yes", "no", "oui", "?!"]))) for _use in range(3)),
        d(maybe(st.sampled_from(["", "2020-01-01", "2999-12-31"]))),
        d(maybe(WORDS)),
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
    "ApplyGathered": lambda d: gathered.ApplyGathered(tuple(d.gathered() for _ in range(d(st.integers(0, 3))))),
    "ApplyCodes": lambda d: codings.ApplyCodes(tuple(d.passage() for _ in range(d(st.integers(0, 3))))),
    "EditCoding": lambda d: codings.EditCoding(
        d.one("codings"), d(maybe(PLACES)), d(maybe(PLACES)), d.maybe_one("codes"), d(WEIGHTS), d(maybe(MAYBE))
    ),
    "RemoveCodings": lambda d: codings.RemoveCodings(d.some("codings")),
    "ImportDocument": lambda d: documents.ImportDocument(d(NAMES), d(NAMES), "0" * 64, d(transcripts())),
    "RenameDocument": lambda d: documents.RenameDocument(d.one("documents"), d(NAMES)),
    "SetDocumentState": lambda d: documents.SetDocumentState(d.one("documents"), d.choice(records.DOCUMENT_STATES)),
    "SaveDocumentSet": lambda d: document_sets.SaveDocumentSet(
        d.name("document_sets"),
        d(st.sampled_from(["{}", '{"group": "attribute:âge", "where": [["name", "E1"]]}', "?"])),
    ),
    "RenameDocumentSet": lambda d: document_sets.RenameDocumentSet(d.one("document_sets"), d.name("document_sets")),
    "MoveDocumentSet": lambda d: document_sets.MoveDocumentSet(d.one("document_sets"), d(st.integers(-1, 3))),
    "RemoveDocumentSet": lambda d: document_sets.RemoveDocumentSet(d.one("document_sets")),
    "RemoveDocument": lambda d: documents.RemoveDocument(d.one("documents")),
    "AddMemo": lambda d: d.memo(),
    "EditMemo": lambda d: memos.EditMemo(d.one("memos"), d(maybe(WORDS)), d(maybe(st.sampled_from(["to_do", "?"])))),
    "RemoveMemo": lambda d: memos.RemoveMemo(d.one("memos")),
    "AddOwnWord": lambda d: own_words.AddOwnWord(
        d(st.sampled_from(["peur", "Peur", "joie"]) | NAMES),
        d.choice(outgoing.OWN_WORDS),
        d(st.sampled_from(["peur", "joie", "lieu", ""]) | NAMES),
        d(st.sampled_from(["", "", "fr", "?"])),
    ),
    "RemoveOwnWord": lambda d: own_words.RemoveOwnWord(d.one("own_words")),
    "EditStudy": lambda d: studies.EditStudy(d(maybe(NAMES)), d(maybe(st.sampled_from(["en", "fr-FR", "fr"])))),
    "ImportCodes": lambda d: tables.ImportCodes(tuple(d.code_line() for _ in range(d(st.integers(0, 2))))),
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
    "MergeThemes": lambda d: theme_tidying.MergeThemes(d.one("themes"), d.some("themes")),
    "MoveLinks": lambda d: theme_tidying.MoveLinks(d.some("theme_links"), d.one("themes")),
    "SplitTheme": lambda d: d.split_theme(),
    "ListAlso": lambda d: also_in.ListAlso(d.one("codes"), d.one("codes")),
    "ListNoMore": lambda d: d.no_more(),
    "PlaceAlso": lambda d: also_in.PlaceAlso(*d.second_place(), d(st.integers(-1, 3))),
    "RetireCode": lambda d: retiring.RetireCode(d.one("codes"), d(WORDS)),
    "BringBackCode": lambda d: retiring.BringBackCode(d.one("codes")),
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
    "NameApproach": lambda d: approach.NameApproach(d.draw(st.sampled_from(["", "reflexive", "framework", "?"]))),
    "SaveQuery": lambda d: queries.SaveQuery(d(NAMES), d(st.sampled_from(["peur", "peur ET (", "code:*"]))),
    "RemoveQuery": lambda d: queries.RemoveQuery(d(NAMES)),
    "RecheckCodings": lambda d: rechecking.RecheckCodings(d.some("codings")),
    "StartRound": lambda d: rounds.StartRound(d(NAMES), d(WORDS), d(maybe(st.just("2026-01-01")))),
    "EditRound": lambda d: rounds.EditRound(d.one("rounds"), d(maybe(NAMES)), d(maybe(WORDS))),
    "RemoveRound": lambda d: rounds.RemoveRound(d.one("rounds")),
    "AddOutline": lambda d: outlines.AddOutline(d(NAMES), d(st.sampled_from(["", "en", "?"])), d.plan()),
    "FillOutline": lambda d: outlines.FillOutline(d.one("outlines"), d.plan()),
    "RenameOutline": lambda d: outlines.RenameOutline(d.one("outlines"), d(NAMES)),
    "RemoveOutline": lambda d: outlines.RemoveOutline(d.one("outlines")),
    "AddPart": lambda d: d.part(),
    "RenamePart": lambda d: parts.RenamePart(d.one("outline_parts"), d(NAMES)),
    "MovePart": lambda d: parts.MovePart(d.one("outline_parts"), d.maybe_one("outline_parts"), d(st.integers(-1, 3))),
    "RemovePart": lambda d: parts.RemovePart(d.one("outline_parts")),
    "WritePart": lambda d: parts.WritePart(d.one("outline_parts"), d(WORDS)),
    "SetPartOptions": lambda d: parts.SetPartOptions(
        d.one("outline_parts"), d(maybe(st.integers(-1, 3))), d(maybe(st.integers(0, 9))), d(maybe(MAYBE)), d(MAYBE)
    ),
    "PlaceQuote": lambda d: quotes.PlaceQuote(*d.quote(), d(maybe(st.integers(-1, 3)))),
    "RejectQuote": lambda d: quotes.RejectQuote(*d.quote()),
    "ReleaseQuote": lambda d: quotes.ReleaseQuote(*d.quote()),
    "MoveQuote": lambda d: quotes.MoveQuote(*d.quote(), d(st.integers(-1, 3))),
    "SetQuoteForm": lambda d: quotes.SetQuoteForm(*d.quote(), d(FORMS)),
    "TrimQuote": lambda d: quotes.TrimQuote(*d.quote(), d.cuts()),
    "TranslateQuote": lambda d: quotes.TranslateQuote(*d.quote(), d(WORDS)),
    "RecodeCodings": lambda d: recoding.RecodeCodings(d.some("codings"), d.one("codes")),
    "ReviseDocument": lambda d: revising.ReviseDocument(
        d.one("documents"),
        d(NAMES),
        d(st.sampled_from(["0" * 64, "3" * 64])),
        d(transcripts()),
        d(st.sampled_from([True, True, False])),
        d(st.sampled_from(["", "a/b#1"])),
        d(st.sampled_from([b"", b"x"])),
    ),
    "EditText": lambda d: d.edit(),
    "PlaceLost": lambda d: settling.PlaceLost(d.one("unsettled"), d(PLACES), d(PLACES)),
    "SettlePassages": lambda d: settling.SettlePassages(d.some("unsettled")),
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
