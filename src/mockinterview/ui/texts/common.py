"""Words of the frame around the tabs, and of everything that can go wrong on any of them."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "app.title": ("mockinterview · ML 모의 면접", "mockinterview · ML interview practice"),
    "app.tagline": ("ML 모의 면접", "ML interview practice"),
    "app.other_language": ("English", "한국어"),
    "app.other_language_hint": ("Switch to English", "한국어로 바꾸기"),
    "app.theme": ("밝게/어둡게", "Light/dark"),
    "app.skip_link": ("본문으로 건너뛰기", "Skip to content"),
    "app.ready": ("채점 준비됨", "Grader ready"),
    "app.loading": (
        "채점 모델을 불러오는 중 · 먼저 답해도 됩니다",
        "Loading the grading model · you can start answering",
    ),
    "app.trouble": ("일부 기능을 쓸 수 없음 · 설정에서 확인", "Some parts unavailable · see Settings"),
    "tab.interview": ("면접", "Interview"),
    "tab.history": ("기록", "History"),
    "tab.rubric": ("루브릭", "Rubrics"),
    "tab.settings": ("설정", "Settings"),
    "error.unexpected": (
        "예상하지 못한 문제가 생겼습니다. 적은 내용은 그대로 있습니다. 다시 시도해 주세요.",
        "Something unexpected went wrong. What you typed is still here. Please try again.",
    ),
    "error.offline": (
        "서버와 연결이 끊겼습니다. 적은 답은 이 브라우저에 남아 있으니, 서버가 돌아오면 새로고침해 주세요.",
        "The connection to the server is gone. Your words are kept in this browser: reload when the server is back.",
    ),
    "error.crowded": (
        "지금은 사람이 많아 이 요청을 받지 못했습니다. 적은 내용은 그대로 있으니 잠시 뒤 다시 눌러 주세요.",
        "Too many people are waiting just now. What you typed is still here: press again in a moment.",
    ),
    "toast.info": ("알림", "Note"),
    "toast.warning": ("확인해 주세요", "Please check"),
    "toast.error": ("문제가 생겼습니다", "Something went wrong"),
    "level.junior": ("주니어", "Junior"),
    "level.mid": ("미들", "Mid"),
    "level.senior": ("시니어", "Senior"),
}
