"""The questions about notice, response, listings and seller, in order; data only."""

from __future__ import annotations

from appeal.intake.question import Kind, Question

_RESPONSES = (
    ("authenticity", "真贋（しんがん）の連絡に回答し、請求書などを提出する"),
    ("explanation", "その他の連絡に回答し、原因と再発防止策を説明する"),
    ("withdrawal", "この商品は再出品しない"),
)
_BASES = (("sales", "販売数量"), ("stock", "在庫数量"))
_CHANNELS = (
    ("reply", "届いたメールに返信する"),
    ("performance_notification", "パフォーマンス通知の画面から送る"),
    ("account_health", "アカウント健全性の画面から送る"),
    ("mailbox", "指定されたメールアドレスに送る"),
    ("form", "指定された入力画面から送る"),
)
REQUIREMENTS = (
    ("invoice", "請求書・領収書"),
    ("supplier_contact", "仕入先の連絡先"),
    ("root_cause", "原因の説明"),
    ("corrective_action", "すでに行ったことの説明"),
    ("preventive_action", "再発防止策の説明"),
    ("plan_of_action", "改善計画"),
    ("authorization_letter", "販売許可書など"),
    ("safety_document", "安全性の書類"),
    ("other", "その他追加情報"),
)

NOTICE = (
    Question(
        "notice.file",
        "通知",
        "届いた通知の本文を貼り付けてください（終わったら何も書かずに Enter。手元になければ、そのまま Enter）",
        (
            "件名が「要ご対応：出品キャンセルのご連絡」のメール、またはパフォーマンス通知の全文です。",
            "保存した .eml や .txt のファイルを、この画面にドラッグしても構いません。",
            "読み取った内容は次の画面で確かめます。確かめるまで、案件には書き込みません。",
        ),
        Kind.NOTICE,
        optional=True,
        short="通知の本文",
    ),
    Question(
        "notice",
        "通知",
        "この内容で合っていますか？（合っていれば Enter。違う項目や不要な項目があれば、その番号）",
        (
            "番号を入力した項目は使わず、あとで1つずつお聞きします。",
            "番号は「2 5」のように続けて入力できます。全部使わないときは 0 を入力してください。",
            "「書かれていません」の項目は、空欄のまま確かめたものとして記録します。",
        ),
        Kind.READING,
    ),
    Question(
        "notice.genuine_checked_on",
        "通知",
        "セラーセントラルの「パフォーマンス通知」にも同じ通知がありますか？",
        (
            "偽のメールが出回っています。",
            "メールのリンクは開かず、ブラウザーでセラーセントラルを開いて確かめてください。",
            "2 を選んでも先へ進めます。送る前に確かめてください。",
        ),
        Kind.GENUINE,
        choices=(("yes", "ある"), ("no", "まだ見ていない")),
        short="通知を確かめた日",
    ),
    Question(
        "response",
        "返信の種類",
        "どの返信を作成しますか？",
        (
            "通知に「真贋」「請求書」「領収書」とあれば 1、「問題の説明」とあれば 2、今後扱わないなら 3 です。",
            "迷うときは、資料がそろうか（1）、原因が自社にあるか（2）で決めます。",
            "あとで変えても、入力した内容は残ります。",
        ),
        Kind.CHOICE,
        choices=_RESPONSES,
        short="返信の種類",
    ),
    Question(
        "notice.received",
        "通知の内容",
        "通知が届いた日（例：11/20）",
        ("西暦、和暦、月日だけ、どれでも構いません。", "資料の対象期間は、この日から数えます。"),
        Kind.DAY,
        short="通知日",
    ),
    Question(
        "notice.subject",
        "通知の内容",
        "通知の件名（表示のまま。分からなければ Enter）",
        ("メールやパフォーマンス通知の一覧にある件名です。",),
        optional=True,
        short="件名",
    ),
    Question(
        "notice.requirements",
        "通知の内容",
        "通知が求めているもの（番号を、通知に並んでいる順に。例：1 2）",
        (
            "通知に書かれているものだけを選びます。書かれていないものは加えません。",
            "何も求められていなければ 0 を入力してください。",
        ),
        Kind.CHOICES,
        choices=REQUIREMENTS,
        short="求められているもの",
    ),
    Question(
        "notice.window",
        "通知の内容",
        "資料の対象期間（例：6か月、365日。書かれていなければ Enter）",
        ("通知に書かれたとおりに入力します。", "書かれていないものは空欄のままにできます。"),
        Kind.SPAN,
        blank=True,
    ),
    Question(
        "notice.quantity_basis",
        "通知の内容",
        "数量は、販売数量と在庫数量のどちらに合わせますか？（書かれていなければ Enter）",
        (
            "「販売数に対応する」「販売数量を証明」とあれば 1、「在庫」とあれば 2 です。",
            "書かれていなければ空欄のままにできます。その場合は販売数量を基準に照合します。",
        ),
        Kind.CHOICE,
        choices=_BASES,
        blank=True,
        short="数量の基準",
    ),
    Question(
        "notice.deadline",
        "通知の内容",
        "回答の期限（例：11/27。書かれていなければ Enter）",
        (
            "出品者が回答する期限の日です。",
            "「7日以内」のように日数だけのときは、通知日から数えた日を入力してください。",
        ),
        Kind.DAY_AHEAD,
        blank=True,
    ),
    Question(
        "notice.formats",
        "通知の内容",
        "受け付けられるファイルの形式（例：pdf jpg。書かれていなければ Enter）",
        ("通知に並んでいる形式を、空白で区切って入力します。",),
        Kind.FORMATS,
        blank=True,
        short="ファイルの形式",
    ),
    Question(
        "notice.channel",
        "通知の内容",
        "回答の送り先",
        (
            "通知に書かれている送り方を選びます。",
            "「このメールに返信」とあれば 1、「パフォーマンス通知」のボタンなら 2、アカウント健全性の「申し立て」なら 3 です。",
        ),
        Kind.CHOICE,
        choices=_CHANNELS,
    ),
)

LISTING = (
    Question(
        "listing",
        "対象商品",
        "対象商品のASIN（複数あれば、空白で区切って全部）",
        (
            "ASINは、商品ページのURLの /dp/ の後の10桁です。",
            "通知に複数あるときは、全部入力してください。URLを貼り付けても構いません。",
        ),
        Kind.ASINS,
        short="ASIN",
    ),
    Question(
        "listing.title",
        "対象商品",
        "商品名（商品ページの表記のまま）",
        ("商品ページの一番上にある名前を、そのまま貼り付けてください。",),
    ),
    Question(
        "listing.sku",
        "対象商品",
        "SKU（任意。なければ Enter）",
        ("出品者が付けた管理番号です。セラーセントラルの在庫の画面にあります。",),
        optional=True,
    ),
    Question(
        "listing.condition",
        "対象商品",
        "コンディション（例：新品。任意）",
        ("出品したときの商品の状態です。",),
        optional=True,
    ),
)

# Asked where the papers are at hand that may name them, else behind the entries above.
CODES = (
    Question(
        "listing.jan",
        "対象商品",
        "商品のJANコード（箱のバーコードの数字。任意。なければ Enter）",
        (
            "13桁か8桁の数字です。資料の品名の行と比べるのに使い、回答書の対象商品にも載ります。",
            "最後の1桁が合わないときは、その場でお知らせします。",
        ),
        optional=True,
        short="JAN",
    ),
    Question(
        "listing.model",
        "対象商品",
        "商品の型番（メーカーが付けたもの。任意。なければ Enter）",
        ("箱や商品ページ、請求書にあるとおりに入力します。資料の品名の行と比べるのに使います。",),
        optional=True,
        short="型番",
    ),
)

SELLER = (
    Question(
        "seller",
        "出品者",
        "この出品者の情報を使いますか？（使うなら 1 か はい。使わないなら 2）",
        ("近くのフォルダーにある、ほかの案件から読み取りました。", "使わないときは、1つずつお聞きします。"),
        Kind.SELLER_BEFORE,
        optional=True,
    ),
    Question(
        "seller.company",
        "出品者",
        "会社名・屋号（請求書の宛名と同じ表記）",
        ("請求書の宛名と同じ表記にします。個人の場合は屋号か氏名です。",),
    ),
    Question(
        "seller.store",
        "出品者",
        "ストア名（Amazonの表示どおり。任意）",
        ("商品ページの「販売元」に表示される名前です。",),
        optional=True,
    ),
    Question(
        "seller.merchant_id",
        "出品者",
        "出品者ID（A から始まる英数字）",
        ("セラーセントラルの「出品用アカウント情報」にあります。",),
    ),
    Question(
        "seller.address",
        "出品者",
        "出品者の所在地（郵便番号から）",
        ("出品用アカウントに登録した住所と同じ表記にします。",),
        short="所在地",
    ),
    Question(
        "seller.phone",
        "出品者",
        "出品者の電話番号",
        ("日中につながる番号を入力してください。",),
        short="電話番号",
    ),
    Question(
        "seller.email",
        "出品者",
        "出品者のメールアドレス",
        ("Amazonからの連絡が届くアドレスです。",),
        short="メールアドレス",
    ),
    Question("seller.contact", "出品者", "担当者の氏名", ("この件について答えられる人の氏名です。",)),
)
