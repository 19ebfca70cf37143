"""The one place that turns settings into backends, and runs an interview's turns end to end.

    studio = Studio(settings)             stores only; opens nothing, touches no network
    studio.warm_up()                      opens what a first answer needs; call it in a background thread
    studio.status()                       -> tuple[Part(name, state, ko, en)]; state: ready | loading | missing | failed | off

    studio.bank()                         -> rubric_store.Bank, fresh after an edit on disk
    studio.plan(kind, profile=…, topics=(…), question_id=…, count=…, minutes=…, follow_ups=…)   -> interview.Plan
    studio.begin(plan, profile=…, language=…)   -> interview.Session, already kept
    studio.open(session_id)               -> Session as it was left (reload, restart), a long absence counted as pause
    studio.latest(profile)                -> Session | None: the interview that was not finished

    studio.submit(session, answer)        -> Session; graded offline at once, turn kept, FSRS card updated, state kept
    studio.deepen(session, turn_id)       -> Session; the same turn with the LLM's grade (when one is configured)
    studio.dont_know / skip / proceed / retry / reveal / pause / resume / finish (session …)  -> Session, kept
    studio.keep_draft(session, text)      -> Session, kept; harmless when the session has moved on meanwhile

Every step takes the session the page has in its hands. When the kept one is newer (another tab), the step raises
StaleSession's line instead of losing turns: `studio.open(session.id)` shows how things stand.
All of it may be called from several threads; one session takes one step at a time.
"""
