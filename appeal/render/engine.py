"""Makes the import of the drawing library fast and silent, and puts every setting back; it draws nothing."""

from __future__ import annotations

import ctypes.util
import io
import locale
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any

# What the library itself tells fontconfig of a face, but for the place of its file.
_FACE = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><match target="scan"><test name="file" compare="eq"><string>{file}</string></test>\
<edit name="family" mode="prepend"><string>{family}</string></edit>\
<edit name="weight" mode="assign_replace"><int>{weight}</int></edit></match>\
<match target="font"><test name="file" compare="eq"><string>{file}</string></test>\
<edit name="fontfeatures" mode="assign_replace"><string>kern 1</string></edit></match></fontconfig>"""
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


@contextmanager
def hasten(weasyprint: ModuleType) -> Iterator[None]:
    """Spare the library work that changes nothing on the page, as long as this lasts."""
    with _quick_types(weasyprint.text.ffi.ffi), _no_font_copies(weasyprint):
        yield


@contextmanager
def _quick_types(ffi: Any) -> Iterator[None]:
    """Let the library name C types without reading all of its own declarations anew for each, as long as this lasts."""
    parser: Any = getattr(ffi, "_parser", None)
    if not isinstance(getattr(parser, "_declarations", None), dict):
        yield
        return
    parse = parser.parse_type

    def parse_type(declared: str) -> Any:
        known, words = parser._declarations, set(re.findall(r"\w+", declared))
        parser._declarations = {name: kind for name, kind in known.items() if name.split()[-1] in words}
        try:
            return parse(declared)
        finally:
            parser._declarations = known

    parser.parse_type = parse_type
    try:
        yield
    finally:
        del parser.parse_type


@contextmanager
def _no_font_copies(weasyprint: ModuleType) -> Iterator[None]:
    """Spare the copy of every whole font, five megabytes a face, where only the signs that are used are written."""
    fonts = weasyprint.pdf.fonts
    read, find, subset = fonts.get_hb_object_data, fonts.get_pango_font_hb_face, fonts.Font.subset
    whole = set()

    def find_face(font: Any) -> Any:
        face = find(font)
        whole.add(face)
        return face

    def read_part(face: Any, *kind: Any) -> Any:
        return b"" if face in whole and not kind else read(face, *kind)

    def subset_or_read(font: Any, *wishes: Any) -> None:
        subset(font, *wishes)
        if not font.file_content:
            font.file_content = read(font.hb_face)

    fonts.get_hb_object_data, fonts.get_pango_font_hb_face = read_part, find_face
    fonts.Font.subset = subset_or_read
    try:
        yield
    finally:
        fonts.get_hb_object_data, fonts.get_pango_font_hb_face = read, find
        fonts.Font.subset = subset


def bundled_faces(weasyprint: ModuleType, file_of: Callable[[str], Path | None]) -> type:
    """Return a font configuration that uses bundled font files where they lie.

    The library would copy each of them, five megabytes, into a temporary folder. `file_of` gives the file an address
    names, or None for the library's own way, which is also that of a path that is not plain ASCII.
    """
    library, constants = weasyprint.text.fonts, weasyprint.text.constants

    class BundledFaces(library.FontConfiguration):  # type: ignore[misc,name-defined]
        def add_font_face(self, face: Any, fetcher: Any) -> Any:
            sources = [url for kind, url in face["src"] if kind == "external" and url]
            file = file_of(sources[0]) if len(face["src"]) == len(sources) == 1 else None
            plain = set(face) <= {"font_family", "src", "font_weight"}
            if file is None or not plain or not str(file).isascii():
                return super().add_font_face(face, fetcher)
            weight = constants.FONTCONFIG_WEIGHT[face.get("font_weight", "normal")]
            rule = _FACE.format(
                file=escape(file.as_posix()), family=escape(face["font_family"]), weight=weight
            )
            library.fontconfig.FcConfigParseAndLoadFromMemory(self._config, rule.encode("utf-8"), True)
            if library.fontconfig.FcConfigAppFontAddFile(self._config, file.as_posix().encode("ascii")):
                library.pangoft2.pango_fc_font_map_config_changed(
                    library.ffi.cast("PangoFcFontMap *", self.font_map)
                )
                return None
            return super().add_font_face(face, fetcher)

    return BundledFaces
