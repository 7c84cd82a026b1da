"""Scripted sessions: what three sellers type, one answer after the other; used over a pipe and over a terminal alike."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from appeal.intake.casefile import read_case_file
from appeal.model.case import Case

DAY = "2026-11-22"
ROOT = Path(__file__).resolve().parent.parent

SELLER = (
    "株式会社架空商店",
    "架空商店 Amazon店",
    "Ａ0EXAMPLE00000",
    "〒100-0000 東京都千代田区架空町1-2-3",
    "０３－００００－００００",
    "owner@example.com",
    "架空 花子",
)
MONTHS = "2026-05 12\n6月 18個\n2026/7: 21\n2026-08 24\n2026-09 19\n１０月　２２\n2026-11 9"


@dataclass(frozen=True)
class Answer:
    """One answer and whether its question takes several lines (then an empty line ends it)."""

    text: str
    several: bool = False

    @property
    def lines(self) -> list[str]:
        """What is typed, line by line; an empty answer to a question of several lines is the empty line itself."""
        return [*self.text.split("\n"), ""] if self.several and self.text else [self.text]


def one(*texts: str) -> list[Answer]:
    return [Answer(text) for text in texts]


def many(text: str) -> list[Answer]:
    return [Answer(text, several=True)]


# The review is left with Enter, the warnings are taken with 2.
BUILD = one("", "2")


def authenticity() -> list[Answer]:
    """Papers are demanded: the notice is dropped, three papers follow, then stock and sales."""
    return [
        *one("notice.txt", "", "1", "", "KKU-500", "新品", *SELLER),
        *one(
            "'請求書_2026-05-26.pdf' \"請求書_2026-07-10.jpg\"",
            "evidence/請求書_2026-09-04.pdf",
            "",
            # JAN and model stand in the papers.
            *("", ""),
            *("1", "2026/5/26", "MB-2605-018", "株式会社見本物産", "株式会社架空商店", "40 明細1行目"),
            *("請求書", "令和8年7月10日", "MB-2607-006", "1", "株式会社架空商店", "60 明細1行目"),
            *("１", "9/4", "MB-2609-003", "株式会社見本物産", "株式会社架空商店", "40 明細1行目"),
            *("国内正規代理店", "〒530-0000 大阪府大阪市北区見本1-1-1", "06-0000-0000"),
            *("https://example.jp/", "sales@example.jp"),
            "6",
        ),
        *many(MONTHS),
        *many("2026-07 1\n2026-10 1"),
        *one("23", "昨日", ""),
        *BUILD,
    ]


def explanation() -> list[Answer]:
    """Cause and measures are demanded; no papers."""
    return [
        *one("notice.txt", "", "はい", "2", "", "", "4901234500044", "KG-4", *SELLER),
        *many("10月20日と10月27日の注文2件に、4個入りではなく3個入りをお届けしました。"),
        *many("250-1234567-1234567"),
        *many("返品理由で「個数が違う」が2件ありました。"),
        *many("10月8日の納品48セットに、3個入りの箱が含まれていたためです。"),
        *many("外箱の色だけで入数を区別していたためです。"),
        *many(""),
        *one("FBA在庫34セットの返送を依頼しました。", "11/5", "架空 花子"),
        *one("購入者様2名への返金が完了していることを確認しました。", "11月6日", "架空 花子", ""),
        *one(
            "入荷時に全数のJANを読み取り、発注と一致しない箱を隔離する。",
            "11/18",
            "見本 次郎",
            "入荷記録",
            "",
        ),
        *one(""),
        *BUILD,
    ]


def withdrawal() -> list[Answer]:
    """The listing is given up."""
    return [
        *one("notice.txt", "", "1", "3", "1", "", "", *SELLER),
        *one("11/20", "1", "9個", "11/21", "6"),
        *many("現行品のページに、変更前の在庫を出品していました。"),
        *one(""),
    ]


def by_hand() -> list[Answer]:
    """No notice at hand, and it demands everything: papers and a plan. Every question but those of a withdrawal is asked."""
    return [
        *one(
            "",
            "1",
            "1",
            "11/20",
            "要ご対応:出品キャンセルのご連絡",
            "1 2 3 4 5",
            "6か月",
            "1",
            "11/27",
            "pdf jpg png",
            "1",
        ),
        *one("B0EXAMPLE1 B0EXAMPLE2", "水筒", "KKU-500", "新品", "保存容器", "", "", *SELLER),
        *one("請求書_2026-07-10.jpg 正規取扱店証明書.png", "", "4901234567894", "KB-500", "", ""),
        *one("1", "2026/7/10", "MB-2607-006", "株式会社見本物産", "株式会社架空商店"),
        *many("B0EXAMPLE1 40 明細1行目\nB0EXAMPLE2 30"),
        *one("写真", "", "検品した日の箱"),
        *one("国内正規代理店", "〒530-0000 大阪府大阪市北区見本1-1-1", "06-0000-0000"),
        *one("https://example.jp/", "sales@example.jp"),
        *one("6"),
        *many("2026-05 1\n6月 3個\n2026/7: 2\n2026-08 4\n2026-09 1\n１０月　２\n2026-11 7"),
        *many("2026-07 1"),
        *one("27", "昨日", "0"),
        *many("2026-05 0\n6月 2\n7月 0\n8月 0\n9月 0\n10月 0\n11月 0"),
        *many(""),
        *one("28", "昨日"),
        *explanation()[15:-3],
    ]


SCRIPTS = {"authenticity": authenticity, "explanation": explanation, "withdrawal": withdrawal}


def prepare(name: str, folder: Path) -> Path:
    """Lay out what the seller of a script has at hand and return the path of the case to be made."""
    case = folder / "case" / "case.toml"
    case.parent.mkdir(parents=True)
    source = ROOT / "examples" / ("authenticity" if name == "by_hand" else name)
    if name != "by_hand":
        shutil.copy(source / "notice.txt", case.parent)
    if name in ("authenticity", "by_hand"):
        desktop = folder / "desktop"
        desktop.mkdir()
        (case.parent / "evidence").mkdir()
        for paper in sorted((source / "evidence").iterdir()):
            shutil.copy(paper, case.parent if "09-04" not in paper.name else case.parent / "evidence")
    return case


def as_pipe(answers: list[Answer]) -> str:
    return "".join(f"{line}\n" for answer in answers for line in answer.lines)


def case_of(path: Path) -> Case:
    """Return the case a session left on the disk."""
    case = read_case_file(path).case
    assert case is not None
    return case


def place_of(script: list[Answer], text: str) -> int:
    """Return the place of the first answer that begins with `text`."""
    return next(place for place, answer in enumerate(script) if answer.text.startswith(text))


class Typist:
    """A terminal without a machine around it: types answers, keeps what is said, may be stopped before an answer."""

    interactive = False

    def __init__(self, answers: list[Answer], stop_before: int | None = None) -> None:
        self.answers = answers
        self.said: list[str] = []
        self.taken = 0
        self._stop_before = stop_before

    def say(self, line: str = "") -> None:
        self.said.append(line)

    def read(self, *, several: bool, whole: Callable[[str], bool] = lambda _line: False) -> str:
        from appeal.cli.session.terminal import EndOfInputError, StoppedError

        if self.taken == self._stop_before:
            raise StoppedError
        if self.taken == len(self.answers):
            raise EndOfInputError
        self.taken += 1
        text = self.answers[self.taken - 1].text
        self.said.append(f"> {text}".rstrip())
        return text

    @property
    def text(self) -> str:
        return "\n".join(self.said)


def hold(
    case: Path, answers: list[Answer], stop_before: int | None = None, **wishes: object
) -> tuple[int, Typist]:
    """Hold a session in this process; return its exit code and what was said."""
    from appeal.cli.session.start import Wishes, run_session

    typist = Typist(answers, stop_before)
    code = run_session(case, date.fromisoformat(DAY), Wishes(**wishes), typist)  # type: ignore[arg-type]
    return code, typist


class Person(Typist):
    """Somebody who sits there."""

    interactive = True


def sit(case: Path, answers: list[Answer]) -> tuple[int, Typist]:
    """Hold a session with a person, who is offered what prepared answers are not; return as `hold` does."""
    from appeal.cli.session.start import Wishes, run_session

    person = Person(answers)
    return run_session(case, date.fromisoformat(DAY), Wishes(), person), person


def without_build(name: str) -> list[Answer]:
    """The answers of a script up to its review."""
    if name == "by_hand":
        return by_hand()
    answers = SCRIPTS[name]()
    return answers[: -1 if name == "withdrawal" else -2]


def tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a terminal know which step it is asked, as `current`."""
    from appeal.cli.session.conversation import Conversation
    from appeal.intake.question import Step

    announce = Conversation._announce

    def told(self: Conversation, step: Step) -> None:
        self.voice.terminal.current = step.path  # type: ignore[attr-defined]
        announce(self, step)

    monkeypatch.setattr(Conversation, "_announce", told)


class Recorder(Typist):
    """Types a script; notes which question each answer went to and what lay on the disk before it."""

    def __init__(self, answers: list[Answer], case: Path | None = None) -> None:
        super().__init__(answers)
        self.by_path: dict[str, str] = {}
        self.asked: list[str] = []
        self.case = case
        self.current = ""
        self.files: list[bytes] = []

    def read(self, *, several: bool, whole: Callable[[str], bool] = lambda _line: False) -> str:
        if self.case is not None:
            self.files.append(self.case.read_bytes() if self.case.exists() else b"")
        text = super().read(several=several)
        self.asked.append(self.current)
        self.by_path[self.current] = text
        return text
