"""The five shapes of study notes, read together."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_helpers import Read, questions, says

from mockinterview.importer import Imported
from mockinterview.importer.report import FileCount


@pytest.fixture
def counts(shapes: Imported) -> dict[str, FileCount]:
    return {file.doc: file for file in shapes.report.files}


def test_a_checklist_and_its_answers_are_counted(counts: dict[str, FileCount]) -> None:
    checklist = counts["10"]
    assert (checklist.questions, checklist.checklist, checklist.answered, checklist.unanswered) == (
        5,
        5,
        2,
        3,
    )
    assert checklist.interview_points == 5


def test_interview_points_alone_become_points(shapes: Imported) -> None:
    assert says(shapes, "랜덤 포레스트가 결정 트리보다 나은 점은?") == [
        "Bagging: 표본을 복원 추출해 나무마다 다른 데이터를 준다",
        "특징 무작위 선택으로 나무끼리 덜 닮는다",
    ]


def test_the_one_line_definition_becomes_the_model_answer(shapes: Imported) -> None:
    question = questions(shapes)["랜덤 포레스트가 결정 트리보다 나은 점은?"]
    assert question.model_answer == "여러 나무의 투표로 분산을 줄인다"


def test_bold_words_become_keywords_and_sources_name_their_heading(shapes: Imported) -> None:
    point = questions(shapes)["랜덤 포레스트가 결정 트리보다 나은 점은?"].points[0]
    assert ("Bagging",) in point.keywords
    source = point.source[0]
    assert (source.doc, source.heading, source.kind) == (
        "10",
        "랜덤 포레스트가 결정 트리보다 나은 점은?",
        "면접 포인트",
    )


def test_checklist_sections_become_topics(shapes: Imported) -> None:
    assert [topic.title.ko for topic in shapes.topics][:2] == ["트리", "군집"]


def test_keyword_lines_are_counted_and_blank_ones_survive(counts: dict[str, FileCount]) -> None:
    assert (counts["11"].keyword_lines, counts["11"].filled_keyword_lines) == (3, 2)


def test_answers_are_cut_into_sentences_and_find_their_keywords(shapes: Imported) -> None:
    points = questions(shapes)["시계열에서는 무엇을 조심하나요?"].points
    assert [point.says for point in points] == ["미래의 데이터로 과거를 맞히지 않도록 시간 순서를 지킵니다."]
    assert ("시간 순서",) in points[0].keywords
    assert {source.kind for source in points[0].source} == {"Answer", "Keyword"}


def test_headings_below_a_question_follow_up_on_it(read: Read) -> None:
    imported = read(
        "## Dropout이란?\nAnswer: 뉴런을 무작위로 끈다.\n\n### Dropout은 추론할 때 어떻게 하나?\nAnswer: 끄지 않는다.\n"
    )
    found = questions(imported)
    assert found["Dropout이란?"].follow_ups == (found["Dropout은 추론할 때 어떻게 하나?"].id,)


def test_questions_in_trailing_bullets_are_questions(shapes: Imported) -> None:
    unanswered = {question.question for question in shapes.report.unanswered}
    assert {
        "다섯 겹 교차 검증을 직접 짠다면 몇 줄일까?",
        "층화 추출까지 넣으면 얼마나 늘어날까?",
    } <= unanswered
    assert not any(
        "몇 줄일까" in text for topic in shapes.topics for q in topic.questions for text in q.wordings()
    )


def test_a_topic_heading_is_put_as_a_question_and_kept_as_an_alias(shapes: Imported) -> None:
    question = questions(shapes)["고유값"]
    assert question.question.ko == "고유값에 대해 설명해 주세요."
    assert question.aliases == ("고유값",)


def test_a_heading_without_its_own_text_is_a_topic_and_no_question(shapes: Imported) -> None:
    assert "차원 축소" not in questions(shapes)
    assert "차원 축소" in {topic.title.ko for topic in shapes.topics}


def test_front_matter_gives_the_title_and_no_question(shapes: Imported) -> None:
    assert "[ML] 선형 모델 정리" in {topic.title.ko for topic in shapes.topics}
    assert not any("categories" in text or "tags" in text for text in questions(shapes))


def test_html_goes_and_the_text_around_it_stays(shapes: Imported) -> None:
    texts = says(shapes, "로지스틱 회귀란?")
    assert "시그모이드: 출력을 0과 1 사이로 눌러 확률로 읽게 한다." in texts
    assert not any("<" in text or "$" in text for text in texts)


def test_latex_between_dollars_keeps_its_backslashes_and_underscores(shapes: Imported) -> None:
    assert r"손실: L = -y_i \log(p_i) 를 최소화한다" in says(shapes, "로지스틱 회귀란?")


def test_a_paragraph_becomes_its_sentences(shapes: Imported) -> None:
    assert says(shapes, "K-Means의 한계는 무엇인가?") == [
        "K-Means는 군집의 수를 미리 정해야 한다.",
        "구 모양이 아닌 군집은 잘 찾지 못한다.",
    ]


def test_a_sentence_that_points_back_stays_with_the_one_before(shapes: Imported) -> None:
    assert says(shapes, "SVM이란?") == [
        "SVM은 두 클래스 사이의 여백을 가장 크게 하는 경계를 찾는다. 이를 위해 서포트 벡터만 쓴다."
    ]


def test_parts_of_an_answer_are_no_questions(read: Read) -> None:
    imported = read(
        "## Dropout이란?\n### 정의\n뉴런을 무작위로 끄는 기법이다.\n### 장점\n- 과적합을 줄인다\n### 참고\n- 어떤 책\n"
    )
    assert imported.report.questions == 1
    assert says(imported, "Dropout이란?") == ["뉴런을 무작위로 끄는 기법이다.", "과적합을 줄인다"]


def test_a_part_under_two_questions_belongs_to_each(read: Read) -> None:
    imported = read(
        "# Dropout이란?\n## 장점\n- 과적합을 줄인다\n# BatchNorm이란?\n## 장점\n- 수렴이 빨라진다\n"
    )
    assert says(imported, "Dropout이란?") == ["과적합을 줄인다"]
    assert says(imported, "BatchNorm이란?") == ["수렴이 빨라진다"]


def test_tables_speak_only_where_nothing_else_does(read: Read) -> None:
    table = "| 방법 | 원리 | 비용 |\n|--|--|--|\n| Adam | 적응적 학습률 | 메모리 3배 |\n"
    assert says(read(f"## 옵티마이저란?\n{table}"), "옵티마이저란?") == [
        "Adam: 원리 적응적 학습률, 비용 메모리 3배"
    ]
    assert says(read(f"## 옵티마이저란?\n- 가중치를 고친다\n\n{table}"), "옵티마이저란?") == [
        "가중치를 고친다"
    ]


def test_numbering_belongs_to_the_document_not_to_the_question(read: Read) -> None:
    imported = read("## Q3. Dropout이란?\n뉴런을 무작위로 끈다.\n")
    question = questions(imported)["Dropout이란?"]
    assert question.points[0].source[0].heading == "Q3. Dropout이란?"


def test_documents_are_named_by_their_leading_number_or_stem(read: Read, tmp_path: Path) -> None:
    text = "## {}란?\n한 문장으로 된 답이다.\n"
    imported = read(
        **{"007_abc": text.format("A"), "2024-05-30-post": text.format("B"), "plain": text.format("C")}
    )
    assert [file.doc for file in imported.report.files] == ["007", "2024-05-30-post", "plain"]
    twins = read(**{"001_a": text.format("A"), "001_b": text.format("B")})
    assert [file.doc for file in twins.report.files] == ["001_a", "001_b"]


def test_english_notes_stay_english(read: Read) -> None:
    imported = read("## What is dropout?\nDropout turns neurons off at random during training.\n")
    question = questions(imported)["What is dropout?"]
    assert question.question.en == "What is dropout?"
    assert question.question.ko == ""
