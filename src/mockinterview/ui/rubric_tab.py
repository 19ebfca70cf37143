"""The rubric tab: read what is looked for, and change it in the user's own layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from mockinterview.domain.rubric import Point
from mockinterview.errors import EditConflict, MockInterviewError
from mockinterview.rubric_store import Entry, Layer, LayerName
from mockinterview.rubric_store.edit import Overlay, overlay, save_question
from mockinterview.studio import Studio
from mockinterview.ui.lobby import ALL_SHOWN
from mockinterview.ui.parts import html
from mockinterview.ui.present.html import Html, el, join
from mockinterview.ui.present.rubric import rubric_sheet
from mockinterview.ui.room import alert
from mockinterview.ui.rubric_form import PointFields
from mockinterview.ui.texts import Words

NEW = ""
"""Chosen in the list of points to add one."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The handlers of the tab."""

    studio: Studio
    words: Words

    def choose(self, question_id: str) -> tuple[Any, ...]:
        """(sheet, notice, the file as it is now, points to choose from, *fields)"""
        try:
            entry = self.studio.bank().entry(question_id)
        except MockInterviewError as error:
            nothing = (gr.skip(),) * (2 + len(PointFields.__slots__))
            return ("", self._told(error), *nothing)
        first = entry.question.points[0]
        return (
            rubric_sheet(entry, self.words),
            self._problems(),
            self._file(entry),
            gr.update(choices=self._points(entry), value=first.id),
            *self._fields(first),
        )

    def choose_point(self, question_id: str, point_id: str) -> tuple[Any, ...]:
        return self._fields(self._point(question_id, point_id))

    def save(self, question_id: str, point_id: str, base: Overlay | None, *values: Any) -> tuple[Any, ...]:
        """(sheet, notice, the file as it is now, points to choose from); the fields keep what was typed."""
        try:
            entry = self.studio.bank().entry(question_id)
            patch = PointFields(*_clean(values)).patch(self._point(question_id, point_id))
            shipped = Layer(LayerName.SHIPPED, self.studio.backends.places.shipped_rubrics)
            changed = {"id": question_id, "points": [patch]}
            saved = save_question((shipped,), self._mine(), entry.topic, base or self._file(entry), changed)
        except EditConflict as error:
            told = f"{error.in_language(self.words.language)} {self.words('rubric.keep_yours')}"
            return gr.skip(), alert(told, "is-bad"), gr.skip(), gr.skip()
        except MockInterviewError as error:
            return gr.skip(), self._told(error), gr.skip(), gr.skip()
        entry = self.studio.bank().entry(question_id)
        place = f"{saved.path.parent.name}/{saved.path.name}"
        choices = gr.update(choices=self._points(entry), value=patch["id"])
        return (
            rubric_sheet(entry, self.words),
            alert(self.words("rubric.saved", place=place), "is-good"),
            saved,
            choices,
        )

    def _fields(self, point: Point | None) -> tuple[Any, ...]:
        fields = PointFields.of(point) if point else PointFields()
        return (
            gr.update(value=fields.id, visible=point is None),
            fields.says,
            fields.keywords,
            fields.phrasings,
            fields.counters,
            fields.weight,
            fields.hint,
        )

    def _point(self, question_id: str, point_id: str) -> Point | None:
        points = self.studio.bank().question(question_id).points
        return next((point for point in points if point.id == point_id), None)

    def _points(self, entry: Entry) -> list[tuple[str, str]]:
        return [
            *((point.says[:70], point.id) for point in entry.question.points),
            (self.words("rubric.new_point"), NEW),
        ]

    def _file(self, entry: Entry) -> Overlay:
        return overlay(self._mine(), entry)

    def _mine(self) -> Layer:
        return Layer(LayerName.USER, self.studio.backends.places.user_rubrics)

    def _told(self, error: MockInterviewError) -> Html:
        return alert(error.in_language(self.words.language), "is-bad")

    def _problems(self) -> Html:
        """Damaged files of the user's are left out of the bank; here is where that is said."""
        problems = self.studio.bank().problems
        if not problems:
            return Html("")
        lines = (el("li", problem.in_language(self.words.language)) for problem in problems[:20])
        return el(
            "div", el("p", self.words("rubric.problems")), el("ul", join(lines)), class_="mi-alert is-bad"
        )


def _clean(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Empty fields arrive as None."""
    *texts, weight, hint = values
    return (*(value or "" for value in texts), 1.0 if weight is None else float(weight), hint or "")


def lay_rubrics(workshop: Workshop, questions: list[tuple[str, str]], tab: gr.Tab) -> gr.Dropdown:
    """Returns the list of questions, which somebody has to keep up with the bank."""
    words = workshop.words
    with gr.Column(elem_classes="mi-page mi-read", elem_id="mi-rubrics"):
        html(
            f'<h1 class="mi-title">{words("rubric.title")}</h1><p class="mi-lead">{words("rubric.lead")}</p>'
        )
        chosen = gr.Dropdown(
            questions,
            value=questions[0][1] if questions else None,
            num_choices_shown=ALL_SHOWN,
            label=words("rubric.question"),
            info=words("rubric.question_hint"),
            elem_id="mi-rubric-question",
        )
        notice = html(elem_classes="mi-notice", elem_id="mi-rubric-notice")
        sheet = html(elem_id="mi-rubric-sheet")
        base = gr.State(None)
        with gr.Column(elem_id="mi-edit"):
            html(
                f'<h2 class="mi-section-title" style="margin-top:0!important">{words("rubric.edit")}</h2><p class="mi-hint">{words("rubric.shared_note")}</p>'
            )
            point, fields, save, again = _lay_form(words)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 8}
    everything = [sheet, notice, base, point, *fields]
    tab.select(workshop.choose, chosen, everything, **quiet)
    chosen.input(workshop.choose, chosen, everything, **quiet)
    again.click(workshop.choose, chosen, everything, **quiet)
    point.input(workshop.choose_point, [chosen, point], fields, **quiet)
    save.click(workshop.save, [chosen, point, base, *fields], everything[:4], **quiet)
    return chosen


def _lay_form(words: Words) -> tuple[gr.Dropdown, list[Any], gr.Button, gr.Button]:
    point = gr.Dropdown([], label=words("rubric.edit_point"), elem_id="mi-point")
    several: dict[str, Any] = {"lines": 3, "max_lines": 12, "info": words("rubric.lines_hint")}
    fields = [
        gr.Textbox(label=words("rubric.id"), elem_id="mi-point-id", max_length=80, visible=False),
        gr.Textbox(label=words("rubric.says"), lines=2, elem_id="mi-point-says", max_length=4000),
        gr.Textbox(
            label=words("rubric.keywords_edit"),
            info=words("rubric.keywords_hint"),
            lines=3,
            elem_id="mi-point-keywords",
        ),
        gr.Textbox(label=words("rubric.phrasings_edit"), elem_id="mi-point-phrasings", **several),
        gr.Textbox(label=words("rubric.counters_edit"), elem_id="mi-point-counters", **several),
        gr.Number(1, label=words("rubric.weight"), minimum=0, elem_id="mi-point-weight"),
        gr.Textbox(label=words("rubric.hint"), elem_id="mi-point-hint", max_length=1000),
    ]
    with gr.Row():
        save = gr.Button(words("rubric.save"), variant="primary", elem_id="mi-save", scale=0, min_width=180)
        again = gr.Button(words("rubric.reload"), elem_id="mi-reload", scale=0, min_width=140)
    return point, fields, save, again
