"""The English sample study holds what its codebook, its codings and a researcher's patience promise."""

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

from qualcode.importers.reading import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.model.transcript import Transcript

STUDY = Path(__file__).resolve().parents[2] / "corpora" / "first-year"
CODERS = ("Nora", "Will")
GROUP = "Group A"


class Expected(NamedTuple):
    """What a transcript must be understood as; turns counted in its text by hand."""

    file: str
    convention: str
    asks: str
    told_by: str
    answer: tuple[str, ...]
    turns: int


DOCUMENTS = {
    "Interview 01": Expected("Interview 01.docx", "colon", "Interviewer", "label", ("Brenna",), 78),
    "Interview 02": Expected("Interview 02.txt", "colon", "I", "label", ("R",), 76),
    "Interview 03": Expected("Interview 03.md", "colon", "Interviewer", "label", ("Tanya",), 74),
    "Interview 04": Expected("Interview 04.docx", "timed_lines", "Claire Doucette", "questions", ("Awa Kouadio",), 80),
    GROUP: Expected("Group A.txt", "colon", "MODERATOR", "label", ("P1", "P2", "P3", "P4", "P5"), 123),
}
WORD = re.compile(r"\w+(?:['\u2019·()-]+\w+)*")
MARKER = re.compile(
    r"\b(?:um|uh|eh|huh|hmm|kinda|gonna|wanna|gotta|dunno|yeah|nah|honestly|basically|literally|you know|i mean)\b"
    r"|(?<=, )like(?=,)",
    re.IGNORECASE,
)
"""Signs that somebody talks; `like` between commas only, since the verb and the preposition are no hesitation."""
MARKERS_PER_THOUSAND = (8, 30)
"""Talk has about 26 fillers a thousand words (Bortfeld and others, 2001), of which a transcriber leaves a part.

The other markers come on top of them. Below the least it reads as written English; the interview in a second language
stands lowest, since `kinda` and `gonna` are not hers. Above the most it reads as a parody.
"""
WORDS = {name: (2000, 2400) if name == GROUP else (1500, 2500) for name in DOCUMENTS}
BRITISH_OR_AMERICAN = re.compile(
    r"\b(?:color|favorite|neighbor|center|behavior|honor|gray|mum|maths|realise|organise|recognise|freshman)",
    re.IGNORECASE,
)


class Turn(NamedTuple):
    """What one voice says before another takes over."""

    voice: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """Gives the words of the turn."""
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


@cache
def transcript(name: str) -> Transcript:
    """Reads a transcript as a person who imports it does."""
    return read_source(STUDY / "transcripts" / DOCUMENTS[name].file).transcript


@cache
def turns(name: str) -> tuple[Turn, ...]:
    """Gives the turns as the importer tells them apart, in their paragraphs."""
    text = transcript(name).text
    said = ((turn.speaker, text[turn.start : turn.end]) for turn in transcript(name).turns)
    return tuple(Turn(voice, tuple(filter(None, words.split("\n")))) for voice, words in said)


def answers(name: str) -> list[Turn]:
    """Gives the turns of the people who take part, without the one who asks."""
    return [turn for turn in turns(name) if turn.voice in DOCUMENTS[name].answer]


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
    for row in table("codings.csv"):
        start = spoken(row["document"]).index(row["text"])
        placed.append(Passage(row["document"], row["code"], row["coder"], start, start + len(row["text"])))
    return tuple(placed)


def codes() -> list[dict[str, str]]:
    """Gives the rows of the codebook that can be applied to text."""
    return [row for row in table("codebook.csv") if row["parent"]]


def headings() -> list[dict[str, str]]:
    """Gives the headings of the codebook."""
    return [row for row in table("codebook.csv") if not row["parent"]]


def code_paths() -> set[str]:
    """Gives the codes as codings and themes name them."""
    return {f"{row['parent']}/{row['name']}" for row in codes()}


def covered(coder: str, heading: str) -> set[tuple[str, int]]:
    """Gives the characters one coder gave to any code of a heading."""
    mine = (p for p in passages() if p.coder == coder and p.code.startswith(f"{heading}/"))
    return set[tuple[str, int]]().union(*(passage.characters() for passage in mine))


def sentences() -> Iterator[str]:
    """Yields every sentence of three words or more, the same where only signs and capitals differ."""
    for name in DOCUMENTS:
        for sentence in re.split(r"[.!?…\n]+", spoken(name).replace("\u2019", "'")):
            words = WORD.findall(sentence)
            if len(words) >= 3:
                yield " ".join(words).lower()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_file_imports_with_its_voices_its_turns_and_who_asks(name: str) -> None:
    expected, found = DOCUMENTS[name], transcript(name)
    roles = {turn.speaker: turn.role for turn in found.turns}
    assert roles == {expected.asks: "interviewer"} | dict.fromkeys(expected.answer, "participant")
    assert len(found.turns) == expected.turns
    assert found.convention is not None
    assert found.convention.name == expected.convention
    assert (found.interviewer_by, found.language, found.losses) == (expected.told_by, "en", ())


def test_every_transcript_is_one_of_these() -> None:
    assert {path.name for path in (STUDY / "transcripts").iterdir()} == {one.file for one in DOCUMENTS.values()}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_length_and_turns(name: str) -> None:
    shortest, longest = WORDS[name]
    assert shortest <= sum(len(turn.words) for turn in turns(name)) <= longest
    assert len(turns(name)) >= 60
    assert median(len(turn.words) for turn in answers(name)) < 45


@pytest.mark.parametrize("name", DOCUMENTS)
def test_people_talk_as_they_talk(name: str) -> None:
    least, most = MARKERS_PER_THOUSAND
    words = sum(len(turn.words) for turn in turns(name))
    assert least <= 1000 * len(MARKER.findall(spoken(name))) / words <= most


@pytest.mark.parametrize("name", DOCUMENTS)
def test_typography_and_spelling(name: str) -> None:
    text = spoken(name)
    word_file = DOCUMENTS[name].file.endswith(".docx")
    assert not set(text) & set("'\"" if word_file else "\u2019\u201c\u201d")
    assert not re.search(r"[ \u00a0][,.;:!?]|\s$|  ", text)
    assert text.count("\u201c") == text.count("\u201d")
    assert not BRITISH_OR_AMERICAN.search(text)


@pytest.mark.parametrize("name", ["Interview 03", "Interview 04"])
def test_times_rise_at_the_pace_of_speech(name: str) -> None:
    times = [turn.time_start for turn in transcript(name).turns if turn.time_start is not None]
    assert len(times) == len(turns(name))
    paces = [
        len(turn.words) / (after - before)
        for turn, before, after in zip(turns(name), times[:-1], times[1:], strict=False)
    ]
    assert times == sorted(set(times))
    assert max(paces) < 5  # words a second; nobody is understood faster


def test_no_sentence_is_said_twice() -> None:
    assert [sentence for sentence, times in Counter(sentences()).items() if times > 1] == []


def test_each_case_has_its_attributes() -> None:
    rows = {row["case"]: row for row in table("attributes.csv")}
    members = {f"{GROUP} · P{number}" for number in range(1, 6)}
    assert set(rows) == members | {name for name in DOCUMENTS if name != GROUP}
    assert all(re.fullmatch(r"2024-\d\d-\d\d", row["date"]) for row in rows.values())
    assert {row["first-generation"] for row in rows.values()} == {"yes", "no", "unsure"}


def test_codebook_is_whole() -> None:
    assert 5 <= len(headings()) <= 6
    assert 22 <= len(codes()) <= 27
    assert {row["parent"] for row in codes()} == {row["name"] for row in headings()}
    assert not {row["name"] for row in codes()} & {row["name"] for row in headings()}
    assert all(row["definition_fr"] and row["definition_en"] for row in table("codebook.csv"))
    assert all(row["name"] == row["label_en"] and "\u2019" not in row["name"] for row in table("codebook.csv"))
    assert len({row["label_fr"] for row in table("codebook.csv")}) == len(table("codebook.csv"))
    assert len({row["colour"] for row in headings()}) == len(headings())


def test_each_example_is_said() -> None:
    everything = "\n".join(map(spoken, DOCUMENTS))
    assert [row["example"] for row in codes() if not row["example"] or row["example"] not in everything] == []


def test_each_coding_stands_once_in_an_answer() -> None:
    for row in table("codings.csv"):
        said = [paragraph for turn in answers(row["document"]) for paragraph in turn.paragraphs]
        assert transcript(row["document"]).text.count(row["text"]) == 1, row["text"]
        assert sum(row["text"] in paragraph for paragraph in said) == 1, row["text"]
        assert 6 <= len(WORD.findall(row["text"])) <= 90, row["text"]


def test_every_code_is_used_in_three_documents() -> None:
    used = defaultdict(set)
    for passage in passages():
        used[passage.code].add(passage.document)
    assert set(used) == code_paths()
    assert {code: len(where) for code, where in used.items() if len(where) < 3} == {}


@pytest.mark.parametrize("coder", CODERS)
def test_some_passages_meet(coder: str) -> None:
    mine = [passage for passage in passages() if passage.coder == coder]
    meeting = {one for one, other in permutations(mine, 2) if one.code != other.code and one.meets(other)}
    assert len(mine) == len(set(mine))
    assert 110 <= len(mine) <= 140
    assert 0.08 <= len(meeting) / len(mine) <= 0.20


@pytest.mark.parametrize("heading", [row["name"] for row in headings()])
def test_coders_agree_as_people_do(heading: str) -> None:
    nora, will = (covered(coder, heading) for coder in CODERS)
    assert 0.55 <= len(nora & will) / len(nora | will) <= 0.85


def test_themes_are_built_across_headings() -> None:
    links = defaultdict(set)
    for row in table("themes.csv"):
        links[row["name"]].add(row["code"])
        assert row["stance"] in {"supports", "nuances", "contradicts"}
    assert len(links) == 4
    assert {row["name"] for row in table("themes.csv") if row["claim"]} == set(links)
    assert {row["status"] for row in table("themes.csv") if row["claim"]} == {"candidate", "kept"}
    assert set().union(*links.values()) <= code_paths()
    assert all(len({code.split("/")[0] for code in linked}) > 1 for linked in links.values())


def test_the_files_say_who_wrote_them_and_that_nobody_in_them_lives() -> None:
    sources = (STUDY / "SOURCES.md").read_text(encoding="utf-8")
    assert "CC0 1.0" in sources
    assert "invented" in sources
    assert all(f"`{one.file}`" in sources for one in DOCUMENTS.values())
