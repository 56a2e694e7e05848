"""What is told after a withdrawal claims no more than what was looked for, and the same words serve both doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import readable

from qualcode.coding.purging.withdrawing import WithdrawCase
from qualcode.tui.running import Job
from qualcode.tui.shown.leaving import LEAVE, Done, afterwards, leaving

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.coding.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return readable.coded(tmp_path)


@pytest.mark.parametrize(
    ("left", "phrases", "told"),
    [
        (60, 75, "The 60 longest of 75 phrases were looked for afterwards, and stand nowhere in the project."),
        (2, 2, "2 phrases of the person were looked for afterwards, and stand nowhere in the project."),
        (1, 1, "1 phrase of the person was looked for afterwards, and stands nowhere in the project."),
        (0, 0, "No words of the person were found that could be looked for; what was removed"),
    ],
)
def test_a_sample_is_told_as_a_sample(project: Project, left: int, phrases: int, told: str) -> None:
    done = Done("Done.", (), tuple(f"zz{number} qq ww xx" for number in range(left)), (), phrases=phrases)
    assert afterwards(Job(""), project, done, LEAVE)[1].startswith(told)
    project.close()


def test_words_that_stay_were_not_looked_for_and_it_says_so(project: Project) -> None:
    case = project.cases.get("Groupe A · P2").id
    found = leaving(Job(""), project, case)
    action = WithdrawCase(case, keep_turns=True)
    project.perform(action)
    done = Done("Done.", (action,), (), tuple(found.sought(stays=True)), found.names, stays=True)
    assert afterwards(Job(""), project, done, LEAVE)[1] == "The words that stay were not looked for."
    project.close()
