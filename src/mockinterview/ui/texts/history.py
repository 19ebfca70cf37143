"""Words of the history tab."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "past_tab.title": ("내 기록", "Your history"),
    "past_tab.lead": (
        "점수의 흐름, 다시 볼 질문, 지난 답변을 한곳에서 봅니다.",
        "How scores move, what is due, and every past answer.",
    ),
    "past_tab.empty": (
        "아직 기록이 없습니다. 면접 탭에서 첫 질문에 답하면 여기에 쌓입니다.",
        "Nothing here yet. Answer a first question in the Interview tab.",
    ),
    "past_tab.scores": ("점수의 흐름", "Scores over time"),
    "past_tab.scores_spoken": (
        "최근 {count}개 답의 점수. 처음 {first}점, 마지막 {last}점.",
        "Scores of the last {count} answers, from {first} to {last}.",
    ),
    "past_tab.scores_table": ("표로 보기", "As a table"),
    "past_tab.day": ("날짜", "Date"),
    "past_tab.question": ("질문", "Question"),
    "past_tab.score": ("점수", "Score"),
    "past_tab.answers": ("답변", "Answers"),
    "past_tab.mean": ("평균", "Mean"),
    "past_tab.due_now": ("다시 볼 때가 된 것", "Due now"),
    "past_tab.due_counts": (
        "질문 {questions} · 실습 {exercises}",
        "questions {questions} · exercises {exercises}",
    ),
    "past_tab.due_none": ("지금 다시 볼 것은 없습니다.", "Nothing is due now."),
    "past_tab.exercise": ("실습", "exercise"),
    "past_tab.way_questions": (
        "질문은 면접 탭에서 면접 방식 ‘복습’을 고르면 나옵니다.",
        "Questions: choose “Review” in the Interview tab.",
    ),
    "past_tab.way_exercises": (
        "실습은 코드 실습 탭의 목록에서 ‘다시 써 볼 때’라고 적힌 것입니다.",
        "Exercises: those marked “due again” in the list of the Code lab tab.",
    ),
    "past_tab.due_next": ("다음 복습: {date}", "Next review: {date}"),
    "past_tab.topics": ("주제별 평균", "Mean by topic"),
    "past_tab.weak": ("약한 핵심", "Weak points"),
    "past_tab.weak_none": ("되풀이해서 빠뜨린 핵심이 없습니다.", "No point was missed again and again."),
    "past_tab.turns": ("지난 답변", "Past answers"),
    "past_tab.more": ("{all}개 가운데 최근 {count}개입니다.", "The latest {count} of {all}."),
    "past_tab.older": ("이전 답변 더 보기", "Show older answers"),
    "past_tab.report": ("보고서 만들기", "Make a report"),
    "past_tab.export": ("내 데이터 내려받기", "Export my data"),
    "data.title": ("내 데이터", "My data"),
    "data.lead": (
        "모든 기록은 이 서버의 컴퓨터에만 저장됩니다. 언제든 내려받거나 지울 수 있습니다.",
        "Everything is kept on this server's machine only. Export or delete it at any time.",
    ),
    "data.delete": ("내 데이터 지우기", "Delete my data"),
    "data.delete_sure": (
        "면접, 답변, 점수, 복습 일정을 모두 지웁니다. 되돌릴 수 없습니다. 계속할까요?",
        "This deletes every interview, answer, score and review date and cannot be undone. Go on?",
    ),
    "data.deleted": ("기록 {count}건을 지웠습니다.", "Records deleted: {count}."),
}
