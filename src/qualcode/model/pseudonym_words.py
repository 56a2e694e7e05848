"""What may be a name, and of what, in words, for whoever reads a list or a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.model.pseudonyms import CandidateKind, NameSort

KINDS: Final[Mapping[CandidateKind, str]] = {
    "variant": N_("form of a name of the key"),
    "model": N_("name, to a language model"),
    "capital": N_("capital inside a sentence"),
    "label": N_("label of a voice"),
    "email": N_("e-mail address"),
    "phone": N_("phone number"),
    "postal_code": N_("postal code"),
    "number": N_("insurance number"),
    "address": N_("street address"),
}
"""How a candidate was found."""
SORTS: Final[Mapping[NameSort, str]] = {
    "person": N_("person"),
    "place": N_("locality"),
    "organisation": N_("organisation"),
    "other": N_("something else"),
}
"""How each sort of name is called."""
