"""The cloud a question asks for: words, or coded passages, each in the colour of where it belongs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qualcode.analysis.cloud import MOST_WORDS, cloud
from qualcode.analysis.keywords import keywords
from qualcode.analysis.passage_cloud import cloud_of_passages, passage_cloud
from qualcode.model.clouds import PassageCloud

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.cloud import Cloud
    from qualcode.model.material import Material
    from qualcode.model.results import Keywords, Question

OF: Final = "of"
COLOURED: Final = "colour_by"
PASSAGES: Final = "passages"


def answered(material: Material, texts: Mapping[str, str], question: Question) -> Keywords | PassageCloud:
    """Answer the question of a cloud: its words, or its passages where the option `of` says so.

    Raises:
        NoWords: none is left.
        NothingCoded, NoSuchCoder: of passages, as any reading of codings.
    """
    if dict(question.options).get(OF) == PASSAGES:
        return passage_cloud(material, texts, question)
    return keywords(material, texts, replace(question, limit=question.limit or MOST_WORDS))


def drawn(
    material: Material, texts: Mapping[str, str], result: Keywords | PassageCloud, colours: Mapping[str, str]
) -> Cloud:
    """Colour the answer to the question of a cloud.

    Args:
        material: the study.
        texts: the stored text by document id.
        result: what `answered` gave.
        colours: of the codes, by label.

    Raises:
        NothingCoded, NoSuchAttribute, BadChoice: words cannot be coloured so.
    """
    if isinstance(result, PassageCloud):
        return cloud_of_passages(result, colours)
    question = result.question
    by = dict(question.options).get(COLOURED)
    if not by:
        return cloud(result)
    options = tuple(one for one in question.options if one[0] != COLOURED)
    grouped = keywords(material, texts, replace(question, by=str(by), limit=None, options=options))
    return cloud(result, grouped, colours)
