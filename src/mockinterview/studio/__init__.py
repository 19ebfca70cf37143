"""The one place that turns settings into backends, and runs an interview's turns end to end.

    studio = Studio(settings)             stores only; opens nothing, touches no network
    studio.warm_up()                      opens what a first answer needs; call it in a background thread
    studio.status()                       -> tuple[Part(name, state, ko, en)]; state: idle | loading | ready | failed | off
    studio.close()

    studio.bank()                         -> rubric_store.Bank, fresh after an edit on disk
    studio.plan(kind, profile=…, topics=(…), question_id=…, count=…, minutes=…, follow_ups=…)   -> interview.Plan
    studio.begin(plan, profile=…, language=…)   -> interview.Session, already kept
    studio.open(session_id, profile=…)    -> Session as it was left (reload, restart), a long absence counted as pause
    studio.awake(session) / present(session)   -> Session; the same for a page that stayed open: before a step, every minute
    studio.latest(profile=…)              -> Session | None: the last interview that was not finished

    studio.prepare(session)               reads the rubric on the table ahead, in a background thread, while the candidate thinks
    studio.submit(session, answer)        -> Session; graded offline at once, turn kept, FSRS card moved, state kept
    studio.deepen(session, turn_id)       -> Session; the turn with the LLM's look added, as late as that may come
    studio.written_feedback(session, turn_id)   -> Iterator[Session]; the LLM's feedback as it streams
    studio.regrade(session, turn_id)      -> Session; the same turn graded again (after a failure, an edited rubric)
    studio.dont_know / skip / proceed / retry / reveal(…, turn_id) / pause / resume / finish (session)  -> Session, kept
    studio.ask_about_code(exercise_id, session | None, profile=…)   -> Session, kept: the question about code just run
    studio.workbench                      the code lab: shelf, run, runs, reveal
    studio.keep_draft(session, text)      -> Session, kept; harmless when the interview has moved on meanwhile
    studio.upcoming(session), studio.clock(session)

Every step takes the session that the page has in its hands and returns the next one. When the kept one is newer
(another tab, a double click) the step raises EditConflict's line and changes nothing: `studio.open(session.id)` shows
how things stand. All of it may be called from several threads at once.
"""

from mockinterview.studio.backends import Backends, Part, PartState
from mockinterview.studio.conduct import Studio
from mockinterview.studio.sittings import REVIEW_PREFIX, verdict_of
from mockinterview.studio.workbench import Origin, Ran, Shelved, Workbench

__all__ = [
    "REVIEW_PREFIX",
    "Backends",
    "Origin",
    "Part",
    "PartState",
    "Ran",
    "Shelved",
    "Studio",
    "Workbench",
    "verdict_of",
]
