"""Identifiers made by the client, so that a retry never makes a second row."""

from __future__ import annotations

import os
import time

ID_LENGTH = 32


def new_id() -> str:
    """Return a new UUID (version 7, RFC 9562) as 32 hexadecimal digits; later ids sort after earlier ones."""
    milliseconds = time.time_ns() // 1_000_000
    tail = int.from_bytes(os.urandom(10), "big")
    high = (milliseconds << 16) | 0x7000 | ((tail >> 64) & 0x0FFF)
    low = (0b10 << 62) | (tail & 0x3FFF_FFFF_FFFF_FFFF)
    return f"{(high << 64) | low:032x}"
