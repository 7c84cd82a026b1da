"""Keeps dates, numbers and labels of a finished page in one piece on a line; it changes no character."""

from __future__ import annotations

import html as markup
import re

_PIECES = re.compile(
    r'<span class="source">.*?</span>|<tbody class="counts">.*?</tbody>'
    r"|<(svg|style|head|script)\b.*?</\1>|<[^>]+>|[^<]+",
    re.DOTALL | re.IGNORECASE,
)
_UNBROKEN = re.compile(
    r"(?:令和|平成)?(?:\d{1,4}|元)年(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|\d{1,2}月\d{1,2}日"
    r"|資料\d+(?:-\d+)?"
    r"|要求\d+"
    r"|(?<![A-Za-z0-9.@/_-])\d[\d,]*(?:\.\d+)?\s?(?:個|セット|箱|袋|組|足|着|通|件|社|点|頁|冊|枚|台|本|回|名|か月|日|行目|kB|MB)?(?![A-Za-z0-9@/_-])"
)
# The last signs of a paragraph or cell stay together, so that it never ends in a line of one or two.
_LAST_SIGNS = re.compile(
    r"([^\x00-\x7f<>]{6}|(?<= )[^\x00-\x7f<>]{2,5})(</t[dh]>|<br>)|([^\x00-\x7f<>]{6}|(?<= )[^\x00-\x7f<>]{2,5})(</(?:p|li)>)"
)
_LAST_PIECE = re.compile(r'(<span class="fixed">[^<]*)</span>([^\x00-\x7f<>]{1,5})(</(?:p|li|t[dh])>|<br>)')
# Names and short words of narrow columns break between words only.
_NARROW = re.compile(r'(<td class="(?:person|record)">)([^<>]+)(</td>)')
# A firm's name in a narrow column breaks before or after its legal form, as long as the rest fits on one line.
_ISSUER = re.compile(r'(<td class="issuer">)([^<>]+)(</td>)')
_LEGAL_FORM = re.compile(r"((?:株式|有限|合同|合名|合資)会社|[一-龠]{2}法人)")
_ISSUER_LENGTH = 7
_NAME_LENGTH = 8
_WORD = re.compile(r"[^\s\u3000、・/]{2,8}")
_LEFT_OPEN = re.compile(
    r"(?<![一二三四五六七八九十〇])〇〇(?![一二三四五六七八九十〇年])|○○|◯◯|●●|△△|□□|TODO|\{\{|\}\}|\{%"
    r"|\[[ \u3000]*\]|［[ \u3000]*］|【[ \u3000]*】"
)


def typeset(page: str) -> str:
    """Return an HTML page with unbreakable pieces wrapped and the line ends of its source removed.

    Cells of counts never break by their style; to wrap each would only cost time.
    """
    joined = _ISSUER.sub(_keep_firm, _NARROW.sub(_keep_words, re.sub(r"[ \t]*\n\s*", "", page)))
    wrapped = "".join(_wrap(match[0]) for match in _PIECES.finditer(joined))
    return _LAST_SIGNS.sub(_keep_end, _LAST_PIECE.sub(r"\1\2</span>\3", wrapped))


def _keep_end(match: re.Match[str]) -> str:
    signs, tag = match[1] or match[3], match[2] or match[4]
    return f'<span class="fixed">{signs}</span>{tag}'


def _keep_words(match: re.Match[str]) -> str:
    """A post and a name, 検品担当 見本 次郎, break between the two and not inside the name."""
    head, blank, name = match[2], "", ""
    words = re.split(r"[ \u3000]", match[2])
    if len(words) == 3 and len(words[1]) + len(words[2]) < _NAME_LENGTH:
        head, blank, name = words[0], " ", f'<span class="fixed">{words[1]} {words[2]}</span>'
    return match[1] + _WORD.sub(r'<span class="fixed">\g<0></span>', head) + blank + name + match[3]


def _keep_firm(match: re.Match[str]) -> str:
    pieces = [piece for piece in _LEGAL_FORM.split(match[2]) if piece]
    if len(pieces) < 2 or any(len(piece) > _ISSUER_LENGTH for piece in pieces):
        return match[0]
    return match[1] + "".join(f'<span class="fixed">{piece}</span>' for piece in pieces) + match[3]


def _wrap(piece: str) -> str:
    return piece if piece.startswith("<") else _UNBROKEN.sub(r'<span class="fixed">\g<0></span>', piece)


def plain_text(page: str) -> str:
    """Return the text of an HTML page: tags removed, entities resolved."""
    return markup.unescape(
        re.sub(r"<[^>]*>", "\n", re.sub(r"<(style|svg|head)\b.*?</\1>", "", page, flags=re.DOTALL))
    )


def find_blank(text: str) -> str | None:
    """Return the first placeholder left in a text (〇〇, TODO, an empty bracket …), or None."""
    match = _LEFT_OPEN.search(text)
    return match[0] if match else None
