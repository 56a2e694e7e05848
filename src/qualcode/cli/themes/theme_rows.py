"""Themes as rows: what each rests on, who speaks in it, and what stands under none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.analysis.theming import theming
from qualcode.model.codebook import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.coding.project import Project
    from qualcode.model.theming import Supported, Theming


@dataclass(frozen=True, slots=True)
class StudiedThemes:
    """The themes of a study with the names of what they rest on."""

    theming: Theming
    codes: Mapping[str, str]
    """Labels by id."""
    cases: Mapping[str, str]
    """Names by id."""

    def row(self, one: Supported) -> dict[str, Any]:
        """Return a theme as a row."""
        theme = one.theme
        return {
            "id": theme.id,
            "name": theme.name,
            "claim": theme.claim,
            "status": theme.status,
            "memo": theme.memo,
            "codes": sum(link.code is not None for link in theme.links),
            "links": [
                {
                    "id": rest.link.id,
                    "stance": rest.link.stance,
                    "code": self.codes[rest.link.code] if rest.link.code else None,
                    "coding": rest.link.coding,
                    "passages": rest.passages,
                    "cases": rest.cases,
                }
                for rest in one.rests
            ],
            "codings": one.codings,
            "passages": one.passages,
            "cases": len({*one.speaking, *one.against}),
            "speaking": self._named(one.speaking),
            "against": self._named(one.against),
            "silent": self._named(one.silent),
        }

    def outside(self) -> dict[str, Any]:
        """Return what stands under no theme, and who could speak in one."""
        return {
            "participants": len(self.theming.coded),
            "uncoded": self._named(self.theming.uncoded),
            "codes_outside": [self.codes[code] for code, _codings in self.theming.loose_codes],
            "starred_outside": list(self.theming.loose_starred),
        }

    def _named(self, cases: Iterable[str]) -> list[str]:
        return [self.cases[case] for case in cases]


def studied(opened: Project) -> StudiedThemes:
    """Read the themes of a project with all that they rest on, everyone's codings."""
    material = opened.material()
    found = theming(material, opened.themes.all(), starred=opened.themes.starred())
    codes = labels([(code.id, code.path) for code in material.codes])
    return StudiedThemes(found, codes, {case.id: case.name for case in material.cases})
