"""What the interviewer says, in both languages: a courteous senior colleague, never the same twice in a row."""

from __future__ import annotations

import random
from collections.abc import Sequence

from mockinterview.domain.base import Language
from mockinterview.domain.turn import Asked, AskedBecause

Lines = dict[Language, tuple[str, ...]]

LINES: dict[str, Lines] = {
    "greeting": {
        "ko": (
            "안녕하세요, 오늘 면접을 맡았습니다. 동료에게 설명하듯이 편하게 말씀해 주세요.",
            "반갑습니다. 외운 문장보다 본인이 이해한 대로 말씀해 주시면 됩니다. 시작해 볼까요?",
            "안녕하세요. 긴장 푸시고요, 생각할 시간이 필요하면 천천히 답하셔도 괜찮습니다.",
        ),
        "en": (
            "Hello, I'll be your interviewer today. Just explain things as you would to a colleague.",
            "Nice to meet you. Your own understanding matters more than memorised sentences. Shall we start?",
            "Hello. Take a breath, and take your time to think before you answer.",
        ),
    },
    "greeting_exam": {
        "ko": (
            "안녕하세요. 오늘은 {minutes}분 동안 실제 면접처럼 진행하겠습니다. 평가는 끝난 뒤에 한꺼번에 말씀드릴게요.",
            "반갑습니다. {minutes}분 동안 여러 주제를 여쭤보겠습니다. 중간에는 평가를 말씀드리지 않으니 편하게 답해 주세요.",
        ),
        "en": (
            "Hello. For {minutes} minutes we'll run this like a real interview; you'll hear how it went at the end.",
            "Nice to meet you. I have {minutes} minutes of mixed questions and will keep my assessment for the end.",
        ),
    },
    "greeting_single": {
        "ko": (
            "안녕하세요. 오늘은 한 문제만 깊이 있게 보겠습니다.",
            "반갑습니다. 이 질문 하나에만 집중해 보시죠.",
        ),
        "en": (
            "Hello. Today we'll look at one question only.",
            "Hello. Let's concentrate on this one question.",
        ),
    },
    "greeting_unmet": {
        "ko": (
            "안녕하세요. 아직 약한 곳으로 꼽을 답이 없어서, 답한 적 없는 질문을 차례로 여쭤보겠습니다.",
            "반갑습니다. 약한 곳을 알려면 답이 더 필요합니다. 오늘은 답한 적 없는 질문을 차례로 드릴게요.",
        ),
        "en": (
            "Hello. No answer of yours counts as a weak spot yet, so I'll go through questions you have not had.",
            "Hello. I don't know your weak spots yet; today you get questions you have not answered, in order.",
        ),
    },
    "greeting_partly_unmet": {
        "ko": (
            "안녕하세요. 약했던 질문 {weak}개부터 보고, 나머지는 답한 적 없는 질문으로 채우겠습니다.",
            "반갑습니다. 약한 곳으로 남은 질문은 {weak}개입니다. 그다음은 답한 적 없는 질문을 드릴게요.",
        ),
        "en": (
            "Hello. We begin with what was weak so far ({weak}); after that come questions you have not had.",
            "Hello. Weak spots to go through: {weak}. Questions that are new to you fill up the rest.",
        ),
    },
    "next": {
        "ko": (
            "네, 잘 들었습니다. 다음 질문 드리겠습니다.",
            "네, 알겠습니다. 다음으로 넘어가 보겠습니다.",
            "말씀 감사합니다. 이어서 다음 질문입니다.",
            "네, 그 부분은 여기까지 하고 다음 질문으로 가 보겠습니다.",
        ),
        "en": (
            "Thank you. Here is the next question.",
            "All right. Let's move on.",
            "Thanks, I see. Next question.",
            "Let's leave it there and go on to the next one.",
        ),
    },
    "next_good": {
        "ko": (
            "네, 핵심을 잘 짚어 주셨습니다. 다음 질문 드리겠습니다.",
            "좋습니다. 설명이 충분했어요. 다음으로 넘어가겠습니다.",
            "네, 정리가 잘 되어 있네요. 그럼 다음 질문입니다.",
        ),
        "en": (
            "Good, you got to the heart of it. Next question.",
            "That was a solid explanation. Let's move on.",
            "Clear and to the point. Here is the next one.",
        ),
    },
    "next_given_up": {
        "ko": (
            "괜찮습니다. 모르는 것을 모른다고 말씀하시는 것도 중요합니다. 다음 질문으로 가 볼까요?",
            "네, 솔직하게 말씀해 주셔서 좋습니다. 이 부분은 나중에 다시 보기로 하고 다음 질문 드릴게요.",
        ),
        "en": (
            "That's all right; saying so openly matters too. Shall we go on?",
            "Thank you for being frank. You can come back to this later. Next question.",
        ),
    },
    "next_skipped": {
        "ko": ("네, 이 질문은 넘어가겠습니다.", "알겠습니다. 건너뛰고 다음 질문 드릴게요."),
        "en": ("All right, we'll skip this one.", "Understood. Skipping to the next question."),
    },
    "topic": {
        "ko": ("이번에는 {topic}에 대해 여쭤보겠습니다.", "주제를 바꿔서 {topic}에 대해 이야기해 보죠."),
        "en": ("Let's turn to another topic: {topic}.", "Now something on this topic: {topic}."),
    },
    "related": {
        "ko": (
            "말씀하신 내용과 이어지는 질문을 하나 더 드리겠습니다.",
            "관련해서 한 가지 더 여쭤볼게요.",
            "이 주제에서 꼬리 질문 하나 드리겠습니다.",
        ),
        "en": (
            "Here is a question that follows on from this.",
            "One more thing in the same area.",
            "Let me ask something closely related.",
        ),
    },
    "about_code": {
        "ko": (
            "코드 잘 봤습니다. 그 코드에 대해 한 가지 여쭤볼게요.",
            "직접 써 보셨으니, 이번에는 말로 설명해 주시겠어요?",
            "네, 코드는 확인했습니다. 이어서 하나 여쭙겠습니다.",
        ),
        "en": (
            "I've seen your code. Let me ask one thing about it.",
            "You have written it; now explain it in words.",
            "Thank you for the code. A question about it.",
        ),
    },
    "missing": {
        "ko": (
            "조금만 더 들어가 보겠습니다. 아직 말씀하지 않으신 중요한 부분이 하나 있어서요.",
            "거기서 한 걸음만 더 가 볼까요? 빠진 내용이 하나 있는 것 같아 힌트를 드리겠습니다.",
            "좋은 답변이 되려면 한 가지가 더 필요할 것 같습니다. 이렇게 여쭤볼게요.",
        ),
        "en": (
            "Let me dig a little deeper; there is one important thing I haven't heard yet.",
            "One step further: I think something is still missing, so here is a hint.",
            "One more ingredient would complete the answer. Let me put it this way.",
        ),
    },
    "missing_unsure": {
        "ko": (
            "제가 놓쳤을 수도 있는데, 확실히 듣지 못한 부분이 하나 있어 여쭤봅니다.",
            "이미 염두에 두고 말씀하셨을지도 모르지만, 한 가지를 조금 더 분명하게 듣고 싶습니다.",
        ),
        "en": (
            "I may have missed it, but there is one thing I didn't hear clearly.",
            "You may have meant it already, but I'd like to hear one thing more plainly.",
        ),
    },
    "missing_given_up": {
        "ko": (
            "괜찮습니다. 힌트를 하나 드릴 테니 아는 만큼만 말씀해 보세요.",
            "그러면 제가 실마리를 드려 볼게요. 떠오르는 데까지만 답해 주세요.",
        ),
        "en": (
            "That's all right. Here is a hint; just say what comes to mind.",
            "Let me give you something to start from.",
        ),
    },
    "false": {
        "ko": (
            "한 가지 확인하고 싶습니다. 방금 “{quote}”라고 하셨는데, 그 부분을 다시 한번 생각해 보시겠어요?",
            "“{quote}”라고 말씀하신 부분이 조금 걸리는데요. 정말 그런지 다시 짚어 보겠습니다.",
        ),
        "en": (
            "Let me check one thing. You said “{quote}”. Would you think about that once more?",
            "I stumbled over “{quote}”. Let's look at whether that is really so.",
        ),
    },
    "false_unsure": {
        "ko": (
            "제가 잘못 들었을 수도 있는데, “{quote}”라고 하신 부분을 다시 한번 설명해 주시겠어요?",
            "“{quote}”라고 하신 것으로 들었는데요. 어떤 뜻이었는지 한 번 더 말씀해 주시겠어요?",
        ),
        "en": (
            "I may have misheard: you said “{quote}”. Could you explain that part again?",
            "I think I heard “{quote}”. Could you tell me once more what you meant?",
        ),
    },
    "ask": {
        "ko": ("이 부분을 설명해 주시겠어요?", "어떻게 생각하시나요?", "이 점을 말씀해 주시겠어요?"),
        "en": ("Could you explain that part?", "What do you think?", "Could you tell me about that?"),
    },
    "ask_about": {
        "ko": ("‘{keyword}’ 쪽으로 생각해 보시면 어떤가요?", "‘{keyword}’ 이야기와는 어떤 관계가 있을까요?"),
        "en": ("What comes to mind when you think of “{keyword}”?", "How does “{keyword}” come into it?"),
    },
    "ask_blind": {
        "ko": (
            "이 질문에서 꼭 짚어야 할 내용이 하나 더 있습니다. 무엇일까요?",
            "덧붙이고 싶은 내용이 더 있으신가요? 중요한 것이 하나 남아 있습니다.",
        ),
        "en": (
            "There is one more thing this question needs. What could it be?",
            "Is there anything you would add? One important thing is still open.",
        ),
    },
    "retry": {
        "ko": ("네, 같은 질문에 다시 한번 답해 보시죠.", "좋습니다. 처음이라 생각하고 다시 말씀해 보세요."),
        "en": ("All right, let's hear that one again.", "Good. Take it once more from the start."),
    },
    "resume": {
        "ko": (
            "네, 이어서 하겠습니다. 질문을 다시 읽어 드릴게요.",
            "다시 시작하겠습니다. 아까 여쭤보던 질문입니다.",
        ),
        "en": ("Let's go on. Here is the question again.", "Welcome back. This is where we were."),
    },
    "resume_review": {
        "ko": ("네, 이어서 하겠습니다.", "다시 시작하겠습니다."),
        "en": ("Let's go on.", "Welcome back."),
    },
    "end": {
        "ko": (
            "준비한 질문은 여기까지입니다. 수고 많으셨습니다.",
            "오늘 질문은 모두 마쳤습니다. 끝까지 답해 주셔서 감사합니다.",
        ),
        "en": (
            "Those were all my questions. Well done for getting through them.",
            "That's all I had. Thank you for your answers.",
        ),
    },
    "end_time": {
        "ko": (
            "약속한 시간이 다 되었습니다. 오늘은 여기까지 하겠습니다. 수고 많으셨습니다.",
            "시간이 되어 여기서 마치겠습니다. 답변해 주셔서 감사합니다.",
        ),
        "en": (
            "Our time is up, so let's stop here. Well done.",
            "We have run out of time. Thank you for your answers.",
        ),
    },
    "end_early": {
        "ko": (
            "네, 오늘은 여기까지 하겠습니다. 수고하셨습니다.",
            "알겠습니다. 여기서 마무리하죠. 수고 많으셨습니다.",
        ),
        "en": ("All right, let's stop here for today. Well done.", "Understood. We'll leave it there."),
    },
}

WHY: dict[AskedBecause, dict[Language, str]] = {
    AskedBecause.PLAN: {"ko": "계획한 순서에 따른 질문입니다.", "en": "The next question of the plan."},
    AskedBecause.MISSING_POINT: {
        "ko": "앞 답변에서 비중이 큰 핵심이 아직 나오지 않아 드리는 꼬리 질문입니다.",
        "en": "A follow-up: a weighty point of the last answer is still missing.",
    },
    AskedBecause.FALSE_CLAIM: {
        "ko": "앞 답변에 사실과 다르게 들린 부분이 있어 확인하는 꼬리 질문입니다.",
        "en": "A follow-up: something in the last answer did not sound right.",
    },
    AskedBecause.RELATED: {
        "ko": "방금 다룬 질문에 딸린, 함께 자주 묻는 질문입니다.",
        "en": "A question that often comes with the last one.",
    },
    AskedBecause.RETRY: {
        "ko": "같은 질문에 다시 답하는 중입니다.",
        "en": "The same question, another attempt.",
    },
    AskedBecause.DUE: {"ko": "복습할 때가 된 질문입니다.", "en": "This question is due for review."},
    AskedBecause.EXERCISE: {
        "ko": "코딩 실습에서 이어지는 질문입니다.",
        "en": "A question that follows from the coding exercise.",
    },
}


def why_asked(asked: Asked, language: Language = "ko") -> str:
    return WHY[asked.because][language]


def say(key: str, language: Language, rng: random.Random, said: Sequence[str] = (), **names: str) -> str:
    """One of the lines, preferably one that does not stand among `said`."""
    lines = [line.format(**names) for line in LINES[key][language]]
    fresh = [line for line in lines if not any(line in text for text in said)]
    return rng.choice(fresh or lines)
