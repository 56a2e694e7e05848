"""What the import screen says of a label given to its near twin, and of what a folder holds besides transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.project import Project
from qualcode.importers.reading import Batch
from qualcode.tui.shown import bringing
from qualcode.tui.shown.aside import left_aside
from qualcode.tui.widgets.files import _shows

if TYPE_CHECKING:
    from pathlib import Path

TALK = "Rita : Bon?\nGeneviève : Oui.\nRita : Et là?\nGénevieve : Non.\nRita : Ah?\nGeneviève : Bien.\n"


def test_the_warning_of_two_voices_goes_once_they_are_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    project = Project.create(str(tmp_path / "s.qualcode"), title="S", coder="Ana")
    with Batch() as batch:
        (file,) = bringing.understand(batch, project, tmp_path / "a.txt")
    project.close()
    asked = bringing.asking_turned(file, "Rita")
    merged = bringing.merged(file, "Génevieve", "Geneviève")
    kinds = [[loss.kind for loss in each.losses] for each in (file, asked, merged)]
    assert ["alike_labels" in each for each in kinds] == [True, True, False]


def test_what_is_left_aside_of_a_folder_is_counted_and_named(tmp_path: Path) -> None:
    for name in ("a.txt", "LICENCE.txt", "d.mp3", "e.mp3", "f.mp3", "g.mp3"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert left_aside([tmp_path]) == (
        "4 files left aside, of formats not read here: d.mp3, e.mp3, f.mp3, …; "
        "1 licence or readme left aside: LICENCE.txt"
    )
    assert left_aside([tmp_path / "a.txt", tmp_path / "d.mp3"]) == ""


def test_the_folder_of_backups_is_not_offered(tmp_path: Path) -> None:
    for name in ("s.qualcode-backups", "files"):
        (tmp_path / name).mkdir()
    assert [_shows(tmp_path / name) for name in ("s.qualcode-backups", "files")] == [False, True]
