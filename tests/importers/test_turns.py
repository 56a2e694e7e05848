from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.conventions import NAMES, seconds
from qualcode.importers.turns import Found, found_turns
from qualcode.model.transcript import Block


def said(text: str, found: Found) -> list[tuple[str, str]]:
    return [(turn.speaker, text[turn.start : turn.end]) for turn in found.turns]


@pytest.mark.parametrize("colon", [":", " :", "\u00a0:", "\u202f:", "  : "])
def test_a_colon_with_any_space_before_it_marks_a_speaker(colon: str) -> None:
    text = f"Titre\n\nIntervieweuse{colon} Ça va ?\n\nAnne-Marie{colon} Oui.\nEncore.\n\nIntervieweuse{colon}Bon.\n"
    found = found_turns(text)
    assert said(text, found) == [
        ("Intervieweuse", "Ça va ?"), ("Anne-Marie", "Oui.\nEncore."), ("Intervieweuse", "Bon."),
    ]  # fmt: skip
    assert found.convention.name == "colon"
    assert found.convention.turns == 3


CONVENTIONS = {
    "brackets": "[Chercheur] (0:01 - 0:11)\nBonjour ?\n\n[Élise]\nOui.\n\n[Chercheur] (0:12- 1:03)\nEt puis ?\n",
    "colon": "**Juge Roy** (00:00:27): Bonjour ?\n\n**Élise** (00:01:00): Oui.\n\n**Juge Roy** (00:02:00): Et puis ?\n",
    "dashes": "P1 - Bonjour ?\nP2 – Oui.\nP1 - Et puis ?\nP2 — Bon.\n",
    "timed_lines": "Marie Roy  0:03\nBonjour ?\n\nÉlise\u00a0\u00a00:10\nOui.\n\nMarie Roy  1:00:12\nEt puis ?\n",
    "tags": "<Nom> M. Roy ( Laval , Lib. ) </Nom> :\nBonjour ?\n<B> Élise : </B> Oui.\n<A> M. Roy </A> :\nEt puis ?\n",
    "tabs": "Roy\tBonjour ?\nÉlise\tOui.\nRoy\tEt puis ?\nÉlise\tBon.\n",
    "alone": "Une page\n\nRoy\nBonjour ?\n\nÉlise\nOui.\n\nRoy\nEt puis ?\n\nÉlise\nBon.\n",
}


@pytest.mark.parametrize("name", CONVENTIONS)
def test_each_convention_gives_its_turns_and_its_name(name: str) -> None:
    text = CONVENTIONS[name]
    found = found_turns(text)
    assert found.convention.name == name
    assert name in NAMES
    assert [words for _, words in said(text, found)][:3] == ["Bonjour ?", "Oui.", "Et puis ?"]
    assert found.turns[0].speaker == found.turns[2].speaker != found.turns[1].speaker


def test_times_are_seconds_wherever_they_stand() -> None:
    text = "[00:01:02] SPEAKER_00: a b\n[00:01:05 --> 00:01:07.5] SPEAKER_01: c d\n[1:00:00] SPEAKER_00: e f\n"
    assert [(turn.time_start, turn.time_end) for turn in found_turns(text).turns] == [
        (62, None),
        (65, 67.5),
        (3600, None),
    ]
    text = CONVENTIONS["brackets"]
    assert [(turn.time_start, turn.time_end) for turn in found_turns(text).turns] == [(1, 11), (None, None), (12, 63)]
    assert seconds("0:16,25") == 16.25


def test_a_time_after_the_words_is_no_speech() -> None:
    text = "I: Ça va ? #00:00:04-1#\n\nB: Oui. #00:00:09-3#\n\nI: Bon. #00:00:11-0#\n"
    found = found_turns(text)
    assert said(text, found) == [("I", "Ça va ?"), ("B", "Oui."), ("I", "Bon.")]
    assert [turn.time_end for turn in found.turns] == [4, 9, 11]


LOOKALIKES = (
    "Animatrice : Qui commence ?\n\nP1 : Moi.\n1 - Est-ce que c'est long : oui.\nAttention : c'est chaud.\n\n"
    "P2 : Voir P. 12 : là.\nP. 12 : la page.\nhttps://exemple.org\n10:30 la pause\n\n"
    "Animatrice : Je me suis dit : pourquoi ?\nNote : rien.\n\nP1 : Fin.\n\nP3 : Une fois.\n"
)


def test_lines_that_only_look_like_labels_stay_speech_and_are_told() -> None:
    found = found_turns(LOOKALIKES)
    assert [turn.speaker for turn in found.turns] == ["Animatrice", "P1", "P2", "Animatrice", "P1", "P3"]
    assert found.convention.lookalikes == ("1 - Est-ce que c'est long", "Attention", "P. 12", "Note")


def test_who_speaks_once_in_a_group_is_found_among_labels_of_the_same_look() -> None:
    text = "Ana : Qui ?\n\nMarc : Moi.\n\nLouise : Une fois.\n\nAna : Et ?\n\nMarc : Bon.\n\nPaul Roy : Là.\n"
    assert [turn.speaker for turn in found_turns(text).turns] == ["Ana", "Marc", "Louise", "Ana", "Marc", "Paul Roy"]


@pytest.mark.parametrize(
    "text",
    [
        "Alors je me disais : pourquoi pas.\n\nEt là il me dit : viens.\n\nAlors je me disais : pourquoi pas.\n",
        "Objectif : décrire.\nMéthode : parler.\nObjectif : encore.\nThème 1 : la vie\nThème 2 : la mort\n",
        "[rires]\nOui.\n[rires]\nNon.\n[pause]\nBon.\n",
        "Question 1 : Quoi ?\nQuestion 2 : Où ?\nQuestion 3 : Qui ?\nQuestion 4 : Quand ?\nQuestion 5 : Bon ?\n",
        "00:00:01\nBonjour\n00:00:05\nSalut\n00:00:10\nOui\n",
        "https://a.org : b\nhttps://c.org : d\nhttps://a.org : e\n",
        "Une phrase.\n\nUne autre, plus longue, sans rien.\n",
        "",
    ],
)
def test_a_text_without_speakers_has_no_turns(text: str) -> None:
    assert found_turns(text).turns == ()


def test_what_stands_before_the_first_label_is_no_turn() -> None:
    text = "Entrevue 05\nDate : 12 mars\nIntervieweuse : Julie Roy\nParticipante : P05\n\n"
    text += "Intervieweuse : Ça va ?\n\nParticipante : Oui.\n\nIntervieweuse : Bon.\n\nParticipante : Fin.\n"
    assert [words for _, words in said(text, found_turns(text))] == ["Ça va ?", "Oui.", "Bon.", "Fin."]
    text = "Date : 12 mars\nLieu : Laval\nI : Ça va ?\nP : Oui.\nI : Bon.\nP : Fin.\n"
    assert [words for _, words in said(text, found_turns(text))] == ["Ça va ?", "Oui.", "Bon.", "Fin."]


def test_one_voice_under_two_cases_is_one_and_under_two_accents_two_and_told() -> None:
    text = "MARIE : a\nPaul : b\nMarie : c\nPaul : d\nMarié : e\nMarié : f\n"
    found = found_turns(text)
    assert [turn.speaker for turn in found.turns] == ["MARIE", "Paul", "MARIE", "Paul", "Marié", "Marié"]
    assert [dict(loss.detail)["labels"] for loss in found.losses if loss.kind == "alike_labels"] == ["MARIE / Marié"]


def test_a_label_without_words_is_left_out_and_counted() -> None:
    text = "P1 : a\nP2 :\nP1 : b\nP2 : c\n"
    found = found_turns(text)
    assert said(text, found) == [("P1", "a"), ("P1", "b"), ("P2", "c")]
    assert [(loss.kind, loss.count) for loss in found.losses] == [("empty_turns", 1)]


def test_a_turn_goes_round_what_nobody_says() -> None:
    text = "P1 : a b\nPICTURE\nc d\nP2 : e\nTITLE\nP1 : f\n"
    picture, title = text.index("PICTURE"), text.index("TITLE")
    blocks = (Block(picture, picture + 7, "caption"), Block(title, title + 5, "heading"))
    found = found_turns(text, blocks)
    assert said(text, found) == [("P1", "a b"), ("P1", "c d"), ("P2", "e"), ("P1", "f")]
    assert [(loss.kind, loss.count) for loss in found.losses] == [("split_turns", 1)]


def test_labels_set_as_headings_are_labels() -> None:
    text = "Roy\nBonjour ?\nÉlise\nOui.\nRoy\nBon ?\nÉlise\nNon.\n"
    blocks = tuple(Block(m.start(), m.end(), "heading") for m in re.finditer("Roy|Élise", text))
    assert said(text, found_turns(text, blocks)) == [
        ("Roy", "Bonjour ?"), ("Élise", "Oui."), ("Roy", "Bon ?"), ("Élise", "Non."),
    ]  # fmt: skip


@pytest.mark.parametrize("pattern", [r"<<(?P<name>\w+)>>", r"<<(\w+)>> *", r"<<\w+>>"])
def test_the_persons_own_pattern_gives_the_labels(pattern: str) -> None:
    text = "<<roy>> bonjour\net\n<<zoé>> : oui\n<<roy>> non\n"
    found = found_turns(text, pattern=re.compile(pattern))
    words = [words for _, words in said(text, found)]
    assert words == ["bonjour\net", "oui", "non"]
    assert found.turns[0].speaker == found.turns[2].speaker
    assert found.convention.name == "own"


def test_a_pattern_that_fits_nothing_is_told() -> None:
    found = found_turns("a\nb\n", pattern=re.compile("ZZ"))
    assert found.turns == ()
    assert [loss.kind for loss in found.losses] == ["pattern_unmatched"]


WORDS = st.text(
    st.one_of(
        st.sampled_from("aé\u0301👩🏽\u200d🔬 \u00a0\u202fשל\u202e:[]()-–*<>#\t0123:PQ"),
        st.characters(exclude_categories=["Cc", "Cs"]),
    ),
    max_size=40,
)
LINE = st.one_of(WORDS, st.builds("{} : {}".format, st.sampled_from(["P1", "P2", "Zoé", "Intervieweuse"]), WORDS))


@given(st.lists(LINE, max_size=12).map("\n".join))
def test_turns_lie_in_order_inside_and_never_on_each_other(text: str) -> None:
    found = found_turns(text)
    end = 0
    for turn in found.turns:
        assert end <= turn.start < turn.end <= len(text)
        assert text[turn.start : turn.end].strip() == text[turn.start : turn.end]
        assert turn.speaker
        end = turn.end


@given(st.lists(WORDS.filter(lambda words: words.strip() and ":" not in words), min_size=4, max_size=8))
def test_every_word_after_a_label_is_in_its_turn(spoken: list[str]) -> None:
    text = "\n".join(f"{'P1' if place % 2 else 'P2'} : x{words}x" for place, words in enumerate(spoken))
    assert [words for _, words in said(text, found_turns(text))] == [f"x{words}x" for words in spoken]


SLOW = ("a", "0:00", "[", "[0:00 -", "<a>", "**", "- ", "a\t", "#", "(0:00 - ", "a:", "a 0:00 ")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("start", SLOW)
def test_no_line_however_odd_holds_the_reader_up(start: str) -> None:
    lines = [start + " " * 190 + end for end in ("x", ":", "0:00", "-")] + [start * 100]
    assert found_turns("\n".join(lines * 20)) is not None


def test_a_voice_that_speaks_once_among_its_like_is_found_before_a_dash_too() -> None:
    text = "INT. – Ça va?\n\nP07 – Oui, pis toi?\n\nINT. – Et l'école?\n\nP07 – Pas tellement.\n\nP08 – Moi, oui."
    assert [turn.speaker for turn in found_turns(text).turns] == ["INT.", "P07", "INT.", "P07", "P08"]
    named = "Alice – Ça va?\nBob – Oui.\nAlice – Pis toi?\nBob – Aussi.\nZoé – Moi, jamais."
    assert [turn.speaker for turn in found_turns(named).turns] == ["Alice", "Bob", "Alice", "Bob", "Zoé"]


ODD = "INT : Bonjour.\nMÈ : Oui.\nMarie-Ève : Bon.\nLuc Roy : Moi.\nINT : Et après ?\nMÈ : Voilà.\n"


@pytest.mark.parametrize(
    ("line", "voice"),
    [
        ("ME) Après.", "MÈ"),
        ("Marie-Eve – Après.", "Marie-Ève"),
        ("int - Après.", "INT"),
        ("LR – Après.", "Luc Roy"),
        ("L. R. – Après.", "Luc Roy"),
    ],
)
def test_a_known_voice_before_a_dash_or_a_bracket_speaks_and_it_is_said(line: str, voice: str) -> None:
    text = f"{ODD}{line}\n"
    found = found_turns(text)
    assert said(text, found)[-1] == (voice, "Après.")
    (loss,) = [loss for loss in found.losses if loss.kind == "odd_voices"]
    assert (loss.count, loss.detail) == (1, (("lines", f"7 [{line.removesuffix(' Après.')} → {voice}]"),))


@pytest.mark.parametrize("line", ["Intervieweuse – Après.", "Zoé) Après."])
def test_a_label_of_another_form_that_is_nobody_here_is_named_with_its_line(line: str) -> None:
    text = f"{ODD}{line}\n"
    found = found_turns(text)
    shown = line.removesuffix(" Après.")
    assert said(text, found)[-1] == ("MÈ", f"Voilà.\n{line}")
    assert [(loss.kind, loss.detail) for loss in found.losses if loss.kind.startswith("odd")] == [
        ("odd_labels", (("lines", f"7 [{shown}]"),))
    ]
    assert shown in found.convention.lookalikes


def test_initials_of_two_voices_are_neither_s() -> None:
    text = ODD.replace("MÈ", "Line Roy") + "LR) Après.\n"
    assert [loss.kind for loss in found_turns(text).losses if loss.kind.startswith("odd")] == ["odd_labels"]


@pytest.mark.parametrize("line", ["a) d'abord", "B) ensuite", "1) enfin", "on y va - enfin", "l'an 2000 – ou presque"])
def test_what_is_listed_or_said_with_a_dash_is_no_label_of_another_form(line: str) -> None:
    found = found_turns(f"{ODD}{line}\n")
    assert not [loss for loss in found.losses if loss.kind.startswith("odd")]
