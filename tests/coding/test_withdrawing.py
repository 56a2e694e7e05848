"""Who withdraws: from documents removed before, from texts that others are linked to, and from translations."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from qualcode.coding.cases.cases import AddCase, LinkCase
from qualcode.coding.cases.summaries import summary_acts
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.codebook.tidying import MergeCodes
from qualcode.coding.documents.documents import ImportDocument, RemoveDocument, SetDocumentState
from qualcode.coding.memos import AddMemo
from qualcode.coding.outlines.outlines import AddOutline
from qualcode.coding.outlines.parts import AddPart
from qualcode.coding.outlines.quotes import PlaceQuote, ReleaseQuote, TranslateQuote
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.purging.withdrawing import Undecided, WithdrawCase
from qualcode.model.errors.purging import SpeaksAlone
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.columns import frames, inflated
from qualcode.storage.tables import TABLES

pytestmark = pytest.mark.parametrize("trial", ["sqlite"], indirect=True)
NOTES = "Anna dit que les hivers la brisent chaque année. Bruno dit que les étés le sauvent de tout. Fin des notes."
ANNA, BRUNO = (0, 48), (49, 91)


def kept(trial: Any) -> str:
    """Return every text, every row of outlines, and every piece of the journal, inflated."""
    with trial.project._database.reading() as connection:
        texts = list(connection.execute(select(TABLES["texts"].c.content)).scalars())
        texts += connection.execute(select(TABLES["outline_quotes"].c.translation)).scalars()
        for row in connection.execute(select(TABLES["actions"].c.blob, TABLES["actions"].c.arguments)):
            texts += [row.arguments, *(inflated(part) for part in frames(row.blob))]
    return "\n".join(texts)


def faults(trial: Any) -> list[Any]:
    return list(trial.project.care.check())


def interview(name: str, text: str, *labels: str) -> ImportDocument:
    """Return a text of which each line is what one voice says."""
    turns, place = [], 0
    for label, line in zip(labels, text.split("\n"), strict=True):
        turns.append(Speech(label, place, place + len(line), "participant"))
        place += len(line) + 1
    return ImportDocument(name, f"{name}.txt", str(len(name)) * 64, Transcript(text, "txt", turns=tuple(turns)))


def notes(trial: Any, *cases: str, kind: str = "participant") -> tuple[ImportDocument, list[str]]:
    """Bring in notes without turns, and cases."""
    document = ImportDocument("Notes", "n.txt", "7" * 64, Transcript(NOTES, "txt"))
    added = [AddCase(cases[0]), *(AddCase(name, kind) for name in cases[1:])]
    for action in (document, *added):
        trial.do(action)
    return document, [case.id for case in added]


def test_what_was_said_in_documents_removed_before_goes_from_the_history_and_is_looked_for(trial: Any) -> None:
    said = "Je cultive des carottes bleues ici."
    removed, undone = interview("E1", said, "Ida"), interview("E22", "Elle range trente bottes de paille.", "Ida")
    trial.do(removed)
    case = trial.project.cases.all()[0]
    loose, _cases = notes(trial, "Autre")
    trial.do(AddMemo("à revoir", "case", case.id)), trial.do(LinkCase(case.id, loose.id))
    trial.do(RemoveDocument(removed.id)), trial.do(RemoveDocument(loose.id))
    plan = trial.project.purging.withdrawal(case)
    assert (plan.counts["removed"], plan.documents, plan.names) == (2, [], sorted({case.name, "Ida"}))
    assert plan.phrases == [
        "Anna dit que les hivers la brisent chaque année", "Bruno dit que les étés le sauvent de tout",
        "Je cultive des carottes bleues ici",
    ]  # fmt: skip
    assert len(trial.project.purging.left(plan.phrases)) > 0
    trial.do(undone), trial.project.undo()
    trial.do(WithdrawCase(case.id))
    assert trial.project.purging.left(plan.phrases) == []
    assert "carottes" not in kept(trial)
    assert "hivers" not in kept(trial)
    again = AddCase("E22")
    trial.do(again)
    plan = trial.project.purging.withdrawal(trial.project.cases.get("E22"))
    assert plan.phrases == ["Elle range trente bottes de paille"]
    trial.do(WithdrawCase(again.id))
    assert "trente bottes" not in kept(trial)
    assert faults(trial) == []


def test_a_text_without_turns_that_others_are_linked_to_stays_and_is_to_be_decided(trial: Any) -> None:
    document, (anna, bruno) = notes(trial, "Anna", "Bruno")
    for case in (anna, bruno):
        trial.do(LinkCase(case, document.id))
    plan = trial.project.purging.withdrawal(trial.project.cases.get("Anna"))
    assert (plan.documents, plan.undecided) == ([], [Undecided("document", "Notes", "")])
    trial.do(LinkCase(anna, document.id, *ANNA))  # what is said to be hers goes all the same
    trial.do(WithdrawCase(anna))
    assert trial.project.documents.text(document.id) == f"[propos retirés]{NOTES[48:]}"
    (last,) = trial.project.purging.withdrawal(trial.project.cases.get("Bruno")).documents
    assert last.whole
    trial.refuses(SpeaksAlone, WithdrawCase(bruno, keep_turns=True))
    trial.do(WithdrawCase(bruno))
    assert trial.project.documents.text(document.id) == "[propos retirés]"
    assert faults(trial) == []


def test_a_site_that_a_text_is_linked_to_says_nothing_in_it(trial: Any) -> None:
    document, (anna, verdun) = notes(trial, "Anna", "Verdun", kind="site")
    for case in (anna, verdun):
        trial.do(LinkCase(case, document.id))
    trial.do(WithdrawCase(anna))
    assert trial.project.documents.text(document.id) == "[propos retirés]"


def test_a_passage_linked_to_who_withdraws_goes_with_the_codings_on_it(trial: Any) -> None:
    document, (anna, bruno) = notes(trial, "Anna", "Bruno")
    code = AddCode("Saison")
    trial.do(code), trial.do(AddMemo("lu deux fois", "document", document.id))
    for case, bounds in ((anna, (0, 20)), (anna, (20, 48)), (anna, (80, 95)), (bruno, BRUNO)):
        trial.do(LinkCase(case, document.id, *bounds))
    for start, end in ((12, 30), (40, 47), (40, 60), (93, 100), BRUNO):
        trial.do(ApplyCode(document.id, start, end, code.id, memo="à deux" if end == 60 else ""))
    plan = trial.project.purging.withdrawal(trial.project.cases.get("Anna"))
    assert (plan.undecided[0].kind, plan.undecided[0].place) == ("passage", "80:95")
    assert [one.kind for one in plan.undecided] == ["passage", "memo"]
    assert [each.theirs for each in plan.documents] == [[ANNA]]
    assert not plan.documents[0].whole
    trial.do(WithdrawCase(anna))
    assert trial.project.documents.text(document.id) == f"[propos retirés]{NOTES[48:]}"
    texts = [coding.text for coding in trial.project.codings.of_document(document.id)]
    assert texts == ["[propos retirés] Bruno dit q", NOTES[slice(*BRUNO)], NOTES[93:100]]
    assert sorted(memo.text for memo in trial.project.memos.all()) == ["lu deux fois", "à deux"]
    assert faults(trial) == []


def test_translations_of_quotes_that_lost_words_are_emptied_in_the_history_too(trial: Any) -> None:
    document = interview("G", "Mes pommes sont mûres.\nLes miennes aussi.", "Ida", "Luc")
    code, outline = AddCode("Fruits"), AddOutline("Plan")
    trial.do(document), trial.do(code), trial.do(outline)
    coding, part, other = (
        ApplyCode(document.id, 0, 41, code.id),
        AddPart(outline.id, title="A"),
        AddPart(outline.id, title="B"),
    )
    for action in (coding, part, other, *(PlaceQuote(each.id, coding.id) for each in (part, other))):
        trial.do(action)
    for each in (part, other):
        trial.do(TranslateQuote(each.id, coding.id, "My apples are ripe."))
    trial.do(ReleaseQuote(other.id, coding.id))
    ida = next(case for case in trial.project.cases.all() if case.name.endswith("Ida"))
    trial.do(WithdrawCase(ida.id))
    assert "[propos retirés]\nLes miennes" in trial.project.codings.of_document(document.id)[0].text
    assert "apples" not in kept(trial)
    assert faults(trial) == []


def test_a_document_that_holds_nobody_and_no_coding_any_more_is_to_be_read_again(trial: Any) -> None:
    question = Speech("Q", 0, 3, "interviewer")
    only = Transcript("Oui ?\nLes hivers me brisent.", "txt", turns=(question, Speech("Ida", 6, 28, "participant")))
    asked = Transcript("Et là ?\nLes étés, non.", "txt", turns=(question, Speech("Ida", 8, 22, "participant")))
    code, emptied = AddCode("Saison"), ImportDocument("E1", "1.txt", "1" * 64, only)
    questioned = ImportDocument("E2", "2.txt", "2" * 64, asked)
    group = interview("Groupe", "Les hivers me brisent.\nMoi non.", "Ida", "Léo")
    for action in (code, emptied, questioned, group):
        trial.do(action)
    trial.do(ApplyCode(emptied.id, 6, 20, code.id)), trial.do(ApplyCode(questioned.id, 0, 3, code.id))
    for document in (emptied, questioned, group):
        trial.do(SetDocumentState(document.id, "coded"))
        first = next(turn.case for turn in trial.project.documents.turns(document.id) if turn.case)
        trial.do(WithdrawCase(first))
    states = {one.name: one.state for one in trial.project.documents.all()}
    assert states == {"E1": "to_read", "E2": "coded", "Groupe": "coded"}
    (standing,) = (one for one in trial.project.listings.register().documents if one.id == emptied.id)
    assert standing.said == ()
    assert faults(trial) == []


def test_who_leaves_their_turns_takes_along_what_was_once_written_of_them(trial: Any) -> None:
    trial.do(interview("E1", "J’y vais.\nPas moi.", "Ana", "Ida"))
    ana, ida = (trial.project.cases.get(f"E1 · {voice}").id for voice in ("Ana", "Ida"))
    into, gone = AddCode("Lien"), AddCode("Attache")
    trial.do(into), trial.do(gone)
    for case, code, text in ((ana, "Attache", "Zyxwv."), (ana, "Lien", "Vwxyz."), (ida, "Attache", "Reste.")):
        trial.do(*summary_acts(trial.project, case, code, text))
    trial.do(MergeCodes(into.id, (gone.id,)))  # the summary of one goes into that of the other
    trial.do(*summary_acts(trial.project, ana, "Lien", ""))
    assert "Zyxwv" in kept(trial)
    trial.do(WithdrawCase(ana, keep_turns=True))
    assert ("Zyxwv" in kept(trial), "Vwxyz" in kept(trial), "Reste" in kept(trial)) == (False, False, True)
    assert faults(trial) == []
