"""One question in several documents becomes one draft."""

from __future__ import annotations

from import_helpers import Read, questions, says


def test_all_wordings_and_sources_come_together(read: Read) -> None:
    imported = read(
        "## Dropout의 효과는?\n- 뉴런을 무작위로 끈다\n",
        "## Drop Out이란\n- 앙상블과 닮은 효과를 낸다\n",
        "## dropout의  효과는\n- 과적합을 줄인다\n",
    )
    question = questions(imported)["Dropout의 효과는?"]
    assert question.aliases == ("Drop Out이란",)
    assert [point.source[0].doc for point in question.points] == ["1", "2", "3"]
    (merged,) = imported.report.merged
    assert [source.doc for source in merged.sources] == ["1", "2", "3"]


def test_repeated_points_are_said_once_with_both_sources(read: Read) -> None:
    imported = read(
        "## Dropout이란?\n- 학습할 때 뉴런을 무작위로 끈다\n",
        "## Dropout이란?\n학습할 때 뉴런을 무작위로 끈다.\n",
    )
    (point,) = questions(imported)["Dropout이란?"].points
    assert [source.doc for source in point.source] == ["1", "2"]


def test_the_checklist_wording_wins_and_its_section_is_the_topic(read: Read) -> None:
    imported = read(
        "# 잡기장\n## Dropout\n- 뉴런을 무작위로 끈다\n## 다른 것은?\n한 문장이다.\n",
        "## 목록\n### 정규화\n- [ ] Dropout이란 무엇인가요?\n",
    )
    question = questions(imported)["Dropout"]
    assert question.question.ko == "Dropout이란 무엇인가요?"
    assert "정규화" in {topic.title.ko for topic in imported.topics if question in topic.questions}


def test_a_checklist_item_answered_elsewhere_gets_its_draft(read: Read) -> None:
    imported = read(
        "- [ ] Dropout이란?\n- [ ] 마지막으로 읽은 책은?\n", "## Dropout이란?\n- 뉴런을 무작위로 끈다\n"
    )
    assert list(questions(imported)) == ["Dropout이란?"]
    assert [question.question for question in imported.report.unanswered] == ["마지막으로 읽은 책은?"]


def test_what_one_document_keeps_apart_stays_apart(read: Read) -> None:
    imported = read(
        "## Dropout이란?\n뉴런을 끄는 것이다.\n## Dropout을 쓰는 이유는?\n과적합을 막는다.\n",
        "## Dropout에 대해 설명하시오\n무작위로 끄는 기법이다.\n",
    )
    assert len(says(imported, "Dropout이란?")) == 2
    assert says(imported, "Dropout을 쓰는 이유는?") == ["과적합을 막는다."]


def test_a_heading_that_asks_twice_answers_both(read: Read) -> None:
    imported = read(
        "## RNN의 단점은 무엇인가? 그래서 나온 LSTM은 무엇인가?\nAnswer: RNN은 먼 과거를 잊는다. LSTM은 게이트로 기억을 지킨다.\n",
        "- [ ] RNN의 단점은 무엇인가?\n- [ ] LSTM은 무엇인가?\n",
    )
    assert says(imported, "RNN의 단점은 무엇인가?") == ["RNN은 먼 과거를 잊는다."]
    assert says(imported, "LSTM은 무엇인가?") == ["LSTM은 게이트로 기억을 지킨다."]


def test_bullets_gathered_under_the_last_follow_up_go_home(read: Read) -> None:
    imported = read(
        "## 정규화란?\n\n### L1은 왜 희소한가?\nAnswer: 꼭짓점에서 해가 만나기 때문에 가중치가 정확히 0이 됩니다.\n\n"
        "### L2는 무엇을 하나?\nAnswer: 가중치를 고르게 줄입니다.\n\n"
        "- 꼭짓점에서 해가 만나기 때문에 가중치가 정확히 0이 됨\n- 큰 가중치일수록 세게 벌한다\n"
    )
    assert says(imported, "L2는 무엇을 하나?") == ["가중치를 고르게 줄입니다.", "큰 가중치일수록 세게 벌한다"]
    assert len(says(imported, "L1은 왜 희소한가?")) == 1


def test_a_follow_up_joins_the_topic_of_its_question(read: Read) -> None:
    imported = read(
        "## 목록\n### 최적화\n- [ ] SGD란?\n",
        "# SGD란?\n미니배치로 고친다.\n## SGD의 학습률은 어떻게 정하나?\n줄여 가며 정한다.\n# 딴 이야기란?\n딴 이야기이다.\n",
    )
    topics = {topic.title.ko: [q.question.ko for q in topic.questions] for topic in imported.topics}
    assert topics["최적화"] == ["SGD란?", "SGD의 학습률은 어떻게 정하나?"]


def test_other_numbers_for_the_same_thing_are_a_conflict(read: Read) -> None:
    imported = read(
        "## FP16이란?\n- FP16 = 4 B 를 쓴다\n", "## FP32란?\n- 파라미터마다 2 bytes (FP16)이면 된다\n"
    )
    (conflict,) = imported.report.conflicts
    assert (conflict.kind, conflict.subject) == ("quantity", "FP16")
    assert [(side.doc, side.value) for side in conflict.sides] == [("1", "4 B"), ("2", "2 B")]


def test_agreeing_numbers_and_numbers_of_one_document_are_none(read: Read) -> None:
    imported = read(
        "## FP16이란?\n- FP16은 2바이트이다\n- FP32는 4바이트이다\n",
        "## FP16의 크기는?\n- FP16 = 2 B, 절반이다\n",
    )
    assert imported.report.conflicts == ()


def test_a_claim_that_denies_another_is_a_conflict_and_both_stay(read: Read) -> None:
    imported = read(
        "## GAN의 BN은?\n- 생성자의 마지막 층에는 BN을 적용한다\n",
        "## GAN의 BN은?\n- 생성자의 마지막 층에는 BN을 적용하지 않는다\n",
    )
    (conflict,) = imported.report.conflicts
    assert conflict.kind == "denial"
    assert len(says(imported, "GAN의 BN은?")) == 2
