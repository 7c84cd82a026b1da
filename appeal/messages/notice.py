"""Messages (N) about the notice and what it asks for; text only."""

from appeal.messages.message import Message, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_WINDOW_ABOUT = (
    "対象期間は、通知日からさかのぼって数える日数です。通知の書き方のまま「6か月」「365日」のように書きます。"
    "通知に対象期間がないと確かめたときは、notice.confirmed_blank に window を加えます。"
)
_GENUINE_ABOUT = (
    "よく似せた偽の通知があります。本物の通知は、セラーセントラルのパフォーマンス通知でも読めます。"
    "通知の中のリンクは使わず、ご自身でセラーセントラルを開いて確かめます。"
)
_ACCEPT_ABOUT = (
    "[[accept]] は、確認結果の注意と一部のエラーを、理由を書いて承知のうえで進めるためのものです。"
    "理由は報告に残ります。"
)

_NOTICE: tuple[Message, ...] = (
    Message(
        "N101",
        _ERROR,
        "通知日がありません。",
        "通知が届いた日を notice.received に書いてください。",
        "対象期間は通知日から数えます。回答書にも「何月何日付の通知」と書かれます。",
    ),
    Message(
        "N102",
        _ERROR,
        "通知日が{day}で、まだ来ていない日です。",
        "通知が届いた日を確かめ、notice.received に書いてください。",
        "対象期間は通知日から数えるので、通知日が違うと資料の判定がすべて変わります。",
    ),
    Message(
        "N103",
        _WARNING,
        "通知の件名がありません。",
        "通知の件名をそのまま notice.subject に書いてください。",
        "回答書は、どの通知への回答かを件名と通知日で示します。",
    ),
    Message(
        "N104",
        _ERROR,
        "返信の種類が決まっていません。",
        "authenticity(真贋)、explanation(説明と再発防止)、withdrawal(再出品しない)から選び、response に書いてください。",
        "返信の種類で、回答書の組み立てが決まります。何が必要かは、通知の要求事項で決まります。",
    ),
    Message(
        "N105",
        _ERROR,
        "通知の要求事項がありません。",
        "通知が求めているものを、並んでいる順に notice.requirements に書いてください。",
        "回答書は、要求事項の順に1つずつ答えます。通知が何も求めていないときは空の一覧 [] を書きます。",
    ),
    Message(
        "N106",
        _WARNING,
        "通知の要求事項が空です。",
        "通知をもう一度読み、求められているものがあれば notice.requirements に書いてください。",
        "何も求めていない通知には、返信が要らないことがあります。再出品しない返信では空のままで進めます。",
    ),
    Message(
        "N107",
        _ERROR,
        "回答の送り先が決まっていません。",
        "通知に書かれた送り方を notice.channel に書いてください。",
        "送り先は、reply(返信)、performance_notification(パフォーマンス通知)、account_health(アカウント健全性)、"
        "mailbox(指定の宛先)、form(入力画面)のどれかです。返信の手順は、この送り先の分だけが書かれます。",
    ),
    Message(
        "N108",
        _ERROR,
        "請求書が求められていますが、対象期間がありません。",
        "通知に書かれた対象期間を、そのままの書き方で notice.window に書いてください。",
        _WINDOW_ABOUT,
    ),
    Message(
        "N109",
        _WARNING,
        "通知に対象期間が書かれていないので、発行日の判定と数量照合をしていません。",
        "新しい請求書や領収書から順にそろえてください。",
        "対象期間のない通知もあります。書かれていない期間を推測はしません。",
    ),
    Message(
        "N110",
        _ERROR,
        "対象期間「{window}」は長すぎて、対象期間とみなせません。",
        "通知に書かれた対象期間を確かめ、notice.window に書いてください。",
        _WINDOW_ABOUT + "確認できた通知の対象期間は90日から365日です。",
    ),
    Message(
        "N111",
        _WARNING,
        "数量の基準が書かれていないので、販売数量を基準に照合します。",
        "通知を読み、販売数量なら sales、在庫数量なら stock を notice.quantity_basis に書いてください。",
        "請求書の数量を何と比べるかは、通知によって違います。"
        "通知に書かれていないと確かめたときは、notice.confirmed_blank に quantity_basis を加えます。",
    ),
    Message(
        "N112",
        _WARNING,
        "回答期限の{day}を過ぎています。",
        "通知に期限後の扱いが書かれていないか確かめ、できるだけ早く返信してください。",
        "期限を過ぎた回答がどう扱われるかは分かっていません。期限を過ぎても資料はそのまま使えます。",
    ),
    Message(
        "N113",
        _NOTE,
        "回答期限は{day}で、あと{days}日です。",
        "期限までに返信できるように予定を立ててください。",
        "日数は今日から数えています。期限の日は0日です。",
    ),
    Message(
        "N114",
        _WARNING,
        "通知が本物かどうか、まだ確かめた日が書かれていません。",
        "ご自身でセラーセントラルを開いて同じ通知を探し、確かめた日を notice.genuine_checked_on に書いてください。",
        _GENUINE_ABOUT,
    ),
    Message(
        "N115",
        _ERROR,
        "通知が本物と確かめた日が{day}で、まだ来ていない日です。",
        "セラーセントラルで確かめ、その日を notice.genuine_checked_on に書いてください。",
        _GENUINE_ABOUT,
    ),
    Message(
        "N116",
        _NOTE,
        "回答書の宛名が書かれていないので、「{addressee}」を使います。",
        "通知の末尾に署名があれば、notice.addressee に書いてください。",
        "この宛名は当方の目安で、Amazonが決めたものではありません。",
    ),
    Message(
        "N122",
        _WARNING,
        "書かれていない項目の名前「{name}」は、通知の項目にありません。",
        "{nearest} のように、notice の項目の名前を書いてください。",
        "notice.confirmed_blank には、通知に書かれていないと確かめた項目の名前を並べます。",
    ),
)

_LISTING: tuple[Message, ...] = (
    Message(
        "N117",
        _ERROR,
        "対象商品が1つも書かれていません。",
        "通知に書かれたASINごとに [[listing]] を書いてください。",
        "回答は、通知が挙げたASINのすべてについて必要です。",
    ),
    Message(
        "N118",
        _WARNING,
        "{asin}: 商品名がありません。",
        "商品ページの表記のまま title に書いてください。",
        "商品名があると、請求書の品名と同じ商品であることを読む人が確かめられます。",
    ),
)

_ACCEPT: tuple[Message, ...] = (
    Message(
        "N119",
        _ERROR,
        "[[accept]] の番号「{value}」はありません。",
        "近い番号は {nearest} です。確認結果に出ている番号を書いてください。",
        _ACCEPT_ABOUT,
    ),
    Message(
        "N120",
        _ERROR,
        "{value}: このエラーは、理由を書いても承知で進めることができません。",
        "{value} の確認結果が示すとおりに直し、この [[accept]] を外してください。",
        _ACCEPT_ABOUT,
    ),
    Message(
        "N121",
        _NOTE,
        "{value}: 承知で進める指摘として書かれていますが、当てはまる注意がありません。",
        "要らなくなった [[accept]] であれば外してください。",
        _ACCEPT_ABOUT,
    ),
)

_READ_ABOUT = (
    "[notice] の file に通知を指定すると、書かれていない項目を通知から読み取ります。"
    "案件ファイルに書いた項目は、いつも読み取りより優先されます。"
)

_READ: tuple[Message, ...] = (
    Message(
        "N130",
        _WARNING,
        "通知のファイル {file} を読めません。",
        "ファイルの場所と名前を確かめてください。",
        _READ_ABOUT,
    ),
    Message(
        "N136",
        _ERROR,
        "通知のファイル {file} は、case.toml のあるフォルダーの外を指しています。",
        "通知を case.toml と同じフォルダーに保存し、file をそのファイル名に直してください。",
        "案件のフォルダーの外にあるファイルは、絶対パスや .. やリンクを通しても読みません。",
    ),
    Message(
        "N131",
        _NOTE,
        "通知から読み取りました: {names}。",
        "appeal read で読み取った内容を確かめてください。",
        _READ_ABOUT,
    ),
    Message(
        "N132",
        _WARNING,
        "通知には求めるものが2通り書かれていて、どちらが当てはまるか読み取れません。",
        "通知の「問題の種類」の行を確かめ、当てはまるものを requirements に書いてください。",
        _READ_ABOUT,
    ),
    Message(
        "N133",
        _WARNING,
        "通知には期間が2つ以上書かれています({windows})。",
        "資料の対象期間にあたるものを window に書いてください。",
        _READ_ABOUT,
    ),
    Message(
        "N134",
        _WARNING,
        "通知にあるASINのうち、[[listing]] にないものがあります({asins})。",
        "通知が挙げた商品をすべて [[listing]] に書いてください。",
        "1つのASINにでも回答がないと、不備のある回答として扱われたという報告があります。",
    ),
    Message(
        "N137",
        _ERROR,
        "{file} の通知に、対象商品のASIN({asins})がどれもありません。",
        "この案件の通知か、対象商品のASINが正しいかを確かめてください。",
        "回答書は、この通知がこの商品についてのものだと書きます。別の案件の通知や商品を写したままになっていないか確かめます。"
        "通知にあるのが親商品のASINであるなど、そのままでよいときは、理由を書いて先に進めます。",
        acceptable=True,
    ),
    Message(
        "N138",
        _WARNING,
        "{asin}: 通知の本文に、このASINがありません。",
        "この通知への回答に含める商品かを確かめてください。",
        "通知にない商品まで回答すると、求められていない説明を加えることになります。",
    ),
    Message(
        "N141",
        _ERROR,
        "{file} を通知として読めません。",
        "通知の本文を保存した .txt か .eml の場所と名前を確かめてください。",
        "見つからないファイル、フォルダー、20 MBを超えるファイルは読みません。"
        "画面に貼り付けた通知は、ファイル名の代わりに - と書くと読めます。",
    ),
    Message(
        "N142",
        _ERROR,
        "{file} に誤りがあるため、書き足しませんでした。",
        "appeal check で誤りを直してから、もう一度実行してください。",
        "案件ファイルに読めないところがあるまま書き足すと、書いた内容を失うおそれがあります。",
    ),
    Message(
        "N135",
        _WARNING,
        "通知のファイルは、出品キャンセルの通知ではないと読み取りました。",
        "appeal read でその理由を確かめ、セラーセントラルで同じ通知を探してください。",
        _READ_ABOUT,
    ),
)

MESSAGES: tuple[Message, ...] = (*_NOTICE, *_LISTING, *_ACCEPT, *_READ)
