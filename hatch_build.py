"""What a build adds: the compiled catalogue, and the corpora (an editable install finds these in the repository)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    """Compile every .po to the .mo beside it before files are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues; a wheel takes the folders of corpora/ too."""
        root = Path(self.root)
        for source in sorted(root.glob("src/qualcode/locale/*/LC_MESSAGES/*.po")):
            with source.open("rb") as words, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(words, locale=source.parent.parent.name))
        if version == "standard":
            for corpus in sorted(folder for folder in root.glob("corpora/[!_.]*") if folder.is_dir()):
                build_data["force_include"][str(corpus)] = f"qualcode/corpora/{corpus.name}"
