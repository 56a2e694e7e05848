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
    fresh = (time.time_ns() // 1_000_000 << _RANDOM_BITS) | int.from_bytes(os.urandom(10), "big") >> 6
    with _turn:
        _last[0] = max(fresh, _last[0] + 1)
        value = _last[0]
    milliseconds, tail = value >> _RANDOM_BITS, value & ((1 << _RANDOM_BITS) - 1)
    high = (milliseconds << 16) | 0x7000 | (tail >> 62)
    low = (0b10 << 62) | (tail & 0x3FFF_FFFF_FFFF_FFFF)
    return f"{(high << 64) | low:032x}"
