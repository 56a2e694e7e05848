"""Refusals about names that nothing bears, or several things."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class NoSuch(Refusal):
    """A name or id that nothing bears."""

    message = N_("{what}: no such thing here")


class NoSuchDocument(NoSuch):
    """No document bears the name."""

    message = N_("{what}: no such document; “qualcode documents” lists them")


class NoSuchCode(NoSuch):
    """No code bears the name."""

    message = N_("{what}: no such code; “qualcode codes” lists them, “qualcode codes add” makes one")


class NoSuchCase(NoSuch):
    """No case bears the name."""

    message = N_("{what}: no such case; “qualcode cases” lists them")


class NoSuchTheme(NoSuch):
    """No theme bears the name."""

    message = N_("{what}: no such theme; “qualcode themes” lists them")


class NoSuchCoding(NoSuch):
    """No coding bears the id."""

    message = N_("{what}: no such coding; “qualcode excerpts” lists them with their ids")


class NoSuchCoder(NoSuch):
    """Nobody of that name codes in this project."""

    message = N_("{what}: nobody of that name has coded here; the coders are: {names}")


class NoSuchMemo(NoSuch):
    """No memo bears the id."""

    message = N_("{what}: no such memo; “qualcode memos” lists them with their ids")


class NoSuchMark(NoSuch):
    """No mark of reading bears the id."""

    message = N_("{what}: no such mark of reading; it was taken away meanwhile, nothing was changed")


class NoSuchSpeaker(NoSuch):
    """No voice of the document bears the label."""

    message = N_("{what}: no such voice in “{document}”; the voices are: {names}")


class NoSuchSet(NoSuch):
    """No named set of documents bears the name."""

    message = N_("{what}: no such set of documents; the sets are: {names}")


class NotListedBy(Refusal):
    """Documents are not listed by that."""

    message = N_("{what}: documents are not listed by this; they are by: {names}")


class NoSuchAttribute(NoSuch):
    """No case has that attribute."""

    message = N_("{what}: no such attribute; the attributes are: {names}")


class NotUnique(Refusal):
    """Several things bear the name."""

    message = N_("{what}: several bear this name ({names}); give the path, or the id that the listing shows")


class NameTaken(Refusal):
    """Another one bears the name already."""

    message = N_("{what}: this name is taken (accents kept, capitals ignored); choose another")


class EmptyName(Refusal):
    """A name without a letter."""

    message = N_("{what}: a name is needed")


class NameTooLong(Refusal):
    """A name over the limit."""

    message = N_("{what}: a name has at most {limit} characters; shorten it")
