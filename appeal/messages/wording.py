"""Messages (W) about the seller's own sentences; text only."""

from appeal.messages.message import Message, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_DEED_ABOUT = (
    "是正措置は、すでに行ったことです。実施日があると、読む人は実行されたことと受け取れます。"
    "これから行うことは [[preventive]] に書きます。"
)
_MEASURE_ABOUT = (
    "再発防止策は、いつから、誰が、何に記録して行うかがそろうと、実行される計画として読まれます。"
)
_WITHDRAWAL_ABOUT = (
    "再出品しない返信は、出品とSKUの削除、在庫の取扱い、似た商品の確認を、行った日とともに伝えます。"
)

_TEXT: tuple[Message, ...] = (
    Message(
        "W501",
        _ERROR,
        "{entry}: 仮の文字「{mark}」が残っています。",
        "実際の名前、日付、数などを書いてください。",
        "ひな形の仮の文字が残ったまま送ると、内容のない回答とみなされるおそれがあります。"
        "〇〇、●●、TODO、[ ]、{{ などを探しています。",
    ),
    Message(
        "W517",
        _ERROR,
        "{entry}: {length}文字あります。回答書に載せられるのは{limit}文字までです。",
        "要点だけの短い文にして書いてください。",
        "名称や住所などの短い項目は300文字まで、行ったことや理由は1,000文字まで、"
        "起きたことと原因は5,000文字までを当方の目安としています。",
    ),
    Message(
        "W516",
        _WARNING,
        "起きたことの説明がありません。通知は原因か改善計画を求めています。",
        "いつ、どの注文で、何がどう違っていたかを、記録で確かめて plan.what_happened に書いてください。",
        "原因は、何が起きたかの説明があって初めて伝わります。分からないことは推測で埋めません。",
    ),
)

_DEEDS: tuple[Message, ...] = (
    Message(
        "W502",
        _ERROR,
        "是正措置{number}: 実施日がありません。",
        "行った日を done_on に書き、まだ行っていないことは [[preventive]] に移してください。",
        _DEED_ABOUT,
    ),
    Message(
        "W503",
        _ERROR,
        "是正措置{number}: 実施日が{day}で、まだ来ていない日です。",
        "これから行うことは、開始日とともに [[preventive]] に移してください。",
        _DEED_ABOUT,
    ),
    Message(
        "W504",
        _WARNING,
        "是正措置{number}: 担当がありません。",
        "行った人の氏名か役割を by に書いてください。",
        _DEED_ABOUT,
    ),
    Message(
        "W508",
        _ERROR,
        "是正措置{number}: 「{value}」という資料はありません。資料は{count}件です。",
        "[[evidence]] の並び順で数えた番号を、資料1 のように書いてください。",
        "資料番号は [[evidence]] の並び順です。回答書の資料番号と食い違うと、読む人が探せません。",
    ),
)

_MEASURES: tuple[Message, ...] = (
    Message(
        "W505",
        _WARNING,
        "再発防止策{number}: 開始日がありません。",
        "始める日を starts_on に書いてください。",
        _MEASURE_ABOUT,
    ),
    Message(
        "W506",
        _WARNING,
        "再発防止策{number}: 担当がありません。",
        "行う人の氏名か役割を owner に書いてください。",
        _MEASURE_ABOUT,
    ),
    Message(
        "W507",
        _NOTE,
        "再発防止策{number}: 記録がありません。",
        "行ったことが残る記録の名前があれば record に書いてください。",
        _MEASURE_ABOUT,
    ),
)

_WITHDRAWAL: tuple[Message, ...] = (
    Message(
        "W509",
        _ERROR,
        "再出品しない返信ですが、出品取下げの内容がありません。",
        "出品とSKUを削除した日と在庫の取扱いを [withdrawal] に書いてください。",
        _WITHDRAWAL_ABOUT,
    ),
    Message(
        "W510",
        _WARNING,
        "出品とSKUを削除した日がありません。",
        "セラーセントラルで出品とSKUを削除し、その日を listing_removed_on に書いてください。",
        _WITHDRAWAL_ABOUT + "SKUが残っていると、出品を続けているとみなされたという報告があります。",
    ),
    Message(
        "W511",
        _ERROR,
        "出品とSKUを削除した日が{day}で、まだ来ていない日です。",
        "実際に削除した日を listing_removed_on に書いてください。",
        _WITHDRAWAL_ABOUT,
    ),
    Message(
        "W512",
        _WARNING,
        "在庫の取扱いがありません。",
        "return(返送)、dispose(所有権の放棄)、none(在庫なし)のどれかを stock に書いてください。",
        _WITHDRAWAL_ABOUT,
    ),
    Message(
        "W513",
        _WARNING,
        "返送または所有権の放棄をする在庫の数量がありません。",
        "その在庫数量を stock_units に書いてください。",
        _WITHDRAWAL_ABOUT,
    ),
    Message(
        "W514",
        _WARNING,
        "在庫なしと書かれていますが、在庫数量が{units}個です。",
        "在庫の取扱いと在庫数量のどちらが正しいか確かめてください。",
        _WITHDRAWAL_ABOUT,
    ),
    Message(
        "W515",
        _ERROR,
        "似た商品を確かめた日が{day}で、まだ来ていない日です。",
        "実際に確かめた日を similar_checked_on に書いてください。",
        _WITHDRAWAL_ABOUT,
    ),
)

MESSAGES: tuple[Message, ...] = (*_TEXT, *_DEEDS, *_MEASURES, *_WITHDRAWAL)
