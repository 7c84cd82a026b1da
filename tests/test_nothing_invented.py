"""Proves that no output holds a word that is neither template prose, nor a field, nor a file.

Every free text of a case is replaced by a marker, once by one set and once by another. If the outputs differ in
anything but the markers, the program said something of its own about the seller's words.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from appeal.build import build
from appeal.check import check

DAY = date(2026, 11, 22)
EXAMPLES = ["authenticity", "explanation", "withdrawal"]
# Free texts whose content steers nothing: names, addresses, descriptions, reasons, the plan.
FREE = (
    "company",
    "store",
    "address",
    "contact",
    "title",
    "sku",
    "model",
    "condition",
    "relation",
    "name",
    "proves",
    "row",
    "what",
    "by",
    "owner",
    "record",
    "what_happened",
    "root_cause",
    "cause",
    "reason",
    "subject",
    "addressee",
)


def marked(text: str, letter: str) -> tuple[str, list[str]]:
    """Return a case file with every free text replaced by a marker such as 印甲0001。 and the markers."""
    markers: list[str] = []

    def replace(match: re.Match[str]) -> str:
        marker = f"印{letter}{len(markers):04d}"
        markers.append(marker)
        return f'{match["key"]} = "{marker}"'

    keys = "|".join(FREE)
    text = re.sub(
        rf'^(?P<key>{keys})(?P<gap>\s*)=\s*(?:"""(?:.|\n)*?"""|"[^"\n]*")', replace, text, flags=re.MULTILINE
    )
    text = re.sub(rf'(?P<key>\b(?:{keys})) = "(?!印)[^"\n]*"', replace, text)
    return text, markers


def template_prose(path: Path) -> str:
    """Return the words of a template: what stands between its tags, and the literals inside them, each apart."""

    def literals(match: re.Match[str]) -> str:
        return "|" + "|".join(re.findall(r'"([^"]*)"', match[0])) + "|"

    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", literals, path.read_text(encoding="utf-8"))
    return re.sub(r"\s", "", re.sub(r"<[^>]*>", "|", text))


def is_made_of(piece: str, prose: str) -> bool:
    """Whether `piece` is a row of parts of the prose: two characters or more, or one that stands alone there."""
    reached = {0}
    for start in range(len(piece)):
        if start in reached:
            if f"|{piece[start]}|" in prose:
                reached.add(start + 1)
            reached |= {end for end in range(start + 2, len(piece) + 1) if piece[start:end] in prose}
    return len(piece) in reached


def outputs(folder: Path) -> dict[str, str]:
    trace = json.loads((folder / "trace.json").read_text(encoding="utf-8"))
    drafts = {f"drafts/{path.name}": path.read_text("utf-8-sig") for path in folder.glob("drafts/*")}
    return drafts | {
        "letter": "\n".join(sentence["text"] for sentence in trace["letter"]),
        "reply": (folder / "reply-body.txt").read_text(encoding="utf-8-sig"),
        "page": (folder / "00_start-here.html").read_text(encoding="utf-8"),
    }


def built(example: str, root: Path, room: Path, letter: str) -> tuple[dict[str, str], list[str]]:
    case = room / letter
    shutil.copytree(root / "examples" / example, case)
    file = case / "case.toml"
    text, markers = marked(file.read_text(encoding="utf-8"), letter)
    file.write_text(text, encoding="utf-8")
    checked = check(file, DAY)
    assert checked.submission is not None, [finding.text for finding in checked.findings]
    return outputs(build(checked, out=room / f"package-{letter}", draft=not checked.ready).folder), markers


@pytest.mark.parametrize("example", EXAMPLES)
def test_other_words_change_nothing_but_themselves(example: str, root: Path, tmp_path: Path) -> None:
    first, markers = built(example, root, tmp_path, "甲")
    second, _ = built(example, root, tmp_path, "乙")
    assert len(markers) >= 10
    assert set(first) == set(second)
    # No marker stands on a paper, so that the suppliers of papers with words are asked for names.
    assert any(name.startswith("drafts/") for name in first) == (example == "authenticity")
    for name, text in first.items():
        # Sizes of the drawn files follow the shapes of the letters; they are no words.
        told, other = (
            re.sub(r"\d+(?:\.\d+)? [kM]B", "", one) for one in (text, second[name].replace("印乙", "印甲"))
        )
        assert told == other, name


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_the_seller_says_of_cause_and_deeds_arrives(example: str, root: Path, tmp_path: Path) -> None:
    said, _ = built(example, root, tmp_path, "甲")
    case = (tmp_path / "甲" / "case.toml").read_text(encoding="utf-8")
    for key in ("what_happened", "root_cause", "cause", "what", "record"):
        for marker in re.findall(rf'^{key} = "(印甲\d+)"', case, re.MULTILINE):
            assert marker in said["letter"], f"{key} {marker}"


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_sentence_without_a_source_is_template_prose(example: str, root: Path, tmp_path: Path) -> None:
    prose = "".join(template_prose(path) for path in sorted((root / "templates").rglob("*.j2")))
    assert len(prose) > 1_000
    assert not is_made_of("対象商品は正規品です", prose), "the guard sees a foreign sentence"
    case = tmp_path / "case"
    shutil.copytree(root / "examples" / example, case)
    if example == "authenticity":
        nameless = (case / "case.toml").read_text(encoding="utf-8").replace("見本物産", "別名物産")
        (case / "case.toml").write_text(nameless, encoding="utf-8")
    folder = build(check(case / "case.toml", DAY), out=tmp_path / "package").folder
    trace = json.loads((folder / "trace.json").read_text(encoding="utf-8"))
    parts = [trace["letter"], trace["reply_body"], *trace.get("drafts", {}).values()]
    assert len(parts) == (3 if example == "authenticity" else 2)
    sourceless = [sentence["text"] for part in parts for sentence in part if not sentence["sources"]]
    assert sourceless
    for text in sourceless:
        for piece in re.split(r"[\s\d、。.]+", text):
            assert is_made_of(piece, prose), f"{piece} in {text}"


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_blank_and_no_foreign_address_is_left(example: str, root: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(root / "examples" / example, case)
    said = outputs(build(check(case / "case.toml", DAY), out=tmp_path / "package").folder)
    for text in said.values():
        assert not re.search(r"\{\{|\}\}|\{%|Undefined|\bNone\b|TODO|〇〇|●●|[\ue000-\uf8ff]", text)
    for word in ("必ず再開", "成功率", "保証します", "Amazon公認"):
        assert word not in "".join(said.values())
