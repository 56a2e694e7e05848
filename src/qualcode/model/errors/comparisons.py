"""Refusals about comparisons and saturation."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class NobodySpeaks(Refusal):
    """A comparison of cases where no counted speech belongs to a case."""

    message = N_("{what}: no case says what is counted; say who speaks with “qualcode cases link” or “qualcode turns”")


class NeedsBounds(Refusal):
    """A comparison by numbers or dates that nobody cut into classes."""

    message = N_("{what}: {values} different numbers or dates; cut them into classes, such as --bounds {example}")


class BadBounds(Refusal):
    """Bounds that are no numbers or dates, or an attribute that has none."""

    message = N_("{what}: bounds cut numbers or dates, and need some; give ascending ones such as 20,40 to a number")


class NoOrder(Refusal):
    """Saturation where nothing says in which order the interviews were held."""

    message = N_("{what}: no date or rank says which interview came first; name one with --order attribute:NAME")


class SeveralOrders(Refusal):
    """Saturation where several dates could give the order."""

    message = N_("{what}: several dates could give the order ({names}); choose with --order attribute:NAME")


class NotAnOrder(Refusal):
    """An attribute that is neither a date nor a number."""

    message = N_("{what}: neither dates nor numbers, so it gives no order; choose another attribute")


class EmptyBase(Refusal):
    """Saturation whose first interviews hold no code."""

    message = N_("{what}: no code in the first {count} interviews, so nothing to compare with; choose a larger --base")
