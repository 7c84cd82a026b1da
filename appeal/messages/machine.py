"""Messages (M) about this machine and the program itself; text only."""

from appeal.messages.message import Message, Severity

MESSAGES: tuple[Message, ...] = (
    Message(
        code="M101",
        severity=Severity.ERROR,
        text="PDFを作る部品({library})を読み込めません。",
        hint="appeal doctor を実行し、示された方法で部品を入れてください。",
        about="回答書のPDFは Pango という部品で文字を並べて作ります。"
        "Debian では libpango-1.0-0、libpangoft2-1.0-0、libharfbuzz-subset0 の3つです。",
    ),
    Message(
        code="M102",
        severity=Severity.ERROR,
        text="{names} を読み込めません。",
        hint="{command} を実行してください。",
        about="回答書のPDFは Pango という部品で文字を並べて作ります。"
        "これがないと appeal build と appeal demo は動きません。appeal check は部品がなくても使えます。",
    ),
    Message(
        code="M103",
        severity=Severity.ERROR,
        text="{names} を読み込めません。",
        hint="MSYS2 を入れ、その画面で {command} を実行してください。",
        about="回答書のPDFは Pango という部品で文字を並べて作ります。Windows では MSYS2 から入れます。"
        "別の場所に入れたときは、そのフォルダーを環境変数 WEASYPRINT_DLL_DIRECTORIES に書きます。",
    ),
    Message(
        code="M104",
        severity=Severity.ERROR,
        text="同梱のフォント {names} がありません。",
        hint="プログラムを入れ直してください。",
        about="回答書は同梱のフォントだけで作ります。"
        "パソコンのフォントで代用すると、文字が四角になったり、頁が変わったりするためです。",
    ),
    Message(
        code="M105",
        severity=Severity.ERROR,
        text="回答書のひな形がありません。",
        hint="プログラムを入れ直してください。",
        about="回答書と返信の手順は、同梱のひな形から作ります。"
        "プログラムのフォルダーの一部が消えると、このようになります。",
    ),
    Message(
        code="M109",
        severity=Severity.ERROR,
        text="スキャンの文字を読み取る tesseract か、その日本語のデータがありません。",
        hint="{command} を実行するか、--ocr を付けずに確認してください。",
        about="文字の読み取り(OCR)は、なくても困らない追加の確認です。tesseract は別に入れるプログラムで、読み取りはこのパソコンの中だけで行います。"
        "Windows では、入れるときに日本語(jpn)のデータを選びます。",
    ),
    Message(
        code="M106",
        severity=Severity.WARNING,
        text="{folder} に書き込めません。",
        hint="書き込めるフォルダーに移ってから実行してください。",
        about="提出一式は、案件のフォルダーの中か、--out で指定したフォルダーに書き込みます。"
        "appeal check は何も書き込まないので、このままでも使えます。",
    ),
    Message(
        code="M107",
        severity=Severity.WARNING,
        text="この画面の文字コード({encoding})では、日本語を表示できません。",
        hint="{command} を実行してから、もう一度お試しください。",
        about="画面に出る文字だけの問題です。"
        "作成される回答書や本文には影響しません。表示できない文字は \\u3042 のような形で示します。",
    ),
    Message(
        code="M108",
        severity=Severity.ERROR,
        text="Python {version} では動きません。",
        hint="Python 3.11 以降を入れてから、もう一度実行してください。",
        about="このプログラムは Python 3.11 以降で動きます。"
        "Windows では python.org の配布物、Debian では python3 を入れます。",
    ),
    Message(
        code="M202",
        severity=Severity.ERROR,
        text="「{code}」という番号はありません。",
        hint="appeal check が示した番号(E203 など)を指定してください。",
        about="番号は英字1字と数字3桁です。全角や小文字で入力しても構いません。"
        "すべての番号は docs/messages.md にあります。",
    ),
    Message(
        code="M203",
        severity=Severity.ERROR,
        text="{folder} には、すでに別の内容があります。",
        hint="まだないフォルダーの名前を指定してください。",
        about="appeal demo は、ないフォルダーか、前に自分が作った見本のままのフォルダーだけを使います。"
        "ご自身のファイルを上書きしないためです。",
    ),
    Message(
        code="M204",
        severity=Severity.ERROR,
        text="{folder} に見本を写せませんでした({reason})。",
        hint="書き込めるフォルダーの名前を指定してください。",
        about="appeal demo は、架空の案件をまるごと写してから提出一式を作成します。"
        "空き容量の不足や、書き込みの許可がないことが主な理由です。",
    ),
    Message(
        code="M205",
        severity=Severity.ERROR,
        text="申し訳ありません。appeal の不具合で止まりました。",
        hint="記録のファイルを開発者に知らせてください。",
        about="入力したファイルは変わっていません。記録には案件の内容が含まれることがあるため、"
        "見せてよい範囲を確かめてから渡してください。",
    ),
    Message(
        code="M207",
        severity=Severity.ERROR,
        text="結果を画面かファイルに書き出せませんでした。",
        hint="空き容量と書き出し先を確かめて、もう一度実行してください。",
        about="出力先が閉じているか、いっぱいのときに出ます。すでに作成した提出一式はそのまま残ります。",
    ),
    Message(
        code="M206",
        severity=Severity.NOTE,
        text="中断しました。提出一式は作成していません。",
        hint="続けるときは、同じコマンドをもう一度実行してください。",
        about="Ctrl-C や画面を閉じる操作で止めたときの知らせです。書きかけのフォルダーは残りません。",
    ),
)
