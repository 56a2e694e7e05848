"""Identifiers made by the client, so that a retry never makes a second row."""

from __future__ import annotations

import os
import threading
import time

ID_LENGTH = 32
_RANDOM_BITS = 74
_turn = threading.Lock()
_last = [0]


def new_id() -> str:
    """Return a new UUID (version 7, RFC 9562) as 32 hexadecimal digits; later ids of a process sort after earlier ones.

    Within a millisecond, or where the clock goes back, the random part is counted on (RFC 9562, section 6.2, method 2).
    """
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """Return several new ids, as `new_id` makes each.

    Args:
        count: how many.
    """
    drawn = os.urandom(10 * count)
    values = []
    with _turn:
        now = time.time_ns() // 1_000_000 << _RANDOM_BITS
        for place in range(0, len(drawn), 10):
            _last[0] = max(now | int.from_bytes(drawn[place : place + 10], "big") >> 6, _last[0] + 1)
            values.append(_last[0])
    return [_written(value) for value in values]


def _written(value: int) -> str:
    """Write milliseconds and random part with the bits that say version and variant."""
    high = (value >> _RANDOM_BITS << 16) | 0x7000 | (value >> 62 & 0xFFF)
    return f"{(high << 64) | (0b10 << 62) | (value & 0x3FFF_FFFF_FFFF_FFFF):032x}"
