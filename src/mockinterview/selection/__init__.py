"""Which questions to ask, and in which order. Pure: time and chance come in.

    past  = past_results(turns, due)                      what earlier turns say about each question
    picks = checklist(bank.entries)                       every question, in the order of the bank
            by_topic(bank.entries, ["activation"])        some topics only
            weak_spots(bank.entries, past, now, count)    due or badly answered, the worst first
            due_now(bank.entries, past, now)              what should be repeated by now
            at_random(bank.entries, rng, count)
            exam(bank.entries, past, minutes, rng)        mixed topics that fit into the time
            single(bank.entries, "dl.activation.why-relu")

A `Pick` says which question, why, and about how long it takes.
"""

from mockinterview.selection.past import Past, PastResult, past_results
from mockinterview.selection.plans import (
    Pick,
    at_random,
    by_topic,
    checklist,
    due_now,
    exam,
    minutes_for,
    single,
    weak_spots,
)

__all__ = [
    "Past",
    "PastResult",
    "Pick",
    "at_random",
    "by_topic",
    "checklist",
    "due_now",
    "exam",
    "minutes_for",
    "past_results",
    "single",
    "weak_spots",
]
