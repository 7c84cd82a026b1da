"""Messages (S) about suppliers, phone numbers and check digits; text only."""

from appeal.messages.message import Message, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_CONTACT_ABOUT = (
    "通知が仕入先の連絡先を求めているときは、Amazonが仕入先に確かめられるだけの項目が要ります。"
    "名称、所在地、電話番号、ウェブサイトが基本で、最近の通知ではメールも求められたという報告があります。"
)
_FORM_ABOUT = "書き方だけを確かめています。実際に届くか、使われているかは確かめていません。"
_SELLER_ABOUT = "回答書の差出人の欄に使います。通知を受けた出品者が誰かをAmazonが探さずに済みます。"
_T_ABOUT = (
    "登録番号の検査数字だけを確かめています。登録の有無は国税庁の公表サイトで調べられます。"
    "登録番号は通知の求める項目ではないので、なくても問題ありません。"
)
_JAN_ABOUT = (
    "JANの最後の1桁は、ほかの桁から計算される検査数字です。合わないJANは、どこかの桁が違っています。"
    "合っていても、その商品のJANであることまでは分かりません。"
)

_CONTACT: tuple[Message, ...] = (
    Message(
        "S402",
        _ERROR,
        "{who}: 仕入先の名称がありません。",
        "請求書の発行者と同じ表記で name に書いてください。",
        _CONTACT_ABOUT,
    ),
    Message(
        "S403",
        _ERROR,
        "{who}: 仕入先の所在地がありません。",
        "仕入先の所在地を郵便番号から address に書いてください。",
        _CONTACT_ABOUT,
        acceptable=True,
    ),
    Message(
        "S404",
        _ERROR,
        "{who}: 仕入先の電話番号がありません。",
        "仕入先に電話番号を確かめ、phone に書いてください。",
        _CONTACT_ABOUT,
        acceptable=True,
    ),
    Message(
        "S405",
        _WARNING,
        "{who}: 仕入先のウェブサイトがありません。",
        "仕入先にウェブサイトがあれば website に書いてください。",
        _CONTACT_ABOUT,
    ),
    Message(
        "S431",
        _WARNING,
        "{who}: 通知が求めている、仕入先の担当者がありません。",
        "仕入先に担当者の氏名を確かめ、contact に書いてください。",
        "通知が仕入先の担当者の名前を求めているときだけ確かめます。",
    ),
    Message(
        "S406",
        _WARNING,
        "{who}: 仕入先のメールがありません。",
        "仕入先にメールアドレスを確かめ、email に書いてください。",
        _CONTACT_ABOUT,
    ),
    Message(
        "S418",
        _ERROR,
        "{who}: 同じ記号の仕入先が2つあります。",
        "仕入先ごとに違う id を付けてください。",
        "資料の supplier は、この記号で仕入先を指します。同じ記号が2つあると、どちらの発行かが決まりません。",
    ),
    Message(
        "S419",
        _ERROR,
        "{who}: 連絡がつくと確かめた日が{day}で、まだ来ていない日です。",
        "実際に連絡がついた日を reachable_on に書いてください。",
        "まだしていないことは、したこととして回答書に載せられません。",
    ),
    Message(
        "S420",
        _NOTE,
        "{who}: この仕入先を発行者とする資料がありません。",
        "この仕入先が発行した資料の supplier に、その記号を書いてください。",
        "資料とつながっていない仕入先も回答書の一覧には載ります。",
    ),
    Message(
        "S428",
        _NOTE,
        "{who}: 書類{count}点に、{items}が見つからないため、仕入先への依頼の文を用意できます。",
        "提出一式の drafts フォルダーにできる依頼の文を読み、要るときだけ仕入先に送ってください。",
        "依頼の文は、見つからない項目が記載された書類の再発行、取引の確認、連絡先をAmazonに伝えてよいかを、仕入先に丁寧に尋ねるものです。"
        "日付、名称、数量を変えることは頼みません。絵として入った文字は読み取れないため、送る前に書類を目で確かめます。",
    ),
)

_FORMS: tuple[Message, ...] = (
    Message(
        "S407",
        _ERROR,
        "{who}: 電話番号「{value}」の桁数が、電話番号の形に合いません。",
        "請求書や公式サイトで電話番号を確かめ、市外局番から phone に書いてください。",
        "固定電話は0から始まる10桁、050と携帯電話は11桁です。" + _FORM_ABOUT,
        acceptable=True,
    ),
    Message(
        "S408",
        _WARNING,
        "{who}: 仕入先の電話番号が携帯電話だけです。",
        "仕入先に固定電話の番号があれば、確かめて phone に書いてください。",
        "携帯電話だけでは、事業者の連絡先として確かめにくいと考えられます。これは当方の目安です。",
    ),
    Message(
        "S409",
        _WARNING,
        "{who}: 所在地の郵便番号が「3桁-4桁」の形になっていません。",
        "郵便番号を 〒123-4567 の形で書いてください。",
        _FORM_ABOUT,
    ),
    Message(
        "S410",
        _WARNING,
        "{who}: ウェブサイト「{value}」がURLの形になっていません。",
        "ブラウザーの欄に出る https:// からの全体を website に書いてください。",
        _FORM_ABOUT,
    ),
    Message(
        "S411",
        _ERROR,
        "{who}: メールアドレス「{value}」の形が正しくありません。",
        "半角で、@ の前後がそろったメールアドレスを email に書いてください。",
        _FORM_ABOUT,
    ),
)

_DIGITS: tuple[Message, ...] = (
    Message(
        "S412",
        _ERROR,
        "{who}: 登録番号「{value}」が、Tと13桁の数字になっていません。",
        "請求書に印刷された登録番号のとおりに registration に書いてください。",
        _T_ABOUT,
    ),
    Message(
        "S413",
        _ERROR,
        "{who}: 登録番号「{value}」の検査数字が合いません。",
        "請求書に印刷された登録番号と1桁ずつ見比べてください。",
        _T_ABOUT + "会社の登録番号は法人番号と同じなので、検査数字が合わなければ写し間違いです。",
    ),
    Message(
        "S414",
        _WARNING,
        "{who}: 登録番号「{value}」は、法人番号の検査数字に合いません。",
        "請求書に印刷された登録番号と1桁ずつ見比べてください。",
        _T_ABOUT + "個人事業者の登録番号は法人番号ではないので、合わないことがあります。",
    ),
    Message(
        "S415",
        _NOTE,
        "{who}: 登録番号の形は正しく書かれていますが、登録の有無は確かめていません。",
        "必要であれば国税庁の公表サイトで登録を調べてください。",
        _T_ABOUT,
    ),
    Message(
        "S416",
        _ERROR,
        "{asin}: JAN「{value}」が8桁または13桁の数字になっていません。",
        "商品の箱のバーコードの数字を jan に書いてください。",
        _JAN_ABOUT,
    ),
    Message(
        "S417",
        _ERROR,
        "{asin}: JAN「{value}」の検査数字が合いません。",
        "商品の箱のバーコードの数字と1桁ずつ見比べてください。",
        _JAN_ABOUT,
    ),
)

_SELLER: tuple[Message, ...] = (
    Message(
        "S421",
        _ERROR,
        "出品者の会社名もストア名もありません。",
        "会社名を company に、ストア名を store に書いてください。",
        _SELLER_ABOUT,
    ),
    Message(
        "S422",
        _WARNING,
        "出品者IDがありません。",
        "セラーセントラルのアカウント情報にある出品者IDを merchant_id に書いてください。",
        _SELLER_ABOUT,
    ),
    Message(
        "S423",
        _WARNING,
        "出品者の担当者がありません。",
        "この件に答える人の氏名を contact に書いてください。",
        _SELLER_ABOUT,
    ),
    Message(
        "S424",
        _WARNING,
        "出品者の電話番号がありません。",
        "連絡のつく電話番号を phone に書いてください。",
        _SELLER_ABOUT,
    ),
    Message(
        "S425",
        _WARNING,
        "出品者のメールがありません。",
        "出品者アカウントのメールアドレスを email に書いてください。",
        _SELLER_ABOUT,
    ),
    Message(
        "S426",
        _WARNING,
        "出品者の所在地がありません。",
        "出品者アカウントと同じ所在地を address に書いてください。",
        _SELLER_ABOUT,
    ),
    Message(
        "S427",
        _WARNING,
        "{who}: 電話番号「{value}」の桁数が、電話番号の形に合いません。",
        "電話番号を市外局番から phone に書いてください。",
        "固定電話は0から始まる10桁、050と携帯電話は11桁です。" + _FORM_ABOUT,
    ),
)

MESSAGES: tuple[Message, ...] = (*_CONTACT, *_FORMS, *_DIGITS, *_SELLER)
