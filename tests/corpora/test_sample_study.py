"""The sample study holds what its codebook, its codings and a researcher's patience promise."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from itertools import permutations
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import pytest
from docx import Document
from docx.table import Table

from qualcode.importers.reading import read_source

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

STUDY = Path(__file__).resolve().parents[2] / "corpora" / "perseverance"
TRANSCRIPTS = STUDY / "transcripts"
CODERS = ("Ana", "Mathis")

FILES = {
    "Entrevue 01": "Entrevue 01.docx",
    "Entrevue 02": "Entrevue 02.txt",
    "Entrevue 03": "Entrevue 03.md",
    "Entrevue 04": "Entrevue 04.docx",
    "Entrevue 05": "Entrevue 05.docx",
    "Entrevue 06": "Entrevue 06.txt",
    "Entrevue 07": "Entrevue 07.md",
    "Entrevue 08": "Entrevue 08.txt",
    "Groupe A": "Groupe A.txt",
    "Groupe B": "Groupe B.docx",
}
GROUPS = {"Groupe A": 5, "Groupe B": 6}
VOICES = {
    "Entrevue 01": ("Intervieweuse", "Sophie"),
    "Entrevue 02": ("E", "R"),
    "Entrevue 03": ("Intervieweuse", "Josée"),
    "Entrevue 04": ("Chercheur", "Interviewé"),
    "Entrevue 05": ("Intervieweur", "Mireille"),
    "Entrevue 06": ("E.", "Z."),
    "Entrevue 07": ("Chercheuse", "Manon"),
    "Entrevue 08": ("Intervieweuse", "Marie-Carmel"),
    "Groupe A": ("Animatrice", "P1", "P2", "P3", "P4", "P5"),
    "Groupe B": ("Modératrice", "P1", "P2", "P3", "P4", "P5", "P6"),
}
"""Who speaks, the one who asks first."""
LABELS = {
    "Entrevue 01": re.compile(r"(Intervieweuse|Sophie)\u00a0: "),
    "Entrevue 02": re.compile(r"([ER])\u00a0: "),
    "Entrevue 03": re.compile(r"\*\*(Intervieweuse|Josée)\*\* \(\d\d:\d\d:\d\d\): "),
    "Entrevue 04": re.compile(r"\[(Chercheur|Interviewé)\] \(\d+:\d\d - \d+:\d\d\)$"),
    "Entrevue 05": re.compile(r"(Intervieweur|Mireille)\t"),
    "Entrevue 06": re.compile(r"([EZ]\.)\u00a0: "),
    "Entrevue 07": re.compile(r"\*\*(Chercheuse|Manon)\*\*$"),
    "Entrevue 08": re.compile(r"\[\d\d:\d\d:\d\d\] (Intervieweuse|Marie-Carmel|MARIE-CARMEL)\u00a0: "),
    "Groupe A": re.compile(r"(P[1-5]|Animatrice) - "),
    "Groupe B": re.compile(r"(P[1-6]|Modératrice)\t"),
}
ONE_VOICE = {"MARIE-CARMEL": "Marie-Carmel"}
TIMES = {
    "Entrevue 03": re.compile(r"^\*\*\w+\*\* \((\d+):(\d\d):(\d\d)\)", re.MULTILINE),
    "Entrevue 04": re.compile(r"^\[\w+\] \(()(\d+):(\d\d) - ", re.MULTILINE),
    "Entrevue 08": re.compile(r"^\[(\d\d):(\d\d):(\d\d)\]", re.MULTILINE),
}
CURVED = {"Entrevue 01", "Entrevue 04", "Entrevue 05", "Groupe B"}
TITLES = {"Entrevue 01", "# Entrevue 03"}
ORAL = {
    *("ben", "pis", "faque", "tsé", "t'sais", "euh", "heu", "genre", "hein", "mettons", "ouais", "bah"),
    *("hum", "pantoute", "chus", "icitte", "coudonc"),
}
WORD = re.compile(r"\w+(?:['\u2019·()-]+\w+)*")
WORD_RANGE = {name: (2000, 2400) if name in GROUPS else (1500, 2500) for name in FILES}


class Turn(NamedTuple):
    """What one voice says before another takes over."""

    voice: str
    paragraphs: list[str]

    @property
    def words(self) -> list[str]:
        """Gives the words of the turn, its label left out."""
        return WORD.findall(" ".join(self.paragraphs))


class Passage(NamedTuple):
    """One row of the reference coding, with the place its words were found at."""

    document: str
    code: str
    coder: str
    start: int
    end: int

    def meets(self, other: Passage) -> bool:
        """Tells whether two passages of one document share a character."""
        return self.document == other.document and self.start < other.end and other.start < self.end

    def characters(self) -> set[tuple[str, int]]:
        """Gives each character of the passage as its document and place."""
        return {(self.document, place) for place in range(self.start, self.end)}


def written(block: Paragraph | Table) -> str:
    """Gives a paragraph of a Word file, or the rows of a table with a tab between the cells."""
    if isinstance(block, Table):
        return "\n".join("\t".join(cell.text for cell in row.cells) for row in block.rows)
    return block.text


def raw_text(name: str) -> str:
    """Reads a transcript as the lines a reader sees."""
    path = TRANSCRIPTS / FILES[name]
    if path.suffix == ".docx":
        return "\n".join(map(written, Document(str(path)).iter_inner_content()))
    return path.read_text(encoding="utf-8")


@cache
def turns(name: str) -> tuple[Turn, ...]:
    """Cuts a transcript at its labels, in the simplest way its convention allows."""
    found: list[Turn] = []
    for line in filter(None, raw_text(name).split("\n")):
        label = LABELS[name].match(line)
        if label:
            found.append(Turn(ONE_VOICE.get(label[1], label[1]), []))
        speech = line[label.end() :] if label else line
        if speech and line not in TITLES:
            found[-1].paragraphs.append(speech)
    return tuple(found)


def answers(name: str) -> list[Turn]:
    """Gives the turns of the people who take part, without those who ask."""
    return [turn for turn in turns(name) if turn.voice != VOICES[name][0]]


@cache
def spoken(name: str) -> str:
    """Joins all that is said, one paragraph per line, labels left out."""
    return "\n".join(paragraph for turn in turns(name) for paragraph in turn.paragraphs)


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Reads one of the tables of the study."""
    with (STUDY / name).open(encoding="utf-8", newline="") as rows:
        return tuple(csv.DictReader(rows))


@cache
def passages() -> tuple[Passage, ...]:
    """Places every coding of both coders by its words."""
    placed = []
    for row in table("codages.csv"):
        start = spoken(row["document"]).index(row["text"])
        placed.append(Passage(row["document"], row["code"], row["coder"], start, start + len(row["text"])))
    return tuple(placed)


def codes() -> list[dict[str, str]]:
    """Gives the rows of the codebook that can be applied to text."""
    return [row for row in table("grille.csv") if row["parent"]]


def groups() -> list[dict[str, str]]:
    """Gives the headings of the codebook."""
    return [row for row in table("grille.csv") if not row["parent"]]


def covered(coder: str, group: str) -> set[tuple[str, int]]:
    """Gives the characters one coder gave to any code of a group."""
    mine = (p for p in passages() if p.coder == coder and p.code.startswith(f"{group}/"))
    return set[tuple[str, int]]().union(*(passage.characters() for passage in mine))


def seconds(name: str) -> list[int]:
    """Gives the times written in the labels of a transcript."""
    found = TIMES[name].findall(raw_text(name))
    return [int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) for hours, minutes, rest in found]


@pytest.mark.parametrize("name", FILES)
def test_length_and_turns(name: str) -> None:
    shortest, longest = WORD_RANGE[name]
    assert shortest <= sum(len(turn.words) for turn in turns(name)) <= longest
    assert len(turns(name)) >= 60
    assert median(len(turn.words) for turn in answers(name)) < 45


@pytest.mark.parametrize("name", FILES)
def test_people_talk_as_they_talk(name: str) -> None:
    words = [word.lower().replace("\u2019", "'") for turn in turns(name) for word in turn.words]
    per_thousand = 1000 * sum(word in ORAL for word in words) / len(words)
    assert 8 <= per_thousand <= 25


@pytest.mark.parametrize("name", FILES)
def test_typography(name: str) -> None:
    text = spoken(name)
    assert not re.search(r"[^\u00a0]»|«[^\u00a0]|[\s][;!?]|[^\S\u00a0]:", text)
    assert ("'" if name in CURVED else "\u2019") not in text


@pytest.mark.parametrize("name", TIMES)
def test_times_rise(name: str) -> None:
    times = seconds(name)
    assert len(times) == len(turns(name))
    assert times == sorted(set(times))


def test_no_sentence_twice() -> None:
    seen = Counter(
        " ".join(words).lower()
        for name in FILES
        for sentence in re.split(r"[.!?…\n]+", spoken(name).replace("\u2019", "'"))
        if len(words := WORD.findall(sentence)) >= 3
    )
    assert [sentence for sentence, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_everybody_who_should_speaks(name: str) -> None:
    assert {turn.voice for turn in turns(name)} == set(VOICES[name])


@pytest.mark.parametrize("name", FILES)
def test_the_importer_understands_each_convention(name: str) -> None:
    transcript = read_source(TRANSCRIPTS / FILES[name]).transcript
    simple = [(turn.voice, turn.words) for turn in turns(name)]
    assert [(turn.speaker, WORD.findall(transcript.text[turn.start : turn.end])) for turn in transcript.turns] == simple
    assert {turn.speaker for turn in transcript.turns if turn.role == "interviewer"} == {VOICES[name][0]}
    assert {turn.speaker for turn in transcript.turns if turn.role == "participant"} == set(VOICES[name][1:])
    assert transcript.language == "fr"


@pytest.mark.parametrize("name", [name for name, file in FILES.items() if file.endswith(".docx")])
def test_a_word_transcript_says_what_its_source_says(name: str) -> None:
    source = (STUDY / "sources" / f"{name}.txt").read_text(encoding="utf-8")
    assert WORD.findall(raw_text(name)) == WORD.findall(source)


def test_what_only_looks_like_a_label_is_said_to_be_none() -> None:
    convention = read_source(TRANSCRIPTS / FILES["Entrevue 06"]).transcript.convention
    assert convention is not None
    assert convention.lookalikes == ("Attention",)


def test_each_case_has_its_attributes() -> None:
    rows = {row["cas"]: row for row in table("attributs.csv")}
    members = {f"{group} · P{number}" for group, many in GROUPS.items() for number in range(1, many + 1)}
    assert set(rows) == members | (set(FILES) - set(GROUPS))
    assert all(re.fullmatch(r"2024-\d\d-\d\d", row["date"]) for row in rows.values())


def test_codebook_is_whole() -> None:
    assert len(groups()) == 6
    assert 23 <= len(codes()) <= 27
    assert {row["parent"] for row in codes()} == {row["name"] for row in groups()}
    assert all(row["definition_fr"] and row["definition_en"] for row in table("grille.csv"))
    assert all(row["name"] == row["label_fr"] and "\u2019" not in row["name"] for row in table("grille.csv"))
    assert len({row["colour"] for row in groups()}) == 6


def test_each_example_is_said() -> None:
    everything = "\n".join(map(spoken, FILES))
    assert [row["example"] for row in codes() if row["example"] not in everything] == []


def test_each_coding_stands_once_in_an_answer() -> None:
    for row in table("codages.csv"):
        said = [paragraph for turn in answers(row["document"]) for paragraph in turn.paragraphs]
        assert spoken(row["document"]).count(row["text"]) == 1, row["text"]
        assert sum(row["text"] in paragraph for paragraph in said) == 1, row["text"]
        assert 6 <= len(WORD.findall(row["text"])) <= 90, row["text"]


def test_every_code_is_used_in_three_documents() -> None:
    used = defaultdict(set)
    for passage in passages():
        used[passage.code].add(passage.document)
    assert set(used) == {f"{row['parent']}/{row['name']}" for row in codes()}
    assert {code: len(where) for code, where in used.items() if len(where) < 3} == {}


@pytest.mark.parametrize("coder", CODERS)
def test_some_passages_meet(coder: str) -> None:
    mine = [passage for passage in passages() if passage.coder == coder]
    meeting = {one for one, other in permutations(mine, 2) if one.code != other.code and one.meets(other)}
    assert 220 <= len(mine) <= 280
    assert 0.08 <= len(meeting) / len(mine) <= 0.20


@pytest.mark.parametrize("group", [row["name"] for row in groups()])
def test_coders_agree_as_people_do(group: str) -> None:
    ana, mathis = (covered(coder, group) for coder in CODERS)
    assert 0.55 <= len(ana & mathis) / len(ana | mathis) <= 0.85


def test_themes_are_built_across_groups() -> None:
    links = defaultdict(set)
    for row in table("themes.csv"):
        links[row["name"]].add(row["code"])
        assert row["stance"] in {"supports", "nuances", "contradicts"}
    assert len(links) == 5
    assert {row["name"] for row in table("themes.csv") if row["claim"]} == set(links)
    assert {row["status"] for row in table("themes.csv") if row["claim"]} == {"candidate", "kept"}
    assert set().union(*links.values()) <= {f"{row['parent']}/{row['name']}" for row in codes()}
    assert all(len({code.split("/")[0] for code in linked}) > 1 for linked in links.values())
