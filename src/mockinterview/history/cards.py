"""The SQL of review cards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, select

from mockinterview.history.json_text import decode, encode
from mockinterview.history.records import Card
from mockinterview.history.rows import checked_id, ensure_profile, moment_of, put, utc_text
from mockinterview.history.tables import cards


def write(connection: Connection, profile: str, card: Card, now: datetime) -> None:
    ensure_profile(connection, profile, now)
    row = {"profile": profile, "question": checked_id(card.question), "due": utc_text(card.due)}
    put(connection, cards, {**row, "body": encode(card.body)})


def get(connection: Connection, profile: str, question: str) -> Card | None:
    query = select(cards).where(cards.c.profile == profile, cards.c.question == question)
    row = connection.execute(query).mappings().first()
    return None if row is None else _card(row)


def remove(connection: Connection, profile: str, question: str) -> None:
    connection.execute(delete(cards).where(cards.c.profile == profile, cards.c.question == question))


def soonest_first(connection: Connection, profile: str, due_by: datetime | None) -> tuple[Card, ...]:
    query = select(cards).where(cards.c.profile == profile).order_by(cards.c.due, cards.c.question)
    if due_by is not None:
        query = query.where(cards.c.due <= utc_text(due_by))
    return tuple(_card(row) for row in connection.execute(query).mappings())


def exported(connection: Connection, profile: str) -> list[dict[str, Any]]:
    return [
        {"question": card.question, "due": utc_text(card.due), "body": card.body}
        for card in soonest_first(connection, profile, None)
    ]


def _card(row: RowMapping) -> Card:
    return Card(row["question"], moment_of(row["due"]), decode(row["body"]))
