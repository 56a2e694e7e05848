from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.importers.options import ImportOptions
from qualcode.importers.recordings import transcriber
from qualcode.model.errors import DamagedFile, WrongContent

if TYPE_CHECKING:
    from qualcode.model.transcript import Transcript

SPEAKERS = '<Speakers><Speaker id="spk1" name="Zoé"/><Speaker id="spk2" name="Luc"/><Speaker id="spk3"/></Speakers>'
TOPICS = '<Topics><Topic id="to1" desc="Les débuts"/></Topics>'


def trs(turns: str, *, encoding: str = "ISO-8859-1", section: str = 'type="report"', doctype: str = "") -> bytes:
    doctype = doctype or '<!DOCTYPE Trans SYSTEM "http://127.0.0.1:9/trans-14.dtd">'
    text = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<Trans scribe="moi" audio_filename="C:\\sons\\e1"'
    text += f' xml:lang="fr">{TOPICS}{SPEAKERS}<Episode><Section {section}>{turns}</Section></Episode></Trans>'
    return text.encode(encoding)


def read(data: bytes, options: ImportOptions | None = None) -> Transcript:
    return transcriber.read(data, "f.trs", options or ImportOptions())


def said(transcript: Transcript) -> list[tuple[str, str, str, float | None, float | None]]:
    text = transcript.text
    return [
        (turn.speaker, turn.role, text[turn.start : turn.end], turn.time_start, turn.time_end)
        for turn in transcript.turns
    ]


def test_turns_stay_as_the_file_has_them_with_their_times() -> None:
    turns = (
        '<Turn speaker="spk1" startTime="0.5" endTime="4">\n<Sync time="0.5"/>\nÀ l’été\n<Sync time="2"/>\nsuivant.\n'
    )
    turns += '</Turn><Turn speaker="spk1" startTime="4" endTime="5"><Sync time="4"/>\nEncore\nmoi.\n</Turn>'
    turns += '<Turn speaker="spk3" startTime="5" endTime="x"><Sync time="5"/>Hé.</Turn><Turn startTime="6">\n</Turn>'
    transcript = read(trs(turns, encoding="cp1252"))
    assert [(who, words, start, end) for who, _role, words, start, end in said(transcript)] == [
        ("Zoé", "À l’été suivant.", 0.5, 4.0),
        ("Zoé", "Encore\nmoi.", 4.0, 5.0),
        ("spk3", "Hé.", 5.0, None),
    ]
    assert transcript.metadata == (("media", "e1"), ("transcriber", "moi"))
    assert transcript.language == "fr"


def test_two_voices_at_once_are_two_turns_where_the_file_says_who_says_what() -> None:
    turns = (
        '<Turn speaker="spk1 spk2" startTime="1" endTime="3"><Sync time="1"/><Who nb="1"/>\noui\n<Who nb="2"/>\nnon\n'
    )
    turns += '</Turn><Turn speaker="spk1 spk2" startTime="3" endTime="4">\n(rires) ah!\n</Turn>'
    assert said(read(trs(turns))) == [
        ("Zoé", "participant", "oui", 1.0, 3.0),
        ("Luc", "participant", "non", 1.0, 3.0),
        ("Zoé + Luc", "other", "(rires) ah!", 3.0, 4.0),
    ]


def test_topics_are_headings_and_noises_are_counted() -> None:
    turns = '<Turn speaker="spk1" startTime="1" endTime="3">Bon <Event desc="rire" type="noise"/> voilà'
    turns += '<Comment desc="à vérifier"/><Background type="music"/>.</Turn>'
    transcript = read(trs(turns, section='type="report" topic="to1"'))
    assert transcript.text == "Les débuts\nBon voilà ."
    assert [block.kind for block in transcript.blocks] == ["heading", "paragraph"]
    assert [words for _who, _role, words, *_times in said(transcript)] == ["Bon voilà ."]
    assert {loss.kind: loss.count for loss in transcript.losses} == {"noises": 2, "remarks": 1}


def test_an_encoding_that_the_file_declares_wrongly_is_put_right_and_said() -> None:
    data = trs('<Turn speaker="spk1">À l\'été où ça a commencé</Turn>', encoding="cp1252").replace(b"cp1252", b"utf-8")
    transcript = read(data)
    assert transcript.text == "À l'été où ça a commencé"
    assert (transcript.encoding, [loss.kind for loss in transcript.losses]) == ("cp1252", ["encoding_guessed"])
    assert read(data, ImportOptions(encoding="latin-1")).text == transcript.text


ENTITY = "<!DOCTYPE Trans [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
LAUGHS = "<!DOCTYPE Trans [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    "data",
    [
        trs('<Turn speaker="spk1">&x;</Turn>', doctype=ENTITY),
        trs('<Turn speaker="spk1">&b;</Turn>', doctype=LAUGHS),
        trs('<Turn speaker="spk1">&eacute;</Turn>'),
        trs("<Turn>mot")[:-40],
        trs("<Turn>" * 20_000 + "</Turn>" * 20_000),
        b'<?xml version="1.0" encoding="klingon"?><Trans/>',
        b"",
    ],
)
def test_broken_or_cunning_xml_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read(data)


def test_another_file_of_xml_is_refused() -> None:
    with pytest.raises(WrongContent):
        read(b"<html><p>Bonjour</p></html>")
