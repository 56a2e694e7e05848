"""The columns of every table, for questions and writes, which go through SQLAlchemy's Core.

What they must obey (constraints, indexes, values of old) is in the SQLModel classes of `study_tables.py`; these cost a
quarter of a second to make, more than most commands take beside, and are asked for where a project is made or migrated.
A test holds both together, column by column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from qualcode.model.ids import ID_LENGTH

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

_COLUMNS: Final = {
    "outlines": "id:id! name name_key language options position:int version:int",
    "outline_parts": (
        "id:id! outline_id>outlines parent_id>outline_parts? kind title prose theme_id>themes? code_id>codes? "
        "options position:int version:int"
    ),
    "outline_quotes": (
        "id:id! part_id>outline_parts coding_id>codings rejected:bool form cuts translation position:int version:int"
    ),
    "consents": "id:id! case_id>cases analysis quotation reuse until note version:int",
    "own_words": "id:id! kind language word word_key meant version:int",
    "dismissals": "id:id! kind key reason coder_id>coders created_at version:int",
    "revisions": (
        "id:id! document_id>documents number:int text_sha256>texts.sha256 source_name source_sha256:sha256 origin "
        "original_sha256>originals.sha256? coder_id>coders created_at kept:int moved:int fuzzy:int lost:int "
        "version:int"
    ),
    "unsettled": (
        "id:id! document_id>documents revision_id>revisions noun passage_id:id ending start:int end:int text before "
        "after code_id>codes? coder_id>coders? detail version:int"
    ),
    "choices": "id:id! key value version:int",
    "rounds": "id:id! name name_key note coder_id>coders started_at version:int",
    "definitions": (
        "id:id! code_id>codes number:int label_fr label_en definition_fr definition_en when_to_use when_not_to "
        "example coder_id>coders replaced_at version:int"
    ),
    "rechecks": "id:id! coding_id>codings number:int coder_id>coders created_at version:int",
    "retired": "id:id! code_id>codes reason coder_id>coders created_at version:int",
    "also_in": "id:id! code_id>codes parent_id>codes position:int version:int",
    "document_states": "id:id! document_id>documents coder_id>coders state created_at version:int",
    "document_sets": "id:id! name name_key wanted position:int version:int",
    "study": "id:id! title corpus_language created_at version:int",
    "coders": "id:id! name name_key version:int",
    "texts": "sha256:sha256! content",
    "documents": (
        "id:id! name name_key source_name source_sha256:sha256 text_sha256>texts.sha256 length:int format language "
        "state characters:int words:int report imported_at version:int"
    ),
    "originals": "sha256:sha256! content:bytes",
    "sources": "id:id! document_id>documents origin original_sha256>originals.sha256? version:int",
    "cases": "id:id! name name_key kind inside_id>cases? version:int",
    "turns": (
        "id:id! document_id>documents position:int speaker role start:int end:int time_start:float? time_end:float? "
        "case_id>cases? version:int"
    ),
    "case_links": "id:id! case_id>cases document_id>documents start:int? end:int? version:int",
    "attributes": "id:id! name name_key type position:int version:int",
    "attribute_values": "id:id! case_id>cases attribute_id>attributes value version:int",
    "codes": (
        "id:id! parent_id>codes? parent_key name name_key position:int colour label_fr label_en definition_fr "
        "definition_en when_to_use when_not_to example version:int"
    ),
    "codings": (
        "id:id! document_id>documents start:int end:int code_id>codes coder_id>coders text before after weight:int? "
        "starred:bool origin created_at version:int"
    ),
    "themes": "id:id! name name_key claim status memo position:int version:int",
    "theme_links": "id:id! theme_id>themes code_id>codes? coding_id>codings? stance version:int",
    "memos": (
        "id:id! kind target document_id>documents? code_id>codes? coding_id>codings? case_id>cases? text "
        "coder_id>coders created_at version:int"
    ),
    "questions": "id:id! position:int text text_key:sha256 label section probes version:int",
    "askings": "id:id! question_id>questions document_id>documents start:int end:int version:int",
    "reading_marks": "id:id! document_id>documents start:int end:int kind coder_id>coders created_at version:int",
    "actions": (
        "id:id! number:int at coder_id:id? kind arguments schema_revision undoes:id? rows:int blob:bytes batch:id?"
    ),
    "derived": "key:key! kind content:bytes",
    "alembic_version": "version_num:version!",
}
"""By table: each column as `name:type`, `!` for the key, `?` where nothing may stand, `>table` for a reference."""
_TYPES: Final[dict[str, TypeEngine[Any]]] = {
    "": Text(),
    "id": String(ID_LENGTH),
    "sha256": String(64),
    "key": String(200),
    "version": String(32),
    "int": Integer(),
    "float": Float(),
    "bool": Boolean(),
    "bytes": LargeBinary(),
}
_COLUMN: Final = re.compile(r"(\w+)(?::(\w+))?(?:>(\w+)(?:\.(\w+))?)?(\?)?(!)?")


def _column(name: str, kind: str, table: str, target: str, null: str, key: str) -> Column[Any]:  # noqa: PLR0913, PLR0917 - the groups of `_COLUMN`
    refers = [ForeignKey(f"{table}.{target or 'id'}")] if table else []
    of_type = _TYPES[(target or "id") if table else kind]
    return Column(name, of_type, *refers, nullable=bool(null), primary_key=bool(key))


def _tables() -> dict[str, Table]:
    together = MetaData()
    return {
        name: Table(name, together, *(_column(*parts) for parts in _COLUMN.findall(columns)))
        for name, columns in _COLUMNS.items()
    }


TABLES: Final = _tables()
JOURNALLED: Final = (
    "study", "coders", "documents", "sources", "cases", "turns", "case_links", "attributes", "attribute_values",
    "codes", "codings", "themes", "theme_links", "memos", "questions", "askings",
    "reading_marks", "revisions", "unsettled",
    "choices", "rounds", "definitions", "rechecks", "retired", "also_in", "document_states", "document_sets",
    "outlines", "outline_parts", "outline_quotes", "consents", "own_words", "dismissals",
)  # fmt: skip
"""The nouns that actions change, parents before children: rows go in in this order and out in the other."""
