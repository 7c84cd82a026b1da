"""Opens the templates in a sandbox that fails on holes and reads from its own folders only; it draws nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from appeal import resources
from appeal.errors import LetterError

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

# A guideline of ours: more than this takes seconds to lay out.
_TEMPLATE_BYTES = 200_000
# What a template of the case may make without being compared, in characters, and how many times ours it may be.
_FREE, _LONGER = 200_000, 4
_FACE = re.compile(r"@font-face\s*\{[^{}]*\}")


def open_environment(folders: tuple[Path, ...] = ()) -> ImmutableSandboxedEnvironment:
    """Return the environment over `folders` (searched first) and the bundled templates.

    Where there are folders, everything is bounded and nothing is kept compiled: templates found there are not ours. Names ending in `.html.j2` or `.html` are escaped, all others are plain text.
    """
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from appeal.render.compiled import CompiledTemplates

    searched = (*folders, resources.folder("templates"))
    options: dict[str, Any] = {
        "loader": FunctionLoader(lambda name: _source(name, searched)),
        "undefined": StrictUndefined,
        "autoescape": is_escaped,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    if folders:
        from appeal.render.guarded import GuardedEnvironment

        return GuardedEnvironment(**options)
    return ImmutableSandboxedEnvironment(**options, bytecode_cache=CompiledTemplates(searched[-1]))


def compile_templates() -> None:
    """Compile the bundled templates ahead of their first use, as an installer compiles modules."""
    from appeal.render.compiled import CompiledTemplates

    environment = open_environment()
    environment.bytecode_cache = CompiledTemplates(resources.folder("templates"), always=True)
    for path in sorted(resources.folder("templates").glob("*.j2")):
        environment.get_template(path.name)


def fill(environment: ImmutableSandboxedEnvironment, name: str, **values: object) -> str:
    """Return template `name` filled with `values`; LetterError L608 where it is missing, faulty or asks for what is not there."""
    from jinja2 import TemplateError

    try:
        if environment.bytecode_cache is not None:
            return environment.get_template(name).render(**values)
        return _fill_bounded(environment, name, values)
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        where, line = _place(error, name)
        raise LetterError("L608", name=where, detail=_detail(error, line)) from error
    except MemoryError as error:
        raise LetterError("L606") from error


def _fill_bounded(environment: ImmutableSandboxedEnvironment, name: str, values: Mapping[str, object]) -> str:
    """Fill a template that is not only ours: its steps are counted, and it may be several times as long as ours, no more."""
    from appeal.render.guarded import TooMuchError, counted

    with counted():
        filled = environment.get_template(name).render(**values)
    if len(filled) > _FREE and len(filled) > _LONGER * len(
        open_environment().get_template(name).render(**values)
    ):
        raise TooMuchError("できあがりの文字の量が多すぎます")
    return filled


def read_style(name: str, folders: tuple[Path, ...] = ()) -> str:
    """Return a style sheet beside the templates; LetterError L608 where it is missing.

    A sheet of the case keeps the bundled faces: without any font the drawing library does not fail, it crashes.
    """
    bundled = _source(name, (resources.folder("templates"),))
    found = _source(name, folders) or bundled
    if found is None:
        raise LetterError("L608", name=name, detail="見つかりません")
    faces = _FACE.findall(bundled[0]) if bundled else []
    return "".join(f"{face}\n" for face in faces if face not in found[0]) + found[0]


def is_escaped(name: str | None) -> bool:
    """Whether what is put into this template is escaped; only `.txt` templates are plain."""
    return name is None or not name.removesuffix(".j2").endswith(".txt")


def _place(error: Exception, name: str) -> tuple[str, int | None]:
    """Return template and line of a fault; one that shows only while filling in is found by the way it came."""
    line = getattr(error, "lineno", None)
    if line:
        return getattr(error, "name", None) or name, line
    where, traceback = getattr(error, "name", None) or name, error.__traceback__
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        if file.suffix == ".j2":
            where, line = file.name, traceback.tb_lineno
        traceback = traceback.tb_next
    return where, line


def _detail(error: Exception, line: int | None) -> str:
    told = _told(error)
    return f"{line}行目、{told}" if line else told


def _told(error: Exception) -> str:
    """What is wrong, in words of ours; a name that the library quotes is what the writer will look for."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    from appeal.render.guarded import TooMuchError

    quoted = re.findall(r"'([^']{1,40})'", str(error))
    if isinstance(error, TemplateNotFound):
        return f"「{error.name}」というテンプレートはありません"
    if isinstance(error, TemplateSyntaxError):
        return f"書き方に誤りがあります。「{quoted[-1]}」のあたり" if quoted else "書き方に誤りがあります"
    if isinstance(error, UndefinedError):
        return f"「{quoted[-1]}」という項目はありません" if quoted else "ない項目を使っています"
    if isinstance(error, TooMuchError):
        return str(error)
    if isinstance(error, SecurityError):
        return "使えない書き方です"
    if isinstance(error, RecursionError):
        return "自分自身の呼び出しが終わりません"
    return "値の使い方に誤りがあります"


def _source(name: str, folders: tuple[Path, ...]) -> tuple[str, str, Callable[[], bool]] | None:
    """Return text, path and freshness of a template; one that leaves its folder, by link or by name, is not there."""
    for folder in folders:
        root = folder.resolve()
        path = (root / name).resolve()
        if path.is_relative_to(root) and path.is_file() and path.stat().st_size <= _TEMPLATE_BYTES:
            try:
                return path.read_text(encoding="utf-8-sig"), str(path), lambda: True
            except UnicodeDecodeError as error:
                raise LetterError("L608", name=name, detail="文字コードがUTF-8ではありません") from error
    return None
