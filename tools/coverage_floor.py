"""Judge the coverage of lines and branches by room, from coverage json; exit 1 under a floor."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path, PurePath

FLOORS = {"model": 100.0, "coding": 100.0, "analysis": 95.0, "": 90.0}  # per cent; "" is everything
SHOWN = 12  # lines named per file


def room_of(file: str) -> str:
    """Return the room a file of src/qualcode is in."""
    parts = PurePath(file.replace("\\", "/")).parts
    return parts[parts.index("qualcode") + 1]


def shares(files: dict[str, dict]) -> dict[str, float]:
    """Return the share of lines and branches that ran, per cent, by room and for all."""
    ran, all_ = Counter(), Counter()
    for file, report in files.items():
        summary = report["summary"]
        for room in (room_of(file), ""):
            ran[room] += summary["covered_lines"] + summary["covered_branches"]
            all_[room] += summary["num_statements"] + summary["num_branches"]
    return {room: 100 * ran[room] / count for room, count in all_.items() if count}


def left_out(files: dict[str, dict], room: str) -> list[str]:
    """Return, a line per file of a room, the lines and branches that no test ran."""
    found = []
    for file, report in sorted(files.items()):
        missing = [str(line) for line in report["missing_lines"]]
        missing += [f"{start}->{max(end, 0) or 'end'}" for start, end in report["missing_branches"]]
        if missing and room_of(file) == room:
            found.append(f"  {file}: {', '.join(missing[:SHOWN])}{' ...' if len(missing) > SHOWN else ''}")
    return found


def main(path: str) -> int:
    """Print every room's share and what is missing under a floor; return the exit code."""
    files = json.loads(Path(path).read_text(encoding="utf-8"))["files"]
    found = shares(files)
    low = {room for room, floor in FLOORS.items() if found.get(room, 0.0) < floor}
    for room, share in sorted(found.items()):
        floor = f" (floor {FLOORS[room]:g})" if room in FLOORS else ""
        print(f"{room or 'all':>14}: {share:6.2f} %{floor}{'  UNDER ITS FLOOR' if room in low else ''}")
    for room in sorted(low - {""}):
        print("\n".join(left_out(files, room)))
    return bool(low)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
