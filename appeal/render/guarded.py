"""Bounds what a template beside a case may do: steps, sizes and reach; it fills nothing itself and asks no clock."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Sized, ValuesView
from contextlib import contextmanager
from functools import wraps
from types import FrameType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

# Guidelines of ours: a listing takes some 4,000 steps and 10,000 characters of markup.
_STEPS = 3_000_000
_TEXT = 10_000_000
_ENTRIES = 10_000
_BITS = 4_096
_Trace = Callable[..., Any]
# What works on text and grows it by no more than a factor that is checked here.
_TEXT_FILTERS = ("capitalize", "e", "escape", "lower", "title", "trim", "truncate", "upper", "wordcount")
_LIST_FILTERS = (
    "count d default dictsort first groupby items last length list map max min reject rejectattr"
    " reverse select selectattr sort sum unique"
)
_OTHER_FILTERS = ("abs", "attr", "float", "int", "safe")
_TEXT_METHODS = frozenset(
    re.findall(
        r"\S+",
        "casefold count endswith find format format_map isalnum isalpha isascii isdecimal isdigit islower isnumeric"
        " isspace istitle isupper lower lstrip partition removeprefix removesuffix rpartition rsplit rstrip split"
        " splitlines startswith strip title unescape upper",
    )
)
_WIDE = re.compile(r"\d{4,}|\{[^{}]*\{|%[^%a-z]*\*")
_SEVERAL = (list, tuple, dict, set, frozenset, range, KeysView, ValuesView, ItemsView)


class TooMuchError(SecurityError):
    """A template asks for more steps or room than any letter needs."""


class _Generator(CodeGenerator):
    """Compiles `a ~ b` to a call that can be bounded."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 the compiler's own name
        self.write("environment.joined(context.eval_ctx.autoescape, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class GuardedEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox for templates somebody else wrote: whatever would grow without bound raises TooMuchError."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(finalize=printable, **options)
        known = self.filters
        self.filters = {name: known[name] for name in (*_LIST_FILTERS.split(), *_OTHER_FILTERS)}
        self.filters |= {name: _on_text(known[name]) for name in _TEXT_FILTERS}
        self.filters |= {"join": _joining(known["join"]), "replace": _replacing(known["replace"])}
        self.globals = {name: self.globals[name] for name in ("cycler", "dict", "joiner", "namespace")}
        self.globals["range"] = _range

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Join what a template wrote, as long as it is no longer than a letter can be."""
        held = list(parts)
        _check(sum(map(len, held)), _TEXT)
        return "".join(held)

    def joined(self, escaped: bool, parts: tuple[Any, ...]) -> str:
        """Return the parts as one text; the compiler puts this in the place of `~`."""
        text = self.concat(part if isinstance(part, str) else str(printable(part)) for part in parts)
        if escaped and any(hasattr(part, "__html__") for part in parts):
            return Markup().join(parts)
        return text

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return `left operator right` where the result is of a known size."""
        _check_operation(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use it: of text only the methods that do not make it longer."""
        if isinstance(obj, str) and hasattr(str, attr) and attr not in _TEXT_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return the bounded `format` of a text."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None
        if _WIDE.search(value.__self__):
            raise TooMuchError("桁数の大きい書式は使えません")
        return _on_text(wrapped)


@contextmanager
def counted() -> Iterator[None]:
    """Count the lines of templates that are run inside; TooMuchError after more than any letter needs.

    Counting, not timing: the same template ends at the same step on every computer.
    """
    steps = 0

    def step(*_: Any) -> _Trace:
        nonlocal steps
        steps += 1
        _check(steps, _STEPS)
        return step

    def enter(frame: FrameType, *_: Any) -> _Trace | None:
        return step if frame.f_code.co_filename.endswith(".j2") else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        yield
    finally:
        sys.settrace(before)


def printable(value: Any) -> Any:
    """Return a value that may be printed; a list as a whole is never meant, and could be of any length."""
    if isinstance(value, _SEVERAL):
        raise TooMuchError("一覧は、そのままでは印字できません")
    return value


def _check(size: int, limit: int) -> None:
    if size > limit:
        raise TooMuchError("処理か文字の量が上限を超えます")


def _size(value: Any) -> int:
    return len(value) if isinstance(value, Sized) else 1


def _limit(value: Any) -> int:
    return _TEXT if isinstance(value, str) else _ENTRIES


def _check_operation(operator: str, left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _check(_bits(operator, left, right), _BITS)
    elif operator == "%" and isinstance(left, str):
        printable(right)
        if _WIDE.search(left):
            raise TooMuchError("桁数の大きい書式は使えません")
    elif operator == "*":
        times, several = (left, right) if isinstance(left, int) else (right, left)
        _check(_size(several) * (times if isinstance(times, int) else 1), _limit(several))
    elif operator == "+":
        _check(_size(left) + _size(right), _limit(left))


def _bits(operator: str, left: int, right: int) -> int:
    if operator == "**":
        return left.bit_length() * abs(right)
    return left.bit_length() + right.bit_length()


def _on_text(work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work)
    def checked(*values: Any, **named: Any) -> Any:
        for value in (*values, *named.values()):
            printable(value)
        return work(*values, **named)

    return checked


def _range(*limits: int) -> range:
    counted_up = range(*limits)
    _check(len(counted_up), _ENTRIES)
    return counted_up


def _joining(work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work)
    def checked(mode: Any, values: Iterable[Any], between: str = "") -> Any:
        held = [printable(value) for value in values]
        _check(len(between) * len(held) + sum(len(value) for value in held if isinstance(value, str)), _TEXT)
        return work(mode, held, between)

    return checked


def _replacing(work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work)
    def checked(mode: Any, text: Any, old: str, new: str) -> Any:
        whole = printable(text) if isinstance(text, str) else str(printable(text))
        _check(len(whole) + whole.count(old) * len(new), _TEXT)
        return work(mode, whole, old, new)

    return checked
