"""Words of somebody who is not to be quoted any more leave a draft, wherever they were put; new ones come in."""

from __future__ import annotations

import copy
import io
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree
from worked_on import OPTIONS, QUOTE, edited, fates, root_of

from qualcode.exporters.word import write_docx
from qualcode.exporters.word_marked import W, marks_of, words_of
from qualcode.exporters.word_refresh import refreshed
from qualcode.report.blocks import Caption, Column, Heading, Paragraph, Quote, Row, Run, SourceLine, Table
from qualcode.report.draft import draft
from qualcode.report.quotations import lead_ins
from qualcode.report.refreshing import Rules
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from qualcode.exporters.word_refresh import Refreshed

GONE, UNTOLD = "[excerpt withdrawn]", "[translation withdrawn]"


def _mark(root: etree._Element, words: str = QUOTE) -> str:
    return next(name for name, mark in marks_of(root).items() if words in mark.words)


@pytest.fixture
def name(built: bytes) -> str:
    """Return the mark of the quotation that is to go."""
    return _mark(root_of(built))


def _taken(data: bytes, name: str, nothing: bytes) -> Refreshed:
    """Take the quotation of one mark out of a draft of which all else is gone from the data too."""
    return refreshed(data, nothing, nothing, _rules(name))


def _rules(name: str) -> Rules:
    return Rules(withheld=lambda mark, _words: f"_qcs_{mark}" == name, in_its_place=GONE, for_translation=UNTOLD)


def _run(text: str, tag: str = "t") -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}{tag}").text = text
    return run


def _place(root: etree._Element, name: str) -> etree._Element:
    return next(start for start in root.iter(f"{W}bookmarkStart") if start.get(f"{W}name") == name)


def _whole(data: bytes) -> str:
    with ZipFile(io.BytesIO(data)) as parts:
        return "".join(etree.fromstring(parts.read("word/document.xml")).itertext())


def test_the_words_go_and_the_prose_around_them_stays(built: bytes, nothing: bytes, name: str) -> None:
    before = [etree.tostring(node, method="c14n") for node in root_of(built)[0]]
    paragraph = _place(root_of(built), name).getparent()
    lead_in = words_of([paragraph]).partition(marks_of(root_of(built))[name].words)[0]
    done = _taken(built, name, nothing)
    assert fates(done)[name] == "withheld"
    (told,) = [one for one in done.findings if one.fate == "withheld"]
    assert (told.before, told.after) == ("", GONE)
    assert QUOTE not in _whole(done.data)
    assert words_of([_place(root_of(done.data), name).getparent()]).startswith(f"{lead_in}{GONE}")
    after = [etree.tostring(node, method="c14n") for node in root_of(done.data)[0]]
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    again = _taken(done.data, name, nothing)
    assert again.data is done.data
    assert name not in fates(again)


def test_what_she_writes_in_the_place_of_our_words_stands_and_agreement_brings_the_quotation_back(
    built: bytes, nothing: bytes, name: str
) -> None:
    taken = _taken(built, name, nothing).data
    hers = edited(taken, lambda root: setattr(next(_place(root, name).itersiblings())[-1], "text", "une phrase à moi"))
    assert _taken(hers, name, nothing).data is hers
    again = refreshed(taken, built, nothing)
    assert fates(again) == {name: "updated"}
    assert QUOTE in _whole(again.data)


def _worded(root: etree._Element, name: str) -> None:
    text = next(text for text in _place(root, name).getparent().iter(f"{W}t") if QUOTE in (text.text or ""))
    text.text = f"{QUOTE}, à peu près"


def _struck(root: etree._Element, name: str) -> None:
    """Strike every word of it out by a tracked change, beside a comment."""
    start = _place(root, name)
    runs = list(start.itersiblings(f"{W}r"))
    change = etree.Element(f"{W}del")
    runs[0].addprevious(change)
    for run in runs:
        change.append(run)
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
    etree.SubElement(runs[0], f"{W}tab")
    change.addprevious(etree.Element(f"{W}commentRangeStart"))


def _split(root: etree._Element, name: str) -> None:
    """Split it as LibreOffice writes it: two starts of one name, the end in the second paragraph."""
    start = _place(root, name)
    paragraph = start.getparent()
    number = start.get(f"{W}id")
    end = next(node for node in paragraph.iter(f"{W}bookmarkEnd") if node.get(f"{W}id") == number)
    second = etree.Element(f"{W}p")
    paragraph.addnext(second)
    again = copy.deepcopy(start)
    for node in (again, _run(f"{QUOTE} encore"), end, _run("ma suite")):
        second.append(node)


def _copied(root: etree._Element, name: str) -> None:
    paragraph = copy.deepcopy(_place(root, name).getparent())
    for mark in paragraph.iter(f"{W}bookmarkStart"):
        mark.set(f"{W}name", f"{mark.get(f'{W}name')}_Copy_1")
    for mark in paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        mark.set(f"{W}id", f"9{mark.get(f'{W}id')}")
    root[0].insert(0, paragraph)


def _endless(root: etree._Element, name: str) -> None:
    number = _place(root, name).get(f"{W}id")
    end = next(node for node in root.iter(f"{W}bookmarkEnd") if node.get(f"{W}id") == number)
    end.getparent().remove(end)


@pytest.mark.parametrize("edit", [_worded, _struck, _split, _copied, _endless])
def test_no_letter_of_it_stays_whatever_became_of_it(
    built: bytes, nothing: bytes, name: str, edit: Callable[[etree._Element, str], None]
) -> None:
    worked = edited(built, lambda root: edit(root, name))
    assert QUOTE in _whole(worked)
    done = _taken(worked, name, nothing)
    assert QUOTE not in _whole(done.data)
    assert _whole(done.data).count(GONE) == (2 if edit is _copied else 1)
    assert ("ma suite" in _whole(done.data)) == (edit is _split)
    assert "copied" not in fates(done).values()


def test_a_mark_that_holds_nothing_any_more_is_left(built: bytes, nothing: bytes, name: str) -> None:
    def empty(root: etree._Element) -> None:
        start = _place(root, name)
        for after in list(start.itersiblings(f"{W}r", f"{W}bookmarkEnd")):
            if after.tag != f"{W}r":
                break
            after.getparent().remove(after)

    worked = edited(built, empty)
    done = _taken(worked, name, nothing)
    assert "withheld" not in fates(done).values()
    assert QUOTE not in _whole(worked)


def _set_apart(root: etree._Element, name: str) -> None:
    """Set what leads in to it in a paragraph of its own, as a draft does with long ones."""
    start = _place(root, name)
    paragraph = etree.Element(f"{W}p")
    for run in [node for node in start.itersiblings(preceding=True) if node.tag == f"{W}r"]:
        paragraph.insert(0, run)
    start.getparent().addprevious(paragraph)


def _lead_in(root: etree._Element, name: str) -> etree._Element:
    """Return the run before it, or else the last one of the paragraph before."""
    start = _place(root, name)
    beside = [node for node in start.itersiblings(preceding=True) if node.tag == f"{W}r"]
    return beside[0] if beside else start.getparent().getprevious().findall(f"{W}r")[-1]


def _reworded(root: etree._Element, name: str) -> None:
    _lead_in(root, name).addnext(_run("tout bas"))


def _remarked(root: etree._Element, name: str) -> None:
    _lead_in(root, name).addnext(etree.Element(f"{W}commentRangeStart"))


def _pointed_at(root: etree._Element, name: str) -> None:
    """Let something else refer to the paragraph before: a mark that is not ours."""
    _lead_in(root, name).addnext(etree.Element(f"{W}bookmarkStart"))


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("edit", [None, _reworded, _remarked, _pointed_at])
def test_what_led_in_to_it_goes_too_where_nobody_touched_it(
    built: bytes,
    nothing: bytes,
    name: str,
    *,
    apart: bool,
    edit: Callable[[etree._Element, str], None] | None,
) -> None:
    def work(root: etree._Element) -> None:
        if apart:
            _set_apart(root, name)
        if edit:
            edit(root, name)

    lead_in = words_of([_place(root_of(built), name).getparent()]).partition(marks_of(root_of(built))[name].words)[0]
    assert lead_in.strip() in lead_ins(wording_of("en"))
    worked = edited(built, work)
    done = refreshed(worked, nothing, nothing, replace(_rules(name), lead_ins=lead_ins(wording_of("en"))))
    assert QUOTE not in _whole(done.data)
    place = _place(root_of(done.data), name).getparent()
    stays = edit in {_reworded, _remarked} or (apart and edit is _pointed_at)
    lines = words_of([place.getprevious(), place])
    assert (lead_in in lines, lead_in in words_of([place])) == (stays, stays and not apart)
    assert len(root_of(done.data)[0]) == len(root_of(worked)[0]) - (apart and not stays)


def test_its_translation_goes_with_it(built: bytes, nothing: bytes, name: str) -> None:
    def translated(root: etree._Element) -> None:
        paragraph = copy.deepcopy(_place(root, name).getparent())
        _place(paragraph, name).set(f"{W}name", name.replace("_qcs_", "_qcs_t"))
        for mark in paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            mark.set(f"{W}id", f"9{mark.get(f'{W}id')}")
        _place(root, name).getparent().addnext(paragraph)

    done = _taken(edited(built, translated), name, nothing)
    assert QUOTE not in _whole(done.data)
    assert GONE in _whole(done.data)
    assert UNTOLD in _whole(done.data)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_keeps_what_was_put_in(built: bytes, nothing: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(_taken(built, name, nothing).data)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    order = ["soffice", home, "--headless", "--convert-to", "docx:Office Open XML Text", "--outdir", "b", "a.docx"]
    subprocess.run(order, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    saved = (tmp_path / "b" / "a.docx").read_bytes()
    assert QUOTE not in _whole(saved)
    assert marks_of(root_of(saved))[name].words == GONE
    assert _taken(saved, name, nothing).data is saved


# What comes in


def _inserting(gardens: ModuleType, chosen: frozenset[str] = frozenset()) -> Rules:
    return Rules(frozenset(one.id for one in gardens.excerpts()), insert=True, chosen=chosen)


def _without(root: etree._Element, name: str) -> None:
    """Leave a quotation out, as in a draft built before it was coded."""
    paragraph = _place(root, name).getparent()
    before = paragraph.getprevious()
    style = before.find(f"{W}pPr/{W}pStyle")
    if style is not None and style.get(f"{W}val") == "Lead-in":
        before.getparent().remove(before)
    paragraph.getparent().remove(paragraph)


def _unknown(data: bytes, name: str) -> bytes:
    """Let the map of a file know nothing of a mark."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "docProps/custom.xml":
                content = content.replace(name.encode(), b"_qcs_nobody")
            new.writestr(copy.copy(info), content)
    return out.getvalue()


def test_a_new_quotation_comes_behind_the_others_of_its_part(
    gardens: ModuleType, built: bytes, nothing: bytes, name: str
) -> None:
    before = _unknown(edited(built, lambda root: _without(root, name)), name)
    listed = refreshed(before, built, nothing)
    assert (fates(listed), listed.data is before) == ({name: "new"}, True)
    done = refreshed(before, built, nothing, _inserting(gardens))
    assert fates(done) == {name: "put_in"}
    here, there = root_of(done.data), root_of(built)
    assert marks_of(here)[name].words == marks_of(there)[name].words
    assert not marks_of(here)[name].held
    numbers = [node.get(f"{W}id") for node in here.iter(f"{W}bookmarkStart")]
    assert len(set(numbers)) == len(numbers)
    kept = [etree.tostring(node, method="c14n") for node in root_of(before)[0]]
    now = [etree.tostring(node, method="c14n") for node in here[0]]
    assert [node for node in now if node in kept] == kept
    again = refreshed(done.data, built, nothing, _inserting(gardens))
    assert (again.findings, again.data is done.data) == ([], True)


def test_what_she_took_out_does_not_come_back(gardens: ModuleType, built: bytes, nothing: bytes, name: str) -> None:
    before = edited(built, lambda root: _without(root, name))
    assert fates(refreshed(before, built, nothing, _inserting(gardens))) == {name: "left_out"}


def test_a_part_that_is_not_in_the_file_takes_nothing_in(
    gardens: ModuleType, built: bytes, nothing: bytes, name: str
) -> None:
    def headless(root: etree._Element) -> None:
        _without(root, name)
        for start in list(root.iter(f"{W}bookmarkStart")):
            if (start.get(f"{W}name") or "").startswith("_qch_"):
                start.set(f"{W}name", "elsewhere")

    before = _unknown(edited(built, headless), name)
    done = refreshed(before, built, nothing, _inserting(gardens))
    assert "put_in" not in fates(done).values()
    assert fates(done)[name] == "new"
    assert done.data is before


def _draft(gardens: ModuleType, *more: object) -> bytes:
    """Write a draft of two parts, the first with a definition, its counts, the blocks given and a table."""
    made = draft(gardens.material(with_themes=False), OPTIONS)
    one, two = Heading(2, "Un", "1" * 32), Heading(2, "Deux", "2" * 32)
    table = (Caption("table", "Table", 1, "Codes", "t"), Table((Column("Code"),), (Row(("Un",)),), "t", "Codes."))
    first = [one, Paragraph((Run("Ce que c’est.", "data"),), "definition", f"d{'1' * 32}"), *more]
    rest = [Paragraph((Run("2 others.", "counts"),), "rest", f"r{'1' * 32}"), *table, SourceLine("Source.", "t"), two]
    return write_docx(replace(made, blocks=(*first, *rest)))


def test_a_part_without_any_quotation_takes_them_behind_what_it_says_first_with_lead_in_and_translation(
    gardens: ModuleType, nothing: bytes
) -> None:
    lead_in = Paragraph((Run("One person says:"),), "lead_in")
    ids = ("a" * 32, "b" * 32, "c" * 32)
    quotes: list[object] = []
    for one in ids:
        translation = Paragraph((Run(f"[Translation: {one}]", "data"),), "note", f"t{one}")
        quotes += [lead_in, Quote(f"Mots de {one}.", "(Entrevue 01)", one), translation]
    rules = Rules(frozenset(ids), insert=True, chosen=frozenset(ids[2:]))
    whole = _draft(gardens, *quotes)
    done = refreshed(_draft(gardens), whole, nothing, rules)
    assert (set(fates(done).values()), done.waiting) == ({"put_in"}, 0)
    assert [words_of([node]) for node in root_of(done.data)[0]] == [words_of([node]) for node in root_of(whole)[0]]
    told = {name: mark.words for name, mark in marks_of(root_of(done.data)).items()}
    assert told == {name: mark.words for name, mark in marks_of(root_of(whole)).items()}
    assert refreshed(done.data, whole, nothing, rules).findings == []
    full = refreshed(_draft(gardens, *quotes[:3]), _draft(gardens, *quotes[3:6]), nothing, rules)
    assert (fates(full)[f"_qcs_{ids[1]}"], full.waiting) == ("new", 1)  # the part has as many as it should
    mine = refreshed(_draft(gardens, *quotes[:3]), _draft(gardens, *quotes[6:]), nothing, rules)
    assert fates(mine)[f"_qcs_{ids[2]}"] == "put_in"  # she chose it


def test_a_heading_of_hers_ends_a_part(gardens: ModuleType, nothing: bytes) -> None:
    one, two = (Quote(f"Mots de {sign * 32}.", "(Entrevue 01)", sign * 32) for sign in "ab")
    rules = Rules(frozenset({one.id, two.id}), insert=True, chosen=frozenset({two.id}))

    def parted(root: etree._Element) -> None:
        """Put the quotation under a heading of her own."""
        paragraph = _place(root, f"_qcs_{one.id}").getparent()
        heading = copy.deepcopy(_place(root, f"_qch_{'2' * 32}").getparent())
        for mark in list(heading.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            heading.remove(mark)
        paragraph.addprevious(heading)

    before = edited(_draft(gardens, one), parted)
    after = refreshed(before, _draft(gardens, one, two), nothing, rules).data
    words = [words_of([node]) for node in root_of(after)[0]]
    assert words.index("Mots de " + "b" * 32 + ". (Entrevue 01)") == words.index("Ce que c’est.") + 1
