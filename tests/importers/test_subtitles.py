from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.options import ImportOptions
from qualcode.importers.recordings import subtitles, utterances
from qualcode.model.errors import BadCue, FileTooBig, NothingSaid, WrongContent

if TYPE_CHECKING:
    from qualcode.model.transcript import Transcript

TIMES = "00:00:01.000 --> 00:00:02.000"


def vtt(text: str, options: ImportOptions | None = None) -> Transcript:
    return subtitles.read_vtt(text.encode(), "f.vtt", options or ImportOptions())


def srt(text: str | bytes, options: ImportOptions | None = None) -> Transcript:
    data = text if isinstance(text, bytes) else text.encode()
    return subtitles.read_srt(data, "f.srt", options or ImportOptions())


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


def times(transcript: Transcript) -> list[tuple[float | None, float | None]]:
    return [(turn.time_start, turn.time_end) for turn in transcript.turns]


def counts(transcript: Transcript) -> dict[str, int]:
    return {loss.kind: loss.count for loss in transcript.losses}


def cue(number: int, words: str) -> str:
    return f"00:00:{number:02}.000 --> 00:00:{number:02}.900\n{words}\n\n"


def test_consecutive_cues_of_one_voice_are_one_turn_from_first_start_to_last_end() -> None:
    text = "WEBVTT\n\n" + cue(1, "<v Léa>Bon, on") + cue(2, "<v Léa>commence.</v>") + cue(5, "<v Marc>Oui.\nVas-y.")
    transcript = vtt(text + cue(7, "<v LÉA>Merci."))
    assert transcript.text == "Bon, on commence.\nOui.\nVas-y.\nMerci."
    assert said(transcript) == [("Léa", "Bon, on commence."), ("Marc", "Oui.\nVas-y."), ("Léa", "Merci.")]
    assert times(transcript) == [(1.0, 2.9), (5.0, 5.9), (7.0, 7.9)]


def test_what_only_the_player_needs_is_no_text() -> None:
    text = "WEBVTT - Entrevue 3\nKind: captions\nLanguage: fr-CA\n\nSTYLE\n::cue {{ color: red }\n\nNOTE à revoir\n\n"
    text += f"intro\n{TIMES} align:start position:0%\n<v.fort Zoé><b>Tu</b> <c.jaune>vois</c> <00:00:01.500>ça</v>\n"
    transcript = vtt(text)
    assert (transcript.text, transcript.title, transcript.language) == ("Tu vois ça", "Entrevue 3", "fr")
    assert counts(transcript) == {"cue_notes": 1}


def test_entities_are_what_they_stand_for_and_signs_of_transcription_stay() -> None:
    transcript = vtt(
        f"WEBVTT\n\n{TIMES}\n<v R&amp;D>2 &lt; 3 &eacute;t&#233; [rires] <soupir> a < b & c &; &inconnu;\n"
    )
    assert said(transcript) == [("R&D", "2 < 3 été [rires] <soupir> a < b & c &; &inconnu;")]


def test_two_voices_in_one_cue_are_two_turns() -> None:
    transcript = vtt(f"WEBVTT\n\n{TIMES}\n<v A>Tu viens?</v>\n<v B>Oui!\n")
    assert said(transcript) == [("A", "Tu viens?"), ("B", "Oui!")]
    assert times(transcript) == [(1.0, 2.0), (1.0, 2.0)]


def test_a_cue_without_a_voice_among_others_is_kept_for_nobody() -> None:
    text = "WEBVTT\n\n" + cue(1, "<v Ana>Un.") + cue(2, "Deux.") + cue(3, "<v Bob>Trois.")
    transcript = vtt(text)
    assert [(turn.speaker, turn.role) for turn in transcript.turns] == [
        ("Ana", "participant"),
        (utterances.UNKNOWN, "other"),
        ("Bob", "participant"),
    ]
    assert counts(transcript) == {"voiceless": 1, "interviewer_unknown": 1}


def test_a_zoom_recording_keeps_one_label_a_turn() -> None:
    text = "WEBVTT\n\n" + "".join(
        f"{number}\n{cue(number, words)}"
        for number, words in enumerate(
            ["Ana Roy: Bonjour", "Ana Roy: à tous.", "Luc Côté: Allô.", "Ana Roy: Donc", "on part.", "Luc Côté: Oui."],
            1,
        )
    )
    transcript = vtt(text)
    assert transcript.text == "Ana Roy: Bonjour à tous.\nLuc Côté: Allô.\nAna Roy: Donc on part.\nLuc Côté: Oui."
    assert said(transcript) == [
        ("Ana Roy", "Bonjour à tous."),
        ("Luc Côté", "Allô."),
        ("Ana Roy", "Donc on part."),
        ("Luc Côté", "Oui."),
    ]
    assert times(transcript) == [(1.0, 2.9), (3.0, 3.9), (4.0, 5.9), (6.0, 6.9)]
    assert counts(transcript)["repeated_labels"] == 1


ZOOM = "Ana Roy: Bonjour.", "Jean-Guy: Allô.", "Ana Roy: On y va.", "Jean-Guy: Oui."


@pytest.mark.parametrize("label", ["iPhone de Lucie", "iPad de ma mère", "iPad", "lucie.roy", "Lucie", "Galaxy S21"])
def test_a_label_that_opens_a_cue_among_labelled_cues_is_a_voice_even_once(label: str) -> None:
    cues = [*ZOOM[:2], f"{label}: Moi non plus.", *ZOOM[2:]]
    transcript = vtt("WEBVTT\n\n" + "".join(cue(number, words) for number, words in enumerate(cues, 1)))
    assert said(transcript)[1:4] == [("Jean-Guy", "Allô."), (label, "Moi non plus."), ("Ana Roy", "On y va.")]


@pytest.mark.parametrize("label", ["Roy, Lucie", "lucie.roy@exemple.qc.ca", "Lucie | atelier"])
def test_a_label_with_the_signs_of_an_account_is_a_voice_where_it_comes_again(label: str) -> None:
    cues = [*ZOOM, f"{label}: Moi non plus.", ZOOM[0], f"{label}: Non."]
    transcript = vtt("WEBVTT\n\n" + "".join(cue(number, words) for number, words in enumerate(cues, 1)))
    assert [words for who, words in said(transcript) if who == label] == ["Moi non plus.", "Non."]


@pytest.mark.parametrize(
    "words", ["Attention : micro fermé.", "NB : elle rit.", "P. 12 : la suite.", "Ma question est : pourquoi?", "10:30"]
)
def test_what_only_looks_like_a_label_at_the_beginning_of_a_cue_is_nobody(words: str) -> None:
    cues = [*ZOOM, words]
    transcript = vtt("WEBVTT\n\n" + "".join(cue(number, one) for number, one in enumerate(cues, 1)))
    assert said(transcript)[-2:] == [("Jean-Guy", "Oui."), (utterances.UNKNOWN, words)]


def test_a_cue_without_a_label_among_labelled_ones_goes_on_only_where_its_sentence_does() -> None:
    cues = ["Silence au début.", *ZOOM, "Ana Roy: Mais", "Marc est parti.", "et revenu.", "Un bruit.", "Encore.", *ZOOM]
    transcript = vtt("WEBVTT\n\n" + "".join(cue(number, words) for number, words in enumerate(cues, 1)))
    assert counts(transcript)["unlabelled_kept"] == 4  # nine of fourteen cues have labels: nothing is taken away
    cues += ZOOM * 4
    transcript = vtt("WEBVTT\n\n" + "".join(cue(number, words) for number, words in enumerate(cues, 1)))
    assert [(turn.speaker, turn.role, turn.time_start, turn.time_end) for turn in transcript.turns[:1]] == [
        (utterances.UNKNOWN, "other", 1.0, 1.9)
    ]
    assert said(transcript)[5:8] == [
        ("Ana Roy", "Mais Marc est parti. et revenu."),
        (utterances.UNKNOWN, "Un bruit. Encore."),
        ("Ana Roy", "Bonjour."),
    ]
    assert times(transcript)[5:7] == [(6.0, 8.9), (9.0, 10.9)]
    assert (counts(transcript)["unlabelled_cues"], counts(transcript)["voiceless"]) == (5, 2)


def test_where_cues_carry_a_label_only_at_the_beginning_of_a_turn_they_go_on() -> None:
    cues = ["A: Un.", "Deux.", "Trois.", "B: Quatre.", "Cinq.", "A: Six."]
    transcript = srt("".join(cue(number, words) for number, words in enumerate([*cues, "Sept."], 1)))
    assert said(transcript) == [("A", "Un. Deux. Trois."), ("B", "Quatre. Cinq."), ("A", "Six. Sept.")]
    assert "unlabelled_cues" not in counts(transcript)


def test_the_confidence_that_microsoft_notes_is_not_counted_as_a_note() -> None:
    text = "WEBVTT\n\nNOTE Confidence: 0.91\n\n0f3a-11/12-0\n" + cue(1, "<v Ana>Oui.</v>")
    assert counts(vtt(text)) == {}


def test_noscribe_names_voices_twice_and_the_recording_in_a_note() -> None:
    text = "WEBVTT\n\nNOTE\nTranscribed with noScribe\n\nNOTE media: C:\\sons\\e1.m4a\n\n" + cue(
        1, "<v S00>S00: Bon : oui"
    )
    transcript = vtt(text + cue(2, "<v S01>S02: non"))
    assert said(transcript) == [("S00", "Bon : oui"), ("S01", "S02: non")]
    assert transcript.metadata == (("media", "e1.m4a"),)
    assert counts(transcript) == {"cue_notes": 1, "repeated_labels": 1, "interviewer_unknown": 1}


def test_captions_that_roll_up_are_read_once_and_repeated_words_stay() -> None:
    rolling = "WEBVTT\n\n" + cue(1, "bon<00:00:01.300><c> oui</c>")
    rolling += cue(2, "bon oui") + cue(3, "bon oui\nvoilà<00:00:03.500><c> donc</c>") + cue(4, "voilà donc")
    assert vtt(rolling).text == "bon oui\nvoilà donc"
    assert counts(vtt(rolling))["rolled_lines"] == 3
    assert vtt("WEBVTT\n\n" + cue(1, "Oui.") + cue(2, "Oui.")).text == "Oui.\nOui."


def test_subrip_is_read_without_numbers_with_points_and_with_a_mark_of_order() -> None:
    text = (
        "\ufeff00:00:01.5 --> 00:00:02\r\n<i>A: un</i>\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n{\\an8}B: deux\r\n"
    )
    text += "3\r\n0:00:05,000 --> 0:00:06,000\r\nA: trois\r\n\r\nfin\r\n"
    transcript = srt(text)
    assert said(transcript) == [("A", "un"), ("B", "deux"), ("A", "trois\nfin")]
    assert times(transcript) == [(1.5, 2.0), (3.0, 4.0), (5.0, 6.0)]


def test_subrip_of_windows_gives_its_accents_and_says_so() -> None:
    words = "P1 : Là où l’été…\n"
    data = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},500\n{words}\n" for n in range(1, 5)).encode("cp1252")
    transcript = srt(data.replace(b"P1", b"P2", 1))
    assert said(transcript)[1] == ("P1", "Là où l’été… Là où l’été… Là où l’été…")
    assert transcript.encoding == "cp1252"
    assert counts(transcript)["encoding_guessed"] == 1


def test_an_arrow_in_the_words_is_words() -> None:
    assert srt("1\n00:00:01,000 --> 00:00:02,000\nA --> B\n").text == "A --> B"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1\n99:99:99,999 --> soon\nA\n", 2),
        ("1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:61:00,000 --> 00:62:00,000\nB\n", 6),
        ("00:00:01,000 --> plus tard\nA\n", 1),
    ],
)
def test_a_line_meant_for_times_that_gives_none_is_named(text: str, line: int) -> None:
    with pytest.raises(BadCue, match=f"line {line}:"):
        srt(text)


def test_times_that_cannot_be_are_left_out_and_the_words_stay() -> None:
    text = "WEBVTT\n\n00:09.000 --> 00:02.000\n<v A>un\n\n9999999999:00:00.000 --> 9999999999:00:01.000\n<v B>deux\n\n"
    transcript = vtt(text + cue(1, "<v A>trois"))
    assert times(transcript) == [(9.0, None), (None, None), (1.0, 1.9)]
    assert counts(transcript) == {"times_left": 3, "times_back": 1, "interviewer_unknown": 1}


def test_without_voices_each_cue_is_a_line_and_the_times_are_said_to_be_lost() -> None:
    transcript = vtt("WEBVTT\n\n" + cue(1, "un") + cue(2, "deux"))
    assert (transcript.text, transcript.turns) == ("un\ndeux", ())
    assert counts(transcript) == {"times_untold": 1}


def test_the_person_may_want_no_turns_or_labels_of_their_own() -> None:
    text = "WEBVTT\n\n" + cue(1, "<v Ana>#x un") + cue(2, "<v Ana>#y deux")
    assert vtt(text, ImportOptions("none")).turns == ()
    assert said(vtt(text, ImportOptions(r"#\w"))) == [("#x", "un"), ("#y", "deux")]


def test_without_its_first_line_or_a_word_it_is_refused() -> None:
    with pytest.raises(WrongContent):
        vtt(f"{TIMES}\nHi\n")
    with pytest.raises(NothingSaid):
        vtt(f"WEBVTT\n\n{TIMES}\n<v Ana></v>\n")


def test_more_than_any_recording_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(utterances, "LARGEST", 10)
    with pytest.raises(FileTooBig):
        srt("1\n00:00:01,000 --> 00:00:02,000\nA\n")


LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="<>&:")
WORDS = st.text(LETTERS, min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(st.sampled_from(["Ana", "Zoé"]), WORDS), min_size=1, max_size=8))
def test_every_word_comes_through_as_it_was_and_every_turn_lies_where_it_says(pieces: list[tuple[str, str]]) -> None:
    transcript = vtt("WEBVTT\n\n" + "".join(cue(n, f"<v {who}>{words}") for n, (who, words) in enumerate(pieces, 1)))
    joined: list[tuple[str, str]] = []
    for who, words in pieces:
        if joined and joined[-1][0] == who:
            joined[-1] = (who, f"{joined[-1][1]} {words}")
        else:
            joined.append((who, words))
    assert said(transcript) == joined
    assert transcript.text == "\n".join(words for _who, words in joined)


LABELS = st.sampled_from(["Ana Roy: ", "Ana Roy: ", "iPad: ", "iPhone de Lucie: ", "lucie.roy: ", "NB : ", ""])
SAID = st.sampled_from(["Oui.", "Non", "et puis?", "Bon : voilà", "Marie", "…", "10:30"])


@given(st.lists(st.tuples(LABELS, SAID), min_size=1, max_size=14))
def test_whatever_has_a_label_no_word_is_lost_and_turns_follow_each_other(pieces: list[tuple[str, str]]) -> None:
    transcript = vtt("WEBVTT\n\n" + "".join(cue(n, f"{who}{words}") for n, (who, words) in enumerate(pieces, 1)))
    written = "".join(words for _who, words in pieces).replace(" ", "")
    signs = iter(transcript.text.replace(" ", ""))
    assert all(sign in signs for sign in written)
    bounds = [place for turn in transcript.turns for place in (turn.start, turn.end)]
    assert bounds == sorted(bounds)
    assert all(words == words.strip() != "" for _who, words in said(transcript))
    assert all((turn.role == "other") == (turn.speaker == utterances.UNKNOWN) for turn in transcript.turns)
