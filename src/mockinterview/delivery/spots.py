"""Words that may be fillers, each with what is around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mockinterview.delivery.following import Following, Reader
from mockinterview.delivery.readable import Readable, Sentence, Word

Spans = Sequence[tuple[int, int]]

_FORMS = (
    (re.compile(r"으*음+"), "음"),
    (re.compile(r"어+"), "어"),
    (re.compile(r"아+"), "아"),
    (re.compile(r"에+|애+"), "에"),
    (re.compile(r"흐*흠+"), "흠"),
    (re.compile(r"엄+|으+|u+h*m+|u+h+|e+r+m*|h+m+", re.IGNORECASE), "음"),
    (re.compile(r"그+"), "그"),
    (re.compile(r"이제|인제"), "이제"),
    (re.compile(r"그(?:러)?니까(?:요|는)?|그(?:러)?니깐|긍까|그까"), "그러니까"),
    (re.compile(r"약간|뭐|막|저기|저"), ""),
    (re.compile(r"좀|쫌"), "좀"),
)
SOUNDS = frozenset("음어아에흠")
_LIKELY = SOUNDS | {"이제", "뭐", "막", "그"}
SELF_QUESTION = re.compile(
    r"(?<![가-힣])(?:또\s+)?뭐(?:"
    r"랄까요?|더라|였지|였더라|였죠|지|냐|가\s*(?:또\s*)?있(?:더라|었더라|었지|지)"
    r"|라고?\s*(?:(?:해야|그래야|말해야|설명해야)\s*(?:되지|되나|될까|될지|하지|하나|할까|할지)|그러[지죠더]라?|하[지죠더]라?|할까)요?"
    r")(?![가-힣])"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A word that may be a filler, and what is around it."""

    word: Word
    before: Word | None
    after: Word | None
    following: Following
    sentence: Sentence
    hesitates: bool
    """A sound or a question to oneself stands right beside it."""
    filler_next: bool
    said: str
    """Everything up to the word."""
    stumbling: bool
    """The answer was spoken, or hesitates elsewhere: nobody types fillers by chance."""
    halting: bool
    """The sentence has another word that is likely to be a filler."""
    reader: Reader

    @property
    def opens_sentence(self) -> bool:
        return self.word.start <= self.sentence.start

    @property
    def rest(self) -> str:
        end = self.word.end - self.sentence.start
        return self.sentence.text[end : end + 200]

    @property
    def breaks_off(self) -> bool:
        return self.word.after.startswith((",", "…", "..", "~", "-", "—", "–")) or self.after is None


def _stands_alone(text: str, word: Word) -> bool:
    """Not the particle of a formula: max(0, x)에."""
    return word.start == 0 or text[word.start - 1].isspace() or text[word.start - 1] in ",.…!?~-—–\"'“‘([/:"


def form_of(word: Word) -> str:
    """What the word is counted as if it is a filler; empty when it cannot be one."""
    if len(word.text) > 12:
        return ""
    return next((form or word.text for pattern, form in _FORMS if pattern.fullmatch(word.text)), "")


def _sentence_of(text: Readable) -> list[Sentence]:
    """One entry a word."""
    found: list[Sentence] = []
    sentences = iter(text.sentences)
    sentence = next(sentences, None)
    for word in text.words:
        while sentence is not None and word.start >= sentence.end:
            sentence = next(sentences, None)
        found.append(sentence or text.sentences[-1])
    return found


@dataclass(frozen=True)
class Scene:
    """Every word of the answer; `forms` is empty where a word cannot be a filler."""

    text: Readable
    forms: Sequence[str]
    sentences: Sequence[Sentence]
    question_edges: set[int]
    stumbling: bool
    reader: Reader

    @classmethod
    def of(cls, text: Readable, reader: Reader, asked: Spans, quoted: Spans, *, spoken: bool) -> Scene:
        """`asked` are questions to oneself; `quoted` words are spoken about and no fillers."""
        taken = {place for start, end in (*asked, *quoted) for place in range(start, end)}
        forms = [
            form_of(word) if word.start not in taken and _stands_alone(text.text, word) else ""
            for word in text.words
        ]
        return cls(
            text=text,
            forms=forms,
            sentences=_sentence_of(text),
            question_edges={edge for span in asked for edge in span},
            stumbling=spoken or bool(asked) or any(form in SOUNDS for form in forms),
            reader=reader,
        )

    @cached_property
    def likely(self) -> dict[int, tuple[int, ...]]:
        """Places of likely fillers by the start of their sentence; two are as telling as all."""
        found: dict[int, tuple[int, ...]] = {sentence.start: () for sentence in self.sentences}
        for word, form, sentence in zip(self.text.words, self.forms, self.sentences, strict=True):
            if form in _LIKELY and len(found[sentence.start]) < 2:
                found[sentence.start] += (word.start,)
        return found

    def spot(self, index: int) -> Spot:
        words = self.text.words
        word = words[index]
        before = words[index - 1] if index else None
        after = words[index + 1] if index + 1 < len(words) else None
        asks_next = after is not None and after.start in self.question_edges
        asks_before = before is not None and before.end in self.question_edges
        left = self.forms[index - 1] if index else ""
        right = self.forms[index + 1] if after else ""
        return Spot(
            word=word,
            before=before,
            after=after,
            following=self.reader.after(words, index),
            sentence=self.sentences[index],
            hesitates=asks_next or asks_before or left in SOUNDS or right in SOUNDS,
            filler_next=asks_next or bool(right),
            said=self.text.text[: word.start],
            stumbling=self.stumbling,
            halting=any(place != word.start for place in self.likely[self.sentences[index].start]),
            reader=self.reader,
        )
