"""The key of pseudonyms on disk: sealed, for its owner alone; a wrong passphrase or a damaged file is one sentence."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from qualcode import namekey
from qualcode.model.errors import CannotRead, CannotWrite
from qualcode.model.errors.pseudonyms import (
    AlreadyInKey,
    KeyDamaged,
    KeyNeedsPlace,
    KeyThere,
    NoKeyFile,
    NoSuchName,
    PassphraseTooShort,
    PseudonymIsName,
    WrongPassphrase,
)
from qualcode.model.pseudonyms import NameKey

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "quatre mots bien longs"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(namekey, "COST", 2)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "étude.pseudonyms"
    namekey.new_key(path, WORDS)
    named = namekey.read_key(path, WORDS).with_entry("Élise Tremblay", "", "person").with_entry("Verdun", "", "place")
    namekey.write_key(path, named, WORDS)
    return path


def test_a_key_holds_its_names_sealed_and_for_its_owner_alone(key: Path) -> None:
    assert namekey.read_key(key, WORDS).names == {"Élise Tremblay": "P01", "Verdun": "L01"}
    assert key.stat().st_mode & 0o777 == 0o600
    content = key.read_bytes()
    assert b"Tremblay" not in content
    assert b"P01" not in content
    assert namekey.read_key(key, "quatre mots bien longs").entries[0].sort == "person"


def test_a_wrong_passphrase_and_a_damaged_key_are_one_sentence_each(key: Path) -> None:
    with pytest.raises(WrongPassphrase, match="does not open the key; type it again"):
        namekey.read_key(key, "autre chose")
    whole = json.loads(key.read_text())
    for damage in (
        whole | {"token": whole["token"][:-9]},
        whole | {"salt": "?"},
        whole | {"cost": 2**30},
        whole | {"cost": 3},
        whole | {"format": "x"},
        {},
        [],
    ):
        key.write_text(json.dumps(damage))
        with pytest.raises(KeyDamaged, match="not a key of pseudonyms, or a damaged one"):
            namekey.read_key(key, WORDS)
    key.write_bytes(b"\x00\xff")
    with pytest.raises(KeyDamaged):
        namekey.read_key(key, WORDS)


def test_what_is_sealed_but_no_key_is_damaged(key: Path) -> None:
    for content in ('[{"name": "a"}]', '[{"name": "a", "pseudonym": "b", "sort": "chat"}]', "3"):
        token = namekey.Fernet(namekey._drawn(WORDS, b"0" * 16, 2)).encrypt(content.encode())
        told = {"format": "qualcode-pseudonyms-1", "cost": 2, "salt": base64.b64encode(b"0" * 16).decode()}
        told |= {"token": token.decode(), "sha256": hashlib.sha256(token).hexdigest()}
        key.write_text(json.dumps(told))
        with pytest.raises(KeyDamaged):
            namekey.read_key(key, WORDS)


def test_a_key_is_made_once_and_found_where_it_lies(key: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyThere):
        namekey.new_key(key, WORDS)
    with pytest.raises(PassphraseTooShort, match="5 characters; at least 8"):
        namekey.new_key(tmp_path / "autre", "court")
    with pytest.raises(NoKeyFile):
        namekey.read_key(tmp_path / "rien", WORDS)
    with pytest.raises(CannotRead):
        namekey.read_key(tmp_path, WORDS)
    with pytest.raises(CannotWrite):
        namekey.write_key(tmp_path / "pas" / "là", NameKey(), WORDS)
    assert namekey.place_beside("/a/étude.qualcode").name == "étude.pseudonyms"
    with pytest.raises(KeyNeedsPlace):
        namekey.place_beside("postgresql://nous@ici/etude")


def test_names_and_pseudonyms_never_meet() -> None:
    key = (
        NameKey().with_entry("Élise", "", "person").with_entry("Lise", "P01", "person").with_entry("Max", "", "person")
    )
    assert key.names == {"Élise": "P01", "Lise": "P01", "Max": "P02"}
    with pytest.raises(AlreadyInKey, match="has the pseudonym P01 already"):
        key.with_entry("Lise", "P09", "person")
    for taken in ("élise", "Zoé"):
        with pytest.raises(PseudonymIsName):
            key.with_entry("Zoé", taken, "person")
    assert key.without("MAX").names == {"Élise": "P01", "Lise": "P01"}
    with pytest.raises(NoSuchName):
        key.without("Zoé")
