"""Carries out `appeal sent`: keeps what was sent as a round and says what was kept; it sends and decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from appeal.errors import CallError, CaseFileError
from appeal.model.dates import japanese

# What may be kept as the name of a place: words of one line, whole characters.
_WORDS = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,100}")


def run_sent(case: Path, package: Path | None, sent_on: date, channel: str | None, today: date) -> int:
    """Keep the package that was sent as a round and say what was kept; A818 where the day is still to come."""
    from appeal.cli.rounds import say
    from appeal.intake.casefile import read_case_file
    from appeal.intake.package_of_case import CaseMark
    from appeal.intake.rounds import freeze, latest_package, rounds_folder

    if sent_on > today:
        raise CaseFileError("A818", day=japanese(sent_on))
    if channel is not None and not _WORDS.fullmatch(channel):
        raise CallError("A833")
    home = case.absolute().parent
    read = read_case_file(case, str(case))
    stated = read.case.notice.channel if read.case else None
    folder = package or latest_package(home, case.name)
    if folder is None:
        raise CaseFileError("A804", file=case)
    asins = frozenset(one.asin for one in read.case.listing if one.asin) if read.case else frozenset()
    mark = CaseMark(case.name, read.sha256, asins)
    told = channel or (stated.value if stated else "")
    number = freeze(home, folder, sent_on, told, mark)
    say(_kept(number, sent_on, told, folder, rounds_folder(home, case.name) / str(number), case))
    return 0


def _kept(number: int, sent_on: date, channel: str, package: Path, record: Path, case: Path) -> Iterable[str]:
    from appeal.cli.notice_report import CHANNELS
    from appeal.intake.round_records import read_package_list

    listed = read_package_list(record / "manifest.json")
    letter = next((one for one in listed.files if one.path.startswith("attach/")), listed.files[0])
    to = f"、送り先は{CHANNELS.get(channel, channel)}" if channel else ""
    yield f"第{number}回の回答を、{japanese(sent_on)}に送ったものとして記録しました。"
    yield f"提出一式: {package}"
    yield f"記録した内容: 送った日は{japanese(sent_on)}{to}、{letter.path} のSHA-256は {letter.sha256}"
    yield f"記録が違うときは、フォルダー {record} を消し、もう一度 appeal sent で記録してください。"
    yield "返事が届くまで、同じ内容を重ねて送らないでください。"
    yield f"-> 返事が届いたら appeal answer {case} 返事のファイル を実行してください。"
