"""Hangul letter by letter: what sounds alike, which letters were spelled out, which particle agrees."""

from __future__ import annotations

_FIRST = 0xAC00
_LETTER_NAMES = {
    "에이": "A", "비": "B", "씨": "C", "시": "C", "디": "D", "이": "E", "에프": "F", "지": "G", "쥐": "G",
    "에이치": "H", "아이": "I", "제이": "J", "케이": "K", "엘": "L", "엠": "M", "엔": "N", "오": "O", "피": "P",
    "큐": "Q", "알": "R", "에스": "S", "에쓰": "S", "티": "T", "유": "U", "브이": "V", "더블유": "W", "엑스": "X",
    "와이": "Y", "제트": "Z",
}  # fmt: skip
_LONGEST_NAME = 3
_PLAIN_INITIALS = {1: 0, 4: 3, 8: 7, 10: 9, 13: 12}
"""ㄲ→ㄱ ㄸ→ㄷ ㅃ→ㅂ ㅆ→ㅅ ㅉ→ㅈ"""
_HUSHING = (12, 14)
"""ㅈ ㅊ"""
_SWI = (9, 16)
_I = 20
"""캐쉬 → 캐시; but 션 and 슈 are how they are written."""
_PLAIN_VOWELS = {2: 0, 6: 4, 12: 8, 17: 13, 16: 20}
"""ㅑ→ㅏ ㅕ→ㅓ ㅛ→ㅗ ㅠ→ㅜ ㅟ→ㅣ"""
_PAIRS = (
    ("으로", "로"), ("이라", "라"), ("이에요", "예요"), ("이랑", "랑"), ("이나", "나"), ("이고", "고"), ("이죠", "죠"),
    ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"),
)  # fmt: skip
"""After a consonant, after a vowel."""
_RIEUL = 8
_LETTERS_ENDING_IN_CONSONANT = {
    "L": _RIEUL,
    "R": _RIEUL,
    "M": 16,
    "N": 4,
    "1": _RIEUL,
    "3": 16,
    "6": 1,
    "7": _RIEUL,
    "8": _RIEUL,
}


def spelled_letters(text: str) -> str:
    """씨엔엔 → CNN; empty when the text is not made of letter names alone."""
    letters = ""
    place = 0
    while place < len(text):
        for size in range(_LONGEST_NAME, 0, -1):
            if letter := _LETTER_NAMES.get(text[place : place + size]):
                letters += letter
                place += size
                break
        else:
            return ""
    return letters


def plain(text: str) -> str:
    """As loanwords are written: no doubled consonants, no 쳐, 쥬 or 쥐; without blanks. 쏘켓 → 소켓."""
    return "".join(_plain(char) if _is_syllable(char) else char for char in text if not char.isspace())


def _plain(syllable: str) -> str:
    code = ord(syllable) - _FIRST
    initial, vowel, final = code // 588, code % 588 // 28, code % 28
    initial = _PLAIN_INITIALS.get(initial, initial)
    if initial in _HUSHING:
        vowel = _PLAIN_VOWELS.get(vowel, vowel)
    elif (initial, vowel) == _SWI:
        vowel = _I
    return chr(_FIRST + initial * 588 + vowel * 28 + final)


def ends_in(text: str) -> int:
    """The number of the final consonant in Unicode's order; 0 after a vowel."""
    last = text[-1:].upper()
    return (ord(last) - _FIRST) % 28 if _is_syllable(last) else _LETTERS_ENDING_IN_CONSONANT.get(last, 0)


def agreeing(tail: str, before: int, now: int) -> str:
    """The particle behind a respelled word: 배치 놈은 → 배치 정규화는."""
    if before == now or (before and now and _RIEUL not in (before, now)):
        return tail
    for closed, open_ in _PAIRS:
        wide = now and not (closed == "으로" and now == _RIEUL)
        for form in (closed, open_):
            if tail.startswith(form) and (len(form) > 1 or tail == form):
                return (closed if wide else open_) + tail[len(form) :]
    return tail


def _is_syllable(char: str) -> bool:
    return len(char) == 1 and "가" <= char <= "힣"
