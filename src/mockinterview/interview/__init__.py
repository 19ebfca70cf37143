"""The course of an interview: frozen states, pure steps, no clock, no dice, no storage of its own.

A `Session` is everything there is to know about an interview under way. It is a frozen value and survives
`Session.model_validate_json(session.model_dump_json())` unchanged, so keeping it is keeping the interview.
Every step takes a session and returns a new one; what the steps need from outside comes in a `Scene`
(the question bank, the time, the dice). A step that makes no sense now raises MockInterviewError.

    plan     = Plan.of(PlanKind.CHECKLIST, ["dl.activation.why-relu", …], follow_ups=2)
    session  = begin(plan, Scene(bank, now, rng), session_id="…", language="ko")

    session.phase            Phase.ASKING    a question is on the table; `session.current.asked` is it
                             Phase.REVIEW    the answer is graded; retry, or go on with `proceed`
                             Phase.FINISHED
    session.paused           True while the clock stands still; only `resume`, `keep_draft` and `finish` work
    session.log              what a chat shows, in order: `Says(kind, text)` of the interviewer, `Answered(turn_id)`
    session.turns            every exchange so far, retries too; `session.turn(turn_id)`
    session.draft            the half-typed answer
    session.revealed         ids of the turns whose model answer was opened
    session.plan.feedback    "each" | "end"; `feedback_visible(session)` says whether cards may be shown now

    question_of(asked, bank)                -> Question as it was put (narrowed to one point for a follow-up): for the card
    question_on_table(session, bank)        the same for the present question
    read_against(asked, bank)               -> Question to hand to a grader; for a follow-up then
    focused(grade, question, point_id)      -> Grade of the asked point only
    keep_draft(session, text, now)          -> Session    at any time, paused or not
    submit(session, Attempt(turn_id, answer, grade, feedback), scene)  -> Session; the new Turn is `turns[-1]`
    dont_know(session, Attempt(turn_id, …), scene)        the candidate passes, openly; a hint may follow
    skip(session, turn_id, scene)                         straight to the next question
    upcoming(session, bank, now)            -> Upcoming(kind: Move, …)   what `proceed` would do: label the button with it
    proceed(session, scene)                 REVIEW -> the follow-up, the next question, or the end
    ask_aside(session, question_id, scene)  REVIEW -> a question beside the plan: the one about code just run
    retry(session, scene)                   REVIEW -> the same question again; both attempts are kept
    reveal(session, turn_id, now)           opens the model answer of an answered turn
    pause(session, now) / resume(session, scene)
    come_back(session, now)                 after a reload: a long absence counts as a pause
    finish(session, scene)                  at any time
    regraded(session, turn)                 puts a later grade or feedback into its turn; counts as no step
    clock(session, now)                     -> Clock(elapsed, left, on_question) in seconds, pauses taken out
    summarize(session)                      -> Summary
    mean_of(turns)                          the mean that the summary shows, of some of the turns
    why_asked(asked, language)              one line: why this question was put

In "실전 모드" (PlanKind.EXAM) `submit` goes on by itself, `feedback_visible` is False until the end, and no question is
put after the time is up: the answer that is being given then still counts.
"""

from mockinterview.interview.focus import focused, narrowed, question_of, question_on_table, read_against
from mockinterview.interview.follow_up import Move, Upcoming, upcoming
from mockinterview.interview.plan import EXAM_MINUTES, LONGEST_EXAM, Plan, PlanKind
from mockinterview.interview.state import (
    Answered,
    Clock,
    Current,
    LogEntry,
    Phase,
    SayKind,
    Says,
    Scene,
    Session,
    clock,
    feedback_visible,
)
from mockinterview.interview.steps import (
    Attempt,
    ask_aside,
    begin,
    come_back,
    dont_know,
    finish,
    keep_draft,
    pause,
    proceed,
    regraded,
    resume,
    retry,
    reveal,
    skip,
    submit,
)
from mockinterview.interview.summary import QuestionResult, Summary, mean_of, summarize
from mockinterview.interview.wording import why_asked

__all__ = [
    "EXAM_MINUTES",
    "LONGEST_EXAM",
    "Answered",
    "Attempt",
    "Clock",
    "Current",
    "LogEntry",
    "Move",
    "Phase",
    "Plan",
    "PlanKind",
    "QuestionResult",
    "SayKind",
    "Says",
    "Scene",
    "Session",
    "Summary",
    "Upcoming",
    "ask_aside",
    "begin",
    "clock",
    "come_back",
    "dont_know",
    "feedback_visible",
    "finish",
    "focused",
    "keep_draft",
    "mean_of",
    "narrowed",
    "pause",
    "proceed",
    "question_of",
    "question_on_table",
    "read_against",
    "regraded",
    "resume",
    "retry",
    "reveal",
    "skip",
    "submit",
    "summarize",
    "upcoming",
    "why_asked",
]
