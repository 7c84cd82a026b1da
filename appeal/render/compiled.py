"""Keeps compiled templates beside the templates as Python keeps compiled modules; it is never needed, only faster."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache


class CompiledTemplates(BytecodeCache):
    """A cache in `__pycache__` of the bundled templates; where that cannot be written, nothing is kept.

    Jinja compares the digest of the source, its own version and Python's before it takes an entry.
    """

    def __init__(self, templates: Path, *, always: bool = False) -> None:
        self._folder = templates / "__pycache__"
        self._writes = always or not sys.dont_write_bytecode

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` from the cache, if it holds this template as it stands."""
        with suppress(OSError, EOFError, ValueError, TypeError), self._path(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write `bucket` in one move, so that two runs at once leave a whole entry."""
        if not self._writes:
            return
        path = self._path(bucket)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            with beside.open("wb") as file:
                bucket.write_bytecode(file)
            beside.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}"
