"""Setting up an interview: kind, topics, length, follow-ups."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Self

import gradio as gr

from mockinterview.domain.base import Language
from mockinterview.errors import MockInterviewError
from mockinterview.interview import EXAM_MINUTES, LONGEST_EXAM, PlanKind
from mockinterview.rubric_store import Bank
from mockinterview.ui.parts import html
from mockinterview.ui.texts import TEXTS, Words

KINDS = (
    PlanKind.CHECKLIST,
    PlanKind.EXAM,
    PlanKind.TOPIC,
    PlanKind.WEAK,
    PlanKind.DUE,
    PlanKind.RANDOM,
    PlanKind.SINGLE,
)
_COUNTED = frozenset({PlanKind.CHECKLIST, PlanKind.TOPIC, PlanKind.WEAK, PlanKind.DUE, PlanKind.RANDOM})
_USUAL_COUNT = 10
_MOST_QUESTIONS = 200
ALL_SHOWN = 10_000
"""One's own questions stand at the end of a list, and are what people look for. (Gradio loses a None.)"""


@dataclass(frozen=True, slots=True)
class Lobby:
    column: gr.Column
    kind: gr.Radio
    topics: gr.Dropdown
    question: gr.Dropdown
    count: gr.Number
    minutes: gr.Number
    follow_ups: gr.Checkbox
    start: gr.Button

    def choices(self) -> list[Any]:
        return [self.kind, self.topics, self.question, self.count, self.minutes, self.follow_ups]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the bank offers, as (words, id)."""

    topics: list[tuple[str, str]]
    questions: list[tuple[str, str]]

    @classmethod
    def of(cls, bank: Bank, language: Language) -> Self:
        return cls(
            [(topic.title.text(language), topic.topic) for topic in bank.topics()],
            [(question.question.text(language), question.id) for question in bank],
        )

    def mark(self) -> str:
        """The same as long as the lists are, in every process."""
        return hashlib.sha256(repr(self).encode("utf-8", "replace")).hexdigest()[:16]

    def updates(self, topics: list[str] | None, *questions: str | None) -> list[Any]:
        """For the list of topics and lists of questions; what is chosen stays, unless it is gone."""
        known = {topic for _, topic in self.topics}
        ids = [question_id for _, question_id in self.questions]
        first = ids[0] if ids else None
        return [
            gr.update(choices=self.topics, value=[topic for topic in topics or () if topic in known]),
            *(gr.update(choices=self.questions, value=one if one in ids else first) for one in questions),
        ]


def lay_lobby(words: Words, offered: Choices, aloud_hint: str) -> Lobby:
    with gr.Column(elem_classes="mi-page mi-read", elem_id="mi-lobby", visible=False) as column:
        html(f'<h1 class="mi-title">{words("lobby.title")}</h1><p class="mi-lead">{words("lobby.lead")}</p>')
        kind = gr.Radio(
            [(words(f"plan.{kind.value}"), kind.value) for kind in KINDS],
            value=PlanKind.CHECKLIST.value,
            label=words("lobby.plan"),
            elem_id="mi-plan",
        )
        with gr.Row(elem_id="mi-choices"):
            details = _lay_details(words, offered)
        with gr.Row(elem_id="mi-toggles"):
            follow_ups = gr.Checkbox(
                True,
                label=words("lobby.follow_ups"),
                info=words("lobby.follow_ups_hint"),
                elem_id="mi-follow",
            )
            aloud = gr.Checkbox(
                False, label=words("lobby.aloud"), info=aloud_hint, elem_id="mi-aloud", interactive=True
            )
            gr.on(None, None, None, aloud, js="() => window.mi.aloud()")  # as this browser remembers it
        start = gr.Button(words("lobby.start"), variant="primary", elem_id="mi-start")
    kind.change(
        choices_for, kind, list(details), show_progress="hidden", queue=False, api_visibility="private"
    )
    return Lobby(column, kind, *details, follow_ups, start)


def _lay_details(words: Words, offered: Choices) -> tuple[gr.Dropdown, gr.Dropdown, gr.Number, gr.Number]:
    topics = gr.Dropdown(
        offered.topics,
        multiselect=True,
        label=words("lobby.topics"),
        elem_id="mi-topics",
        min_width=280,
        scale=3,
    )
    question = gr.Dropdown(
        offered.questions,
        value=offered.questions[0][1] if offered.questions else None,
        num_choices_shown=ALL_SHOWN,
        label=words("lobby.question"),
        elem_id="mi-which",
        visible=False,
        scale=3,
    )
    # No minimum or maximum: gradio would refuse a number in English, and before we have seen it.
    count = gr.Number(_USUAL_COUNT, label=words("lobby.count"), elem_id="mi-count", min_width=120)
    minutes = gr.Number(
        EXAM_MINUTES, label=words("lobby.minutes"), elem_id="mi-minutes", visible=False, min_width=120
    )
    return topics, question, count, minutes


def choices_for(kind: str) -> list[Any]:
    """Only the choices that mean something for this kind of interview."""
    wanted = PlanKind(kind)
    return [
        gr.update(visible=wanted is not PlanKind.SINGLE),
        gr.update(visible=wanted is PlanKind.SINGLE),
        gr.update(visible=wanted in _COUNTED),
        gr.update(visible=wanted is PlanKind.EXAM),
    ]


def plan_wishes(
    kind: str,
    topics: list[str] | None,
    question: str | None,
    count: object,
    minutes: object,
    follow_ups: bool,
) -> dict[str, Any]:
    """The choices as `Studio.plan` takes them."""
    wanted = PlanKind(kind)
    wishes: dict[str, Any] = {"kind": wanted, "follow_ups": None if follow_ups else 0}
    if wanted is PlanKind.SINGLE:
        return {**wishes, "question_id": question}
    wishes["topics"] = tuple(topics or ())
    if wanted in _COUNTED:
        wishes["count"] = _whole("lobby.count", count, _MOST_QUESTIONS)
    if wanted is PlanKind.EXAM:
        wishes["minutes"] = float(_whole("lobby.minutes", minutes, LONGEST_EXAM))
    return wishes


def _whole(field: str, given: object, most: int) -> int:
    if isinstance(given, int | float) and 1 <= given <= most and given == int(given):
        return int(given)
    ko, en = (
        line.format(field=name, most=most)
        for line, name in zip(TEXTS["lobby.not_whole"], TEXTS[field], strict=True)
    )
    raise MockInterviewError(ko, en)
