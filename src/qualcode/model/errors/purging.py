"""Refusals about purges: what is taken out for good, and what cannot be taken back since."""

from __future__ import annotations

from typing import Final

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class WasPurged(Refusal):
    """What an act held was purged since."""

    message = N_("{what}: cannot be undone: what it held was purged; do by hand what is still wanted of it")


TO_PURGE: Final = N_("what is to be purged")


class NothingToPurge(Refusal):
    """The words stand nowhere; they are not repeated."""

    message = N_(
        "{what}: stands nowhere in the project; nothing was changed, see how it is written with “qualcode search”"
    )
    translated = ("what",)


class PurgeTaken(Refusal):
    """Two things would bear one name."""

    message = N_("{what}: borne by another one already; join the two first, or give another name in its place")


class PurgesItself(Refusal):
    """What would stand in the place of words holds these very words."""

    message = N_("{what}: holds the words it is to replace; choose others")


class PurgesCoder(Refusal):
    """The words are the name of who purges them."""

    message = N_(
        "{what}: is the name you work under; take another one first, on the screen in the settings (F10) or with "
        "“qualcode settings coder NAME”"
    )


class NobodyWithdraws(Refusal):
    """A group or a site cannot withdraw."""

    message = N_("{what}: no single person; withdraw each person in it by name")


class SeveralWithdrew(Refusal):
    """Several people whose cases are gone spoke under one label."""

    message = N_("{what}: the label of several whose cases were removed ({names}); withdraw each by name")


class NoFormerText(Refusal):
    """A document was never corrected."""

    message = N_("{what}: has had one text only; “qualcode purge” takes words out of it")


class NoWordsThere(Refusal):
    """A passage that is to go holds no words."""

    message = N_("{what}: holds no words that can be taken out; give other bounds")


class SpeaksAlone(Refusal):
    """Words are to be kept for the sake of others where there are none."""

    message = N_("{what}: speaks alone in “{document}”; --keep-turns is for a group, leave it out")
