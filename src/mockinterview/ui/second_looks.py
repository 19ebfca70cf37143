"""What the LLM thought later about answers whose pages may have gone on meanwhile."""

from __future__ import annotations

import threading
from collections import OrderedDict

from mockinterview.domain.turn import Turn
from mockinterview.interview import Session, regraded

REMEMBERED = 2000


class SecondLooks:
    """The page's own copy of a session is older than a late grade; the next step takes the grade along."""

    def __init__(self) -> None:
        self._turns: OrderedDict[str, Turn] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, session: Session, turn_id: str) -> Session:
        with self._lock:
            self._turns[turn_id] = session.turn(turn_id)
            while len(self._turns) > REMEMBERED:
                self._turns.popitem(last=False)
        return session

    def put_into(self, session: Session) -> Session:
        with self._lock:
            late = [self._turns[turn.id] for turn in session.turns if turn.id in self._turns]
        for turn in late:
            session = regraded(session, turn)
        return session
