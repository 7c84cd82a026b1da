"""The questions about cause, deeds, measures and giving a listing up, in order; help is never an answer. Data only."""

from __future__ import annotations

from appeal.intake.question import Kind, Question

PLAN = (
    Question(
        "plan.what_happened",
        "起きたこと",
        "何が起きましたか（事実だけ。複数行。終わったら何も書かずに Enter）",
        (
            "いつ・どの注文で・何が・どう違っていたか。言い訳や購入者への不満は書きません。",
            "よい例：4月22日に納品した箱に旧型が4個含まれ、3件の注文に旧型をお届けしました。",
            "よくない例：ご迷惑をおかけして申し訳ございません。今後は気を付けます。",
            "例は見本です。ご自身の記録にある事実を書いてください。",
        ),
        Kind.LINES,
    ),
    Question(
        "plan.orders",
        "起きたこと",
        "該当する注文番号（任意、1行に1つ。なければ Enter）",
        ("上の説明の後に、そのまま加えます。",),
        Kind.ADDED_LINES,
        optional=True,
    ),
    Question(
        "plan.records",
        "起きたこと",
        "次の4つの記録で分かった事実があれば書いてください（返品理由、出品者評価、マケプレ保証申請、購入者メッセージ。なければ Enter）",
        (
            "対象のASINと期間だけを見ます。件数と日付が分かれば、それだけで十分です。",
            "返品理由：レポートの「FBA返品」または注文の管理。",
            "出品者評価：パフォーマンスの「評価」。",
            "マケプレ保証申請：パフォーマンスの「Amazonマーケットプレイス保証申請」。",
            "購入者メッセージ：「購入者からのメッセージ」で、偽物、中古、違う、などの言葉を探します。",
            "書いたものは、上の説明の後にそのまま加えます。",
        ),
        Kind.ADDED_LINES,
        optional=True,
    ),
    Question(
        "plan.root_cause",
        "根本原因",
        "根本の原因は何ですか（複数行。終わったら何も書かずに Enter）",
        (
            "まず、起きたことの直接の原因を書きます。このあと「なぜ」をくり返して、仕組みの原因まで進みます。",
            "よい例：旧型と新型の箱の外観が同じで、納品のときに商品名だけを照合していたためです。",
            "よくない例：担当者の不注意でした。／購入者の勘違いでした。",
            "例は見本です。ご自身の記録で確かめられる原因を書いてください。",
        ),
        Kind.LINES,
    ),
    Question(
        "plan.why",
        "根本原因",
        "それは、なぜ起きましたか？（仕組みや手順の原因まで来たら、何も書かずに Enter）",
        (
            "人の不注意ではなく、欠けていた工程、道具、確認の順番までさかのぼります。",
            "よい例：入荷と納品のどちらにも、JANを照合する工程がありませんでした。",
            "よくない例：確認が足りませんでした。",
            "書いたものは、根本の原因の後にそのまま加えます。",
        ),
        Kind.ADDED_LINES,
        optional=True,
    ),
)

DEEDS = (
    Question(
        "corrective.what",
        "是正措置",
        "すでに行ったこと（1つだけ。返金・回収・全在庫の点検・出品の修正など。もうなければ Enter）",
        (
            "1つずつ入力します。続けて、実施日と担当をお聞きします。",
            "よい例：FBA在庫21個を返送し、全数を検品して、旧型4個を販売対象から除きました。",
            "よくない例：社内で厳重に注意しました。",
            "これから行うことは、次の「再発防止策」に書きます。",
        ),
    ),
    Question("corrective.done_on", "是正措置", "それを行った日（例：11/21）", ("行った日です。",), Kind.DAY),
    Question("corrective.by", "是正措置", "それを行った担当", ("氏名か役割です。例：検品担当 見本 次郎",)),
)

MEASURES = (
    Question(
        "preventive.what",
        "再発防止策",
        "再発防止策（1つだけ。何を、どの工程で行うか。もうなければ Enter）",
        (
            "1つずつ入力します。続けて、開始日、担当、記録をお聞きします。",
            "よい例：入荷時に全数のJANを読み取り、発注と一致しない箱を隔離する。",
            "よくない例：今後は気を付けます。／確認を徹底します。",
            "原因の1つずつに、対策を1つ用意すると伝わります。",
        ),
    ),
    Question(
        "preventive.starts_on",
        "再発防止策",
        "その手順を始める日（例：11/25。もう始めていれば、その日）",
        ("もう始めていれば始めた日、まだなら始める日です。年も書くと確実です。",),
        Kind.DAY_AHEAD,
    ),
    Question("preventive.owner", "再発防止策", "その手順の担当", ("責任を持つ人の氏名か役割です。",)),
    Question(
        "preventive.record",
        "再発防止策",
        "行ったことが残る記録（例：入荷記録。任意）",
        ("行ったことを後から確かめられる帳票や記録の名前です。",),
        optional=True,
    ),
)

WITHDRAWAL = (
    Question(
        "withdrawal.listing_removed_on",
        "出品取下げ",
        "出品とSKUを削除した日（まだなら Enter）",
        (
            "まだのとき：セラーセントラルの在庫から削除してから返信してください。",
            "SKUが残っていると、次の通知が届くことがあります（体験談）。",
        ),
        Kind.DAY,
    ),
    Question(
        "withdrawal.stock",
        "出品取下げ",
        "残った在庫の扱い",
        ("どれでもないときは Enter で先へ進み、在庫がどうなるか決まってから選んでください。",),
        Kind.CHOICE,
        choices=(("return", "FBAから返送する"), ("dispose", "所有権を放棄する"), ("none", "在庫はない")),
    ),
    Question(
        "withdrawal.stock_units",
        "出品取下げ",
        "その在庫の数",
        ("返送する数、または所有権を放棄する数です。",),
        Kind.QUANTITY,
    ),
    Question(
        "withdrawal.similar_checked_on",
        "出品取下げ",
        "似た問題のある商品がほかにないか確かめた日（まだなら Enter）",
        ("同じ仕入先、同じシリーズの出品を見ます。",),
        Kind.DAY,
        optional=True,
    ),
    Question(
        "withdrawal.similar_count",
        "出品取下げ",
        "確かめた出品の件数（0 は「似た商品の出品がなかった」という意味です）",
        (
            "確かめた数をそのまま入力してください。",
            "確かめていなければ、何も書かずに Enter を押してください。",
        ),
        Kind.QUANTITY,
        optional=True,
    ),
    Question(
        "withdrawal.cause",
        "出品取下げ",
        "原因として思い当たること（任意。なければ Enter）",
        ("思い当たることがなければ空欄で構いません。事実でない原因は書かないでください。",),
        Kind.LINES,
        optional=True,
    ),
)
