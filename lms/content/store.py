"""The last good content set on disk, to serve when the folder has become faulty."""

from __future__ import annotations

import contextlib
import copyreg
import io
import os
import pickle
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

from lms.content import model
from lms.content.model import ContentSet
from lms.standing import Renewal

_FORMAT = b"lms-content-1\n"


def kinds_of(*modules: ModuleType) -> Mapping[tuple[str, str], Any]:
    """The kinds of values that these modules define, as a saved file may name them."""
    return {
        (module.__name__, name): kind
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    }


_CONTENT = {**kinds_of(model), (Renewal.__module__, Renewal.__name__): Renewal}


def _frozen(data: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(data)


def _reduce(
    mapping: MappingProxyType[Any, Any],
) -> tuple[Callable[[dict[Any, Any]], object], tuple[dict[Any, Any]]]:
    return _frozen, (dict(mapping),)


class _Pickler(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[MappingProxyType] = _reduce


class _Unpickler(pickle.Unpickler):
    """Builds content and nothing else, whatever the file says."""

    def __init__(self, data: bytes, allowed: Mapping[tuple[str, str], Any]) -> None:
        super().__init__(io.BytesIO(data))
        self._allowed = allowed

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, "_frozen"):
            return _frozen
        if (module, name) == ("datetime", "date"):
            return date
        if (module, name) in self._allowed:
            return self._allowed[module, name]
        raise pickle.UnpicklingError(f"{module}.{name} is no content")


def dumps(value: object) -> bytes:
    """Frozen values as bytes."""
    buffer = io.BytesIO()
    buffer.write(_FORMAT)
    _Pickler(buffer, protocol=5).dump(value)
    return buffer.getvalue()


def loads(data: bytes, kinds: Mapping[tuple[str, str], Any]) -> object:
    """What `dumps` was given; None when it is of another version or holds any other kind."""
    if not data.startswith(_FORMAT):
        return None
    try:
        value: object = _Unpickler(data[len(_FORMAT) :], kinds).load()
        repr(value)  # a file of an older version may lack some fields
    except (pickle.UnpicklingError, EOFError, TypeError, ValueError, AttributeError, IndexError):
        return None
    return value


def save(content: ContentSet, path: Path) -> None:
    """Write a set whole: a reader sees the old file or the new one, never half of it."""
    data = dumps(content)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def load_saved(path: Path) -> ContentSet | None:
    """The set that was saved; None when there is none or it is of another version."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if not data.startswith(_FORMAT):
        return None
    try:
        content = _Unpickler(data[len(_FORMAT) :], _CONTENT).load()
    except (pickle.UnpicklingError, EOFError, TypeError, ValueError, AttributeError, IndexError):
        return None
    return content if isinstance(content, ContentSet) and _whole(content) else None


def _whole(content: ContentSet) -> bool:
    """Whether every field is there: a file of an older version may lack some."""
    try:
        repr(content.programme), repr(content.findings), content.fingerprint
        return all(repr(course) for course in content.courses.values())
    except AttributeError:
        return False
