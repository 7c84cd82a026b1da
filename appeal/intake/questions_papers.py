"""The questions about papers, suppliers, stock and sales, in order; data only."""

from __future__ import annotations

from appeal.intake.question import Kind, Question

_KINDS = (
    ("invoice", "請求書"),
    ("receipt", "領収書"),
    ("purchase_order", "注文書"),
    ("delivery_note", "納品書"),
    ("contract", "契約書"),
    ("authorization", "販売許可書"),
    ("photo", "写真"),
    ("correspondence", "やり取りの記録"),
    ("other", "その他"),
)

_MOVED = (
    ("returned_to_supplier", "仕入先への返品"),
    ("sample_received", "無償で受け取った見本"),
    ("sample_given", "無償で渡した見本"),
    ("other_channel", "ほかの販路での販売"),
    ("multi_channel", "マルチチャネルの出荷"),
    ("replacement", "交換品の出荷"),
    ("undelivered", "配達できなかった出荷"),
    ("lost_damaged", "配送中の紛失・破損"),
    ("disposed", "廃棄"),
    ("lost", "紛失"),
    ("found", "見つかった在庫"),
)

PAPERS = (
    Question(
        "evidence.file",
        "資料",
        "請求書・領収書などを、この画面にドラッグして Enter（まとめて可。終わったら何も書かずに Enter。取り消しは -番号）",
        (
            "ファイルを1つずつでも、まとめてでもドラッグできます。場所を入力しても構いません。",
            "隠したり、書き込んだりしないでください（価格だけは、通知が認めていれば隠せます）。",
            "元のファイルはそのままです。案件のフォルダーの外にあるときは、evidence フォルダーに写します。",
            "取り消しは -1 のように入力します。ファイルは消えません。",
        ),
        Kind.FILES,
        short="資料のファイル",
    ),
    Question(
        "evidence.kind",
        "資料",
        "この資料の種類",
        (
            "注文書、納品書、見積書だけでは、取引の証明として認められないことがあります。",
            "仕入先が発行した請求書か領収書を用意してください。",
        ),
        Kind.CHOICE,
        choices=_KINDS,
        short="種類",
    ),
    Question(
        "evidence.issued",
        "資料",
        "発行日（書類に印刷された日付。例：2026/6/2）",
        ("書類に印刷されている日付です。受け取った日や支払った日ではありません。",),
        Kind.DAY,
    ),
    Question(
        "evidence.number",
        "資料",
        "書類の番号（任意。なければ Enter）",
        ("請求書番号や領収書番号です。",),
        optional=True,
        short="番号",
    ),
    Question(
        "evidence.supplier",
        "資料",
        "発行者（仕入先の名称を、書類の表記のまま）",
        ("一度入力した仕入先は、次の資料から番号で選べます。",),
        Kind.SUPPLIER,
    ),
    Question(
        "evidence.addressee",
        "資料",
        "書類の宛名（書類の表記のまま。なければ Enter）",
        ("「株式会社…御中」と書かれている名前です。出品者の会社名と比べます。",),
        optional=True,
        short="宛名",
    ),
    Question(
        "evidence.lines",
        "資料",
        "この書類にある対象商品の数量（例：40 または 40 明細1行目。なければ Enter）",
        (
            "対象商品が2つ以上あるときは、1行に1つ「ASIN 数量 行」の順に入力します。",
            "12個入りを10セットなら 10x12 と入力します。",
            "書類に書かれている数をそのまま入力してください。合わせるために変えないでください。",
        ),
        Kind.PAPER_LINES,
        short="対象商品の数量",
    ),
    Question(
        "evidence.proves",
        "資料",
        "この資料で分かること（任意。例：検品した日の商品の状態）",
        ("資料の一覧に、説明として印刷されます。",),
        optional=True,
    ),
)

SUPPLIERS = (
    Question(
        "supplier.name",
        "仕入先",
        "仕入先の名称（請求書の発行者と同じ表記）",
        ("書類の表記のままにします。",),
        short="名称",
    ),
    Question(
        "supplier.relation",
        "仕入先",
        "仕入先との関係（例：国内正規代理店、メーカー直販。任意）",
        ("事実として確かめられることだけを書いてください。",),
        optional=True,
        short="関係",
    ),
    Question(
        "supplier.address",
        "仕入先",
        "仕入先の所在地（郵便番号から）",
        ("書類に書かれている住所です。",),
        short="所在地",
    ),
    Question(
        "supplier.phone",
        "仕入先",
        "仕入先の電話番号",
        (
            "Amazonから確認の電話が入ることがあります。つながる番号を入力してください。",
            "携帯電話だけのときは注意が出ます。",
        ),
        short="電話番号",
    ),
    Question(
        "supplier.website",
        "仕入先",
        "仕入先のウェブサイト（なければ Enter）",
        ("https:// から始まるアドレスです。",),
        short="ウェブサイト",
    ),
    Question(
        "supplier.email",
        "仕入先",
        "仕入先のメールアドレス（なければ Enter）",
        ("近年の通知は、メールアドレスも求めることがあります。",),
        short="メールアドレス",
    ),
    Question(
        "supplier.contact",
        "仕入先",
        "仕入先の担当者の氏名（なければ Enter）",
        ("通知が、仕入先の担当者も求めています。仕入先に確かめた氏名を入力してください。",),
        optional=True,
        short="担当者",
    ),
)

MOVEMENTS = (
    Question(
        "movement.kind",
        "在庫と販売数量",
        "在庫の増減の種類（- で、この増減を消します）",
        ("仕入と販売のほかに、在庫が増えたか減った理由です。",),
        Kind.CHOICE,
        choices=_MOVED,
        short="種類",
    ),
    Question(
        "movement.on",
        "在庫と販売数量",
        "在庫が増えたか減った日（例：10/5）",
        ("記録で確かめた日を入力してください。",),
        Kind.DAY,
        short="日",
    ),
    Question(
        "movement.quantity",
        "在庫と販売数量",
        "増えたか減った数",
        ("記録で確かめた数をそのまま入力してください。",),
        Kind.QUANTITY,
        short="数",
    ),
    Question(
        "movement.reason",
        "在庫と販売数量",
        "何があったか（回答書に載ります）",
        ("理由のない増減は、回答書に載せられません。記録で確かめられることだけを書いてください。",),
    ),
)

QUANTITIES = (
    Question(
        "listing.opening_stock",
        "在庫と販売数量",
        "期首在庫（対象期間の初日にあった在庫の数）",
        ("対象期間より前に仕入れて、初日に残っていた数です。なければ 0 です。",),
        Kind.QUANTITY,
    ),
    Question(
        "listing.sales",
        "在庫と販売数量",
        "月別の販売数量（レポートをドラッグ、または 2026-05 12 の形で1行に1月。終わったら何も書かずに Enter）",
        (
            "セラーセントラルの全注文レポートなどをドラッグすると、月ごとに数えます。",
            "手で入力するときは、対象期間の中の出荷数量を入力します。売れなかった月は 0 です。",
            "期間の端の月は、期間の中の日の分だけを数えます。",
        ),
        Kind.MONTHS,
    ),
    Question(
        "listing.returned_to_stock",
        "在庫と販売数量",
        "返品のうち在庫に戻した数量（2026-07 1 の形で1行に1月。なければ Enter）",
        ("FBA返品レポートの「販売可能」など、もう一度売れる状態で在庫に戻した数です。",),
        Kind.RETURNS,
        optional=True,
        short="在庫に戻した返品",
    ),
    Question(
        "listing.closing_stock",
        "在庫と販売数量",
        "いまの在庫の数（FBAと手元の合計）",
        ("数えた数をそのまま入力してください。計算と合わなくても、変えないでください。",),
        Kind.QUANTITY,
        short="いまの在庫",
    ),
    Question(
        "listing.counted_on",
        "在庫と販売数量",
        "在庫を数えた日（例：今日、11/21）",
        ("通知日に近い日ほど、照合が確かになります。",),
        Kind.DAY,
    ),
)
