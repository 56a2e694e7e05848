"""A draft is brought up to date by command: what it says, what it writes, what it keeps, what it refuses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pytest

from qualcode.coding.cases.consents import SetConsent
from qualcode.coding.documents.documents import RemoveDocument, RenameDocument
from qualcode.coding.outlines.outlines import AddOutline, RemoveOutline
from qualcode.coding.outlines.parts import AddPart
from qualcode.coding.outlines.quotes import TranslateQuote
from qualcode.coding.passages.codings import ApplyCode, RemoveCodings, StarCodings
from qualcode.coding.project import Project
from qualcode.coding.purging.withdrawing import WithdrawCase
from qualcode.drafting import Withdrawn, renewed
from qualcode.model.query import Wanted
from qualcode.report.withheld import TAKEN_OUT
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GONE = wording_of("fr-CA").gettext(TAKEN_OUT)
NOBODY = "0" * 32

pytestmark = pytest.mark.usefixtures("quick_cloud")


@pytest.fixture
def draft(study: Path, command: Callable[..., Any], tmp_path: Path) -> Path:
    """Return a draft of the study with all its codes, after which one of its interviews was renamed."""
    assert command("report", "build", "r.docx", "--other-codes").code == 0
    _rename(study)
    return tmp_path / "r.docx"


def _rename(study: Path) -> None:
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(RenameDocument(project.documents.get("Entrevue 01").id, "Maya"))


def _words(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_a_draft_just_built_has_nothing_to_bring_up_to_date(
    study: Path, command: Callable[..., Any], tmp_path: Path
) -> None:
    command("report", "build", "r.docx", "--quotes", "1", "--no-counts", "--report-language", "en")
    before = (tmp_path / "r.docx").read_bytes()
    ran = command("report", "refresh", "r.docx")
    assert (ran.code, ran.out, ran.err) == (0, "", "r.docx: nothing to bring up to date\n")
    assert (tmp_path / "r.docx").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} >= {"r.docx", study.name}
    assert not (tmp_path / "r (before).docx").exists()


def test_it_is_brought_up_to_date_and_kept_as_it_was(draft: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    before = draft.read_bytes()
    ran = command("report", "refresh", "r.docx")
    assert ran.code == 0
    assert ran.err == "r.docx: brought up to date; as it was: r (before).docx\n"
    assert "+ " in ran.out
    assert "Maya" in ran.out
    assert (tmp_path / "r (before).docx").read_bytes() == before
    assert "(Maya)" in _words(draft)
    assert "(Entrevue 01)" not in _words(draft)
    assert command("report", "refresh", "r.docx").err == "r.docx: nothing to bring up to date\n"


def test_the_file_as_it_was_is_never_written_over(
    study: Path, draft: Path, command: Callable[..., Any], tmp_path: Path
) -> None:
    first = draft.read_bytes()
    command("report", "refresh", "r.docx")
    second = draft.read_bytes()
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(RenameDocument(project.documents.get("Maya").id, "Zoé"))
    ran = command("report", "refresh", "r.docx", "--out", "./r.docx")
    assert ran.err == "r.docx: brought up to date; as it was: r (before 2).docx\n"
    assert (tmp_path / "r (before).docx").read_bytes() == first
    assert (tmp_path / "r (before 2).docx").read_bytes() == second


def test_a_file_saved_meanwhile_is_left(
    draft: Path, command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def saved(*given: Any, **more: Any) -> object:
        done = renewed(*given, **more)
        draft.write_bytes(draft.read_bytes() + b" ")
        return done

    monkeypatch.setattr("qualcode.cli.report.refreshing.renewed", saved)
    ran = command("report", "refresh", "r.docx")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "saved by another program" in ran.err
    assert draft.read_bytes().endswith(b" ")


def test_a_rehearsal_writes_nothing(draft: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    before = draft.read_bytes()
    ran = command("report", "refresh", "r.docx", "--dry-run")
    assert "Maya" in ran.out
    assert draft.read_bytes() == before
    assert not (tmp_path / "r (before).docx").exists()


def test_another_file_can_take_it(draft: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    before = draft.read_bytes()
    assert command("report", "refresh", "r.docx", "--out", "new.docx").err == "new.docx: written\n"
    assert draft.read_bytes() == before
    assert "(Maya)" in _words(tmp_path / "new.docx")


@pytest.mark.usefixtures("draft")
def test_a_script_gets_a_row_a_part(command: Callable[..., Any]) -> None:
    ran = command("report", "refresh", "r.docx", "--json")
    assert ran.json["question"] == {
        "reading": "refresh",
        "file": "r.docx",
        "out": None,
        "insert": False,
        "dry_run": False,
    }
    assert ran.json["files"] == ["r.docx", "r (before).docx"]
    first = ran.rows[0]
    assert set(first) == {"fate", "mark", "id", "heading", "before", "after"}
    assert first["fate"] == "updated"
    assert "(Entrevue 01)" in first["before"]
    assert "(Maya)" in first["after"]
    assert first["mark"] == f"_qcs_{first['id']}"
    assert first["heading"]


def test_a_passage_chosen_by_nobody_now_is_renewed_all_the_same(
    study: Path, command: Callable[..., Any], tmp_path: Path
) -> None:
    command("report", "build", "r.docx", "--quotes", "1")
    quoted = _words(tmp_path / "r.docx")
    with Project.open(str(study), coder="Ana", write=True) as project:
        document = project.documents.get("Entrevue 01")
        code = next(one.code_id for one in project.codings.excerpts(Wanted()) if one.text in quoted)
        text = project.documents.text(document.id)
        begins = text.index("Je dors")
        project.perform(ApplyCode(document.id, begins, begins + 20, code))
    _rename(study)
    ran = command("report", "refresh", "r.docx", "--json")
    assert "vanished" not in {row["fate"] for row in ran.rows}


@pytest.mark.parametrize("name", ["~$r.docx", ".~lock.r.docx#"])
def test_a_file_that_is_open_elsewhere_is_left(draft: Path, command: Callable[..., Any], name: str) -> None:
    before = draft.read_bytes()
    draft.with_name(name).touch()
    ran = command("report", "refresh", "r.docx")
    assert ran.code == 1
    assert ran.err == "qualcode: r.docx: open in another program; close it there, then do this again\n"
    assert draft.read_bytes() == before


@pytest.mark.usefixtures("study")
def test_what_cannot_be_brought_up_to_date_is_refused_in_a_line(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "no.docx").write_bytes(b"no")
    out = io.BytesIO()
    docx.Document().save(out)
    (tmp_path / "bare.docx").write_bytes(out.getvalue())
    for file, reason in (
        ("no.docx", "damaged or incomplete"),
        ("bare.docx", "nothing in it is linked to a project"),
        ("none.docx", "no such file"),
        ("r.odt", "the ending says no format"),
    ):
        ran = command("report", "refresh", file)
        assert (ran.code, ran.err.count("\n")) == (1, 1)
        assert ran.err.startswith(f"qualcode: {file}: {reason}")


def test_a_draft_of_another_project_is_refused(draft: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    with Project.create(str(tmp_path / "other.qualcode"), title="Autre", coder="Ana"):
        pass
    ran = command("report", "refresh", draft, "-p", tmp_path / "other.qualcode")
    assert ran.code == 1
    assert "made from another project than “Autre”" in ran.err


def test_who_is_not_to_be_quoted_any_more_leaves_the_draft(
    study: Path, draft: Path, command: Callable[..., Any], tmp_path: Path
) -> None:
    said = "Je dors à l’école."
    assert said in _words(draft)
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(SetConsent(project.cases.get("Maya").id, quotation="no"))
    rehearsed = command("report", "refresh", "r.docx", "--dry-run")
    assert (said in rehearsed.out, "still holds" in rehearsed.err, said in _words(draft)) == (False, False, True)
    ran = command("report", "refresh", "r.docx")
    assert (ran.code, said in ran.out) == (0, False)
    assert "not to be quoted" in ran.out.splitlines()[0]
    lines = [line for line in ran.out.splitlines() if line.endswith(GONE)]
    assert f"  École: {GONE}" in lines
    assert "r (before).docx: still holds the" in ran.err
    assert said not in _words(draft)
    alone = [line for line in _words(draft).splitlines() if GONE in line]
    assert alone
    assert not [line for line in alone if ":" in line]  # what led in to it went too
    assert command("report", "refresh", "r.docx").err == "r.docx: nothing to bring up to date\n"
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(SetConsent(project.cases.get("Maya").id, quotation="yes"))
    ran = command("report", "refresh", "r.docx", "--out", "again.docx", "--json")
    assert {row["fate"] for row in ran.rows} >= {"updated"}
    assert said in _words(tmp_path / "again.docx")


def test_who_withdrew_leaves_the_draft_and_what_was_uncoded_stays_to_be_looked_at(
    study: Path, draft: Path, command: Callable[..., Any]
) -> None:
    assert "L'école ferme le soir." in _words(draft)
    with Project.open(str(study), coder="Ana", write=True) as project:
        there = project.codings.of_document(project.documents.get("Groupe A").id)
        project.perform(RemoveCodings((there[-1].id,)))
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(WithdrawCase(project.cases.get("Maya").id))
    ran = command("report", "refresh", "r.docx", "--json")
    assert ran.code == 0, ran.err
    assert {row["before"] for row in ran.rows if row["fate"] == "withheld"} == {""}
    assert [row["fate"] for row in ran.rows if "ferme le soir" in row["before"]] == ["vanished"]
    words = _words(draft)
    assert ("Je dors" in words, GONE in words, "L'école ferme le soir." in words) == (False, True, True)
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(RemoveCodings(tuple(one.id for one in project.codings.excerpts(Wanted()))))
        project.perform(WithdrawCase(project.cases.get("Groupe A · P1").id))
    assert command("report", "refresh", "r.docx").code == 0  # nothing is coded any more, and her words go all the same
    assert "L'école ferme le soir." not in _words(draft)


def test_a_document_merely_removed_takes_nothing_out_of_a_draft_after_somebody_elses_withdrawal(
    study: Path, draft: Path, command: Callable[..., Any]
) -> None:
    file = docx.Document(str(draft))
    hers = next(paragraph for paragraph in file.paragraphs if "Je dors à l’école." in paragraph.text)
    next(run for run in hers.runs if "Je dors" in run.text).text += " À mon avis, il y dort bien."
    file.save(str(draft))
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(WithdrawCase(project.cases.get("Groupe A · P1").id))
        project.perform(RemoveDocument(project.documents.get("Maya").id))
    ran = command("report", "refresh", "r.docx", "--json")
    assert ran.code == 0, ran.err
    words = _words(draft)
    assert ("À mon avis" in words, "chez ma sœur" in words, "L'école ferme le soir." in words) == (True, True, False)
    assert {row["fate"] for row in ran.rows if "Je dors" in row["before"]} == {"vanished"}
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.undo()
    assert "À mon avis" in _words(draft)


def test_what_must_go_is_told_by_what_the_history_knows(study: Path) -> None:
    with Project.open(str(study), coder="Ana", write=True) as project:
        every = {one.text: one for one in project.codings.excerpts(Wanted())}
        hers, theirs = (
            next(every[text] for text in every if text.startswith(said)) for said in ("Je dors", "L'école f")
        )
        before = Withdrawn(project, None)
        assert (before(NOBODY, "Rien"), before.lost("Rien"), before("two", "Rien")) == (False, False, False)
        outline, code = AddOutline("Plan"), project.codes.get("École").id
        project.perform(outline)
        part = AddPart(outline.id, "code", code=code)
        project.perform(part)
        project.perform(TranslateQuote(part.id, hers.id, "I sleep at school."))
        made = project.outlines.get(outline.id).parts[0].quotes[0]
        project.perform(SetConsent(project.cases.get("Entrevue 01").id, quotation="no"))
        refused = Withdrawn(project, project.outlines.get(outline.id))
        assert {hers.text, "I sleep at school."} <= set(refused.words)
        assert (refused(made.id, ""), refused(f"t{made.id}", ""), refused(theirs.id, theirs.text)) == (
            True,
            True,
            False,
        )
        project.perform(RemoveOutline(outline.id))
        project.perform(RemoveCodings((hers.id,)))
        project.perform(WithdrawCase(project.cases.get("Groupe A · P1").id))
        after = Withdrawn(project, None)
        assert (after(hers.id, "tout autre chose"), after(f"t{hers.id}", "I sleep at school.")) == (False, False)
        assert (after(theirs.id, theirs.text), after(f"t{theirs.id}", "School is shut."), after("two", "")) == (
            *(True, True, False),
        )
        assert (after.lost(theirs.text), after.lost(hers.text)) == (True, False)


def test_where_no_heading_says_it_the_part_of_the_file_is_named_and_so_is_what_cannot_be_read(
    study: Path, draft: Path, command: Callable[..., Any]
) -> None:
    said = "Je dors à l’école. Le matin"
    file = docx.Document(str(draft))
    words = next(paragraph.text for paragraph in file.paragraphs if said in paragraph.text)
    file.sections[0].header.paragraphs[0].text = f"Brouillon : {words}"
    file.save(str(draft))
    with ZipFile(draft, "a") as parts:
        parts.writestr("word/embeddings/sheet.xlsx", b"PK")
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(SetConsent(project.cases.get("Maya").id, quotation="no"))
    ran = command("report", "refresh", "r.docx")
    assert (ran.code, f"  Headers: {GONE}" in ran.out.splitlines()) == (0, True)
    assert "r.docx: word/embeddings/sheet.xlsx in it could not be searched" in ran.err
    header = docx.Document(str(draft)).sections[0].header.paragraphs[0].text
    assert (header.startswith("Brouillon : "), said in header) == (True, False)


def test_passages_newly_chosen_are_put_in_on_demand(study: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    command("report", "build", "r.docx", "--quotes", "1", "--other-codes")
    built = tmp_path / "r.docx"
    with Project.open(str(study), coder="Ana", write=True) as project:
        fresh = next(one for one in project.codings.excerpts(Wanted()) if one.text == "chez ma sœur, le matin")
        assert fresh.text not in _words(built)
        project.perform(StarCodings((fresh.id,), starred=True))
    told = command("report", "refresh", "r.docx")
    assert "new in the project" in told.out
    assert "--insert" in told.err
    assert fresh.text not in _words(built)
    rehearsed = command("report", "refresh", "r.docx", "--insert", "--dry-run", "--json")
    assert [row["after"] for row in rehearsed.rows if row["fate"] == "put_in"]
    ran = command("report", "refresh", "r.docx", "--insert")
    assert "put in, behind the others of its part" in ran.out
    words = _words(built)
    assert fresh.text in words
    assert words.index("Je dors à l’école. Le matin") < words.index(fresh.text)
    assert command("report", "refresh", "r.docx", "--insert").err == "r.docx: nothing to bring up to date\n"
