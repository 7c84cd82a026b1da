"""Messages (Q33 to Q35) about units that came or left otherwise than by purchase and sale, and about opening stock, and about tables of purchases; text only."""

from appeal.messages.message import Message, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_KINDS_ABOUT = (
    "[[movement]] には、仕入と販売のほかに増えたか減った在庫を、asin、kind、on(日付)、quantity(個数)、reason(理由)で1件ずつ書きます。"
    "kind は仕入先への返品、無償の見本、ほかの販路、廃棄、紛失などです。"
)

_TABLE_ABOUT = (
    "[[purchase_table]] の表は、書類から書き写した数量を確かめるためだけに使います。"
    "表の数量を仕入に数えることはなく、提出もしません。"
)

MOVEMENTS: tuple[Message, ...] = (
    Message(
        "Q331",
        _WARNING,
        "{asin}: 期首在庫{opening}個のうち、対象期間より前の資料で示せるのは{shown}個です。",
        "残りの{missing}個を仕入れたときの請求書か領収書を [[evidence]] に加えてください。",
        "期首在庫は、対象期間より前に発行された請求書と領収書の仕入明細で示します。対象期間の仕入には加えません。"
        "資料がないときは [[accept]] に理由を書くと、確認結果に残ります。",
    ),
    Message(
        "Q332",
        _NOTE,
        "{file}: 発行日{day}は対象期間より前なので、{units}個を仕入に数えず、期首在庫の資料として示します。",
        "書類に印刷された発行日のとおりか確かめてください。",
        "対象期間より前の請求書と領収書は、期間の初日にあった在庫がどこから来たかを示します。対象期間の仕入には加えません。",
    ),
    Message(
        "Q340",
        _ERROR,
        "{asin}: {day}の{kind}{units}個に、理由がありません。",
        "何があったかを、その [[movement]] の reason に書いてください。",
        _KINDS_ABOUT + "理由は回答書に載ります。理由のない増減は、数を合わせるためのものと受け取られます。",
    ),
    Message(
        "Q341",
        _WARNING,
        "{asin}: {day}の{kind}{units}個は対象期間の外なので、数えていません。",
        "日付が対象期間({first}から{last}まで)に入るかどうかを、記録で確かめてください。",
        "対象期間の初日より前の増減は、期首在庫の数に入っているはずです。最終日より後の増減は、計算上の在庫に関わりません。",
    ),
    Message(
        "Q342",
        _ERROR,
        "{asin}: [[listing]] にないASINなので、{kind}{units}個を数えていません。",
        "ASINを確かめ、対象商品のASINを書いてください。",
        _KINDS_ABOUT,
    ),
    Message(
        "Q343",
        _WARNING,
        "{asin}: {day}の{kind}の資料番号「{value}」に当たる資料がありません(資料は{count}件)。",
        "資料番号は、[[evidence]] の順に「資料1」のように書いてください。",
        "資料番号は [[evidence]] に書いた順番です。資料がなければ、この項目は書きません。",
    ),
    Message(
        "Q344",
        _WARNING,
        "{asin}: {day}に無償で受け取った見本{units}個を示す資料がありません。",
        "納品書など、仕入先の書類を [[evidence]] に加え、資料番号を書いてください。",
        "無償の見本も在庫に入り、販売されれば出荷数量に入ります。どこから来たかを示す書類がないと、出どころの分からない在庫と見られます。"
        "請求書に0円の明細として載っているときは、[[evidence]] の lines に書き、[[movement]] には書きません。",
    ),
    Message(
        "Q345",
        _WARNING,
        "{asin}: {day}の見本{units}個は、{file} の仕入明細でも数えているかもしれません。",
        "同じ個数を2回数えていないか、書類の明細で確かめてください。",
        "請求書や領収書に載っている見本は、[[evidence]] の lines か [[movement]] のどちらか一方にだけ書きます。",
    ),
    Message(
        "Q346",
        _NOTE,
        "{asin}: {kind}は [[movement]] に書かれた{stated}個を使い、レポートの{counted}個は使いません。",
        "どちらが正しいかを記録で確かめてください。",
        "同じ種類の増減が [[movement]] とレポートの両方にあるときは、書かれた数量が優先されます。",
    ),
    Message(
        "Q347",
        _NOTE,
        "{asin}: 在庫元帳にある{kind}{counted}個を、計算上の在庫に入れました。",
        "ご自身の記録と違うときは、[[movement]] に実際の数量と理由を書いてください。",
        "在庫元帳の調整のうち、理由がD(廃棄)、M(紛失)、F(発見)のものを、その日の増減として数えます。"
        "理由の記号は公開されている説明によるもので、体験談の扱いです。",
    ),
    Message(
        "Q348",
        _NOTE,
        "{asin}: 在庫元帳の調整のうち、差し引き{signed}個は理由が分からないので、数えていません。",
        "在庫元帳の Reason の列を確かめ、在庫が増減していれば [[movement]] に書いてください。",
        "破損や移動による調整は、在庫の状態が変わるだけで、合計すると0個になるのがふつうです。",
    ),
    Message(
        "Q349",
        _NOTE,
        "{asin}: 在庫元帳に返送または所有権の放棄が{units}個あります。増減には数えていません。",
        "所有権を放棄した分があれば、その個数を廃棄として [[movement]] に書いてください。",
        "返送された商品は手元の在庫になるので、数えた在庫に含めます。放棄した商品は在庫から減ります。"
        "在庫元帳だけでは、どちらか分かりません。",
    ),
    Message(
        "Q350",
        _WARNING,
        "{file}: {asin} の仕入明細は{units}個ですが、{table} の番号{number}では{told}個です。",
        "書類に印刷された数量を確かめ、仕入明細を書類のとおりにしてください。",
        _TABLE_ABOUT,
    ),
    Message(
        "Q351",
        _WARNING,
        "{table}: {line}行目などの番号{number}({day}{asin}、{units}個)の請求書か領収書が [[evidence]] にありません。",
        "その番号の請求書か領収書を探し、なければ仕入先に発行を頼んでください。",
        _TABLE_ABOUT,
    ),
    Message(
        "Q352",
        _WARNING,
        "{asin}: {table} の仕入は{told}個、請求書と領収書の仕入明細は{units}個です。",
        "入れ忘れた書類や、数量の写し間違いがないか確かめてください。",
        _TABLE_ABOUT + "書類の番号の列がない表は、対象期間の合計だけを比べます。",
    ),
    Message(
        "Q353",
        _ERROR,
        "{file} を仕入の表として使えません。",
        "ファイルを案件ファイルと同じフォルダーの中に置き、その場所を書いてください。",
        "案件のフォルダーの外にあるファイルと、見つからないファイルは読みません。",
    ),
)
