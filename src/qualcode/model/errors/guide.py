"""Refusals about the interview guide."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.errors.names import NoSuch
from qualcode.model.messages import N_


class NoSuchQuestion(NoSuch):
    """No question of the guide bears the number or the name."""

    message = N_("{what}: no such question in the guide; “qualcode guide” lists them with their numbers")


class NoSuchAsking(NoSuch):
    """No place where a question was asked bears the id."""

    message = N_("{what}: no question is marked under this id; “qualcode guide list --asked” gives the ids")


class QuestionTaken(Refusal):
    """The guide has the question already."""

    message = N_("{what}: this question is in the guide already; change that one with “qualcode guide edit”")


class AskedAlready(Refusal):
    """The same words are marked as asking the same question."""

    message = N_("{what}: these words are marked as asking it already; nothing was added")


class NoGuide(Refusal):
    """A reading by question in a study without a guide."""

    message = N_("{what}: this project has no interview guide yet; bring one in with “qualcode guide import FILE”")


class NeverAsked(Refusal):
    """A reading of the answers to a question that is marked nowhere."""

    message = N_("{what}: marked nowhere as asked; “qualcode guide match” finds it, “qualcode guide ask” marks it")


class NoQuestionInside(Refusal):
    """A file of a guide in which no question stands."""

    message = N_("{what}: no question found in it; write each on a line of its own, numbered or ending in “?”")
