"""두괄식: does the answer begin with the answer, or does it circle first?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mockinterview.delivery.readable import Readable, Sentence
from mockinterview.domain.base import Language
from mockinterview.domain.grade import Evidence

MIN_WORDS = 3
"""Below this a whole answer is too short to tell."""
BEGINNING = 120
"""Characters; what an endless sentence comes to later is not how it begins."""

_KO_ANSWERS = re.compile(
    r"결론(?:부터|은|적으로|을)|한\s*마디로|한\s*줄로|요약하(?:면|자면)|핵심은|핵심이|때문(?:입니다|이에요|이죠|이다|이라고)"
    r"|(?:두|세|네|다섯|[2-9])\s*(?:가지|개)(?:가|로|입니다|예요|를|이)|다르지만"
)
_KO_CIRCLES = re.compile(
    r"좋은\s*질문|질문\s*(?:해|주셔|감사)|감사합니다|물어보(?:신|셨|시)|여쭤보|질문하신|질문이\s|궁금하신"
    r"|(?:대해|대하여|대해서|관해|관해서|부터|먼저|소개)\S*\s(?:\S+\s){0,3}?(?:말씀|설명|얘기|이야기|소개|정리)\S*\s?(?:\S*(?:겠습니다|게요|합니다|보죠))"
    r"|(?:이해|알|설명|말씀)\S*(?:려면|려고\s*하면|기\s*위해|기\s*전에|기\s*위해서)"
    r"|기\s*전에\s.*부터|(?:먼저|우선)\s.*봐야"
    r"|어렵(?:네|습|지만|긴)|어려운\s*(?:질문|문제|주제|부분)|어려운데|어디서부터|헷갈|생각해\s*볼|모르겠|글쎄|갑자기\s*(?:물|여쭤|질문)|기억나네|기억이"
    r"|생각이\s*(?:잘\s*)?안|옛날에|예전에(?!는)|역사|배경|학교|수업|교수님|팀장|제\s*소개|자기소개|며칠\s*전|공부했|공부하다"
    r"|(?:여러|다양한)\s*(?:가지\s*)?(?:관점|시각|의견|답|방법이\s*있을)|사람마다|(?:상황|경우)에\s*따라\s*(?:\S+\s)?다(?:르|를|릅)"
    r"|(?:중요한|유명한|어려운|많이\s*쓰이는|자주\s*나오는)\s*(?:개념|주제|부분|문제|질문|내용|얘기)|관심이\s*많|많은\s*(?:분|사람)|많이들"
    r"|요즘\s.*(?:있잖아|많이|뜨고|화제)|여러\s*군데서\s*쓰|[가-힣][은는에도]\s+(?:참|정말|굉장히|되게)\s+(?:많|다양|넓|중요|흥미)|다들\s"
    # what one is about to say, instead of saying it
    r"|(?:말|말씀|설명|얘기|이야기|답변|정리|시작|나눠|짚어|짚고|풀어|살펴|떠올려|돌아)\S*\s?(?:\S+\s)?(?:보겠습니다|볼게요|하겠습니다|드리겠습니다|드릴게요|할게요|보죠|봅시다)"
    r"|(?:짚고|정리하고|설명하고)\s*(?:넘어가|가야|시작)"
    # a story about oneself
    r"|(?:저희\s*(?:팀|회사|연구실)|전\s*직장|인턴|면접\s*준비|프로젝트를\s*하면서)\S*.*(?:했|봤|있었|있는데|었는데|됐는데|계기|기억)"
    r"|(?:본|들은|배운|겪은|봤던|했던|들었던)\s*(?:적이|기억이|경험이)"
)
_KO_REPLY = re.compile(r"(?:네|예|넵|아|음+|어+|그+|저|에|흠)(?=[\s,.…~!]|$)[\s,.…~!]*")
_EN_ANSWERS = re.compile(
    r"\bin short\b|\bbecause\b|\bthe (?:main|key|short|simple) (?:reason|idea|point|answer)\b"
    r"|\b(?:two|three|four) (?:\w+ )?(?:reasons|ways|things|steps|parts|kinds|types)\b",
    re.IGNORECASE,
)
_EN_CIRCLES = re.compile(
    r"\b(?:great|good|interesting|tough|hard) question\b|\bthank(?:s| you)\b|\byou're asking\b|\byou asked\b"
    r"|\blet me (?:start|begin|think|give|explain|first)\b|\b(?:i'm going to|i'll|i will|i'd like to|i want to) (?:talk|explain|start|tell|begin|walk)\b"
    r"|\bbefore (?:that|i|we)\b|\bin the (?:old|early) days\b|\bhistor(?:y|ically)\b|\bbackground\b|\bat (?:university|school|college)\b"
    r"|\bmy (?:last|previous|old|first) (?:job|team|company|project)\b|\bmy (?:manager|boss|colleagues?|mentor)\b|\bI (?:can|could) (?:explain|talk|speak)\b"
    r"|\b(?:everyone|everybody|every team|people|many people) (?:\w+ )?(?:talks?|argues?|asks?|knows?|confuses?|hears?)\b|\bi (?:remember|was reading|once|have read|read about|heard)\b"
    r"|\bprofessor\b|\bit (?:really |all )?depends\b(?!\s+on whether)|\bmany (?:ways|opinions|perspectives)\b|\bcomes up a lot\b"
    r"|\b(?:very|really) (?:important|popular|common) (?:topic|concept|question|thing)\b|\bto understand\b|\bi don't (?:really )?(?:know|remember)\b|\bnowadays\b",
    re.IGNORECASE,
)
_EN_REPLY = re.compile(r"(?:yes|no|yeah|sure|okay|ok|right|so|well|um+|uh+|hmm+)\b[\s,.…!-]*", re.IGNORECASE)
_KO_ECHO = re.compile(r"[^,]{1,30}(?:이?요|말씀이신가요|말이죠)[.?!…]*")
_VERB = re.compile(
    r"(?:니다|어요|아요|여요|해요|돼요|이에요|예요|거예요|네요|데요|고요|죠|다|까요|야|지|려요|와요|줘요|세요|게요)[.?!…\"']*$"
)


def opening(text: Readable, language: Language) -> tuple[bool, Evidence] | None:
    """Whether the first sentence with something in it answers, and that sentence."""
    sentence = _first(text.sentences, language)
    if sentence is None:
        return None
    answers, circles = (_EN_ANSWERS, _EN_CIRCLES) if language == "en" else (_KO_ANSWERS, _KO_CIRCLES)
    said = sentence.text[:BEGINNING]
    first = bool(answers.search(said)) or not circles.search(said)
    return first, text.evidence(sentence.start, sentence.end)


def _first(sentences: Sequence[Sentence], language: Language) -> Sentence | None:
    """Passes over 네, 음… and over the bare topic (배치 정규화요?); an answer of three words is too short."""
    if sum(sentence.words for sentence in sentences[:3]) < MIN_WORDS:
        return None
    for sentence in sentences[:4]:
        said = _without_reply(sentence.text, language)
        echo = language == "ko" and _KO_ECHO.fullmatch(said) and not _VERB.search(said)
        if said and not echo:
            return sentence
    return None


def _without_reply(said: str, language: Language) -> str:
    reply = _EN_REPLY if language == "en" else _KO_REPLY
    said = said[:400]
    while match := reply.match(said):
        said = said[match.end() :]
    return said
