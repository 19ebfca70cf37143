"""What is kept of a candidate's practice: interviews, turns, review cards and code, one profile apart from the other.

    store = HistoryStore.open(places.history)      # mockinterview.history.store; or a postgresql:// URL

The values below are free of SQL; `history.store` is the adapter that loads SQLAlchemy, so import it when a
store is really opened. Everything in here is asked for by profile: what belongs to another one does not exist.

    records     the frozen values that go in and come out
    store       HistoryStore: each method one short transaction
    turns, sessions, cards, submissions, profiles     the SQL of each noun
    tables      the schema as it is now;  migrate + migrations/  how an older file gets there
    engine      SQLite's settings, PostgreSQL by URL;  failures  foreign errors as one line
    json_text   values as text, exactly, whatever characters they hold
"""

from mockinterview.history.records import (
    LOCAL_PROFILE,
    Card,
    EarlierGrade,
    JsonValue,
    KeptSession,
    ProfileInfo,
    Submission,
    TurnFilter,
)

__all__ = [
    "LOCAL_PROFILE",
    "Card",
    "EarlierGrade",
    "JsonValue",
    "KeptSession",
    "ProfileInfo",
    "Submission",
    "TurnFilter",
]
