"""The system's keyring opens what it was given, and nothing else; where there is none, nobody minds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding import keyrings
from qualcode.model.errors.encryption import DoesNotOpen

if TYPE_CHECKING:
    from pathlib import Path


class Fault(Exception):
    """What a keyring raises."""


def _keyring(monkeypatch: pytest.MonkeyPatch, answer: object) -> None:
    """Be a system whose keyring answers so, or raises it."""

    def get_password(_service: str, _name: str) -> object:
        if isinstance(answer, Exception):
            raise answer
        return answer

    def unlock(path: Path, passphrase: str) -> None:
        if passphrase != "juste":  # noqa: S105 - of this test
            raise DoesNotOpen(path)

    modules = {
        "keyring": SimpleNamespace(get_password=get_password),
        "keyring.errors": SimpleNamespace(KeyringError=Fault),
    }
    monkeypatch.setattr(keyrings, "import_module", modules.__getitem__)
    monkeypatch.setattr(keyrings.sealing, "unlock", unlock)
    monkeypatch.setattr(keyrings.sealing, "name_of", lambda path: path.name)


@pytest.mark.parametrize(("answer", "opens"), [("juste", True), ("faux", False), (None, False), (Fault(), False)])
def test_a_keyring_opens_with_the_right_passphrase_alone(
    answer: object, opens: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _keyring(monkeypatch, answer)
    assert keyrings.opened_by_keyring(tmp_path) is opens


def test_a_system_without_a_keyring_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(keyrings, "import_module", absent)
    assert keyrings.asked_of_keyring("get_password", "x") is None
