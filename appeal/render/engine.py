"""Makes the import of the drawing library fast and silent, and puts every setting back; it draws nothing."""

from __future__ import annotations

import ctypes.util
import io
import locale
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

_FONT_SETTINGS = Path(__file__).resolve().parent / "fonts.conf"
_MAC_FOLDERS = "/opt/homebrew/lib:/usr/local/lib:/opt/local/lib"
_SHADOWED = {
    "fontTools": ("subset",),
    "fontTools.subset": (),
    "fontTools.ttLib": ("TTFont", "ttFont", "woff2"),
    "fontTools.varLib": (),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}


@contextmanager
def quick_import(*, search: bool = False) -> Iterator[None]:
    """Set the stage for importing the drawing library.

    On Linux the search for shared libraries starts ldconfig and compilers although plain names suffice; `search`
    leaves it on. The font tools are shadowed, for only the fall-back of HarfBuzz needs them. Banners go nowhere.
    """
    with ExitStack() as stage:
        stage.enter_context(redirect_stdout(io.StringIO()))
        stage.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        if sys.platform.startswith("linux") and not search:
            stage.enter_context(_no_search())
        if sys.platform == "darwin":
            stage.enter_context(_environment("DYLD_FALLBACK_LIBRARY_PATH", _MAC_FOLDERS))
        stage.enter_context(own_fonts_only())
        stage.enter_context(_shadows())
        yield


def _find_nothing(name: str) -> str | None:  # noqa: ARG001
    return None


@contextmanager
def _no_search() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def own_fonts_only() -> Iterator[None]:
    """Hide the fonts of the system, so that none can step in for a missing character.

    Not on Windows, where the library may read another environment; there the finished PDF is read back all the same.
    """
    with _neutral_language():
        if os.name == "nt":
            yield
            return
        with _environment("FONTCONFIG_FILE", str(_FONT_SETTINGS)):
            yield


@contextmanager
def _neutral_language() -> Iterator[None]:
    """Draw under one language whatever the machine speaks: the library puts it into the names of its fonts."""
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, "C")
    try:
        with ExitStack() as stage:
            for name in ("FC_LANG", "PANGO_LANGUAGE", "LANGUAGE"):
                stage.enter_context(_environment(name, "ja"))
            yield
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = before


@contextmanager
def _shadows() -> Iterator[None]:
    if "weasyprint" in sys.modules:
        yield
        return
    # What another library has loaded already stays as it is.
    shadows = {name: _shadow(name, names) for name, names in _SHADOWED.items() if name not in sys.modules}
    sys.modules.update(shadows)
    try:
        yield
    finally:
        for name in shadows:
            sys.modules.pop(name, None)


def _shadow(name: str, names: tuple[str, ...]) -> ModuleType:
    module = ModuleType(name)
    module.__path__ = []
    for inner in names:
        setattr(module, inner, _refuse)
    if name == "fontTools.ttLib":
        module.TTLibError = type("TTLibError", (Exception,), {})  # type: ignore[attr-defined]
    return module


def _refuse(*_arguments: Any, **_named: Any) -> Any:
    raise RuntimeError("the font tools are not loaded: HarfBuzz subsets the fonts")
