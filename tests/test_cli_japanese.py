"""Proves that click's own sentences come out in Japanese, whatever the language of the machine."""

from __future__ import annotations

import ast
import gettext
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from appeal.cli import japanese

# Words that may stand in a Japanese sentence: names of things, and what click fills in.
NAMES = {"windows", "uuid", "bash"}
FILLED = re.compile(r"\{[^{}]*\}|%\(\w+\)s")


def click_sentences() -> list[tuple[str, ...]]:
    """Return what the installed click hands to gettext: one form, or singular and plural."""
    # `required` is the one word that reaches gettext through a variable.
    found: list[tuple[str, ...]] = [("required",)]
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "ngettext")
            ):
                forms = node.args[:1] if node.func.id == "_" else node.args[:2]
                texts = [str(form.value) for form in forms if isinstance(form, ast.Constant)]
                if len(texts) == len(forms):
                    found.append(tuple(texts))
    assert len(found) >= 60
    return sorted(set(found))


@pytest.fixture
def speaking_japanese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LC_ALL", "C")
    before = gettext.textdomain()
    japanese.install()
    yield
    gettext.textdomain(before)


@pytest.mark.parametrize("forms", click_sentences(), ids=lambda forms: forms[0][:40])
def test_each_sentence_of_click_has_a_japanese_one(forms: tuple[str, ...], speaking_japanese: None) -> None:
    told = gettext.gettext(forms[0]) if len(forms) == 1 else gettext.ngettext(forms[0], forms[1], 2)
    assert told not in forms or told == "%(prog)s %(version)s"
    told.encode("cp932")
    assert not {word.lower() for word in re.findall(r"[A-Za-z]{3,}", FILLED.sub("", told))} - NAMES
    if "%(" not in told:
        known = {name for form in forms for _, name, *_ in string.Formatter().parse(form) if name}
        assert {name for _, name, *_ in string.Formatter().parse(told) if name} <= known


def sample() -> click.Group:
    """Return commands made after the language was set, as the program makes its own."""

    @click.group()
    @click.version_option("1.0", prog_name="sample")
    def group() -> None:
        pass

    @group.command()
    @click.argument("case")
    @click.option("--count", type=int, default=3, show_default=True)
    @click.option("--kind", type=click.Choice(["one", "two"]), required=True)
    @click.option("--place", type=click.Path(exists=True))
    @click.option("--pair", nargs=2)
    def show(**values: object) -> None:
        pass

    return group


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], "この説明を表示する"),
        (["--help"], "版を表示する"),
        (["show", "--help"], "必須"),
        (["shwo"], "「shwo」というコマンドはありません。"),
        (["shwo"], "もしかして: 'show'"),
        (["show", "--cuont", "1"], "「--cuont」というオプションはありません。"),
        (["show", "--kind", "one"], "次の引数が足りません: 'CASE'"),
        (["show", "x"], "次の中から選んでください"),
        (["show", "x", "--kind", "three"], "「three」は選べません。"),
        (["show", "x", "--kind", "one", "--count", "many"], "「many」は数として読めません。"),
        (["show", "x", "--kind", "one", "--place", "no-such-place"], "「no-such-place」が見つかりません。"),
        (["show", "x", "--kind"], "オプション「--kind」の値が足りません。"),
        (["show", "x", "y", "--kind", "one"], "余分な引数があります: y"),
        (["show", "x", "--kind", "one", "--pair", "1"], "オプション「--pair」の値が足りません。"),
        (["show", "--kind=one", "x", "--help=1"], "オプション「--help」に値は付けられません。"),
    ],
)
def test_help_and_mistakes_are_told_in_japanese(
    arguments: list[str], said: str, speaking_japanese: None
) -> None:
    told = CliRunner().invoke(sample(), arguments).output
    assert said in told
    assert not re.search(r"Usage|Options:|Error|Try |Missing|Invalid|Show |No such|default", told)


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LANG": "fr_FR.UTF-8"}, {"LANGUAGE": "de:en"}, {}])
def test_the_command_speaks_japanese_under_any_locale(locale: dict[str, str]) -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONIOENCODING": "utf-8", **locale}
    command = [sys.executable, "-m", "appeal", "no-such-command"]
    ended = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")
    assert ended.returncode == 2
    assert "「no-such-command」というコマンドはありません。" in ended.stderr
    assert "使い方:" in ended.stderr
    assert "Usage" not in ended.stderr


def test_the_compiled_sentences_are_those_of_the_source(root: Path) -> None:
    command = [sys.executable, str(root / "scripts" / "compile_translations.py"), "--check"]
    assert subprocess.run(command).returncode == 0
