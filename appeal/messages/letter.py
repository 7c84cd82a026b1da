"""Messages (L) about drawing the letter; text only."""

from appeal.messages.message import Message, Severity

MESSAGES: tuple[Message, ...] = (
    Message(
        code="L611",
        severity=Severity.ERROR,
        text="{folder}: 空のフォルダーではないため、テンプレートを書き出しませんでした。",
        hint="まだないフォルダーか、空のフォルダーを指定してください。",
        about="書き換えたテンプレートを上書きしないためです。書き出したものを案件のフォルダーの templates に置くと、同じ名前の同梱のものより先に使われます。",
    ),
    Message(
        code="L612",
        severity=Severity.ERROR,
        text="{folder}: テンプレートを書き出せませんでした（{reason}）。",
        hint="書き込めるフォルダーを指定してください。",
        about="途中まで書き出したものが残っていることがあります。中身を確かめてから、別のフォルダーに書き出します。",
    ),
    Message(
        code="L601",
        severity=Severity.ERROR,
        text="{entry} の{position}文字目「{character}」（{code_point}）は、回答書の文字に収録されていないため印刷できません。",
        hint="case.toml のこの文字を、印刷できる字体かかなにしてください。",
        about="回答書は、同梱の書体だけで印刷します。収録されていない文字は空白の四角になり、読み手に伝わらないため、"
        "作成の前に止めます。変えるのは case.toml の文字だけで、添付する書類には手を加えません。",
    ),
    Message(
        code="L602",
        severity=Severity.ERROR,
        text="回答書の描画で予期しない警告が出たため、作成を止めました（{detail}）。",
        hint="テンプレートを変えている場合は元に戻して、もう一度作成してください。",
        about="見た目が崩れた回答書を送らないように、描画の警告はすべて失敗として扱います。作りかけの提出一式は残りません。",
    ),
    Message(
        code="L603",
        severity=Severity.ERROR,
        text="回答書のテンプレートが、同梱されていない「{url}」を読み込もうとしたため、作成を止めました。",
        hint="テンプレートから外部の画像やスタイルの指定を外してください。",
        about="回答書は、このパソコンの中だけで作ります。同梱の書体とスタイルのほかは、何も読み込みません。",
    ),
    Message(
        code="L604",
        severity=Severity.ERROR,
        text="回答書に、書きかけの印「{word}」が残っています。",
        hint="case.toml で「{word}」の箇所に実際の内容を書いてください。",
        about="伏せ字や空欄の記号が残った回答書は、そのまま送ると内容が伝わりません。下書き（--draft）では、残っていても作成できます。",
    ),
    Message(
        code="L605",
        severity=Severity.ERROR,
        text="回答書の本文が {size} kB あり、上限の {limit} kB（当方の目安）を超えています。",
        hint="case.toml の文章を短くするか、対象商品を分けてください。",
        about="回答書の目安はA4で2頁です。極端に長い本文は描画に時間がかかるため、上限を設けています。",
    ),
    Message(
        code="L606",
        severity=Severity.ERROR,
        text="回答書の描画が、メモリまたは処理の上限を超えたため終わりませんでした。",
        hint="ほかのアプリを閉じて、もう一度作成してください。",
        about="長い表や深い入れ子があると、描画に多くのメモリが要ります。作りかけの提出一式は残りません。",
    ),
    Message(
        code="L607",
        severity=Severity.ERROR,
        text="回答書の描画に使う一時ファイルを書き込めませんでした（{detail}）。",
        hint="空き容量を確保して、もう一度作成してください。",
        about="描画の間だけ、書体の写しを一時フォルダに置きます。終わると消えます。",
    ),
    Message(
        code="L608",
        severity=Severity.ERROR,
        text="テンプレート {name} を使えませんでした（{detail}）。",
        hint="テンプレートを変えている場合は、同梱のものに戻してください。",
        about="テンプレートに書き間違いがあるか、案件にない項目を使っています。空欄のまま印刷することはありません。",
    ),
    Message(
        code="L609",
        severity=Severity.ERROR,
        text="同梱の書体 {file} が見つかりません。",
        hint="appeal をもう一度インストールしてください。",
        about="回答書は同梱の BIZ UD 書体だけで印刷します。パソコンの書体で代わりに印刷することはありません。",
    ),
)
