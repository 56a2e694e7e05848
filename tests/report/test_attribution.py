from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.model.errors import NoSuchAttribute
from qualcode.report.attribution import DEFAULT_TEMPLATE, attributed, parsed
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from types import ModuleType

ATTRIBUTES = ("rôle", "milieu")


def _written(gardens: ModuleType, template: str, language: str = "en", **changes: object) -> str:
    excerpt = gardens.another(gardens.excerpts()[0], 1, **changes)
    return attributed(excerpt, parsed(template, ATTRIBUTES), wording_of(language))


@pytest.mark.parametrize(
    ("template", "changes", "written"),
    [
        (DEFAULT_TEMPLATE, {"case": "Entrevue 05"}, "(Entrevue 05)"),
        (DEFAULT_TEMPLATE, {"case": "Groupe A · P3"}, "(P3, Groupe A)"),
        ("({case})", {"case": "Groupe A · P3"}, "(P3)"),
        ("({Rôle}, {milieu})", {}, "(membre du jardin, site 01)"),
        ("({rôle}, {milieu})", {"attributes": (("milieu", "site 07"),)}, "(site 07)"),
        ("({rôle}, {milieu})", {"attributes": (("rôle", "Élève"),)}, "(Élève)"),
        ("({rôle}, {milieu})", {"attributes": ()}, ""),
        ("({cas}, groupe {groupe})", {"case": "12 · P3"}, "(P3, groupe 12)"),
        ("({rôle}, groupe {groupe})", {"case": "12 · P3", "attributes": ()}, "(groupe 12)"),
        ("({document} / {codage})", {"document": "E5", "coder": "Ana"}, "(E5 / Ana)"),
        ("(anonyme)", {}, "(anonyme)"),
        ("— {case}", {"case": "Rosalie {x}"}, "— Rosalie {x}"),
    ],
)
def test_a_template_is_filled_and_what_is_missing_goes_with_its_comma(
    gardens: ModuleType, template: str, changes: dict[str, object], written: str
) -> None:
    assert _written(gardens, template, **changes) == written


def test_the_interviewer_and_an_unknown_voice_are_put_into_words(gardens: ModuleType) -> None:
    nobody = {"case": None, "document": "Entrevue 02"}
    assert _written(gardens, DEFAULT_TEMPLATE, **nobody, role="interviewer") == "(interviewer, Entrevue 02)"
    assert _written(gardens, DEFAULT_TEMPLATE, **nobody, role="other") == "(unidentified voice, Entrevue 02)"
    assert _written(gardens, DEFAULT_TEMPLATE, **nobody, role=None, speaker=None) == "(Entrevue 02)"


@pytest.mark.usefixtures("report_in_french")
def test_the_interviewer_is_named_in_the_language_of_the_report(gardens: ModuleType) -> None:
    written = _written(gardens, "({case})", "fr-CA", case=None, role="interviewer")
    assert written == "(intervieweuse ou intervieweur)"


def test_an_unknown_field_is_refused_with_those_there_are() -> None:
    with pytest.raises(NoSuchAttribute, match="milieu"):
        parsed("({quartier})", ATTRIBUTES)
