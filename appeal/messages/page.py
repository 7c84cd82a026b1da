"""The catalogue as a page of the documentation; it adds nothing to the messages."""

from appeal.messages.catalogue import catalogue
from appeal.messages.message import Message, Severity

SEVERITY_WORDS = {Severity.ERROR: "エラー", Severity.WARNING: "注意", Severity.NOTE: "記録"}

_AREAS = {
    "C": "案件ファイル",
    "N": "通知",
    "E": "証憑のファイル",
    "Q": "数量",
    "T": "レポートの集計",
    "S": "仕入先・出品者",
    "R": "要求事項への回答",
    "W": "文章",
    "I": "対話入力",
    "L": "回答書の作成",
    "P": "提出一式の作成",
    "A": "複数の案件、送った記録と次の回",
    "M": "このパソコンとプログラム",
}

_SLOTS = {
    "asin": "ASIN",
    "character": "文字",
    "code": "番号",
    "code_point": "文字の番号",
    "command": "コマンド",
    "count": "件数",
    "day": "日付",
    "days": "日数",
    "entry": "項目",
    "field": "項目",
    "file": "ファイル",
    "files": "ファイル",
    "first": "初日",
    "folder": "フォルダー",
    "formats": "形式",
    "issued": "発行日",
    "key": "項目",
    "keys": "項目",
    "last": "最終日",
    "limit": "上限",
    "line": "行",
    "mark": "文字",
    "missing": "不足数",
    "month": "月",
    "months": "月",
    "name": "名前",
    "nearest": "近いもの",
    "near": "近いもの",
    "needed": "必要数量",
    "covered": "仕入の合計",
    "number": "番号",
    "numbers": "番号",
    "other": "別のファイル",
    "pages": "頁数",
    "right": "正しい末尾",
    "suffix": "名前の末尾",
    "supplier": "仕入先",
    "today": "今日",
    "units": "個数",
    "who": "名称",
    "most": "上限",
    "least": "下限",
    "asins": "ASIN",
    "piece": "入力した文字",
    "time": "時刻",
    "text": "入力した文字",
    "value": "値",
    "window": "対象期間",
}


def messages_page() -> str:
    """Return `docs/messages.md` in full."""
    lines = [
        "# 確認結果と番号の一覧",
        "",
        "この頁はプログラムの中の一覧から作られています(`make docs`)。手で直さないでください。",
        "エラーは提出一式の作成を止めます。注意と記録は止めません。",
        "「承知で可」とあるエラーは、`[[accept]]` に番号と理由を書くと先へ進めます。注意はすべて同じようにできます。",
    ]
    for letter, title in _AREAS.items():
        messages = [message for code, message in catalogue().items() if code.startswith(letter)]
        lines += ["", f"## {letter} {title}", ""]
        for message in messages:
            lines += _entry(message)
    return "\n".join(lines).rstrip() + "\n"


def _entry(message: Message) -> list[str]:
    acceptable = "、承知で可" if message.acceptable else ""
    return [
        f"### {message.code} ({SEVERITY_WORDS[message.severity]}{acceptable})",
        "",
        f"{shown(message.text)}  ",
        f"→ {shown(message.hint)}",
        "",
        message.about,
        "",
    ]


def shown(template: str) -> str:
    """Show the places that are filled in as words in brackets, which nobody takes for a blank to fill."""
    import string

    return "".join(
        literal + (f"〈{_SLOTS.get(name, '値')}〉" if name else "")
        for literal, name, _, _ in string.Formatter().parse(template)
    )
