"""Every refusal has its sentence, travels between processes, and follows one form."""

from __future__ import annotations

import pickle
import pkgutil
import string
from importlib import import_module

import pytest

from qualcode.model import errors

FILES = [import_module(f"{errors.__name__}.{file.name}") for file in pkgutil.iter_modules(errors.__path__)]
REFUSALS = sorted(
    {
        each
        for file in (errors, *FILES)
        for each in vars(file).values()
        if isinstance(each, type) and issubclass(each, errors.Refusal)
    },
    key=lambda each: each.__name__,
)


def with_fields(refusal: type[errors.Refusal]) -> errors.Refusal:
    names = {name for _, name, _, _ in string.Formatter().parse("".join(refusal.message)) if name}
    return refusal(**{name: f"<{name}>" for name in names})


def test_a_file_of_refusals_is_offered_whole_by_the_room_or_stands_for_itself() -> None:
    offered = set(errors.__all__)
    for file in FILES:
        own = {refusal.__name__ for refusal in REFUSALS if refusal.__module__ == file.__name__}
        assert own <= offered or not own & offered, file
    assert offered <= {refusal.__name__ for refusal in REFUSALS}
    assert len({refusal.__name__ for refusal in REFUSALS}) == len(REFUSALS)


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_says_what_why_and_what_to_do(refusal: type[errors.Refusal]) -> None:
    sentence = str(with_fields(refusal))
    opening = "<what> " if refusal is errors.NotConfirmed else "<what>: "  # there it is a question
    assert sentence.startswith(opening)
    assert "\n" not in sentence
    assert sentence[-1] not in ".!"
    assert refusal.__doc__


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_is_told_in_french_too(refusal: type[errors.Refusal]) -> None:
    sentence = str(with_fields(refusal))
    assert sentence.startswith("<what> " if refusal is errors.NotConfirmed else "<what>\u00a0: ")


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_travels_between_processes(refusal: type[errors.Refusal]) -> None:
    made = with_fields(refusal)
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
    assert type(again) is refusal
    assert (again.fields, str(again)) == (made.fields, str(made))


@pytest.mark.usefixtures("french")
def test_words_of_a_table_are_translated_within_the_sentence() -> None:
    refused = errors.DisguisedFile("x.txt", kind="{what}: a name is needed")
    assert "a name is needed" not in str(refused)
    assert "kind" in errors.DisguisedFile.translated


def test_a_refusal_without_the_field_to_translate_is_still_raised() -> None:
    with pytest.raises(errors.DisguisedFile):
        raise errors.DisguisedFile("x.txt")


def test_a_refusal_counts_what_it_speaks_of() -> None:
    assert "1 sub-code stands" in str(errors.HasChildren("Lien", count=1))
    assert "2 sub-codes stand" in str(errors.HasChildren("Lien", count=2))
