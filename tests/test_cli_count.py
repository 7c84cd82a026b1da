"""`appeal count` as it is called: the document, the lines for people, exit codes, nothing else on stdout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from appeal.cli.blocks import display_width
from appeal.cli.count import count_report
from appeal.trade.reports import count_reports

SAMPLES = Path(__file__).parent / "reports"
ORDERS = str(SAMPLES / "all_orders_cp932.txt")


def run(*arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "appeal", "count", *arguments],
        capture_output=True,
        text=True,
        encoding=encoding,
        env={"PYTHONIOENCODING": encoding, "PATH": ""},
    )


def test_the_document_holds_what_scripts_rely_on() -> None:
    ended = run(
        ORDERS, str(SAMPLES / "fba_returns_cp932.csv"), "--json", "--from", "2026-06-01", "--to", "2026-06-30"
    )
    assert ended.returncode == 0
    assert json.loads(ended.stdout) == {
        "reports": [
            {
                "file": "all_orders_cp932.txt",
                "kind": "all_orders",
                "encoding": "cp932",
                "rows": 11,
                "first": "2026-06-01",
                "last": "2026-06-10",
            },
            {
                "file": "fba_returns_cp932.csv",
                "kind": "fba_returns",
                "encoding": "cp932",
                "rows": 1,
                "first": "2026-06-12",
                "last": "2026-06-12",
            },
        ],
        "asins": [
            {
                "asin": "B0TESTASIN",
                "shipped": 5,
                "cancelled": 1,
                "pending": 1,
                "undelivered": 1,
                "lost_damaged": 0,
                "replacement": 1,
                "mcf": 5,
                "unknown_status": 0,
                "returned": 1,
                "returned_to_stock": 1,
                "refunded": 0,
                "sold_net": 4,
                "supply_needed": 11,
                "months": [{"month": "2026-06", "shipped": 5}],
            }
        ],
        "gaps": [],
        "complete": True,
    }


def test_an_incomplete_count_is_printed_and_exits_1() -> None:
    ended = run(ORDERS, "--json", "--to", "2026-08-31")
    assert ended.returncode == 1
    document = json.loads(ended.stdout)
    assert document["gaps"] == [{"from": "2026-06-11", "to": "2026-08-31"}]
    assert document["complete"] is False
    assert "T165" in ended.stderr


def test_a_refused_file_exits_3_and_says_what_to_get(tmp_path: Path) -> None:
    (tmp_path / "画面.csv").write_text("日付,注文商品売上,注文された商品点数\n", encoding="utf-8")
    ended = run(ORDERS, str(tmp_path / "画面.csv"), str(tmp_path / "無.txt"), "--json")
    assert ended.returncode == 3
    assert json.loads(ended.stdout)["asins"] == []
    assert "T123" in ended.stderr
    assert "全注文レポート" in ended.stderr
    assert "T101" in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (ORDERS, "--asin", "B0"),
        (ORDERS, "--from", "きのう"),
        (ORDERS, "--from", "2026-07-01", "--to", "2026-06-01"),
        (ORDERS, "--encoding", "x"),
    ],
)
def test_a_wrong_call_exits_2(arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr


def test_an_asin_asked_for_is_there_even_without_a_line() -> None:
    ended = run(ORDERS, "--asin", "b0kakuu009", "--asin", "Ｂ０ＴＥＳＴＡＳＩＮ", "--json")
    assert [(row["asin"], row["shipped"]) for row in json.loads(ended.stdout)["asins"]] == [
        ("B0KAKUU009", 0),
        ("B0TESTASIN", 5),
    ]
    assert "T168" in ended.stderr


def test_people_read_plain_lines_with_the_arithmetic() -> None:
    ended = run(str(SAMPLES), encoding="cp932")
    assert ended.returncode == 0
    assert "出荷 5個(4行)" in ended.stdout
    assert "返品後の販売数量 4個" in ended.stdout
    assert "= 出荷5 - 返品か返金の多い方1" in ended.stdout
    assert "必要数量 11個" in ended.stdout
    assert "= 出荷5 + 配達されず返送1 + 交換1 + マルチチャネル5 - 在庫に戻した返品1" in ended.stdout.replace(
        "\n      ", " "
    )


def test_the_lines_fit_a_narrow_screen() -> None:
    report = count_report(count_reports([SAMPLES]), 40)
    assert max(display_width(line) for line in report.splitlines()) <= 40
    assert "集計は、数えた期間の全体にわたります。" in report


def test_counting_loads_nothing_that_builds_a_package() -> None:
    script = (
        "import sys; from appeal.cli.boundary import run; run(['count', sys.argv[1], '--json']); "
        "sys.exit(str({'weasyprint', 'PIL', 'pypdf', 'pydantic', 'jinja2', 'tomlkit', 'openpyxl'} & set(sys.modules) or ''))"
    )
    ended = subprocess.run([sys.executable, "-c", script, ORDERS], capture_output=True, text=True)
    assert ended.stderr.strip() == ""
