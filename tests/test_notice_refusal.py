"""Refusals in many wordings are read for what they ask and doubt; the seller's own words below them are not."""

from __future__ import annotations

from datetime import date

import pytest

from appeal.notice.refusal import read_refusal, read_state

# Text, demands, doubts, and whether it is final. Written before the phrases that read them.
REFUSALS: tuple[tuple[str, str, str, bool | None], ...] = (
    (
        "出品者様\n"
        "お問い合わせいただきありがとうございます。お送りいただいた改善計画を確認いたしましたが、出品を再開するには十分ではありませんでした。\n"
        "以下の点について、より詳しい情報をお知らせください。\n"
        "・問題が発生した根本的な原因\n"
        "・問題を解決するために行った対応\n"
        "・今後同様の問題を防ぐための対策\n",
        "corrective_action preventive_action root_cause",
        "",
        False,
    ),
    (
        "このたびはご返信ありがとうございます。\n"
        "ご提供いただいた請求書を確認いたしましたが、発行日が出品キャンセルの通知日から365日より前のものでした。\n"
        "365日以内に発行された請求書をご提出ください。",
        "invoice",
        "window",
        False,
    ),
    (
        "お送りいただいた請求書に記載された仕入先に連絡を取ることができませんでした。\n"
        "連絡の取れる仕入先の電話番号、メールアドレス、ウェブサイトをご提供ください。",
        "supplier_contact",
        "unverified",
        False,
    ),
    (
        "ご提出いただいた書類は、改ざんされている可能性があると判断されました。\n"
        "このため、出品を再開することはできません。この決定は最終的なものであり、今後この件についてのお問い合わせにはお答えいたしかねます。",
        "",
        "altered",
        True,
    ),
    (
        "資料1の請求書について、数量が過去365日間の販売数に足りていません。\n"
        "不足分の請求書を追加でお送りください。",
        "invoice",
        "quantity",
        False,
    ),
    (
        "請求書の宛先が、アカウントに登録されている会社名および住所と異なっています。登録情報と一致する請求書をご提出ください。",
        "invoice",
        "identity",
        False,
    ),
    (
        "お送りいただいた画像はぼやけており、文字を読むことができません。鮮明な画像をもう一度お送りください。",
        "",
        "illegible",
        False,
    ),
    (
        "納品書および注文確認のメールは、有効な購入証明としてお受けできません。仕入先が発行した請求書または領収書を提出してください。",
        "invoice",
        "kind",
        False,
    ),
    (
        "提出された請求書では、対象のASINの商品を特定できませんでした。商品名、型番またはJANコードが記載された請求書が必要です。",
        "invoice",
        "product",
        False,
    ),
    (
        "ご説明いただいた原因では、なぜ購入者に異なる商品が届いたのかが分かりません。\n"
        "なぜこの問題が起きたのかを、もう少し詳しくご説明ください。",
        "root_cause",
        "",
        False,
    ),
    (
        "再発防止のための具体的な手順が示されていません。どのような仕組みを導入し、誰が確認するのかを明確にしてください。",
        "preventive_action",
        "",
        False,
    ),
    (
        "検討の結果、当サイトでの該当商品の出品は引き続き認められないこととなりました。\n"
        "これ以上のご連絡にはお返事できない場合がありますので、あらかじめご了承ください。",
        "",
        "",
        True,
    ),
    (
        "ブランド所有者からの販売の許可を示す書類をご提出いただく必要があります。ブランドとの契約書や許可書がない場合、出品を再開することはできません。",
        "authorization_letter",
        "",
        False,
    ),
    (
        "請求書3通のうち、資料2については発行元の確認ができませんでした。資料1と資料3に問題はありません。",
        "",
        "unverified",
        None,
    ),
    (
        "Thank you for your submission. We could not verify the supplier listed on your invoice. Please provide a valid invoice dated within the last 365 days. We also need more detail on the root cause.",
        "invoice root_cause",
        "unverified",
        False,
    ),
    (
        "改善計画をお送りいただき、ありがとうございました。内容を審査しております。結果が出るまで今しばらくお待ちください。",
        "",
        "",
        None,
    ),
    (
        "該当商品(B0TEST0001)の出品を再開いたしました。ご協力ありがとうございました。",
        "",
        "",
        None,
    ),
    (
        "お送りいただいた計画は、すでに実行された措置ではなく、これから行う予定の内容のみが書かれています。問題の解決のためにすでに行ったことをお知らせください。\n"
        "また、在庫の商品についてどのような確認をしたのかも含めてください。",
        "corrective_action",
        "",
        False,
    ),
    (
        "ご提示の領収書は金額と数量の欄が隠されており、確認に使用することができません。すべての項目が見える書類をご用意ください。",
        "",
        "altered",
        False,
    ),
    (
        "同じ内容のご返信をすでに確認しております。新しい情報がない場合、当方の判断は変わりません。新たな請求書や改善計画がございましたら、ご返信ください。",
        "",
        "",
        False,
    ),
    (
        "ご返信をいただきましたが、次の情報が不足しています。\n"
        "- 問題の原因となった工程についての説明\n"
        "- 現在お持ちの在庫に対して講じた措置\n"
        "ご返信の際は、このメールに直接返信してください。",
        "corrective_action root_cause",
        "",
        False,
    ),
    (
        "お送りいただいた領収書の発行日は、対象となる期間に含まれていませんでした。対象期間の領収書をお送りいただけますようお願いいたします。",
        "invoice",
        "window",
        False,
    ),
    (
        "仕入先の情報が記載されておりません。仕入先の会社名、住所、電話番号、ウェブサイトのURLを記載のうえ再度ご提出ください。",
        "supplier_contact",
        "",
        False,
    ),
    (
        "弊社で調査した結果、ご提出の請求書は信頼できるものではないと判断いたしました。偽造された文書を提出することはAmazonのポリシーに違反します。\n"
        "本件に関する今後のお問い合わせには対応いたしかねます。",
        "",
        "altered",
        True,
    ),
    (
        "請求書の商品数が、当サイトでの販売個数を下回っています。",
        "",
        "quantity",
        None,
    ),
    (
        "資料2および資料3の文字がつぶれており、判読が困難です。解像度の高いデータでお送りください。",
        "",
        "illegible",
        False,
    ),
    (
        "請求書の宛名がアカウントの名義と相違しております。相違の理由をご説明ください。",
        "",
        "identity",
        False,
    ),
    (
        "フリマアプリの購入画面は、請求書として認められません。",
        "",
        "kind",
        None,
    ),
    (
        "請求書に記載された商品名が、対象ASINの商品と一致しません。",
        "",
        "product",
        None,
    ),
    (
        "ご提出いただいた改善計画は内容が不十分です。改善計画には、根本原因、実施済みの措置、再発防止策の3つを含めてください。",
        "corrective_action plan_of_action preventive_action root_cause",
        "",
        False,
    ),
    (
        "当店での確認の結果、出品は承認されませんでした。最終的な判断を行う前に、追加の書類を提出いただくことができます。",
        "",
        "",
        False,
    ),
    (
        "ご申告の内容を拝見しましたが、今回の決定を取り消すには至りませんでした。この件は終了とさせていただきます。",
        "",
        "",
        True,
    ),
    (
        "権利者からの取り下げの連絡、または権利者が発行した許諾書をご提出ください。",
        "authorization_letter",
        "",
        False,
    ),
    (
        "請求書の発行者のウェブサイトにアクセスできず、事業の実態を確認できませんでした。",
        "",
        "unverified",
        None,
    ),
    (
        "Your plan of action is incomplete. Please explain the steps you have taken to resolve the issue and the steps to prevent it from happening again.",
        "corrective_action plan_of_action preventive_action",
        "",
        False,
    ),
    (
        "ご返信ありがとうございます。担当部署に転送いたしました。回答までに2営業日ほどいただきます。",
        "",
        "",
        None,
    ),
    (
        "ご提出いただいた請求書を確認し、B0TEST0001の出品を承認しました。B0TEST0002については、請求書の数量が販売数に満たないため、追加の請求書が必要です。",
        "invoice",
        "quantity",
        False,
    ),
    (
        "再発を防ぐ取り組みとして書かれた内容が抽象的です。具体的な作業手順と、その実施日をお知らせください。",
        "preventive_action",
        "",
        False,
    ),
    (
        "書類に書き込みや加工の跡が見られるため、審査に使用できません。加工のない原本の写しをお送りください。",
        "",
        "altered",
        False,
    ),
    (
        "お客様からの苦情の根本にある理由を特定し、それがなぜ社内で見過ごされたのかをお書き添えください。",
        "root_cause",
        "",
        False,
    ),
)

OWN = "根本原因は、JANの照合がなかったことです。\n請求書を提出いたします。再発防止策を始めました。\n"


@pytest.mark.parametrize(("text", "demands", "doubts", "final"), REFUSALS)
def test_what_a_refusal_asks_and_doubts_is_read(
    text: str, demands: str, doubts: str, final: bool | None
) -> None:
    read = read_refusal(text)
    assert " ".join(sorted(one.value for one in read.demands)) == demands
    assert " ".join(sorted(one.code for one in read.doubts)) == doubts
    assert read.final is final


@pytest.mark.parametrize(
    "below",
    [
        "2026年11月5日(木) 10:12 見本 太郎 <mihon@example.com>:\n> " + OWN.replace("\n", "\n> "),
        "-----Original Message-----\nFrom: 見本 太郎\nSent: 2026年11月5日\n" + OWN,
        "> Amazon.co.jp アカウントスペシャリスト 御中\n> " + OWN.replace("\n", "\n> "),
    ],
)
def test_the_words_of_the_seller_below_an_answer_are_no_demand(below: str) -> None:
    read = read_refusal("資料2の書類は不鮮明です。鮮明な写しをお送りください。\n\n" + below)
    assert [(one.kind, one.code, one.line) for one in read.points] == [("doubt", "illegible", 1)]


def test_a_forwarded_answer_is_found_below_the_line_that_forwards_it() -> None:
    text = "転送します。\n\n---------- Forwarded message ----------\nSubject: 回答\n\n資料2の書類は不鮮明です。\n"
    (point,) = read_refusal(text).points
    assert (point.code, point.line) == ("illegible", 6)


def test_papers_that_were_confirmed_are_not_doubted() -> None:
    text = "ご提出いただいた請求書と仕入先は確認できました。再発防止策の開始日をお知らせください。"
    assert [one.code for one in read_refusal(text).points] == ["preventive_action"]


def test_a_reply_that_refuses_nothing_is_known() -> None:
    assert read_state("該当商品の出品を再開いたしました。") == "reinstated"
    assert read_state("担当部署に転送いたしました。") == "pending"
    assert read_state("詳しくはヘルプページをご覧になれます。") is None


LISTED = (
    "Date: Wed, 2 Dec 2026 10:00:00 +0900\n"
    "From: Amazon <notice@example.com>\n"
    "Subject: 出品について\n\n"
    "出品者様\n\n"
    "お送りいただいた資料を確認しましたが、出品を再開できません。次の点をご確認ください。\n"
    "- 請求書のうち1通は文字が不鮮明で、内容を確認できませんでした。\n"
    "(2) 仕入先のウェブサイトが確認できませんでした。ウェブサイトと担当者名をお知らせください。\n"
    "・再発防止策の説明が不足しています。\n"
    "商品の保管場所の温度記録をお見せください。\n"
    "この通知から7日以内にご返信ください。\n\n"
    "よろしくお願いいたします。\n"
)


def test_each_point_is_read_once_and_without_the_sign_of_its_list() -> None:
    read = read_refusal(LISTED, "reply.eml")
    assert [(one.code, one.quote) for one in read.points] == [
        ("illegible", "請求書のうち1通は文字が不鮮明で、内容を確認できませんでした。"),
        ("unverified", "仕入先のウェブサイトが確認できませんでした。"),
        ("supplier_contact", "ウェブサイトと担当者名をお知らせください。"),
        ("preventive_action", "再発防止策の説明が不足しています。"),
    ]


def test_the_deadline_counts_from_the_day_of_the_reply_and_is_not_guessed() -> None:
    read = read_refusal(LISTED, "reply.eml")
    assert (read.received, read.deadline_days, read.deadline) == (date(2026, 12, 2), 7, date(2026, 12, 9))
    bare = read_refusal(LISTED.split("\n\n", 1)[1], "reply.txt")
    assert (bare.deadline_days, bare.deadline) == (7, None)
    assert not read_refusal("根本原因の説明が不足しています。").sets_deadline


def test_the_deadline_of_a_notice_carried_along_is_none_of_the_reply() -> None:
    text = (
        "資料2の書類は不鮮明です。鮮明な写しをお送りください。\n\n"
        "-----Original Message-----\nFrom: Amazon\nSent: 2026年11月5日\nSubject: 出品キャンセル\n"
        "17日以内に請求書をご提出ください。\n"
    )
    read = read_refusal(text)
    assert not read.sets_deadline
    assert read.received is None


def test_what_is_not_understood_is_listed_and_courtesy_is_not() -> None:
    read = read_refusal(LISTED, "reply.eml")
    assert [one.text for one in read.unread] == ["商品の保管場所の温度記録をお見せください。"]
    for text in (
        "お手数ですが、温度記録をお送りください。",
        "ご提出いただきましたが、倉庫の契約が確認できません。",
    ):
        assert read_refusal("再発防止策の説明が不足しています。\n" + text).unread
