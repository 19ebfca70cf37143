"""What the offline coach says to an answer that is no answer, or not only one: first what was noticed, then what to do."""

from __future__ import annotations

from mockinterview.coaching.phrases import Lines
from mockinterview.domain.grade import Flag

FLAGGED: dict[Flag, tuple[Lines, Lines]] = {
    Flag.EMPTY: (
        {
            "ko": ("답변에서 읽을 수 있는 말을 찾지 못해 채점하지 않았습니다.",),
            "en": ("There were no words I could read, so this was not graded.",),
        },
        {
            "ko": (
                "아는 만큼만이라도 한 문장으로 시작해 보세요.",
                "질문의 핵심 낱말이 무슨 뜻인지부터 한 문장으로 적어 보세요.",
            ),
            "en": (
                "Start with one sentence, however little you know.",
                "Begin by writing what the main word of the question means.",
            ),
        },
    ),
    Flag.DONT_KNOW: (
        {
            "ko": (
                "모르겠다고 하신 질문입니다. 실제 면접에서도 솔직하게 말한 뒤 아는 데까지 풀어 가면 됩니다.",
                "이번 질문은 모른다고 하셨습니다. 아는 것과 모르는 것을 나누어 말하는 것부터 해 보면 좋습니다.",
            ),
            "en": (
                "You said you don't know. That is fine in a real interview too, if you then reason as far as you can.",
                "You passed on this one. A good start is to separate what you know from what you don't.",
            ),
        },
        {
            "ko": (
                "‘이렇게 말해 보세요’의 문장을 소리 내어 읽은 뒤, 보지 않고 다시 답해 보세요.",
                "질문에 나온 말의 뜻부터, 떠오르는 만큼만 한 문장으로 말해 보세요.",
            ),
            "en": (
                "Read what you could say aloud, then answer again without looking.",
                "Say one sentence of what comes to mind, if only what the words of the question mean.",
            ),
        },
    ),
    Flag.OFF_TOPIC: (
        {
            "ko": (
                "질문이 묻는 것과 이어지는 내용을 거의 찾지 못했습니다.",
                "다른 주제의 이야기로 들렸습니다. 질문이 무엇을 묻는지부터 짚어 보면 좋겠습니다.",
            ),
            "en": (
                "I found little that connects with what was asked.",
                "This sounded like another topic; begin with what the question is after.",
            ),
        },
        {
            "ko": ("첫 문장을 질문에 대한 직접적인 답으로 시작해서 다시 말해 보세요.",),
            "en": ("Answer again, with a first sentence that answers the question directly.",),
        },
    ),
    Flag.QUESTION_ECHO: (
        {
            "ko": (
                "질문을 다시 말씀하신 것으로 들렸고, 답에 해당하는 내용은 찾지 못했습니다.",
                "질문의 표현이 되풀이되었을 뿐, 새로운 설명은 들리지 않았습니다.",
            ),
            "en": (
                "I heard the question said back, but no answer to it.",
                "The wording of the question came back without a new claim.",
            ),
        },
        {
            "ko": ("질문 문장은 빼고, 이유나 원리부터 한 문장으로 말해 보세요.",),
            "en": ("Leave the question's words out and begin with a reason or a mechanism.",),
        },
    ),
    Flag.KEYWORD_LIST: (
        {
            "ko": (
                "용어를 나열하셨지만 용어 사이의 관계가 설명되지 않아 점수를 거의 드리지 못했습니다.",
                "단어만으로는 이해하신 정도를 알 수 없습니다. 무엇이 왜 그런지가 필요합니다.",
            ),
            "en": (
                "The terms are listed, but nothing is said about how they hang together, so they earn little.",
                "Words alone do not show understanding: say what happens, and why.",
            ),
        },
        {
            "ko": ("나열한 용어마다 ‘무엇을 왜’가 드러나는 문장을 하나씩 만들어 보세요.",),
            "en": ("Make one sentence for each term that says what it does and why.",),
        },
    ),
    Flag.INSTRUCTIONS: (
        {
            "ko": ("채점자에게 하신 말씀은 답변으로 보지 않았고 점수에도 반영하지 않았습니다.",),
            "en": (
                "What was addressed to the grader was not read as part of the answer and changed nothing.",
            ),
        },
        {
            "ko": ("질문의 내용에 대해서만 다시 답해 보세요.",),
            "en": ("Answer again, about the question only.",),
        },
    ),
    Flag.TOO_LONG: (
        {
            "ko": ("답변이 아주 길어 앞부분까지만 읽고 채점했습니다.",),
            "en": ("The answer was very long; only its first part was read and graded.",),
        },
        {
            "ko": ("결론부터 1분 안에 말할 수 있는 길이로 줄여 보세요.",),
            "en": ("Cut it to what can be said in a minute, conclusion first.",),
        },
    ),
    Flag.HIDDEN_CHARACTERS: (
        {
            "ko": ("보이지 않는 문자가 섞여 있어 빼고 읽었습니다.",),
            "en": ("Invisible characters were mixed in; they were left out.",),
        },
        {
            "ko": ("붙여 넣은 글이라면 직접 입력하거나 말로 다시 답해 보세요.",),
            "en": ("If the text was pasted, type it or say it instead.",),
        },
    ),
    Flag.REPETITION: (
        {
            "ko": ("같은 말이 되풀이되어 한 번만 반영했습니다.",),
            "en": ("The same thing was said repeatedly and counted once.",),
        },
        {
            "ko": ("되풀이한 자리에 아직 나오지 않은 내용을 하나 넣어 보세요.",),
            "en": ("Use the room of the repetition for something not said yet.",),
        },
    ),
    Flag.CODE_ONLY: (
        {
            "ko": ("코드만 있어 말로 설명하신 내용을 찾기 어려웠습니다.",),
            "en": ("There was only code, hardly anything explained in words.",),
        },
        {
            "ko": ("코드가 하는 일을 면접관에게 말하듯이 두세 문장으로 설명해 보세요.",),
            "en": ("Explain in two or three sentences what the code does, as if to an interviewer.",),
        },
    ),
}
