"""Answer in, Delivery out: pure, bounded, and never part of the score."""

from __future__ import annotations

from mockinterview.delivery.advice import advice
from mockinterview.delivery.english_fillers import english_fillers
from mockinterview.delivery.following import Kiwi, Rules
from mockinterview.delivery.hedges import hedges
from mockinterview.delivery.korean_fillers import korean_fillers
from mockinterview.delivery.manner import formality
from mockinterview.delivery.morphology import Morphology
from mockinterview.delivery.opening import opening
from mockinterview.delivery.readable import Readable, readable
from mockinterview.delivery.timing import amount_of, length, pace, pauses
from mockinterview.domain.answer import Answer, Channel
from mockinterview.domain.base import Language
from mockinterview.domain.delivery import AnalyserName, Delivery, Filler, Formality, SentenceLength


def analyse(
    answer: Answer,
    language: Language,
    *,
    target_seconds: float | None = None,
    morphology: Morphology | None = None,
) -> Delivery:
    """`language` is that of the answer; without a `morphology` rules alone tell fillers from words."""
    text = readable("" if answer.channel is Channel.CODE else answer.text)
    name: AnalyserName = "kiwi" if morphology is not None and language == "ko" else "rules"
    if not text.words:
        return Delivery(language=language, analyser=name, cut=text.cut)
    fillers, manner = _words(text, answer, language, morphology)
    first = opening(text, language)
    amount = amount_of(text.text, language)
    measured = Delivery(
        language=language,
        analyser=name,
        words=len(text.words),
        fillers=fillers,
        hedges=hedges(text, language),
        conclusion_first=first[0] if first else None,
        opening=first[1] if first else None,
        sentences=_sentences(text),
        formality=manner,
        pace=None if text.cut else pace(answer, amount, language),
        pauses=pauses(answer),
        length=None if text.cut else length(answer, amount, language, target_seconds),
        cut=text.cut,
    )
    return measured.model_copy(update={"advice": advice(measured)})


def _words(
    text: Readable, answer: Answer, language: Language, morphology: Morphology | None
) -> tuple[tuple[Filler, ...], Formality | None]:
    if language == "en":
        return english_fillers(text), None
    morphemes = morphology.morphemes(text.text) if morphology is not None else None
    reader = Rules() if morphemes is None else Kiwi(morphemes)
    fillers = korean_fillers(text, reader, spoken=answer.channel is Channel.SPOKEN)
    places = {(filler.start, filler.end) for filler in fillers}
    return fillers, formality(text, morphemes, places)


def _sentences(text: Readable) -> SentenceLength:
    sizes = [sentence.words for sentence in text.sentences]
    return SentenceLength(count=len(sizes), mean=round(sum(sizes) / len(sizes), 1), longest=max(sizes))
