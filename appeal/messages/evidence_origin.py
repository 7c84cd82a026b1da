"""Messages (E) about what a reviewer may see in a file: its making, its looks, its words against the case; text only."""

from appeal.messages.message import Message, Severity

_ORIGINAL = (
    "発行者から同じ書類をもう一度受け取るか、紙の書類があればスキャンし、新しいファイルにしてください。"
)
_AGAIN = "書類を明るい場所で平らに置いて撮り直すか、200 dpi以上でスキャンし、そのファイルに替えてください。"
_NEUTRAL = "これだけで問題があるとは限りません。ファイルの記録は消さず、そのままにします。"
_MEASURED = "測り方と、見落としと取り違えの割合は docs/legibility.md にあります。当方の目安で、Amazonの決まりではありません。"


def _error(code: str, text: str, hint: str, about: str, *, acceptable: bool = False) -> Message:
    return Message(code, Severity.ERROR, text, hint, about, acceptable)


def _warning(code: str, text: str, hint: str, about: str) -> Message:
    return Message(code, Severity.WARNING, text, hint, about)


def _note(code: str, text: str, hint: str, about: str) -> Message:
    return Message(code, Severity.NOTE, text, hint, about)


ORIGIN: tuple[Message, ...] = (
    _note(
        "E200",
        "{file} には、携帯電話のスキャンのアプリ({detail})で作られたという記録があります。",
        "発行者から受け取ったPDFがあれば、そのファイルに替えてください。",
        "紙の書類をスキャンしたものであれば、このままでもかまいません。" + _NEUTRAL,
    ),
    _warning(
        "E249",
        "{file} の{page}頁の{item}は「{found}」で、case.toml の「{stated}」と違います。",
        "書類を目で確かめ、case.toml を書類のとおりにしてください。",
        "書類に入っている文字と比べた結果です。読み取りを誤ることもあるため、必ず目で確かめます。書類のほうが違うときは、発行者に確かめます。",
    ),
    _error(
        "E250",
        "{file} の{page}頁に「{found}」とあり、完了した取引を示す書類ではありません。",
        "同じ取引の請求書か領収書を仕入先から受け取り、そのファイルに替えてください。",
        "見積書、注文の確認、仮の請求書(proforma)は、取引が終わったことを示しません。読み取りの誤りであれば、理由を書いて先に進めます。",
        acceptable=True,
    ),
    _warning(
        "E258",
        "{file} の{page}頁に「{found}」とあり、それだけでは認められないことがあります。",
        "同じ取引の請求書か領収書を仕入先から受け取れるかを確かめてください。",
        "納品書やレシートについては、認められた例と認められなかった例の両方の体験談があります。",
    ),
    _note(
        "E259",
        "{file} の文字の中に、{items}が見つかりません。",
        "書類を目で確かめ、書かれていなければ、記載のある書類を出してもらえるかを仕入先に確かめてください。",
        "文字ではなく絵として入っている部分は読み取れません。仕入先が case.toml に書かれていれば、build が drafts フォルダーに依頼の文を作ります。",
    ),
    _note(
        "E260",
        "{file} には文字のデータがなく、内容を case.toml と照らし合わせていません。",
        "発行日、宛名、発行者、数量が case.toml と同じことを、目で確かめてください。",
        "スキャンや写真は絵だけでできています。中の文字は、人の目で確かめます。tesseract というプログラムがあれば、check に --ocr を付けて読み取らせることもできます。",
    ),
    _warning(
        "E286",
        "{file} は、{what}ため、A4にすると読めません。",
        _AGAIN,
        "小さすぎる画像や、極端に細長い画像です。",
    ),
    _warning(
        "E287",
        "{file} には、撮影した場所(GPS)の記録があります。",
        "場所が送られてもよいかを決め、よくなければ、カメラの位置情報を切って撮り直してください。",
        "住所が分かるほど正確な位置が入っていることがあります。原本には触れないため、そのまま送られます。",
    ),
    _warning(
        "E288",
        "{file} には、画面に見えない説明文が入っています{named}。",
        "送られてもよい内容かどうかを確かめ、よくなければ撮り直すか、発行者から受け取り直してください。",
        "画像には、ソフトや人が書いた説明文を入れられます。画面には見えませんが、一緒に送られます。",
    ),
    _note(
        "E289",
        "{file} には、作った人か持ち主の名前の記録があります{named}。",
        "その名前が送られてもよいかを確かめてください。",
        "書類を作るソフトは、使っている人の名前を入れることがあります。" + _NEUTRAL,
    ),
    _warning(
        "E290",
        "{file} の画像は、途中が少し壊れています。",
        "開いて全体が正しく見えることを確かめ、できれば撮り直すか、もう一度ダウンロードしてください。",
        "色のずれや灰色の部分が出ることがあります。",
    ),
    _warning(
        "E291",
        "{file} には、編集のできるソフト({detail})で作られたか保存されたという記録があります。",
        _ORIGINAL,
        "画像やPDFを編集するソフトの名前です。審査する人にも見えるため、手を加えたと受け取られることがあります。"
        + _NEUTRAL,
    ),
    _note(
        "E313",
        "{file} には、文書や表を作るソフト({detail})で作られたという記録があります。",
        "発行者から受け取ったときのファイルのままであることを確かめてください。",
        "請求書を文書や表のソフトで作る仕入先は多くあります。受け取った文書を自分でPDFにしたものであれば、発行者にPDFでの発行を頼みます。"
        + _NEUTRAL,
    ),
    _warning(
        "E292",
        "{file} には、作成の後の {changed} に保存し直されたという記録があります(作成は {made})。",
        _ORIGINAL,
        "発行の後に保存し直された書類は、手を加えたと受け取られることがあります。" + _NEUTRAL,
    ),
    _warning(
        "E293",
        "{file} には、保存が {count} 回重ねられたという記録があります。",
        _ORIGINAL,
        "前の内容が中に残っていて、取り出せることがあります。" + _NEUTRAL,
    ),
    _warning(
        "E294",
        "{file} には、1つの数の中で文字の形(フォント)が変わる部分があります{where}{named}。",
        _ORIGINAL,
        "作るソフトによっては自然に起こりますが、数字だけを入れ替えたように見えることがあります。" + _NEUTRAL,
    ),
    _warning(
        "E295",
        "{file} は、画面を写した画像と同じ大きさ({detail})です。",
        "画面の写しではなく、発行された書類のファイルか、紙の書類のスキャンに替えてください。",
        "画面の写しは、発行された書類と認められないことが多いという体験談があります。",
    ),
    _warning(
        "E296",
        "{file} は、ぼやけています(鮮明さ {detail})。",
        _AGAIN,
        _MEASURED,
    ),
    _warning(
        "E297",
        "{file} は、{what}。",
        _AGAIN,
        _MEASURED,
    ),
    _warning(
        "E298",
        "{file} は、{what}。",
        _AGAIN,
        _MEASURED,
    ),
    _warning(
        "E299",
        "{file} は、{other} と同じ書類に見えます。",
        "同じ書類であれば、鮮明なほうを残して一方を外してください。",
        "中身の記録は違いますが、縮めた見た目がほとんど同じです。同じ書類を2回数えると、仕入の数量が実際より多くなります。",
    ),
)
