"""Whatever is pressed in whatever order: no turn and no draft is lost, and every state survives JSON."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from stage_set import BANK, DEAD, LAST, RELU, SPLIT, START, grade_of

from mockinterview import interview
from mockinterview.domain.answer import Answer
from mockinterview.domain.grade import Verdict
from mockinterview.domain.turn import AskedBecause, Turn
from mockinterview.errors import MockInterviewError
from mockinterview.interview import Answered, Attempt, Phase, Plan, PlanKind, Says, Scene, Session

QUESTIONS = [question.id for question in (RELU, DEAD, SPLIT, LAST)]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VERDICTS = st.sampled_from([Verdict.COVERED, Verdict.PARTIAL, Verdict.MISSING, Verdict.CONTRADICTED])


class AnyOrder(RuleBasedStateMachine):
    @initialize(
        kind=st.sampled_from(list(PlanKind)),
        ids=st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=4),
        follow_ups=st.integers(0, 3),
        related=st.integers(0, 2),
        minutes=st.none() | st.just(20.0),
    )
    def start(
        self, kind: PlanKind, ids: list[str], follow_ups: int, related: int, minutes: float | None
    ) -> None:
        self.now, self.seed = START, 0
        plan = Plan.of(kind, ids, follow_ups=follow_ups, related=related, minutes=minutes)
        self.session = interview.begin(plan, self.scene(), session_id="s")
        self.turns: list[Turn] = []
        self.words: list[str] = []
        self.elapsed = 0.0

    def scene(self) -> Scene:
        self.seed += 1
        return Scene(BANK, self.now, random.Random(self.seed))

    def attempt(self, text: str, verdicts: list[Verdict]) -> Attempt:
        current = self.session.current
        assert current is not None
        question = interview.question_of(current.asked, BANK)
        named = dict(zip([point.id for point in question.points], verdicts, strict=False))
        grade = grade_of(question, text, **named) if text.strip() else None
        return Attempt(f"t{len(self.session.turns)}", Answer(text=text), grade)

    def try_to(self, step: Callable[[Session], Session]) -> None:
        """A refused step leaves everything as it was."""
        before = self.session
        try:
            self.session = step(before)
        except MockInterviewError as error:
            refusal = (error.ko, error.en)
        else:
            refusal = None
        if refusal is not None:
            assert all(refusal)
            assert self.session is before
            return
        assert self.session.turns[: len(before.turns)] == before.turns
        assert self.session.log[: len(before.log)] == before.log
        if len(self.session.turns) == len(before.turns):
            assert self.session.draft == before.draft

    @rule(text=TEXTS, verdicts=st.lists(VERDICTS, max_size=3))
    def submit(self, text: str, verdicts: list[Verdict]) -> None:
        self.try_to(lambda s: interview.submit(s, self.attempt(text, verdicts), self.scene()))

    @rule()
    def dont_know(self) -> None:
        draft = self.session.draft
        before = len(self.session.turns)
        self.try_to(lambda s: interview.dont_know(s, Attempt(f"t{len(s.turns)}"), self.scene()))
        self.words_kept(before, draft)

    @rule()
    def skip(self) -> None:
        draft, before = self.session.draft, len(self.session.turns)
        self.try_to(lambda s: interview.skip(s, f"t{len(s.turns)}", self.scene()))
        self.words_kept(before, draft)

    def words_kept(self, before: int, draft: str) -> None:
        """What was typed before passing on a question stands in the turn."""
        if len(self.session.turns) > before and draft.strip():
            answer = self.session.turns[before].answer
            assert answer is not None
            assert answer.text == draft

    @rule()
    def proceed(self) -> None:
        before, coming = self.session, None
        if before.phase is Phase.REVIEW:
            coming = interview.upcoming(before, BANK, self.now)
        self.try_to(lambda s: interview.proceed(s, self.scene()))
        if coming is not None and coming.question_id and self.session is not before:
            assert self.session.current is not None
            asked = self.session.current.asked
            assert (asked.question_id, asked.point_id, asked.because) == (
                coming.question_id,
                coming.point_id,
                coming.because,
            )

    @rule()
    def retry(self) -> None:
        self.try_to(lambda s: interview.retry(s, self.scene()))

    @rule()
    def ask_aside(self) -> None:
        self.try_to(lambda now: interview.ask_aside(now, SPLIT.id, self.scene()))

    @rule()
    def pause(self) -> None:
        self.try_to(lambda s: interview.pause(s, self.now))

    @rule()
    def resume(self) -> None:
        self.try_to(lambda s: interview.resume(s, self.scene()))

    @rule()
    def reload(self) -> None:
        self.session = Session.model_validate(self.session.model_dump(mode="json"))
        self.try_to(lambda s: interview.come_back(s, self.now))

    @rule(text=TEXTS)
    def type(self, text: str) -> None:
        self.session = interview.keep_draft(self.session, text, self.now)
        assert self.session.draft == text or self.session.phase is Phase.FINISHED

    @rule(index=st.integers(0, 5))
    def reveal(self, index: int) -> None:
        self.try_to(lambda s: interview.reveal(s, f"t{index}", self.now))

    @rule(seconds=st.floats(-60, 600))
    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: len(self.session.turns) > 3)
    @rule()
    def finish(self) -> None:
        self.try_to(lambda s: interview.finish(s, self.scene()))

    @invariant()
    def survives_json(self) -> None:
        assert Session.model_validate_json(self.session.model_dump_json()) == self.session

    @invariant()
    def hangs_together(self) -> None:
        session = self.session
        logged = [entry.turn_id for entry in session.log if isinstance(entry, Answered)]
        assert logged == [turn.id for turn in session.turns]
        assert all(entry.text.strip() for entry in session.log if isinstance(entry, Says))
        assert session.current is not None
        assert (session.phase is Phase.FINISHED) == (session.ended_at is not None)
        assert not (session.paused and session.phase is Phase.FINISHED)
        times = interview.clock(session, self.now)
        assert min(times.elapsed, times.on_question) >= 0
        assert interview.summarize(session).follow_ups <= len(session.turns)

    @invariant()
    def asks_each_point_once(self) -> None:
        turns = self.session.turns
        aside = {t.asked.question_id for t in turns if t.asked.because is AskedBecause.EXERCISE}
        asked = [
            (turn.asked.question_id, turn.asked.point_id)
            for turn in turns
            if turn.asked.because is not AskedBecause.RETRY and turn.asked.question_id not in aside
        ]
        assert len(asked) == len(set(asked))


AnyOrder.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAnyOrder = AnyOrder.TestCase
