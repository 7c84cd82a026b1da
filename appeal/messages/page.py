"""The catalogue as a page of the documentation; it adds nothing to the messages."""

from appeal.messages.catalogue import catalogue
from appeal.messages.message import Message, Severity

SEVERITY_WORDS = {Severity.ERROR: "エラー", Severity.WARNING: "注意", Severity.NOTE: "記録"}

_AREAS = {
    "C": "案件ファイル",
    "N": "通知",
    "E": "証憑のファイル",
    "Q": "数量",
    "S": "仕入先・出品者",
    "R": "要求事項への回答",
    "W": "文章",
    "L": "回答書の作成",
    "P": "提出一式の作成",
    "M": "このパソコンとプログラム",
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
    """Show a place that is filled in as 〈name〉, which no reader takes for HTML or for a blank to fill."""
    import string

    return "".join(
        literal + (f"〈{name}〉" if name else "")
        for literal, name, _, _ in string.Formatter().parse(template)
    )
