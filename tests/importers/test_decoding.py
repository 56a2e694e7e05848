from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.decoding import decoded, stored
from qualcode.importers.guessing import CANDIDATES, guessed
from qualcode.model.errors import BadBytes, SeemsEncoded, UnknownEncoding, WrongContent

FRENCH = (
    "Léa : Ça m'a aidée à l'école, « là-bas », même où j'étais tannée. Être écoutée, c'était gratuit : 3 ½ heures.\n"
)
GOOD = "été à l'école ".encode() * 9
CURLY = "L’élève a dit : « Hélène, t’as-tu vu ça… » – c’est sûr, à 5 €.\n"


def without(text: str, encoding: str) -> str:
    """Leave out the signs that an encoding does not have."""
    return text.encode(encoding, "ignore").decode(encoding)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding_and_is_not_kept(mark: str) -> None:
    known = decoded(FRENCH.encode(mark), "f.txt")
    assert known.text == FRENCH
    assert known.encoding == mark.removesuffix("-sig")
    assert known.losses == ()


def test_valid_utf8_is_never_guessed_at() -> None:
    assert decoded(FRENCH.encode(), "f.txt") == (FRENCH, "utf-8", ())


@pytest.mark.parametrize("encoding", CANDIDATES)
def test_old_encodings_of_french_are_found_out_and_said(encoding: str) -> None:
    text = without(FRENCH * 3, encoding)
    known = decoded(text.encode(encoding), "f.txt")
    assert known.text == text
    assert [loss.kind for loss in known.losses] == ["encoding_guessed"]
    assert dict(known.losses[0].detail)["encoding"] == known.encoding


@pytest.mark.parametrize("text", ["Québec, été.\n", "C’est ça…\n", "À Montréal\n", "Élise : “oui”\n"])
def test_a_few_words_of_windows_french_are_read_right(text: str) -> None:
    assert decoded(text.encode("cp1252"), "f.txt").text == text


def test_macintosh_quotes_are_told_from_windows_letters() -> None:
    text = without(CURLY * 2, "mac_roman")
    assert guessed(text.encode("mac_roman")) == "mac_roman"
    assert guessed(CURLY.encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_asked_about(name: str) -> None:
    with pytest.raises(SeemsEncoded, match=f"--encoding {name}"):
        decoded(FRENCH.encode(name), "f.txt")
    assert decoded(FRENCH.encode(name), "f.txt", name).text == FRENCH


@pytest.mark.parametrize(
    ("data", "offset"),
    [(b"abc \xff def" * 2, 4), (GOOD + b"\xe9", len(GOOD)), (b"a \xed\xa0\x80 b", 2), (b"end \xf0\x9f", 4)],
)
def test_a_bad_byte_is_refused_with_its_place(data: bytes, offset: int) -> None:
    with pytest.raises(BadBytes, match=f"byte {offset} .*--encoding"):
        decoded(data, "f.txt")


def test_the_encoding_given_by_the_person_is_obeyed_or_refused() -> None:
    assert decoded("œuvre".encode("iso8859-15"), "f.txt", "iso-8859-15").text == "œuvre"
    with pytest.raises(BadBytes, match="byte 1 is not valid utf-8"):
        decoded(b"a\xe9b", "f.txt", "utf-8")


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "idna", "unicode_escape", "utf\0"])
def test_what_is_no_encoding_of_files_is_refused(name: str) -> None:
    with pytest.raises(UnknownEncoding):
        decoded(b"abc", "f.txt", name)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(WrongContent):
        decoded(bytes(1000) + b"abc", "f.txt")
    with pytest.raises(BadBytes):
        decoded(bytes(range(256)) * 4, "f.txt")


def test_control_characters_become_signs_one_for_one() -> None:
    text, losses = stored("a\x00b\x1b[31m\x7f\x85\tc\n")
    assert text == "a␀b␛[31m␡\ufffd\tc\n"
    assert [(loss.kind, loss.count) for loss in losses] == [("controls", 4)]


def test_half_characters_are_replaced_and_codes_without_character_are_kept() -> None:
    text, losses = stored("a\ud800b\ufffec\U0010ffffd\U0001f600")
    assert text == "a\ufffdb\ufffec\U0010ffffd\U0001f600"
    assert [(loss.kind, loss.count) for loss in losses] == [("surrogates", 1), ("noncharacters", 2)]


def test_line_ends_of_three_systems_are_one() -> None:
    assert stored("a\r\nb\rc\nd")[0] == "a\nb\nc\nd"


SAID = st.text(
    st.one_of(
        st.sampled_from("eéE\u0301\u0300 \u00a0\u202f’«»\n\t:👩🏽\u200d🔬שלום\u202e\u200b\u2028"),
        st.characters(exclude_categories=["Cc", "Cs"]),
    )
)


@given(SAID)
def test_what_was_there_is_what_is_stored(text: str) -> None:
    assert stored("\ufeff" + text)[0] == text
    assert stored(text.replace("\n", "\r\n"))[0] == text


@given(st.text())
def test_nothing_is_lost_but_line_ends_and_the_mark(text: str) -> None:
    kept, _ = stored(text)
    assert len(kept) == len(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    assert not any(sign < " " and sign not in "\n\t" for sign in kept)
    kept.encode()


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    try:
        known = decoded(data, "f.txt")
    except (BadBytes, SeemsEncoded, WrongContent):
        return
    known.text.encode()
