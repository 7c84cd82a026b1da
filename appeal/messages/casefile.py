"""Messages (C) about the case file as a file, as text and as data; text only."""

from appeal.messages.casefile_schema import SCHEMA_MESSAGES
from appeal.messages.casefile_text import TEXT_MESSAGES
from appeal.messages.message import Message, Severity

_ERROR = Severity.ERROR

_FILE_MESSAGES = (
    Message(
        "C101",
        _ERROR,
        "{file} が見つかりません。",
        "ファイルの場所と名前を確かめて、もう一度指定してください。",
        "案件のファイル(case.toml)を開こうとしましたが、その場所にありませんでした。"
        "名前に空白があるときは、全体を引用符で囲んで指定します。",
    ),
    Message(
        "C102",
        _ERROR,
        "{file} は普通のファイルではありません。",
        "フォルダーではなく、その中の case.toml を指定してください。",
        "フォルダーや特殊なファイルは、案件のファイルとして読めません。",
    ),
    Message(
        "C103",
        _ERROR,
        "{file} を開けません。",
        "ほかのプログラムで開いていないか、読み取りが許可されているかを確かめてください。",
        "ファイルはありますが、この利用者には読めませんでした。"
        "クラウドの同期が終わっていないときにも起こります。",
    ),
    Message(
        "C104",
        _ERROR,
        "{file} は大きすぎます(上限 {limit} KB)。",
        "case.toml を指定しているか確かめてください。",
        "案件のファイルには書類の中身を書かないため、上限に届くことは普通ありません。"
        "請求書などのファイルは [[evidence]] の file に場所だけを書きます。",
    ),
    Message(
        "C105",
        _ERROR,
        "{file} は文字だけのファイルではありません。",
        "case.toml を指定しているか確かめてください。Wordなどで作った場合は、メモ帳に貼り付けてUTF-8で保存してください。",
        "PDF、写真、Wordの文書などは、案件のファイルとして読めません。"
        "それらは [[evidence]] の file に場所を書いて使います。",
    ),
    Message(
        "C106",
        _ERROR,
        "{file} を保存できません。",
        "ほかのプログラムで開いていないか、空き容量と書き込みの許可を確かめてください。",
        "新しい内容を別の名前で書き終えてから入れ替えるため、元のファイルは前の内容のまま残っています。",
    ),
    Message(
        "C107",
        _ERROR,
        "{file} の「{field}」に書き込めません。",
        "ファイルの中のその項目の書き方を確かめてください。",
        "いまの書き方の中には、この項目を加えられる場所がありませんでした。ファイルは変えていません。",
    ),
)

MESSAGES: tuple[Message, ...] = (*_FILE_MESSAGES, *TEXT_MESSAGES, *SCHEMA_MESSAGES)
