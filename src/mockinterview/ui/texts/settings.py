"""Words of the settings tab."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "settings.title": ("설정", "Settings"),
    "settings.lead": (
        "이 화면의 값은 이 브라우저와 서버에만 있습니다. API 키는 여기에 입력하지 않습니다.",
        "What you see here stays between this browser and the server. API keys are never typed here.",
    ),
    "settings.language": ("언어", "Language"),
    "settings.language_line": (
        "화면과 면접관의 말을 바꿉니다.",
        "Changes the page and what the interviewer speaks.",
    ),
    "settings.voice": ("음성", "Voice"),
    "settings.voice_line": (
        "질문을 소리로 들으려면 면접을 시작할 때 ‘질문을 소리로 듣기’를 켜세요. 질문 아래의 ‘질문 듣기’로 한 번만 들을 수도 있습니다.",
        "Turn on “Hear the questions aloud” before you start, or press “Listen” below a question.",
    ),
    "settings.status": ("작동 상태", "What works"),
    "settings.refresh": ("상태 다시 보기", "Refresh"),
    "settings.keys": ("단축키", "Keyboard"),
    "settings.key.submit": ("답변 제출", "Submit the answer"),
    "settings.key.next": ("다음 질문", "Next question"),
    "settings.key.voice": ("말하기 시작·끝", "Start or stop speaking"),
    "settings.llm": ("LLM 연결", "Connecting an LLM"),
    "settings.llm_line": (
        "키 없이도 채점은 됩니다. LLM을 더하려면 서버를 켜기 전에 환경 변수로 주소·모델·키를 정해 주세요. 방법은 mockinterview doctor가 알려 줍니다.",
        "Grading works without a key. To add an LLM, set its address, model and key as environment variables before the server starts; mockinterview doctor tells how.",
    ),
    "settings.profile": ("이 브라우저의 프로필", "This browser's profile"),
    "settings.profile_line": (
        "로그인 없이 이 브라우저에만 남는 이름표입니다. 명령줄에서 이 기록을 볼 때 씁니다.",
        "A name tag kept in this browser only; the command line needs it to show this history.",
    ),
    "part.rubrics": ("질문 은행", "Question bank"),
    "part.grader": ("오프라인 채점기", "Offline grader"),
    "part.history": ("기록 저장소", "History"),
    "part.llm": ("LLM", "LLM"),
    "part.sandbox": ("코드 실습", "Code lab"),
    "part.speech": ("음성 인식(녹음)", "Recogniser for recordings"),
    "part.voice": ("면접관 목소리(음성 서버)", "Interviewer's voice (endpoint)"),
    "part.delivery": ("말하기 분석", "Delivery analysis"),
    "state.ready": ("준비됨", "ready"),
    "state.loading": ("불러오는 중", "loading"),
    "state.idle": ("대기", "idle"),
    "state.failed": ("문제 있음", "failed"),
    "state.off": ("꺼짐", "off"),
}
