"""Work by name: a heavy library is imported in the worker's thread, where no key waits for it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def later(place: str) -> Callable[..., Any]:
    """Return what calls a function by its place, `module:name`, and imports the module only then."""

    def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever that function takes and gives
        module, _colon, name = place.partition(":")
        return getattr(import_module(module), name)(*given, **named)

    call.__name__ = place
    return call
