from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

# Test folders are no packages: what several files here share is loaded under names of its own.
for _name in ("tiny", "slow", "talked"):
    _spec = importlib.util.spec_from_file_location(f"analysis_{_name}", Path(__file__).with_name(f"{_name}.py"))
    _module = importlib.util.module_from_spec(_spec)
    sys.modules[_spec.name] = _module
    _spec.loader.exec_module(_module)
