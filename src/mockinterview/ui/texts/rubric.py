"""Words of the rubric tab."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "rubric.title": ("루브릭", "Rubrics"),
    "rubric.lead": (
        "질문마다 무엇을 들어야 점수가 되는지 적은 기준입니다. 고친 내용은 내 폴더에만 저장됩니다.",
        "What has to be heard for each question. Your changes are kept in your own folder only.",
    ),
    "rubric.question": ("질문 고르기", "Choose a question"),
    "rubric.question_hint": ("글자를 입력하면 걸러집니다", "Type to filter"),
    "rubric.layer.shipped": ("기본 제공", "Shipped"),
    "rubric.layer.user": ("내가 고침", "Yours"),
    "rubric.layer.path": ("지정한 파일", "From a given file"),
    "rubric.points": ("핵심 {count}개", "Points: {count}"),
    "rubric.phrasings": ("다른 말투 {count}개", "{count} other wordings"),
    "rubric.counters": ("반대로 말하면", "The false version"),
    "rubric.sources": ("출처", "Sources"),
    "rubric.misconceptions": ("흔한 오해", "Misconceptions"),
    "rubric.errata": ("자료 정정", "Errata"),
    "rubric.model": ("모범 답안", "Model answer"),
    "rubric.edit": ("고치기", "Edit"),
    "rubric.edit_point": ("고칠 핵심", "Point to edit"),
    "rubric.new_point": ("새 핵심 추가", "Add a new point"),
    "rubric.id": ("id (영문 소문자, 숫자, -)", "id (lower-case letters, digits, -)"),
    "rubric.says": ("핵심 문장", "What has to be said"),
    "rubric.keywords_edit": ("키워드", "Keywords"),
    "rubric.keywords_hint": (
        "한 줄에 한 묶음, 같은 뜻은 쉼표로",
        "One group a line, spellings separated by commas",
    ),
    "rubric.phrasings_edit": ("다른 말투", "Other wordings"),
    "rubric.counters_edit": ("반대로 말한 문장", "False versions"),
    "rubric.lines_hint": ("한 줄에 한 문장", "One sentence a line"),
    "rubric.weight": ("비중", "Weight"),
    "rubric.hint": ("힌트", "Hint"),
    "rubric.save": ("내 루브릭에 저장", "Save to my rubrics"),
    "rubric.reload": ("다시 불러오기", "Load again"),
    "rubric.saved": (
        "저장했습니다: {place}. 다음 채점부터 쓰입니다.",
        "Saved to {place}. The next grade uses it.",
    ),
    "rubric.keep_yours": (
        "다시 불러오기 전에 고친 글을 복사해 두세요. 아래 칸의 글은 아직 그대로입니다.",
        "Copy your words before you load again; they are still in the fields below.",
    ),
    "rubric.problems": ("루브릭 파일에 문제가 있습니다", "There are problems in rubric files"),
    "rubric.shared_note": (
        "이 서버의 모든 사람이 같은 루브릭을 봅니다.",
        "Everybody on this server sees the same rubrics.",
    ),
}
