"""The commands and their help; each calls one room and prints what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from appeal import __version__
from appeal.errors import CallError, CaseFileError


class _Today(click.ParamType[date]):
    """A day in any of the forms people write."""

    name = "日付"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from appeal.model.dates import parse_date

        if isinstance(value, date):
            return value
        day = parse_date(str(value))
        if day is None:
            self.fail(f"「{value}」は日付として読めません。2026-11-22 の形で書いてください。", param, ctx)
        return day


class _Asin(click.ParamType[str]):
    """An ASIN in any width and case."""

    name = "ASIN"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from appeal.trade.cells import as_asin, looks_like_asin

        asin = as_asin(str(value))
        if not looks_like_asin(asin):
            self.fail(
                f"「{value}」はASINの形ではありません。商品ページの10桁の番号を書いてください。", param, ctx
            )
        return asin


_case = click.argument("case", metavar="CASE.toml", type=click.Path(path_type=Path))
_today = click.option("--today", metavar="YYYY-MM-DD", type=_Today(), help="今日の日付とみなす日")
_json = click.option("--json", "as_json", is_flag=True, help="JSONで出力する")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="出品キャンセルのご連絡への返信を、手元のパソコンの中だけで準備します。\n\n"
    "書類の作成や改変は行いません。何も送信しません。",
)
@click.version_option(
    __version__, "--version", prog_name="appeal", message="%(prog)s %(version)s", help="版を表示する"
)
def appeal() -> None:
    """Hold the commands."""


def _day(today: date | None) -> date:
    # The only clock of the program: every room below gets the day as a value.
    return today or date.today()


@appeal.command(help="足りないもの、誤り、注意点をすべて示します。何も書き込みません。")
@_case
@_json
@click.option("--ocr", is_flag=True, help="スキャンの文字も読み取って照らし合わせる(tesseract が要ります)")
@click.option(
    "--crops",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="読みにくいと示された部分の画像を、このフォルダーに保存する",
)
@_today
def check(case: Path, as_json: bool, ocr: bool, crops: Path | None, today: date | None) -> int:
    """Show everything that is missing, wrong or doubtful."""
    from appeal.check import check as check_case
    from appeal.cli.as_json import as_text, check_document, unreadable_document
    from appeal.cli.report import check_report, exit_code
    from appeal.cli.watching import evidence_meter

    try:
        if ocr:
            from appeal.cli.reading_scans import scan_reader

            scans = scan_reader()
            checked = check_case(case, _day(today), str(case), read_scans=scans, progress=evidence_meter())
        else:
            checked = check_case(case, _day(today), str(case), progress=evidence_meter())
    except CaseFileError as error:
        if as_json:
            click.echo(as_text(unreadable_document(error, str(case))), nl=False)
        raise
    if crops is not None:
        from appeal.cli.saving_crops import save_doubtful

        save_doubtful(checked, crops)
    if as_json:
        click.echo(as_text(check_document(checked)), nl=False)
    else:
        click.echo(check_report(checked), nl=False)
    return exit_code(checked)


@appeal.command(help="通知(.txt、.eml、標準入力は -)を読み、何を求められているかを示します。")
@click.argument("notice", metavar="NOTICE", type=click.Path(allow_dash=True))
@_json
@click.option(
    "--write", metavar="CASE.toml", type=click.Path(path_type=Path), help="読み取った内容を案件ファイルに書く"
)
@click.option("--received", metavar="YYYY-MM-DD", type=_Today(), help="通知が届いた日")
@_today
def read(notice: str, as_json: bool, write: Path | None, received: date | None, today: date | None) -> int:
    """Show what a notice says, each fact with the line it stands in."""
    from appeal.cli.read import run_read

    return run_read(notice, as_json=as_json, target=write, received=received, today=_day(today))


@appeal.command(help="提出一式のフォルダーを作成します。エラーがあるときは、下書き(--draft)だけ作れます。")
@click.argument("cases", metavar="CASE.toml...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="作成するフォルダー")
@click.option(
    "--draft", is_flag=True, help="下書きとして作成する(送信には使えません)。余白に文の出どころを示す"
)
@click.option("--zip", "archive", is_flag=True, help="ZIPファイルも作成する")
@click.option("--force", is_flag=True, help="前に作成した提出一式を置き換える")
@_today
def build(
    cases: tuple[Path, ...], out: Path | None, draft: bool, archive: bool, force: bool, today: date | None
) -> int:
    """Write the package of each case."""
    from appeal.cli.building import BuildWishes, run_builds

    return run_builds(cases, BuildWishes(out, draft, archive, force), _day(today))


@appeal.command(help="送った提出一式を記録します。送る内容はもう変えられません。")
@_case
@click.option(
    "--package", metavar="DIR", type=click.Path(path_type=Path), help="送った提出一式。書かなければ最新のもの"
)
@click.option("--on", "sent_on", metavar="YYYY-MM-DD", type=_Today(), help="送った日。書かなければ今日")
@click.option("--channel", metavar="送り先", help="送り先。書かなければ通知の送り先")
@_today
def sent(
    case: Path, package: Path | None, sent_on: date | None, channel: str | None, today: date | None
) -> int:
    """Keep what was sent, so that a second round can be compared with it."""
    from appeal.cli.sending import run_sent

    return run_sent(case, package, sent_on or _day(today), channel, _day(today))


@appeal.command(help="Amazonからの返事を読み、どこを直すかを示して、次の回を始めます。")
@_case
@click.argument("reply", metavar="REPLY", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="すでに記録した返事を置き換える(前の記録は残します)")
@_json
@_today
def answer(case: Path, reply: Path, force: bool, as_json: bool, today: date | None) -> int:
    """Read a refusal and open the next round."""
    from appeal.cli.rounds import run_answer

    return run_answer(case, reply, as_json=as_json, force=force, today=_day(today))


@appeal.group(help="回答書のテンプレートを扱います。")
def templates() -> None:
    """Hold the commands about templates."""


@templates.command(name="export", help="同梱のテンプレートを、空のフォルダーに書き出します。")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def export_templates(folder: Path) -> int:
    """Copy the templates to adapt."""
    from appeal.cli.templates import run_export

    return run_export(folder)


@appeal.command(
    help="セラーセントラルのレポートから、ASINと月ごとの数量を数えます。案件ファイルは要りません。"
)
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--asin", "asins", metavar="ASIN", type=_Asin(), multiple=True, help="数えるASIN(何度でも指定できます)"
)
@click.option("--from", "first", metavar="YYYY-MM-DD", type=_Today(), help="期間の初めの日(日本時間)")
@click.option("--to", "last", metavar="YYYY-MM-DD", type=_Today(), help="期間の終わりの日(日本時間)")
@click.option("--encoding", metavar="utf-8|cp932|utf-16", help="文字コード。ふつうは中身から判断します")
@_json
def count(
    reports: tuple[Path, ...],
    asins: tuple[str, ...],
    first: date | None,
    last: date | None,
    encoding: str | None,
    as_json: bool,
) -> int:
    """Count units per ASIN and month out of Seller Central reports."""
    from appeal.cli.count import run_count

    return run_count(reports, asins, first, last, encoding, as_json)


def _session_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that `new` and `fix` share."""
    answers = click.Path(path_type=Path)
    for option in (
        _today,
        click.option("--no-input", is_flag=True, help="何も聞かず、足りない項目を並べて終わる"),
        click.option(
            "--set", "settings", metavar="項目=値", multiple=True, help="項目の値を指定する(繰り返せます)"
        ),
        click.option("--answers", metavar="FILE", type=answers, help="答えを1行に1つずつ書いたファイル"),
        click.option("--plain", is_flag=True, help="飾りのない表示にする(画面読み上げ用)"),
    ):
        command = option(command)
    return command


@appeal.command(help="質問に答えながら案件を作り、提出一式まで進みます。途中の案件は続きから始めます。")
@click.argument("case", metavar="[CASE.toml]", type=click.Path(path_type=Path), default="case.toml")
@_session_options
def new(case: Path, today: date | None, **wishes: Any) -> int:
    """Ask for what a case still lacks, then build it."""
    from appeal.cli.session.start import Wishes, run_session

    return run_session(case, _day(today), Wishes(**wishes))


@appeal.command(help="案件の確認結果から始めて、直すところだけを質問します。")
@_case
@_session_options
def fix(case: Path, today: date | None, **wishes: Any) -> int:
    """Ask for what the check finds in a case."""
    from appeal.cli.session.start import Wishes, run_session

    return run_session(case, _day(today), Wishes(fix=True, **wishes))


@appeal.command(help="架空の案件を写して、提出一式を作成します。")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default="demo")
def demo(folder: Path) -> int:
    """Copy an invented case and build it."""
    from appeal.cli.demo import run_demo

    return run_demo(folder)


@appeal.command(help="case.toml の JSON Schema を出力します。")
def schema() -> int:
    """Print the JSON Schema of the case file."""
    import json

    from appeal.cli.report import prints_japanese
    from appeal.intake.schema import case_schema

    click.echo(json.dumps(case_schema(), ensure_ascii=not prints_japanese(), indent=2))
    return 0


@appeal.command(help="確認結果の番号(E203 など)の意味を詳しく示します。")
@click.argument("code", metavar="CODE")
def explain(code: str) -> int:
    """Explain one message at length."""
    from appeal.cli.report import explanation
    from appeal.messages import find_or_none

    message = find_or_none(code)
    if message is None:
        raise CallError("M202", code=code)
    click.echo(explanation(message), nl=False)
    return 0


@appeal.command(help="このパソコンで動くかどうかを確かめ、足りないものの入れ方を示します。")
@_json
def doctor(as_json: bool) -> int:
    """Tell what works on this machine."""
    from appeal.cli.report import doctor_report

    text, code = doctor_report(as_json)
    click.echo(text, nl=False)
    return code
