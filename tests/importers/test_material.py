from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import mammoth
import pytest

from qualcode.importers.reading import Batch, found_files, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qualcode.model.transcript import Transcript

TYPOGRAPHY = str.maketrans({"’": "'", "\n": " ", "\u00a0": " ", "\u202f": " "})


@pytest.fixture(scope="module")
def batch() -> Iterator[Batch]:
    with Batch() as opened:
        yield opened


def said(transcript: Transcript) -> list[str]:
    return [transcript.text[turn.start : turn.end] for turn in transcript.turns]


def plain(words: str) -> str:
    """Undo what the typewriter of the converted documents did to apostrophes and dots."""
    return re.sub(r"\s+", " ", words.translate(TYPOGRAPHY).replace("…", "..."))


FORMS = [
    ("E1", "E1_utf8_lf.txt", ("E", "R")),
    ("E1", "E1_labels_gras.docx", ("Chercheur", "Interviewe")),
    ("E1", "E1_labels_gras.odt", ("Chercheur", "Interviewe")),
    ("E1", "E1_labels_gras.rtf", ("Chercheur", "Interviewe")),
    ("E1", "E1_labels_gras.html", ("Chercheur", "Interviewe")),
    ("E2", "E2_cp1252_crlf.txt", ("SPEAKER_00", "SPEAKER_01")),
    ("E2", "E2_labels_gras.docx", ("Chercheur", "Interviewe")),
    ("E2", "E2_labels_gras.odt", ("Chercheur", "Interviewe")),
    ("E2", "E2_labels_gras.rtf", ("Chercheur", "Interviewe")),
    ("E2", "E2_labels_gras.html", ("Chercheur", "Interviewe")),
]
RECORDED = [
    (interview, f"{interview}{ending}", labels)
    for interview in ("E1", "E2")
    for ending, labels in (
        (".vtt", ("Chercheur", "Interviewe")),
        (".srt", ("Chercheur", "Interviewe")),
        (".trs", ("Chercheur", "Interviewe")),
        (".whisperx.json", ("SPEAKER_00", "SPEAKER_01")),
    )
]


@pytest.mark.parametrize(("interview", "name", "labels"), FORMS + RECORDED)
def test_every_form_of_an_interview_gives_the_turns_expected(
    material: Path, batch: Batch, interview: str, name: str, labels: tuple[str, str]
) -> None:
    folder = material / "transcripts" / "derived_fr"
    expected = json.loads((folder / f"{interview}.expected.json").read_text(encoding="utf-8"))
    transcript = batch.read(folder / name).transcript
    assert len(transcript.turns) == expected["turns"]
    assert transcript.speakers == labels
    assert {turn.speaker for turn in transcript.turns if turn.role == "interviewer"} == {labels[0]}
    for turn, known in ((0, expected["first_turn"]), (-1, expected["last_turn"])):
        assert plain(said(transcript)[turn]) == plain(" ".join(known["paras"]))
        assert transcript.turns[turn].speaker == labels[expected["speakers"].index(known["speaker"])]


@pytest.mark.parametrize(("interview", "name", "labels"), RECORDED)
def test_recordings_say_as_much_as_expected_with_the_times_of_their_turns(
    material: Path, batch: Batch, interview: str, name: str, labels: tuple[str, str]
) -> None:
    folder = material / "transcripts" / "derived_fr"
    expected = json.loads((folder / f"{interview}.expected.json").read_text(encoding="utf-8"))
    transcript = batch.read(folder / name).transcript
    assert sum(map(len, said(transcript))) == expected["chars"]
    assert {turn.speaker for turn in transcript.turns} == set(labels)
    for turn, known in ((0, expected["first_turn"]), (-1, expected["last_turn"])):
        found = transcript.turns[turn]
        assert (found.time_start, found.time_end) == (known["start"], known["end"])


PRINTED = {"P1": (47, 47), "P2": (81, 84)}
"""Turns of Dan, who asks, and of the participant; the numbers beside the lines go to 95 and 166, a title with them."""


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_printed_interviews_give_a_turn_for_each_numbered_paragraph(material: Path, batch: Batch, name: str) -> None:
    transcript = batch.read(material / "transcripts" / "pdpilot_pdf" / f"{name}.pdf").transcript
    speakers = [turn.speaker for turn in transcript.turns]
    assert (speakers.count("Dan"), speakers.count("Participant")) == PRINTED[name]
    assert transcript.text.count("\n") == len(transcript.turns) == sum(PRINTED[name])
    assert (transcript.title, transcript.language) == ("Interview", "en")
    assert not any(re.search(r"^\d+(?:/\d+)?$", words, re.MULTILINE) for words in said(transcript))


@pytest.mark.parametrize("interview", ["E1", "E2"])
@pytest.mark.parametrize("ending", ["docx", "odt", "rtf", "html"])
def test_text_and_other_forms_say_the_same_and_as_much_as_expected(
    material: Path, batch: Batch, interview: str, ending: str
) -> None:
    folder = material / "transcripts" / "derived_fr"
    plain_form = next(name for which, name, _ in FORMS if which == interview and name.endswith(".txt"))
    text = batch.read(folder / plain_form).transcript
    other = batch.read(folder / f"{interview}_labels_gras.{ending}").transcript
    expected = json.loads((folder / f"{interview}.expected.json").read_text(encoding="utf-8"))
    assert sum(map(len, said(text))) == expected["chars"]
    assert list(map(plain, said(text))) == list(map(plain, said(other)))
    drawn_together = sum(words.count("…") for words in said(other)) - sum(words.count("…") for words in said(text))
    assert sum(map(len, said(other))) + 2 * drawn_together == expected["chars"]
    assert other.interviewer_by == "label"


ARTISANS = {  # turns by voice, Chercheur and Interviewe, counted by hand in the label lines of each file
    "Entretien 01 24.10.03 01": (18, 18), "Entretien 01 24.10.03 02": (30, 31), "Entretien 01 24.10.03 03": (30, 28),
    "Entretien 01 24.11.28": (10, 9), "Entretien 01 24.12.09ab": (14, 14), "Entretien 01 25.01.08": (44, 43),
    "Entretien 01 25.01.14 02ab": (19, 18), "Entretien 01 25.02.13": (35, 36), "Entretien 01 25.03.12": (30, 29),
    "Entretien 01 25.04.10": (29, 28),
}  # fmt: skip


def test_ten_interviews_of_craftspeople_give_their_turns_and_times(material: Path, batch: Batch) -> None:
    paths = sorted((material / "transcripts" / "artisans_fr").glob("*.docx"))
    assert {path.stem.removesuffix("_traitement_A") for path in paths} == set(ARTISANS)
    for path in paths:
        transcript = batch.read(path).transcript
        roles = [turn.role for turn in transcript.turns]
        assert (roles.count("interviewer"), roles.count("participant")) == ARTISANS[
            path.stem.removesuffix("_traitement_A")
        ]
        assert transcript.speakers in {("Chercheur", "Interviewe"), ("Interviewe", "Chercheur")}
        assert (transcript.interviewer_by, transcript.language) == ("label", "fr")
        assert path.stem.removesuffix("_traitement_A").startswith(transcript.title[:22])
        assert not any(re.search(r"^Entretien \d\d", words, re.MULTILINE) for words in said(transcript))
        timed = [turn.time_start for turn in transcript.turns if turn.time_start is not None]
        assert len(timed) >= len(transcript.turns) * 0.6
        assert not any(re.search(r"\[(Chercheur|Interviewe)\]", words) for words in said(transcript))


def test_mammoth_reads_the_same_words_of_them(material: Path, batch: Batch) -> None:
    for path in sorted((material / "transcripts" / "artisans_fr").glob("*.docx")):
        with path.open("rb") as file:
            other = mammoth.extract_raw_text(file).value
        assert batch.read(path).transcript.text.split() == other.split()


DEBATES = {  # counted by hand
    "Chirac_Jospin--Partie_4_Logements": {"Alain Duhamel", "Guillaume Durand", "Jacques Chirac", "Lionel Jospin"},
    "Autain_Attal_Bardella--Partie_3_Carburant": {
        "P1", "P2", "Gabriel Attal", "Jordan Bardella", "Clémentine Autain",
    },
    "Bardella_Darmanin--Partie_1_Ukraine": {"P1", "P2", "Jordan Bardella", "Gérald Darmanin"},
}  # fmt: skip


def test_all_debates_give_a_turn_for_each_labelled_line(material: Path, batch: Batch) -> None:
    paths = found_files([material / "coded" / "fredsum_fr" / "transcript"])
    assert len(paths) == 115
    for path in paths:
        transcript = batch.read(path).transcript
        labelled = re.findall(r"^[^\S\n]*([^:\n]{2,30}?)[^\S\n]*:", transcript.text, re.MULTILINE)
        assert [turn.speaker for turn in transcript.turns] == labelled, path.name
        assert set(transcript.speakers) == DEBATES.get(path.stem, set(transcript.speakers))


def test_a_hearing_gives_its_labels_and_times_without_margins(material: Path, batch: Batch) -> None:
    transcript = batch.read(next((material / "transcripts" / "scc_hearings_fr").glob("*.md"))).transcript
    labels = re.findall(r"^\*\*(.+?)\*\* \(\d\d:", transcript.text, re.MULTILINE)
    assert [turn.speaker for turn in transcript.turns if turn.time_start is not None] == labels
    assert len(labels) == 170
    assert set(transcript.speakers) == set(labels)
    assert not any("column-margin" in words or ".png)" in words for words in said(transcript))
    assert transcript.title.startswith("Association de médiation")


def test_committee_evidence_gives_its_tagged_labels(material: Path, tmp_path: Path) -> None:
    path = tmp_path / "39-1-JUST-15_fr.txt"
    shutil.copyfile(next((material / "transcripts" / "hoc_committee_fr").glob("*.al")), path)
    transcript = read_source(path).transcript
    assert len(transcript.turns) == 17
    assert transcript.speakers == (
        "La greffière du comité", "M. Derek Lee", "M. Art Hanger", "La greffière", "M. Myron Thompson",
        "Mme Diane Diotte", "M. Réal Ménard", "Le président", "L' hon. Sue Barnes",
    )  # fmt: skip


def test_a_focus_group_gives_its_bracketed_labels(material: Path, batch: Batch) -> None:
    transcript = batch.read(material / "transcripts" / "qualcoder_examples" / "transcript.txt").transcript
    assert [turn.speaker for turn in transcript.turns] == ["id1", "id2", "id3", "id1", "id3", "id1", "id2"]
    assert transcript.language == "en"


@pytest.mark.parametrize(
    "name",
    [
        "transcripts/qualcoder_examples/ID1.docx",
        "transcripts/qualcoder_examples/project_memo.txt",
        "reports/rapport_ips.txt",
        "reports/ateliers_cre_actions.txt",
    ],
)
def test_what_nobody_says_has_no_turns(material: Path, batch: Batch, name: str) -> None:
    assert batch.read(material / name).transcript.turns == ()
