"""What the offline coach says, in both languages. `{about}` names a point, `{quote}` holds the candidate's own words.

No Korean line puts a particle straight after a slot: the right one would depend on the word's last sound.
"""

from __future__ import annotations

import random

from mockinterview.domain.base import Language

Lines = dict[Language, tuple[str, ...]]

ABOUT: dict[Language, str] = {"ko": "‘{label}’ 부분", "en": "the part about “{label}”"}
ABOUT_UNNAMED: dict[Language, str] = {"ko": "중요한 핵심 하나", "en": "one important point"}

STRENGTH: dict[str, Lines] = {
    "all": {
        "ko": (
            "핵심을 빠짐없이 말씀하셨습니다. 특히 “{quote}” 대목이 또렷했습니다.",
            "필요한 내용이 모두 들어 있는 답변입니다. “{quote}”라고 하신 부분이 설득력 있었습니다.",
        ),
        "en": (
            "You made every point that matters; “{quote}” was especially clear.",
            "Nothing essential was missing, and “{quote}” was convincing.",
        ),
    },
    "several": {
        "ko": (
            "핵심 {total}개 가운데 {count}개를 말씀하셨고, 그중 “{quote}” 대목이 가장 또렷했습니다.",
            "“{quote}”라고 하신 부분이 좋았습니다. 핵심 {total}개 중 {count}개가 분명히 들렸습니다.",
        ),
        "en": (
            "You made {count} of the {total} points; “{quote}” was the clearest.",
            "“{quote}” was good. {count} of the {total} points came across plainly.",
        ),
    },
    "one": {
        "ko": (
            "“{quote}”라고 하신 부분은 핵심을 정확히 짚은 설명입니다.",
            "“{quote}” 대목은 면접관이 듣고 싶어 하는 바로 그 내용입니다.",
            "“{quote}”라고 말씀하신 것은 그대로 가져가도 좋습니다.",
        ),
        "en": (
            "“{quote}” goes straight to the point.",
            "“{quote}” is exactly what an interviewer wants to hear.",
            "Keep “{quote}” just as you said it.",
        ),
    },
    "unsure": {
        "ko": (
            "“{quote}”라고 하신 데서 핵심을 짚으신 것으로 들렸습니다. 조금 더 분명하게 말하면 확실해집니다.",
            "“{quote}” 대목이 핵심에 닿은 것으로 보입니다. 다만 제가 확신할 만큼 또렷하지는 않았습니다.",
        ),
        "en": (
            "“{quote}” sounded like the point to me; said a little more plainly, it would be beyond doubt.",
            "I took “{quote}” to make the point, though not clearly enough to be sure.",
        ),
    },
    "partial": {
        "ko": (
            "“{quote}”라고 하시며 방향은 맞게 잡으셨습니다.",
            "“{quote}” 대목에서 출발점은 잘 잡으셨습니다.",
        ),
        "en": (
            "With “{quote}” you are heading the right way.",
            "“{quote}” is a good place to start from.",
        ),
    },
    "listed": {
        "ko": (
            "“{quote}”처럼 관련 용어는 떠올리셨습니다.",
            "“{quote}” 같은 단어를 고르신 점은 출발점이 됩니다.",
        ),
        "en": ("With “{quote}” you recalled related terms.", "Words such as “{quote}” are a place to start."),
    },
}

GAP: dict[str, Lines] = {
    "missing": {
        "ko": (
            "가장 아쉬운 것은 {about}입니다. 답변에서 찾지 못했습니다.",
            "비중이 큰 내용 가운데 {about}, 이것이 빠졌습니다.",
            "{about}까지 들어갔다면 점수가 가장 많이 올랐을 것입니다.",
        ),
        "en": (
            "What I missed most is {about}.",
            "The weightiest thing left out is {about}.",
            "Adding {about} would have raised the score most.",
        ),
    },
    "unsure": {
        "ko": (
            "{about}, 이 대목은 확실히 들리지 않았습니다. 염두에 두셨다면 더 분명하게 말씀해 보세요.",
            "제가 놓쳤을 수도 있지만 {about}, 이것은 뚜렷하게 들리지 않았습니다.",
        ),
        "en": (
            "I could not hear {about} with certainty; if you meant it, say it more plainly.",
            "I may have missed it, but {about} did not come across clearly.",
        ),
    },
    "partial": {
        "ko": (
            "{about}에서는 설명이 절반쯤에서 멈췄습니다. 이유나 결과를 한 문장 더 붙여야 합니다.",
            "{about}에서 한 걸음이 모자랍니다. 왜 그런지까지 말해야 완성됩니다.",
        ),
        "en": (
            "You went halfway with {about}; one more sentence on why, or on what follows, is needed.",
            "One step is lacking in {about}: say why it is so.",
        ),
    },
    "maybe_false": {
        "ko": (
            "{about}에서 말씀이 반대로 들릴 수 있었습니다. 방향을 분명하게 밝혀 보세요.",
            "{about}에서 어느 쪽이 어느 쪽인지 헷갈리게 들렸습니다. 한 번 더 확인해 보세요.",
        ),
        "en": (
            "What you said on {about} could be heard the wrong way round; make the direction plain.",
            "On {about} it was not clear to me which is which; check it once more.",
        ),
    },
}

TRUTH_UNSURE: dict[Language, str] = {
    "ko": "제가 잘못 들었을 수 있지만, 이 점을 확인해 보세요. {truth}",
    "en": "I may have misheard, but check this: {truth}",
}

NEXT: dict[str, Lines] = {
    "maybe_false": {
        "ko": (
            "위에 적은 내용과 견주어 보고, 다르게 말씀하셨다면 본인 말로 고쳐 두 문장으로 말해 보세요.",
            "위 내용을 기준으로 말씀하신 뜻이 분명히 드러나게 다시 설명해 보세요.",
        ),
        "en": (
            "Compare with the note above; if you said otherwise, put it right in two sentences of your own.",
            "With the note above in mind, explain it again so that your meaning is plain.",
        ),
    },
    "false": {
        "ko": (
            "위에서 바로잡은 내용을 본인 말로 두 문장으로 바꿔 소리 내어 말해 보세요.",
            "먼저 바로잡은 내용부터 이유와 함께 다시 설명해 보세요.",
        ),
        "en": (
            "Put the correction above into two sentences of your own and say them aloud.",
            "Start with the correction: explain it again together with its reason.",
        ),
    },
    "missing": {
        "ko": (
            "{about}, 이 내용을 한 문장으로 만들어 넣고 같은 질문에 다시 답해 보세요.",
            "{about}부터 먼저 떠올린 다음, 같은 질문에 다시 한번 답해 보세요.",
        ),
        "en": (
            "Make one sentence of {about}, put it in, and answer again.",
            "Recall {about} first, then try the question again.",
        ),
    },
    "partial": {
        "ko": (
            "{about}에 ‘왜냐하면’으로 시작하는 문장을 하나 덧붙여 보세요.",
            "{about}에 구체적인 예나 숫자를 하나 들어 보세요.",
        ),
        "en": (
            "Add one sentence beginning with “because” to {about}.",
            "Give one example or number for {about}.",
        ),
    },
    "done": {
        "ko": (
            "이제 결론부터 시작해 1분 안에 말하는 연습을 해 보세요.",
            "내용은 충분하니, 같은 내용을 더 짧게 다시 말해 보세요.",
        ),
        "en": (
            "Now practise saying it in under a minute, conclusion first.",
            "The content is there; try saying the same in fewer words.",
        ),
    },
    "done_shortly": {
        "ko": (
            "짧은 말로 핵심을 다 짚었으니, 이유나 예를 한 문장 덧붙이는 연습을 해 보세요.",
            "내용은 충분하니, 화면을 보지 않고 소리 내어 한 번 더 말해 보세요.",
        ),
        "en": (
            "Few words, and every point made: now practise adding one sentence with a reason or an example.",
            "The content is there; say it once more aloud, without looking.",
        ),
    },
    "related": {
        "ko": (
            "이어서 자주 나오는 질문까지 준비해 두면 좋겠습니다.",
            "면접관이라면 무엇을 더 물을지 떠올려 보고, 그 답까지 준비해 보세요.",
        ),
        "en": (
            "Prepare the questions that usually follow as well.",
            "Think of what an interviewer would ask next, and prepare that answer too.",
        ),
    },
}

UNGRADED: Lines = {
    "ko": (
        "지금은 채점하지 못했습니다. 모범 답안과 견주어 보고, 나중에 다시 채점해 보세요.",
        "이 답변은 아직 채점되지 않았습니다. 답변은 그대로 남아 있으니 다시 채점할 수 있습니다.",
    ),
    "en": (
        "This could not be graded now. Compare it with the model answer, and grade it again later.",
        "This answer is not graded yet. It is kept, and can be graded again.",
    ),
}

EASIER: Lines = {
    "ko": ("쉽게 말하면,", "풀어서 말하면,", "다르게 말하면,"),
    "en": ("In other words,", "Put simply,", "To put it another way,"),
}


def pick(lines: Lines, language: Language, rng: random.Random, **slots: object) -> str:
    """Quotes go in as values: braces inside an answer stay braces."""
    return rng.choice(lines[language]).format(**slots)
