from __future__ import annotations

import pytest

from qualcode.words.language import language_of

FRENCH = "Je pense que c'est dans la classe que nous avons parlé des élèves avec les parents, et puis ils sont partis. "
ENGLISH = "I think that it was in the class that we talked with the parents, and then they were not there any more. "


@pytest.mark.parametrize(
    ("text", "language"),
    [(FRENCH * 3, "fr"), (ENGLISH * 3, "en"), (FRENCH * 2 + ENGLISH * 2, ""), ("Brapaé pléieux guêcin. " * 20, "")],
)
def test_the_language_is_told_where_it_is_plain(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_few_words_tell_it_by_the_dictionary() -> None:
    assert language_of("Les élèves mangent leur dîner ensemble.") == "fr"


def test_nothing_tells_nothing() -> None:
    assert language_of("") == ""
